"""One pilot judged: its guardrails first, then what it changed and was worth, and what else should be known of that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from cxdash.changes.effects.figures import Figures
from cxdash.changes.effects.overlaps import Side, joint_effect
from cxdash.changes.effects.plans import measuring_changes, stored_plan
from cxdash.domain import figures as written
from cxdash.domain.cash_flow import Costs
from cxdash.domain.errors import RuleError
from cxdash.domain.metric_pairs import CONTAINED
from cxdash.domain.metrics import Metric, Role
from cxdash.domain.plans import PlanVersion
from cxdash.effects.effect import Effect as Estimated
from cxdash.effects.estimation import estimate
from cxdash.effects.guardrails import GuardrailResult, guardrail
from cxdash.effects.masking import WITNESSES, MaskingAlarm, Witness, masking_alarm
from cxdash.effects.net_value import Likely, NetValue, Stake, net_value
from cxdash.effects.plan import Plan
from cxdash.effects.run import Run, run
from cxdash.effects.scrutiny import Scrutiny, scrutinised
from cxdash.effects.sentence import Wording
from cxdash.effects.verdict import Verdict
from cxdash.store import metrics
from cxdash.store.tables import Effect, Pilot, UseCaseMetric

_SHOWN = ("verified_p_improved", "cost_p_improved")
"""The witnesses that have to be shown to have improved, by their probability."""


@dataclass(frozen=True)
class Case:
    """A pilot with all that it is judged by.

    Attributes:
        pilot: one that has a go-live date.
        figures: by metric id.
        versions: of its locked plan.
        overlapping: names of the pilots that touch the same people in the window.
    """

    pilot: Pilot
    figures: Mapping[int, Figures]
    versions: Sequence[PlanVersion] = ()
    overlapping: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What holds for every pilot: the day of the judgement, and how the organisation writes figures."""

    today: date
    figures: written.Figures


@dataclass(frozen=True)
class _Measured:
    """One metric of a pilot that has figures, and its plan."""

    use: UseCaseMetric
    figures: Figures
    plan: Plan
    known: Known

    @property
    def slug(self) -> str:
        return self.use.metric.slug

    @property
    def is_primary(self) -> bool:
        return self.use.role == Role.PRIMARY.value

    @cached_property
    def metric(self) -> Metric:
        return metrics.as_metric(self.use.metric)

    @property
    def wording(self) -> Wording:
        metric, figures = self.metric, self.known.figures
        return Wording(lambda value: figures.value(metric, value), lambda value: figures.difference(metric, value))

    @cached_property
    def ran(self) -> Run | str:
        """What the figures say against the target; in metric units where there is none."""
        return self._run(relative=self.plan.is_relative)

    @cached_property
    def light(self) -> GuardrailResult | None:
        """How a guardrail stands; None where the metric is none, or has no margin."""
        margin, relative = self.use.margin, self.use.margin_relative
        if self.use.role != Role.GUARDRAIL.value or not margin or margin <= 0:
            return None
        ran = self.ran if relative == self.plan.is_relative else self._run(relative=relative)
        return guardrail(self.figures.total, self.plan, margin, as_of=self.known.today, relative=relative, ran=ran)

    def effect(self, lights: Sequence[GuardrailResult], *, p_net_value: float | None = None) -> Estimated:
        """Return what the pilot changed; red lights count against a primary metric."""
        return estimate(
            self.figures.total,
            self.plan,
            as_of=self.known.today,
            guardrails=lights if self.is_primary else (),
            p_net_value=p_net_value,
            wording=self.wording,
            ran=self.ran,
        )

    def _run(self, *, relative: bool) -> Run | str:
        return run(self.figures.total, self.plan, as_of=self.known.today, relative=relative)


def judged(case: Case, others: Sequence[Case], known: Known) -> list[Effect]:
    """Return what is to be stored about a pilot: a row for each of its metrics that has figures.

    Args:
        case: the pilot.
        others: those that touch the same people in its window.
        known: what holds for all of them.
    """
    rows: list[Effect] = []
    measured: list[_Measured] = []
    for use in _judged_by(case):
        try:
            measured.append(_measured(case, use, known))
        except RuleError as contradiction:
            rows.append(_row(case.pilot, use, {"problem": str(contradiction)}, known))
    lights = {each.slug: each.light for each in measured if each.light is not None}
    effects = {each.slug: each.effect(list(lights.values())) for each in measured}
    alarms = _alarms(effects, lights)
    for each in measured:
        effect = effects[each.slug]
        found: dict[str, Any] = {"guardrail": each.light, "effect": effect}
        if each.is_primary:
            worth = _worth(case.pilot, each, effect, is_masked=bool(alarms))
            p_net_value = worth.p_positive if isinstance(worth, NetValue) else None
            found |= {
                "effect": effect
                if p_net_value is None
                else each.effect(list(lights.values()), p_net_value=p_net_value),
                "scrutiny": _scrutiny(case, each, effect),
                "net_value": worth if isinstance(worth, NetValue) else None,
                "no_net_value_because": worth if isinstance(worth, str) else None,
                "joint": _joint(case, each, others),
            }
        rows.append(_row(case.pilot, each.use, found, known, alarm=alarms.get(each.slug)))
    return rows


