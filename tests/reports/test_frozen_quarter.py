"""A quarter's page frozen and rebuilt: every number exact, and old frozen pages still open."""

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.periods import Quarter
from cxdash.reports import frozen_frames, frozen_quarter, frozen_values, this_quarter
from tests.builders import TODAY


def through_json(kept):
    return json.loads(json.dumps(kept, allow_nan=False))


def same(one, other):
    """Compare what dataclasses with tables in them hold."""
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
        return True
    if is_dataclass(one):
        return type(one) is type(other) and all(
            same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one)
        )
    if isinstance(one, tuple | list) and any(is_dataclass(each) for each in one):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other and type(one) is type(other)


@pytest.mark.parametrize("quarter", [Quarter(2026, 3), Quarter(2026, 4), Quarter(2025, 1)])
def test_the_page_of_the_sample_comes_back_as_it_was(sample, quarter):
    with sample.reading() as session:
        page = this_quarter.quarterly(session, quarter, today=TODAY)

    assert same(page, frozen_quarter.thaw(through_json(frozen_quarter.freeze(page))))


def test_an_old_page_opens_although_it_lacks_any_of_the_fields(sample):
    with sample.reading() as session:
        kept = frozen_quarter.freeze(this_quarter.quarterly(session, Quarter(2026, 3), today=TODAY))

    for name in kept:
        older = {other: value for other, value in kept.items() if other != name}
        assert frozen_quarter.thaw(older).name == ("" if name == "name" else "Q3 2026")


def test_a_page_kept_by_a_later_version_opens_without_what_is_unknown(sample):
    with sample.reading() as session:
        page = this_quarter.quarterly(session, Quarter(2026, 3), today=TODAY)

    assert same(page, frozen_quarter.thaw(frozen_quarter.freeze(page) | {"weather": "fair"}))


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    share: float
    colour: Colour | None
    pair: tuple[int, str]


@dataclass(frozen=True)
class Outer:
    words: str
    on: date
    at: datetime | None
    inner: tuple[Inner, ...]
    by_name: dict[str, Inner]
    by_colour: dict[Colour, float]
    either: float | str | None = None


INNER = st.builds(
    Inner, st.floats(allow_nan=False), st.none() | st.just(Colour.RED), st.tuples(st.integers(), st.text())
)
OUTER = st.builds(
    Outer,
    st.text(),
    st.dates(),
    st.none() | st.datetimes(),
    st.lists(INNER, max_size=3).map(tuple),
    st.dictionaries(st.text(), INNER, max_size=2),
    st.dictionaries(st.just(Colour.RED), st.floats(allow_nan=False)),
    st.none() | st.text() | st.floats(allow_nan=False),
)


@given(OUTER)
def test_every_report_comes_back_equal(report):
    assert frozen_values.thaw(through_json(frozen_values.freeze(report)), Outer) == report


CELLS = (
    st.lists(st.floats(), min_size=3, max_size=3)
    | st.lists(st.integers(-(2**53), 2**53), min_size=3, max_size=3)
    | st.lists(st.none() | st.text() | st.booleans() | st.dates(), min_size=3, max_size=3)
)


@given(st.dictionaries(st.text(), CELLS, max_size=4))
def test_every_table_comes_back_cell_by_cell(columns):
    frame = pd.DataFrame(columns)

    back = frozen_frames.thaw(through_json(frozen_frames.freeze(frame)))

    pd.testing.assert_frame_equal(frame, back, check_exact=True, check_index_type=False, check_column_type=False)


def test_what_cannot_be_kept_is_named():
    with pytest.raises(TypeError, match=r"cannot keep <object object"):
        frozen_values.freeze((object(),))


def test_a_number_that_was_never_kept_is_not_taken_for_nought():
    @dataclass(frozen=True)
    class Newer(Inner):
        amount: float

    with pytest.raises(TypeError, match="“amount” was not kept"):
        frozen_values.thaw(frozen_values.freeze(Inner(0.5, None, (1, ""))), Newer)
