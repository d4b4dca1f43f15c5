"""One result looked at from every side: what is kept beside it, and what a running window does not show yet."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.effects.estimation import estimate
from cxdash.effects.goodhart import MeasuringChange, MeasuringPart, Suspicion
from cxdash.effects.plan import Kind
from cxdash.effects.points import Point
from cxdash.effects.run import run
from cxdash.effects.scrutiny import Scrutiny, scrutinised
from cxdash.effects.sensitivity import sensitivity
from cxdash.effects.sentence import plain_wording
from cxdash.effects.xmr import Pattern, limits_of
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly

RATE = a_plan(metric="No-shows", kind=Kind.RATE, unit="%")
BEFORE_AFTER = noisy(20, 16)
OTHERS = noisy(21, 20, seed=2)
COMPARED = [*weekly(BEFORE_AFTER), *weekly(OTHERS, arm=Arm.COMPARISON)]


def _looked_at(points, plan, *, as_of=LONG_AFTER, **given):
    ran = run(points, plan, as_of=as_of, relative=plan.is_relative)
    effect = estimate(points, plan, as_of=as_of)
    return scrutinised(points, plan, effect, ran, as_of=as_of, slug="aht", wording=plain_wording(plan), **given)


def _segments(sizes_after, *, before=(500, 500), rates=((0.30, 0.20), (0.10, 0.05)), names=("New", "Known")):
    """Weekly counts of two segments; their rates before and after go-live, and how many cases each has."""
    points = []
    for place, (name, (rate_before, rate_after)) in enumerate(zip(names, rates, strict=True)):
        for at in range(26):
            size, rate = (before[place], rate_before) if at < 13 else (sizes_after[place], rate_after)
            starts = GO_LIVE + timedelta(weeks=at - 13)
            points.append(Point(starts, numerator=size * rate + at % 3, denominator=float(size), segment=name))
    return points


def test_the_other_readings_are_those_of_the_sensitivity():
    plan = a_plan(comparison=Comparison.GROUP)

    found = _looked_at(COMPARED, plan)

    others = sensitivity(COMPARED, plan, as_of=LONG_AFTER)
    alone = others.without_comparison
    assert (found.without_comparison.effect, found.without_comparison.low) == (alone.effect, alone.low)
    assert (found.plain, found.lowest.effect) == (others.plain, others.lowest.effect)
    assert found.highest.starts == others.highest.slot.starts


def test_a_running_window_shows_unusual_points_and_no_other_reading():
    jumped = [*BEFORE_AFTER[:13], 60.0, *[None] * 12]

    found = _looked_at(weekly(jumped), a_plan(), as_of=GO_LIVE + timedelta(days=8))

    assert (found.plain, found.lowest, found.findings) == (None, None, ())
    assert [(each.pattern, each.first) for each in found.unusual] == [(Pattern.OUTSIDE, GO_LIVE)]


def test_the_limits_are_the_baseline_s_and_patterns_before_go_live_are_no_prompt():
    early_jump = [60.0, *BEFORE_AFTER[1:13], *BEFORE_AFTER[:13]]

    found = _looked_at(weekly(early_jump), a_plan())

    assert found.limits == limits_of(early_jump[:13])
    assert [each.pattern for each in found.unusual if each.last < GO_LIVE] == []


def test_better_segments_in_a_worse_mix_are_told_apart():
    segments = _segments((900, 100))

    found = _looked_at(segments, RATE, segments=segments)

    assert found.mix.change == pytest.approx(found.mix.rate_part + found.mix.mix_part)
    assert (found.mix.rate_part < 0, found.mix.mix_part > 0) == (True, True)
    assert "a different mix of segments" in found.mix_sentence


def test_segments_beside_their_total_are_no_part_of_the_estimate():
    segments = _segments((900, 100))
    total = weekly(BEFORE_AFTER)

    found = _looked_at(total, a_plan(), segments=segments)

    assert (found.mix is not None, found.plain) == (True, _looked_at(total, a_plan()).plain)


def test_one_segment_has_no_mix():
    segments = [each for each in _segments((900, 100)) if each.segment == "New"]

    assert _looked_at(segments, RATE, segments=segments).mix is None


@pytest.mark.parametrize(("after", "said"), [(500, False), (530, True)])
def test_a_growing_segment_of_unknown_outcomes_is_a_finding(after, said):
    segments = _segments((1000 - after, after), names=("Answered", "Not recorded"))

    found = _looked_at(segments, RATE, segments=segments)

    assert (Suspicion.UNKNOWN in [each.suspicion for each in found.findings]) is said


def test_segments_of_mixed_periods_show_no_mix():
    segments = [replace(each, ends_before=each.starts + timedelta(days=7)) for each in _segments((900, 100))]
    segments[0] = replace(segments[0], ends_before=segments[0].starts + timedelta(days=30))

    assert _looked_at(weekly(BEFORE_AFTER), a_plan(), segments=segments).mix is None


def test_a_new_definition_in_the_window_is_a_finding():
    change = MeasuringChange(GO_LIVE + timedelta(days=20), MeasuringPart.DEFINITION, "voice only")

    found = _looked_at(weekly(BEFORE_AFTER), a_plan(), changes=[change])

    assert [each.suspicion for each in found.findings] == [Suspicion.MEASURING]


def test_what_is_stored_is_read_back_equal():
    segments = _segments((900, 100))
    change = MeasuringChange(GO_LIVE, MeasuringPart.SOURCE)
    found = _looked_at(segments, RATE, segments=segments, changes=[change])

    assert Scrutiny.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert Scrutiny.from_json(Scrutiny().to_json()) == Scrutiny()
