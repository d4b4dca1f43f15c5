"""The sentence an executive reads."""

from datetime import date

import pytest

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.effects.estimate import Estimate, Estimator, Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.grade import Grade
from cxdash.effects.interval import interval_of
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.posterior import Mixture
from cxdash.effects.scale import Scale
from cxdash.effects.sentence import Wording, effect_sentence, plain_wording
from tests.effects.series import LONG_AFTER, a_plan, noisy, weekly

NO_SHOWS = a_plan(metric="No-shows", unit="%", kind=Kind.RATE)


def _said(effect, error, plan=NO_SHOWS, *, shape=Shape.BEFORE_AFTER, divisor=1.0):
    """The sentence for a known effect in natural units, with 95 % within 1.96 errors."""
    estimate_ = Estimate(
        shape,
        Estimator.ENGINE,
        Scale(log=False, divisor=divisor, sign=plan.sign),
        n_baseline=13,
        n_pilot=13,
        baseline_mean=0.201,
        pilot_mean=0.156,
        coefficient=effect,
        posterior=Mixture.single(effect, error, float("inf")),
    )
    sentence = effect_sentence(
        estimate_, interval_of(estimate_), plan, grade=Grade.C, because=None, wording=plain_wording(plan)
    )
    return sentence.replace("\u00a0", " ")


def test_says_what_happened_what_of_it_is_the_pilot_s_and_how_sure_that_is():
    assert _said(-0.19, 0.061) == (
        "No-shows fell from 20.1 % to 15.6 %. After allowing for background drift the effect is −19 % "
        "(95 %: −31 to −7), 63 % of the −30 % target; 4 % chance the target is met. Grade C."
    )


def test_an_effect_the_wrong_way_is_away_from_the_target():
    assert "is +5 % (95 %: +1 to +9), away from the −30 % target; less than 1 % chance" in _said(0.05, 0.02)


def test_without_a_target_none_is_spoken_of():
    plan = a_plan(metric="No-shows", unit="%", kind=Kind.RATE, target=None)

    assert _said(-0.045, 0.01, plan).endswith("the effect is −4.5 points (95 %: −6.5 points to −2.5 points). Grade C.")


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (Shape.COMPARED, "After allowing for the comparison group and background drift"),
        (
            Shape.RANDOMISED,
            "No-shows: 15.6 % in the pilot, 20.1 % in the comparison group. Both groups were drawn by lot",
        ),
        (Shape.ONE_NUMBER_BEFORE, "one number from before as one noisy period"),
    ],
)
def test_says_what_was_allowed_for(shape, words):
    assert words in _said(-0.19, 0.061, shape=shape)


def test_no_interval_is_no_evidence_and_says_why():
    effect = estimate(weekly([20, 21, 22, 16, 15, 16], baseline=3), a_plan(window_days=21), as_of=LONG_AFTER)

    assert effect.sentence.startswith("Handle time fell from 21 to 15.7. This is not evidence: 4 periods before")
    assert effect.sentence.endswith("there are 3 and 3. Grade E.")


def test_values_are_written_as_the_caller_wishes():
    wording = Wording(level=lambda value: f"<{value:.0f}>", difference=lambda value: f"<{value:+.0f}>")
    plan = a_plan(target=RequiredChange(-6, relative=False))

    effect = estimate(weekly(noisy(20, 12)), plan, as_of=LONG_AFTER, wording=wording)

    assert "from <20> to <12>" in effect.sentence
    assert "of the <-6> target" in effect.sentence


def test_the_grade_s_line_names_design_size_lock_and_downgrades():
    points = [*weekly(noisy(20, 14)), *weekly(noisy(20, 20, seed=2), arm=Arm.COMPARISON)]
    plan = a_plan(comparison=Comparison.GROUP, locked_on=date(2025, 3, 3))

    effect = estimate(points, plan, as_of=LONG_AFTER)

    assert effect.summary == "B · comparison group · 13 + 13 weeks · plan locked 3 March 2025 · no downgrades"


def test_a_rise_is_called_a_rise():
    plan = a_plan(direction=Direction.UP, target=RequiredChange(0.3), metric="Resolution")

    assert estimate(weekly(noisy(20, 26)), plan, as_of=LONG_AFTER).sentence.startswith("Resolution rose from 20")
