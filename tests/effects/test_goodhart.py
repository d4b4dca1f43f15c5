"""Goodhart checks: signs that the counting changed and not the customers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cxdash.effects.estimation import estimate
from cxdash.effects.goodhart import REFERENCE_EFFECTS, MeasuringChange, MeasuringPart, Suspicion, goodhart_findings
from cxdash.effects.mix_shift import Slice
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.preparation import prepare
from cxdash.trackers.catalogue import default_catalogue
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly, weekly_counts

PLAN = a_plan(metric="No-shows", kind=Kind.RATE, unit="%")


def _found(points, plan=PLAN, *, slug="no_show_rate", effect=None, **given):
    measured = estimate(points, plan, as_of=LONG_AFTER)
    if effect is not None:
        measured = replace(measured, effect=effect)
    prepared = prepare(points, plan, as_of=LONG_AFTER)
    return [each.suspicion for each in goodhart_findings(prepared, plan, measured, slug=slug, **given)]


def _counted(*, before=1000, after=1000, share=0.2):
    sizes = [before] * 13 + [after] * 13
    return weekly_counts([round(size * share) + at % 5 for at, size in enumerate(sizes)], sizes)


def test_a_steady_series_raises_no_suspicion():
    assert _found(_counted()) == []


@pytest.mark.parametrize(("after", "moved"), [(1100, False), (1101, True), (900, False), (899, True)])
def test_a_denominator_that_moved_by_more_than_a_tenth_is_said(after, moved):
    assert (Suspicion.DENOMINATOR in _found(_counted(after=after))) is moved


def test_values_without_counts_have_no_denominator_to_move():
    assert _found(weekly(noisy(20, 16)), a_plan()) == []


@pytest.mark.parametrize(("after", "rose"), [(70, False), (71, True), (30, False)])
def test_more_unknown_outcomes_by_two_points_are_said(after, rose):
    unknown = Slice("unknown", 50, 1000, after, 1000)

    assert (Suspicion.UNKNOWN in _found(_counted(), unknown=unknown)) is rose


def test_unknown_outcomes_of_one_phase_say_nothing():
    assert _found(_counted(), unknown=Slice("unknown", 0, 0, 900, 1000)) == []


@pytest.mark.parametrize("part", [MeasuringPart.DEFINITION, MeasuringPart.SOURCE])
@pytest.mark.parametrize(
    ("days", "said"), [(-92, False), (-91, False), (-90, True), (40, True), (89, True), (90, False)]
)
def test_a_new_definition_or_source_between_baseline_and_window_s_end_is_said(part, days, said):
    change = MeasuringChange(GO_LIVE + timedelta(days=days), part)

    assert (Suspicion.MEASURING in _found(_counted(), changes=[change])) is said


@pytest.mark.parametrize(("days", "level", "said"), [(3, 40, True), (-6, 40, True), (7, 40, False), (3, 20, False)])
def test_a_jump_at_go_live_in_the_week_of_a_new_measuring_system_is_said(days, level, said):
    change = MeasuringChange(GO_LIVE + timedelta(days=days), MeasuringPart.SYSTEM)
    points = weekly([20.0, 20.6] * 6 + [20.0] + [level + 0.1 * (at % 3) for at in range(13)])

    assert (Suspicion.JUMP in _found(points, a_plan(), changes=[change])) is said


def test_a_jump_alone_is_no_suspicion():
    points = weekly([20.0, 20.6] * 6 + [20.0] + [40 + 0.1 * (at % 3) for at in range(13)])

    assert _found(points, a_plan(), slug="average_handle_time") == []


@pytest.mark.parametrize(("effect", "said"), [(0.68, False), (0.681, True), (-0.681, True)])
def test_more_than_twice_the_largest_published_effect_is_too_good_to_be_true(effect, said):
    assert (Suspicion.TOO_GOOD in _found(_counted(), effect=effect)) is said


def test_an_effect_in_points_is_compared_as_a_share_of_the_baseline():
    """From 20 % a fall by 14 points is one by 70 %, and appointment reminders have reached 34 %."""
    plan = replace(PLAN, target=RequiredChange(-0.06, relative=False))

    assert _found(_counted(), plan, effect=0.14) == [Suspicion.TOO_GOOD]
    assert _found(_counted(), plan, effect=0.13) == []


def test_a_metric_without_a_published_effect_has_no_bound():
    assert _found(_counted(), slug="churn_rate", effect=0.95) == []


def test_an_effect_that_is_not_claimed_is_not_too_good():
    assert _found(weekly(noisy(20, 16)[:15]), a_plan()) == []


def test_every_finding_says_what_to_do():
    unknown = Slice("unknown", 50, 1000, 200, 1000)
    changes = [MeasuringChange(GO_LIVE, MeasuringPart.SOURCE, "new telephony")]
    prepared = prepare(_counted(after=2000), PLAN, as_of=LONG_AFTER)
    effect = replace(estimate(_counted(after=2000), PLAN, as_of=LONG_AFTER), effect=0.9)

    found = goodhart_findings(prepared, PLAN, effect, slug="no_show_rate", changes=changes, unknown=unknown)

    assert [each.sentence for each in found] == [
        "A period of the pilot counts 100\u00a0% more cases than one before. Check that the same cases are counted.",
        "The share of cases with an unknown or excluded outcome moved by +15.0\u00a0points. Ask what became of them.",
        "The source changed on 2025-03-03 (new telephony): two things differ.",
        (
            "The effect of +90\u00a0% is more than twice the largest published one, 34\u00a0% (appointment reminders, "
            "Youssef 2014; Hallsworth 2015 found 24 %). Treat it as an error in the data until shown otherwise."
        ),
    ]


def test_every_published_effect_is_of_a_metric_of_the_catalogue():
    known = default_catalogue()

    assert [each.metric for each in REFERENCE_EFFECTS if known.get(each.metric) is None] == []
