"""What a use case is worth a year: its range, the pilot that stands for it, and what waiting costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.money import Span
from cxdash.domain.yearly_worth import cost_of_delay, middle, taken, year

SIZES = st.floats(-1e6, 1e6).filter(lambda size: abs(size) > 1e-3)


def test_a_year_s_range_is_that_of_its_effect():
    """5 points are £500k, so 3 points are £300k and 8 points £800k."""
    assert year(Span(0.05, 0.03, 0.08), gross=500_000.0) == Span(500_000.0, pytest.approx(300_000.0), 800_000.0)


def test_where_half_of_a_gain_counts_a_loss_still_counts_in_full():
    """5 points count as £250k instead of £500k; a loss of 1 point is £100k all the same."""
    found = year(Span(0.05, -0.01, 0.08), gross=250_000.0, counted=0.5)

    assert (found.low, found.high) == (pytest.approx(-100_000.0), pytest.approx(400_000.0))


def test_what_got_worse_has_a_range_on_both_sides_of_nothing():
    found = year(Span(-0.02, -0.05, 0.01), gross=-200_000.0, counted=0.5)

    assert (found.low, found.high) == (pytest.approx(-500_000.0), pytest.approx(50_000.0))


def test_no_saving_is_more_than_its_budget_line_costs():
    assert year(Span(0.05, 0.03, 0.08), gross=500_000.0, most=600_000.0).high == 600_000.0


def test_gains_that_count_as_nothing_have_no_range():
    assert year(Span(0.05, 0.03, 0.08), gross=0.0, counted=0.0) == Span(0.0, 0.0, 0.0)


@given(SIZES, st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0.01, 1e9))
def test_the_ends_of_a_year_lie_on_both_sides_of_it(likely, below, above, gross):
    found = year(Span(likely, likely - below, likely + above), gross=gross if likely > 0 else -gross)

    assert found.low <= found.likely + 1e-6 * gross
    assert found.likely <= found.high + 1e-6 * gross


@pytest.mark.parametrize(
    ("amounts", "stands"), [((5.0,), 5.0), ((1.0, 9.0), 1.0), ((9.0, 1.0, 4.0), 4.0), ((4.0, 3.0, 2.0, 1.0), 2.0)]
)
def test_the_middle_one_stands_for_all_and_of_two_the_smaller(amounts, stands):
    assert amounts[middle(amounts)] == stands


def test_a_month_of_waiting_costs_a_month_at_full_use_after_what_running_costs():
    assert cost_of_delay(1_200_000.0, run_year=120_000.0) == 90_000.0


def test_waiting_for_what_costs_more_than_it_brings_costs_nothing():
    assert cost_of_delay(100_000.0, run_year=160_000.0) == 0.0


@given(st.floats(1, 1e9), st.floats(0.01, 0.99))
def test_what_was_taken_and_what_is_left_are_the_whole_claim(claim, share):
    left = claim * share

    assert left + taken(left, counted=share) == pytest.approx(claim)


@pytest.mark.parametrize(("gross", "counted"), [(500.0, 1.0), (0.0, 0.0), (-300.0, 0.5)])
def test_nothing_was_taken_where_all_of_it_counts_or_it_is_a_loss(gross, counted):
    assert taken(gross, counted=counted) == 0.0
