"""Closed quarters: figures by name, what counts as the same, when a quarter may be closed, which reasons are taken."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.closing import (
    COUNT,
    MONEY,
    SHARE,
    Change,
    Figure,
    cents,
    check_close,
    check_reason,
    name_of,
    restated,
    written,
)
from cxdash.domain.errors import RuleError
from cxdash.domain.periods import Grain, Period

Q3 = Period(date(2026, 7, 1), Grain.QUARTER)
AMOUNTS = st.floats(-1e9, 1e9)


def figure(key="total/net", value=100.0, unit=MONEY, **said):
    return Figure(key=key, words=key, value=value, unit=unit, **said)


@given(st.lists(st.tuples(st.text(min_size=1), AMOUNTS), unique_by=lambda pair: pair[0]))
def test_figures_that_did_not_change_are_not_restated(kept):
    figures = [figure(key, value) for key, value in kept]

    assert restated(figures, figures[::-1]) == ()


@given(AMOUNTS, AMOUNTS)
def test_money_is_restated_exactly_where_it_differs_to_the_cent(one, other):
    found = restated([figure(value=one)], [figure(value=other)])

    assert bool(found) is (cents(one) != cents(other))
    assert all(each.difference == float(cents(other) - cents(one)) for each in found)


def test_half_a_cent_goes_to_the_even_one():
    assert [cents(0.125), cents(0.135), cents(-2.5)] == [Decimal("0.12"), Decimal("0.14"), Decimal("-2.50")]


def test_what_is_gone_and_what_is_new_are_told_apart():
    found = restated([figure("a"), figure("b")], [figure("b"), figure("c")])

    assert [(each.figure.key, each.change, each.difference) for each in found] == [
        ("a", Change.GONE, None),
        ("c", Change.NEW, None),
    ]


@pytest.mark.parametrize(
    "other", [{"grade": "B", "low": 1.0}, {"grade": "A", "low": 1.01}, {"grade": "A", "low": None}, {"grade": "A"}]
)
def test_another_grade_or_range_is_another_figure(other):
    found = restated([figure(evidence={"grade": "A", "low": 1.0})], [figure(evidence=other)])

    assert [each.change for each in found] == [Change.OTHERWISE]


def test_a_share_that_differs_in_the_last_of_sixteen_digits_is_the_same():
    assert not restated([figure(value=0.1 + 0.2, unit=SHARE)], [figure(value=0.3, unit=SHARE)])


@given(AMOUNTS, st.sampled_from(["value", "words", "evidence"]))
def test_the_name_of_figures_changes_with_what_they_say(value, part):
    one = figure(value=value, evidence={"grade": "A"})
    other = replace(one, **{part: {"value": value + 1, "words": "else", "evidence": {"grade": "B"}}[part]})

    assert name_of([one]) == name_of([Figure.from_json(one.to_json())])
    assert name_of([one]) != name_of([other])


def test_a_quarter_is_closed_once_and_when_it_is_over():
    check_close(Q3, name="Q3 2026", today=date(2026, 10, 1), closed_on=None)

    with pytest.raises(RuleError, match="Q3 2026 runs until 30 Sep 2026"):
        check_close(Q3, name="Q3 2026", today=date(2026, 9, 30), closed_on=None)
    with pytest.raises(RuleError, match="was closed on 9 Oct 2026"):
        check_close(Q3, name="Q3 2026", today=date(2026, 11, 1), closed_on=date(2026, 10, 9))


@pytest.mark.parametrize(("reason", "says"), [("  –.", "Say in a sentence"), ("x" * 501, "Shorten it to 500")])
def test_a_reason_that_says_nothing_or_too_much_is_refused(reason, says):
    with pytest.raises(RuleError, match=says):
        check_reason(reason)


@pytest.mark.parametrize(
    ("value", "unit", "sign", "words"),
    [
        (292052.3377, MONEY, False, "£292,052.34"),
        (-4120.5, MONEY, True, "−£4,120.50"),
        (0.81244, SHARE, False, "81.24\u00a0%"),
        (3.0, COUNT, True, "+3"),
        (5.8113, "per 1,000", False, "5.81\u00a0per 1,000"),
        (None, MONEY, False, ""),
    ],
)
def test_figures_are_written_exactly(value, unit, sign, words):
    assert written(value, unit, "£", sign=sign) == words
