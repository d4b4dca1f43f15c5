"""The one way in: a series and its plan become an Effect."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cxdash.domain.periods import Grain
from cxdash.effects.effect import Effect
from cxdash.effects.estimate import Estimate, Estimator, Shape
from cxdash.effects.grade import Downgrade, Grade, downgrades, graded, missing_share, start_grade
from cxdash.effects.guardrails import STOP_EARLY, GuardrailResult, GuardrailStatus
from cxdash.effects.interval import Interval
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.effects.preparation import Prepared
from cxdash.effects.run import Run, run
from cxdash.effects.scale import Scale
from cxdash.effects.sentence import Wording, effect_sentence, grade_summary, plain_wording, too_early_sentence
from cxdash.effects.verdict import Evidence, recommendation, verdict

METHOD_VERSION = 1
_TOO_WIDE = "the range is too wide to be written"
_RUNNING = "the measurement window is not complete"


def estimate(
    points: Sequence[Point],
    plan: Plan,
    *,
    as_of: date,
    guardrails: Sequence[GuardrailResult] = (),
    p_net_value: float | None = None,
    wording: Wording | None = None,
    ran: Run | str | None = None,
) -> Effect:
    """Measure what a pilot changed, as far as its data allow.

    Before the declared window is complete the result is "Too early", without interval or probability.

    Args:
        points: the metric's figures, of both arms where there is a comparison; their order does not matter.
        plan: what was declared.
        as_of: the day of the measurement; later figures are not looked at.
        guardrails: the pilot's guardrails, already judged; a red one is harm.
        p_net_value: probability of a net value above 0, where money has been worked out.
        wording: how values are written; by default as the plan's unit suggests.
        ran: what ``run`` returned for these points and this plan, where it is known already.
    """
    checksum = inputs_checksum(points, plan, guardrails=guardrails, p_net_value=p_net_value)
    written = wording or plain_wording(plan)
    ran = ran or run(points, plan, as_of=as_of, relative=plan.is_relative)
    if isinstance(ran, str):
        return _assembled(_unusable(plan, ran, wording=written), plan, checksum=checksum)
    judged = _judged(ran, plan, guardrails=guardrails, p_net_value=p_net_value, wording=written)
    return _assembled(judged, plan, checksum=checksum, prepared=ran.prepared)


def inputs_checksum(
    points: Sequence[Point],
    plan: Plan,
    *,
    guardrails: Sequence[GuardrailResult] = (),
    p_net_value: float | None = None,
) -> str:
    """Return a SHA-256 of everything a result follows from, except the day and the wording; order does not matter."""
    rows = sorted(
        "|".join(
            (
                each.arm.value,
                each.starts.isoformat(),
                each.ends_before.isoformat() if each.ends_before else "",
                *map(_exactly, (each.value, each.numerator, each.denominator)),
                each.segment or "",
            )
        )
        for each in points
    )
    lights = sorted([each.metric, each.status.value, each.stop_early] for each in guardrails)
    content = json.dumps([METHOD_VERSION, plan.to_json(), rows, lights, p_net_value], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _exactly(number: float | None) -> str:
    return "" if number is None else repr(float(number))


@dataclass(frozen=True, slots=True)
class _Judged:
    """Everything an Effect is put together from, besides the plan."""

    estimate: Estimate
    interval: Interval | None
    evidence: Evidence
    reasons: tuple[Downgrade, ...]
    because: str | None
    sentence: str
    cautions: tuple[str, ...]
    grain: Grain | None


def _judged(
    ran: Run,
    plan: Plan,
    *,
    guardrails: Sequence[GuardrailResult],
    p_net_value: float | None,
    wording: Wording,
) -> _Judged:
    """Grade the estimate and say what follows from it; while the window is running nothing is claimed."""
    prepared, found, interval = ran.prepared, ran.estimate, ran.interval
    is_complete, grain = prepared.is_complete, prepared.timeline.grain
    sure_harm = interval is not None and 1 - interval.p_at_least(0.0) >= STOP_EARLY
    stop_early = not is_complete and (sure_harm or any(each.stop_early for each in guardrails))
    if not is_complete:
        interval, found = None, replace(found, coefficient=None, posterior=None, rho_mean=None, slope_is_clear=False)
    reasons = downgrades(found, prepared, plan, half_width=interval.half_width if interval else None)
    grade = _grade(found, prepared, reasons, interval)
    because = _because(found, interval, is_complete=is_complete)
    evidence = Evidence(
        grade=grade,
        is_complete=is_complete,
        p_improved=interval.p_at_least(0.0) if interval else None,
        p_target=_p_target(interval, plan),
        any_guardrail_red=any(each.status is GuardrailStatus.RED for each in guardrails),
        stop_early=stop_early,
        p_net_value=p_net_value,
        has_waiver=bool(plan.comparison_waiver),
    )
    if is_complete or grade is Grade.E:
        sentence = effect_sentence(found, interval, plan, grade=grade, because=because, wording=wording)
    else:
        sentence = too_early_sentence(
            plan, arrived=found.n_pilot, declared=prepared.declared, grain=grain, stop_early=stop_early
        )
    return _Judged(found, interval, evidence, reasons, because, sentence, prepared.cautions, grain)


def _grade(found: Estimate, prepared: Prepared, reasons: tuple[Downgrade, ...], interval: Interval | None) -> Grade:
    """Grade the result, or while the window is running the design as declared."""
    if not prepared.is_complete:
        start = start_grade(found, declared=max(prepared.declared, found.n_pilot))
        return graded(start, reasons, missing=0.0, has_interval=True)
    return graded(
        start_grade(found),
        reasons,
        missing=missing_share(found, prepared),
        has_interval=interval is not None or found.shape is Shape.COMPARED_WITHOUT_PAST,
    )


def _because(found: Estimate, interval: Interval | None, *, is_complete: bool) -> str | None:
    if interval is not None:
        return None
    if found.no_interval_because is None:
        return _TOO_WIDE if is_complete else _RUNNING
    return found.no_interval_because if is_complete or found.shape is Shape.TARGET_ONLY else _RUNNING


def _p_target(interval: Interval | None, plan: Plan) -> float | None:
    required = plan.required_effect
    return None if interval is None or required is None else interval.p_at_least(required)


def _unusable(plan: Plan, because: str, *, wording: Wording) -> _Judged:
    """Return the judgement on figures that cannot be put into one series."""
    scale = Scale(log=False, divisor=1.0, sign=plan.sign)
    nothing = Estimate(Shape.TARGET_ONLY, Estimator.NONE, scale, n_baseline=0, n_pilot=0, no_interval_because=because)
    sentence = effect_sentence(nothing, None, plan, grade=Grade.E, because=because, wording=wording)
    return _Judged(nothing, None, Evidence(grade=Grade.E, is_complete=False), (), because, sentence, (), None)


def _assembled(judged: _Judged, plan: Plan, *, checksum: str, prepared: Prepared | None = None) -> Effect:
    found, interval, evidence = judged.estimate, judged.interval, judged.evidence
    effect = _stated_effect(found, interval)
    observed = found.observed_change
    required = plan.required_effect
    p_improved = evidence.p_improved
    return Effect(
        metric=plan.metric,
        shape=found.shape,
        estimator=found.estimator,
        analysed_on=found.scale,
        grain=judged.grain,
        direction=plan.direction,
        relative=plan.is_relative,
        observed_change=observed,
        drift_removed=None if effect is None or observed is None else observed - effect,
        effect=effect,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        p_improved=p_improved,
        p_target=evidence.p_target,
        p_worse=None if p_improved is None else 1 - p_improved,
        required=required,
        attainment=_attainment(interval, required),
        grade=evidence.grade,
        downgrades=judged.reasons,
        verdict=verdict(evidence),
        recommendation=recommendation(evidence),
        stop_early=evidence.stop_early,
        sentence=judged.sentence,
        summary=grade_summary(found, plan, grade=evidence.grade, found=judged.reasons, grain=judged.grain),
        cautions=(*judged.cautions, *found.cautions),
        no_interval_because=judged.because,
        n_baseline=found.n_baseline,
        n_pilot=found.n_pilot,
        n_declared=prepared.declared if prepared else 0,
        n_excluded=len(prepared.excluded) if prepared else 0,
        missing_share=missing_share(found, prepared) if prepared else 0.0,
        baseline_mean=found.baseline_mean,
        pilot_mean=found.pilot_mean,
        rho_mean=found.rho_mean if interval else None,
        window_complete=evidence.is_complete,
        posterior=found.posterior if interval else None,
        checksum=checksum,
    )


def _stated_effect(found: Estimate, interval: Interval | None) -> float | None:
    """Return the interval's effect, or the plain difference where figures do not vary, or None."""
    if interval is not None:
        return interval.effect
    has_plain_difference = found.posterior is None and found.coefficient is not None
    return found.scale.effect(found.coefficient or 0.0) if has_plain_difference else None


def _attainment(interval: Interval | None, required: float | None) -> tuple[float, float, float] | None:
    if interval is None or required is None:
        return None
    return interval.low / required, interval.effect / required, interval.high / required