def _judged_by(case: Case) -> Iterator[UseCaseMetric]:
    for use in case.pilot.use_case.metrics:
        if use.role != Role.CONTEXT.value and use.metric_id in case.figures:
            yield use


def _measured(case: Case, use: UseCaseMetric, known: Known) -> _Measured:
    plan = stored_plan(case.pilot, use, versions=case.versions, overlapping=case.overlapping)
    return _Measured(use, case.figures[use.metric_id], plan, known)


def _worth(pilot: Pilot, each: _Measured, effect: Estimated, *, is_masked: bool) -> NetValue | str:
    """Return what a primary effect is worth after the pilot's costs, or why nothing can be said."""
    use = each.use
    unit_value = use.unit_value
    worth_of_one = (
        None if unit_value is None else Likely.around(unit_value, low=use.unit_value_low, high=use.unit_value_high)
    )
    try:
        costs = Costs(one_off=pilot.one_off_cost or 0.0, run_year=pilot.run_cost_year or 0.0)
        stake = Stake(worth_of_one, use.annual_volume, costs, per=each.metric.per, masked=is_masked)
    except RuleError as contradiction:
        return str(contradiction)
    return net_value(effect, stake)


def _scrutiny(case: Case, each: _Measured, effect: Estimated) -> Scrutiny | None:
    if isinstance(each.ran, str):
        return None
    return scrutinised(
        each.figures.total,
        each.plan,
        effect,
        each.ran,
        as_of=each.known.today,
        slug=each.slug,
        wording=each.wording,
        segments=each.figures.segments,
        changes=list(measuring_changes(case.pilot)),
    )


def _joint(case: Case, each: _Measured, others: Sequence[Case]) -> Mapping[str, Any] | None:
    """Return what the pilots that claim the same metric of the same people changed together; None without another."""
    sides = [Side(case.pilot.name, each.plan, each.figures.total)]
    for other in others:
        for use in _judged_by(other):
            if use.metric_id == each.use.metric_id and use.role == Role.PRIMARY.value:
                plan = stored_plan(other.pilot, use, versions=other.versions)
                sides.append(Side(other.pilot.name, plan, other.figures[use.metric_id].total))
    return joint_effect(sides, as_of=each.known.today, wording=each.wording) if len(sides) > 1 else None


def _row(
    pilot: Pilot, use: UseCaseMetric, found: Mapping[str, Any], known: Known, *, alarm: MaskingAlarm | None = None
) -> Effect:
    """Return the row of a metric: its effect, or the problem why there is none, and whatever else was found."""
    effect = found.get("effect")
    stored = {"guardrail": None, "effect": None, "problem": None} | {
        name: each.to_json() if hasattr(each, "to_json") else each for name, each in found.items()
    }
    return Effect(
        pilot_id=pilot.id,
        metric_id=use.metric_id,
        role=use.role,
        as_of=known.today,
        verdict=effect.verdict.value if effect else Verdict.NOT_MEASURED.value,
        grade=effect.grade.value if effect else "E",
        checksum=effect.checksum if effect else "",
        result=stored,
        alarms=[alarm.banner, *alarm.reasons] if alarm else [],
    )


def _alarms(effects: Mapping[str, Estimated], lights: Mapping[str, GuardrailResult]) -> dict[str, MaskingAlarm]:
    """Return the containment mask of each metric of contained contacts that rose while customers were not helped."""
    seen: Mapping[str, Witness] = {**effects, **lights}
    witnesses: dict[str, Any] = {
        argument: next((seen[slug] for slug in slugs if slug in seen), None)
        for argument, slugs in WITNESSES.items()
        if argument not in _SHOWN
    }
    witnesses |= {
        argument: next((effects[slug].p_improved for slug in WITNESSES[argument] if slug in effects), None)
        for argument in _SHOWN
    }
    found = {slug: masking_alarm(effects[slug].p_improved, **witnesses) for slug in CONTAINED if slug in effects}
    return {slug: alarm for slug, alarm in found.items() if alarm is not None}
