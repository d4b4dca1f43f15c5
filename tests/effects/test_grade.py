"""The evidence grade: where it starts, and what takes a letter away."""

from datetime import timedelta

import numpy as np
import pytest

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.effects.estimate import Estimate, Estimator, Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.grade import Downgrade, Grade, graded, start_grade
from cxdash.effects.plan import Occasion, RequiredChange, Stretch
from cxdash.effects.scale import Scale
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly

VALUES = noisy(20, 16, seed=5)


def _graded(points=None, **changed):
    return estimate(weekly(VALUES) if points is None else points, a_plan(**changed), as_of=LONG_AFTER)


def _codes(effect):
    return [each.code for each in effect.downgrades]


@pytest.mark.parametrize(
    ("shape", "baseline", "pilot", "grade"),
    [
        (Shape.RANDOMISED, 13, 13, "A"),
        (Shape.COMPARED, 8, 8, "B"),
        (Shape.COMPARED, 7, 8, "D"),
        (Shape.COMPARED, 8, 7, "D"),
        (Shape.BEFORE_AFTER, 8, 8, "C"),
        (Shape.BEFORE_AFTER, 7, 13, "D"),
        (Shape.BEFORE_AFTER, 13, 7, "D"),
        (Shape.ONE_NUMBER_BEFORE, 1, 13, "D"),
        (Shape.COMPARED_WITHOUT_PAST, 0, 13, "D"),
        (Shape.TARGET_ONLY, 0, 13, "E"),
    ],
)
def test_the_design_decides_where_the_grade_starts(shape, baseline, pilot, grade):
    scale = Scale(log=False, divisor=1.0, sign=1)

    assert start_grade(Estimate(shape, Estimator.NONE, scale, n_baseline=baseline, n_pilot=pilot)) == grade


@pytest.mark.parametrize(
    ("start", "letters", "missing", "has_interval", "grade"),
    [
        ("A", 0, 0.0, True, "A"),
        ("A", 1, 0.0, True, "B"),
        ("B", 1, 0.0, True, "C"),
        ("B", 5, 0.0, True, "D"),
        ("C", 9, 0.25, True, "D"),
        ("B", 1, 0.26, True, "E"),
        ("C", 0, 0.0, False, "E"),
        ("E", 0, 0.0, True, "E"),
    ],
)
def test_each_weakness_takes_one_letter_down_to_d(start, letters, missing, has_interval, grade):
    found = tuple(Downgrade(str(at), "") for at in range(letters))

    assert graded(Grade(start), found, missing=missing, has_interval=has_interval) == grade


def test_a_clean_series_keeps_its_c():
    effect = _graded()

    assert (effect.grade, effect.downgrades) == ("C", ())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"locked_on": None}, "plan not locked"),
        ({"locked_on": GO_LIVE + timedelta(days=1)}, "plan changed"),
        ({"amended": True}, "plan changed"),
        ({"extended": True}, "window extended"),
        ({"chosen_because_bad": True}, "chosen because bad"),
        ({"overlapping": ("Voice bot",)}, "overlap"),
        ({"occasions": (Stretch(GO_LIVE, GO_LIVE + timedelta(days=3), "Strike"),)}, "overlap"),
        (
            {"occasions": (Stretch(GO_LIVE, GO_LIVE + timedelta(weeks=4), "Flu season", Occasion.SEASON),)},
            "season in one phase",
        ),
        ({"target": RequiredChange(-0.01)}, "interval too wide"),
        ({"excluded": (Stretch(GO_LIVE, GO_LIVE + timedelta(weeks=3), "outage"),)}, "periods missing"),
    ],
)
def test_what_weakens_the_evidence_costs_a_letter(changed, code):
    effect = _graded(**changed)

    assert _codes(effect) == [code]
    assert effect.grade == "D"


def test_a_lock_on_the_day_of_the_first_figure_is_in_time():
    assert _codes(_graded(locked_on=GO_LIVE)) == []


def test_figures_of_the_run_in_count_as_seen_before_the_lock():
    assert _codes(_graded(run_in_days=14, locked_on=GO_LIVE + timedelta(days=10))) == ["plan changed"]


def test_events_before_go_live_do_not_weaken_the_pilot():
    event = Stretch(GO_LIVE - timedelta(days=9), GO_LIVE, "Strike")

    assert _codes(_graded(occasions=(event,))) == []


def test_a_season_in_both_phases_costs_nothing():
    season = Stretch(GO_LIVE - timedelta(weeks=4), GO_LIVE + timedelta(weeks=4), "Flu season", Occasion.SEASON)

    assert _codes(_graded(occasions=(season,))) == []


def test_a_comparison_group_makes_up_for_a_season():
    season = Stretch(GO_LIVE, GO_LIVE + timedelta(weeks=4), "Flu season", Occasion.SEASON)
    points = [*weekly(VALUES), *weekly(noisy(20, 20, seed=8), arm=Arm.COMPARISON)]

    effect = _graded(points, comparison=Comparison.GROUP, occasions=(season,))

    assert (effect.grade, _codes(effect)) == ("B", [])


@pytest.mark.parametrize(("missing", "codes", "grade"), [(2, [], "C"), (3, ["periods missing"], "D")])
def test_more_than_a_tenth_missing_costs_a_letter(missing, codes, grade):
    values = [*VALUES[:10], *[None] * missing, *VALUES[10 + missing :]]

    effect = _graded(weekly(values))

    assert (_codes(effect), effect.grade) == (codes, grade)


def test_more_than_a_quarter_missing_is_no_evidence():
    effect = _graded(weekly([VALUES[at] if at % 3 else None for at in range(26)]))

    assert (effect.grade, effect.verdict) == ("E", "Not measured")


def test_a_slow_moving_series_costs_a_letter():
    random = np.random.default_rng(3)
    values = 100 + np.cumsum(random.standard_normal(80))

    effect = _graded(weekly(values, baseline=40), window_days=280, target=None)

    assert effect.rho_mean > 0.7
    assert "slow-moving series" in _codes(effect)


def test_a_baseline_that_already_moved_costs_a_letter():
    values = [30 - 0.5 * at + 0.2 * noise for at, noise in enumerate(noisy(0, 0))]

    assert "baseline drifts" in _codes(_graded(weekly(values), target=None))


def test_plan_late_and_changed_is_one_letter():
    assert _codes(_graded(amended=True, locked_on=None)) == ["plan changed"]
