"""From a tracker's figures to two phases."""

from datetime import date, timedelta

import pytest

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.periods import Grain
from cxdash.effects.plan import Kind, RequiredChange, Stretch
from cxdash.effects.points import Point
from cxdash.effects.preparation import UnusableSeriesError, prepare
from cxdash.effects.timeline import Phase
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, monthly, weekly, weekly_counts


def _prepared(points, *, as_of=LONG_AFTER, **changed):
    return prepare(points, a_plan(**changed), as_of=as_of)


def _values(prepared, phase):
    return [figure.value for figure in prepared.figures(phase)]


def _daily(first, days, value=float):
    return [Point(first + timedelta(days=at), value(at)) for at in range(days)]


def test_days_become_weeks_counted_outwards_from_go_live():
    wednesday = date(2025, 3, 5)
    points = _daily(wednesday - timedelta(days=28), 28 + 21, lambda day: float(day // 7))

    prepared = _prepared(points, go_live=wednesday, window_days=21)

    assert prepared.timeline.grain is Grain.WEEK
    assert _values(prepared, Phase.BASELINE) == [0, 1, 2, 3]
    assert _values(prepared, Phase.PILOT) == [4, 5, 6]


@pytest.mark.parametrize(("days", "weeks"), [(4, 0), (5, 1)])
def test_a_week_needs_five_of_its_days(days, weeks):
    points = [*_daily(GO_LIVE - timedelta(days=28), 28), *_daily(GO_LIVE, days)]

    assert len(_prepared(points, window_days=7).figures(Phase.PILOT)) == weeks


def test_a_week_of_counts_is_the_sum_over_the_sum():
    shares = [(1, 10), (2, 10), (3, 10), (4, 10), (50, 100), (0, 0), (7, 10)]
    points = [Point(GO_LIVE + timedelta(days=at), None, *map(float, each)) for at, each in enumerate(shares)]

    (week,) = _prepared(points, kind=Kind.RATE, window_days=7).figures(Phase.PILOT)

    assert (week.numerator, week.denominator) == (67, 150)
    assert week.value == pytest.approx(67 / 150)


def test_segments_of_one_week_are_added_up_and_never_averaged():
    points = [
        Point(GO_LIVE, None, 10.0, 20.0, segment="north"),
        Point(GO_LIVE, None, 10.0, 80.0, segment="south"),
        Point(GO_LIVE + timedelta(weeks=1), None, 1.0, 4.0),
    ]

    assert _values(_prepared(points, kind=Kind.RATE), Phase.PILOT) == [0.2, 0.25]


def test_counts_of_segments_add_up():
    points = [Point(GO_LIVE, 3.0, segment="north"), Point(GO_LIVE, 4.0, segment="south")]

    assert _values(_prepared(points, kind=Kind.COUNT), Phase.PILOT) == [7.0]


def test_percentages_of_segments_cannot_be_put_together():
    points = [Point(GO_LIVE, 0.5, segment="north"), Point(GO_LIVE, 0.1, segment="south")]

    with pytest.raises(UnusableSeriesError, match="numerators and denominators"):
        _prepared(points, kind=Kind.RATE)


def test_a_missing_week_stays_missing_and_the_others_keep_their_place():
    prepared = _prepared(weekly([1.0] * 10 + [None] + [1.0] * 15))

    indices = [figure.slot.index for figure in prepared.pilot]
    assert indices == [*range(10), *range(11, 26)]
    assert [slot.index for slot in prepared.missing] == [10]


def test_weeks_missing_at_the_start_of_a_declared_baseline_are_missing():
    prepared = _prepared(weekly([1.0] * 26), baseline_starts=GO_LIVE - timedelta(weeks=16))

    assert len(prepared.missing) == 3


def test_a_denominator_of_zero_is_a_missing_week():
    points = weekly_counts([5] * 5, [9, 0, 9, 9, 9], baseline=0)

    assert len(_prepared(points, kind=Kind.RATE).pilot) == 4


def test_the_period_in_which_the_pilot_went_live_counts_on_neither_side():
    prepared = _prepared(monthly(range(1, 13), first=date(2025, 1, 1)), go_live=date(2025, 6, 10), window_days=112)

    assert _values(prepared, Phase.BASELINE) == [1, 2, 3, 4, 5]
    assert _values(prepared, Phase.PILOT) == [7, 8, 9]


def test_the_run_in_counts_on_neither_side():
    prepared = _prepared(weekly(range(26)), run_in_days=10)

    assert _values(prepared, Phase.PILOT) == list(range(15, 26))


def test_what_lies_outside_baseline_and_window_is_left_out():
    prepared = _prepared(weekly(range(40), baseline=20), baseline_starts=GO_LIVE - timedelta(weeks=8))

    assert _values(prepared, Phase.BASELINE) == list(range(12, 20))
    assert _values(prepared, Phase.PILOT) == list(range(20, 33))


def test_ninety_days_hold_thirteen_weeks_and_three_months():
    assert _prepared(weekly([1.0] * 26)).declared == 13
    assert _prepared(monthly([1.0] * 8, first=date(2024, 10, 1)), go_live=date(2025, 3, 1)).declared == 3


def test_an_excluded_period_is_left_out_and_counted():
    strike = Stretch(GO_LIVE, GO_LIVE + timedelta(weeks=1), "strike")

    prepared = _prepared(weekly(range(26)), excluded=(strike,))

    assert _values(prepared, Phase.PILOT) == list(range(14, 26))
    assert [slot.starts for slot in prepared.excluded] == [GO_LIVE]
    assert not prepared.missing


@pytest.mark.parametrize(
    ("weeks", "as_of", "complete"),
    [
        (13, GO_LIVE + timedelta(days=89), False),
        (13, GO_LIVE + timedelta(days=90), True),
        (12, GO_LIVE + timedelta(days=90), False),
        (12, GO_LIVE + timedelta(days=96), False),
        (12, GO_LIVE + timedelta(days=97), True),
    ],
)
def test_the_window_is_complete_when_its_last_week_has_arrived_or_is_a_week_overdue(weeks, as_of, complete):
    assert _prepared(weekly([1.0] * (13 + weeks)), as_of=as_of).is_complete is complete


def test_figures_after_the_day_of_measurement_are_not_looked_at():
    assert len(_prepared(weekly(range(26)), as_of=GO_LIVE + timedelta(days=27)).figures(Phase.PILOT)) == 4


def test_weeks_and_months_do_not_mix():
    points = [*weekly([1.0] * 13), *monthly([1.0] * 3, first=date(2025, 4, 1))]

    with pytest.raises(UnusableSeriesError, match="2025-05-01 does not fit a series by week"):
        _prepared(points)


def test_periods_that_say_how_long_they_are_are_believed():
    points = [Point(GO_LIVE, 1.0, ends_before=GO_LIVE + timedelta(days=31)), Point(date(2025, 5, 1), 1.0)]

    assert _prepared(points).timeline.grain is Grain.MONTH


def test_two_periods_in_one_week_are_refused():
    points = [*weekly([1.0] * 13), Point(GO_LIVE + timedelta(days=1), 2.0), Point(GO_LIVE, 1.0)]

    with pytest.raises(UnusableSeriesError, match="same week"):
        _prepared(points)


def test_very_uneven_denominators_are_said():
    prepared = _prepared(weekly_counts([1] * 4, [10, 20, 30, 60], baseline=2), kind=Kind.RATE)

    assert "6 times as many" in prepared.cautions[0]


def test_figures_of_a_comparison_group_that_the_plan_does_not_name_are_said_and_not_used():
    points = [*weekly([1.0] * 26), *weekly([2.0] * 26, arm=Arm.COMPARISON)]

    prepared = _prepared(points)

    assert not prepared.comparison
    assert "plan names none" in prepared.cautions[0]


def test_a_week_that_one_arm_lacks_is_missing():
    points = [*weekly([1.0] * 26), *weekly([2.0] * 25, arm=Arm.COMPARISON)]

    prepared = _prepared(points, comparison=Comparison.GROUP, target=RequiredChange(-1, relative=False))

    assert len(prepared.missing) == 1
