"""One pilot judged: its guardrails first, then what it changed, then what else should be known about that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cxdash.changes.effects.figures import Figures
from cxdash.changes.effects.plans import plan_of
from cxdash.domain import figures as written
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Role
from cxdash.effects.effect import Effect as Estimated
from cxdash.effects.estimation import estimate
from cxdash.effects.guardrails import GuardrailResult, guardrail
from cxdash.effects.masking import masking_alarm
from cxdash.effects.plan import Plan
from cxdash.effects.run import Run, run
from cxdash.effects.scrutiny import scrutinised
from cxdash.effects.sentence import Wording
from cxdash.effects.verdict import Verdict
from cxdash.store import metrics
from cxdash.store.tables import Effect, Pilot, UseCaseMetric

_CONTAINED = ("containment_rate", "deflection_rate")
_RESOLUTION = ("resolution_rate", "first_contact_resolution")


@dataclass(frozen=True)
class Circumstances:
    """What a pilot is judged by besides its own figures and plan.

    Attributes:
        today: the day of the judgement.
        figures: how the organisation writes figures.
        overlapping: names of the pilots that touch the same people in the window.
    """

    today: date
    figures: written.Figures
    overlapping: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Measured:
    """One metric of a pilot with its figures, its plan, and what they say in metric units and against the target."""

    use: UseCaseMetric
    figures: Figures
    plan: Plan
    today: date

    @property
    def is_primary(self) -> bool:
        return self.use.role == Role.PRIMARY.value

    def run(self, *, relative: bool) -> Run | str:
        return run(self.figures.total, self.plan, as_of=self.today, relative=relative)


def judged(pilot: Pilot, figures: Mapping[int, Figures], known: Circumstances) -> list[Effect]:
    """Return what is to be stored about a pilot: a row for each of its metrics that has figures.

    Args:
        pilot: one that has a go-live date.
        figures: its figures by metric id.
        known: the day, and what else touches the same people.
    """
    rows: dict[str, Effect] = {}
    lights: dict[str, GuardrailResult] = {}
    measured: list[_Measured] = []
    for use in pilot.use_case.metrics:
        if use.role == Role.CONTEXT.value or use.metric_id not in figures:
            continue
        try:
            plan = plan_of(pilot, use, overlapping=known.overlapping)
        except RuleError as contradiction:
            rows[use.metric.slug] = _row(pilot, use, {"problem": str(contradiction)}, today=known.today)
        else:
            measured.append(_Measured(use, figures[use.metric_id], plan, known.today))
    for each in measured:
        if each.use.role == Role.GUARDRAIL.value:
            rows[each.use.metric.slug], light = _guardrail(pilot, each, known)
            lights |= {each.use.metric.slug: light} if light else {}
    for each in measured:
        if each.use.role != Role.GUARDRAIL.value:
            rows[each.use.metric.slug] = _effect(pilot, each, list(lights.values()), known)
    _raise_masking(rows, lights)
    return list(rows.values())


def _guardrail(pilot: Pilot, each: _Measured, known: Circumstances) -> tuple[Effect, GuardrailResult | None]:
    """Judge a guardrail by its margin, and store its effect beside its light."""
    ran, light = each.run(relative=False), None
    if each.use.margin and each.use.margin > 0:
        light = guardrail(each.figures.total, each.plan, each.use.margin, as_of=known.today, ran=ran)
    effect = _estimate(each, known, ran=None if each.plan.is_relative else ran)
    return _row(pilot, each.use, {"guardrail": light, "effect": effect}, today=known.today), light


def _effect(pilot: Pilot, each: _Measured, lights: Sequence[GuardrailResult], known: Circumstances) -> Effect:
    """Estimate what a metric's change is, and look at a primary one from every side."""
    ran = each.run(relative=each.plan.is_relative)
    effect = _estimate(each, known, ran=ran, lights=lights if each.is_primary else ())
    scrutiny = None
    if each.is_primary and isinstance(ran, Run):
        scrutiny = scrutinised(
            each.figures.total,
            each.plan,
            effect,
            ran,
            as_of=known.today,
            slug=each.use.metric.slug,
            wording=_wording(each, known),
            segments=each.figures.segments,
        )
    return _row(pilot, each.use, {"effect": effect, "scrutiny": scrutiny}, today=known.today)


def _estimate(
    each: _Measured, known: Circumstances, *, ran: Run | str | None, lights: Sequence[GuardrailResult] = ()
) -> Estimated:
    return estimate(
        each.figures.total,
        each.plan,
        as_of=known.today,
        guardrails=lights,
        wording=_wording(each, known),
        ran=ran,
    )


def _wording(each: _Measured, known: Circumstances) -> Wording:
    metric, figures = metrics.as_metric(each.use.metric), known.figures
    return Wording(lambda value: figures.value(metric, value), lambda value: figures.difference(metric, value))


def _row(pilot: Pilot, use: UseCaseMetric, found: Mapping[str, Any], *, today: date) -> Effect:
    """Return the row of a metric: its effect, or the problem why there is none, and whatever else was found."""
    effect = found.get("effect")
    stored = {"guardrail": None, "effect": None, "problem": None} | {
        name: each if each is None or isinstance(each, str) else each.to_json() for name, each in found.items()
    }
    return Effect(
        pilot_id=pilot.id,
        metric_id=use.metric_id,
        role=use.role,
        as_of=today,
        verdict=effect.verdict.value if effect else Verdict.NOT_MEASURED.value,
        grade=effect.grade.value if effect else "E",
        checksum=effect.checksum if effect else "",
        result=stored,
        alarms=[],
    )


def _raise_masking(rows: Mapping[str, Effect], lights: Mapping[str, GuardrailResult]) -> None:
    """Put the containment mask's banner and reasons on the containment metric's effect, where it fires."""
    resolution = next((lights[slug] for slug in _RESOLUTION if slug in lights), None)
    for slug in _CONTAINED:
        measured = rows[slug].result["effect"] if slug in rows else None
        if measured is None:
            continue
        alarm = masking_alarm(
            measured["p_improved"],
            resolution=resolution,
            satisfaction=lights.get("csat"),
            repeat_contact=lights.get("repeat_contact_rate"),
        )
        if alarm is not None:
            rows[slug].alarms = [alarm.banner, *alarm.reasons]
