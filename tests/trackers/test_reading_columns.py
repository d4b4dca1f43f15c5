"""Readings as columns are the same readings, in the same order, wherever they travel."""

import pickle
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain, Period
from cxdash.trackers.reading_columns import Readings
from cxdash.trackers.readings import Reading, Source
from tests.trackers.books import table_of

figures = st.none() | st.floats(allow_nan=False)
readings = st.builds(
    Reading,
    entity=st.none() | st.sampled_from(["North", "South"]),
    metric=st.sampled_from(["csat", "Bookings"]),
    period=st.builds(Period, st.dates(), st.sampled_from(Grain)),
    source=st.builds(Source, st.sampled_from(["Data", "Data 2"]), st.sampled_from(["A1", "ZZ20", "XFD1048576"])),
    value=figures,
    numerator=figures,
    denominator=figures,
    segment=st.none() | st.just("Adults"),
    arm=st.sampled_from(Arm),
    unit=st.none() | st.just("%"),
)


@given(listed=st.lists(readings, max_size=8))
def test_columns_give_back_what_was_put_in(listed):
    columns = Readings.of(listed)

    assert list(columns) == listed
    assert columns == listed
    assert [columns[at] for at in range(len(columns))] == listed
    assert columns[1::2] == tuple(listed[1::2])


@given(listed=st.lists(readings, max_size=8))
def test_columns_cross_from_one_process_to_another_unharmed(listed):
    carried = pickle.dumps(Readings.of(listed), protocol=pickle.HIGHEST_PROTOCOL)

    assert pickle.loads(carried) == listed  # noqa: S301 - written one line above


@given(one=st.lists(readings, max_size=3), other=st.lists(readings, max_size=3))
def test_columns_are_equal_where_their_readings_are(one, other):
    assert (Readings.of(one) == Readings.of(other)) == (one == other)


def test_what_readings_share_is_kept_once():
    week = Period(date(2026, 6, 1), Grain.WEEK)
    columns = Readings.of(Reading("North", "csat", week, Source("Data", f"C{row}"), 0.5) for row in range(2, 9))

    assert len(columns.labels) == 1


def test_a_reading_from_nowhere_is_refused():
    reading = Reading("North", "csat", Period(date(2026, 6, 1), Grain.WEEK), Source("Data", "somewhere"), 0.5)

    with pytest.raises(ValueError, match="“somewhere” is not the address of a cell"):
        Readings.of([reading])


def test_one_metric_by_two_names_is_told_apart_nowhere():
    rows = [
        ["Pilot", "Metric", "Week", "Value"],
        ["North", "CSAT", date(2026, 6, 1), 0.5],
        ["North", "Customer satisfaction (CSAT)", date(2026, 6, 1), 0.6],
        ["North", "CSAT", date(2026, 6, 8), 0.7],
    ]

    table = table_of(rows)

    assert [reading.value for reading in table.readings] == [0.5, 0.7]
    assert [(str(problem.source), problem.code) for problem in table.problems] == [("Figures!D3", "twice")]
