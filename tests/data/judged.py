"""A pilot of the sample organisation measured as the product would: points, plan, guardrails, effect."""

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.effects.effect import Effect
from cxdash.effects.estimation import estimate
from cxdash.effects.guardrails import GuardrailResult, guardrail
from cxdash.effects.plan import Kind, Plan, RequiredChange
from cxdash.effects.points import Point
from data.generate.organisation import AS_OF, Pilot
from data.generate.portfolio import PILOTS, use_case_of
from data.generate.series import Simulated, catalogue

MEANS = {"time_to_resolution", "cost_per_contact", "cost_to_serve"}


def points_of(simulated: Simulated) -> list[Point]:
    """Return both arms' figures."""
    return [
        Point(period.starts, value=float(value), arm=Arm(group.lower()), ends_before=period.ends_before)
        for group, series in simulated.arms()
        for period, value in zip(series.periods, series.values, strict=True)
    ]


def plan_of(pilot: Pilot, slug: str) -> Plan:
    """Return the plan the register declares for one metric of a pilot."""
    use_case, metric = use_case_of(pilot), catalogue().get(slug)
    is_primary = slug == use_case.metric
    return Plan(
        direction=metric.direction,
        kind=Kind.MEAN if slug in MEANS else Kind.RATE,
        go_live=pilot.goes_live,
        window_days=pilot.window_days,
        metric=metric.name,
        unit=metric.unit,
        target=RequiredChange(use_case.target, use_case.target_is_relative) if is_primary else None,
        baseline_starts=pilot.baseline_starts,
        baseline_value=use_case.baseline if is_primary and pilot.baseline_starts is None else None,
        comparison=Comparison.GROUP if pilot.comparison_site else Comparison.NONE,
        locked_on=pilot.locked_on,
        overlapping=tuple(other.name for other in PILOTS if _overlap(pilot, other)),
    )


def guardrails_of(pilot: Pilot, metrics: dict[str, Simulated]) -> list[GuardrailResult]:
    """Return the state of the pilot's guardrails."""
    return [
        guardrail(points_of(metrics[each.metric]), plan_of(pilot, each.metric), each.margin, as_of=AS_OF)
        for each in use_case_of(pilot).guardrails
        if each.metric in metrics
    ]


def effect_of(pilot: Pilot, metrics: dict[str, Simulated]) -> Effect:
    """Return the pilot's effect on its primary metric, guardrails considered."""
    primary = use_case_of(pilot).metric
    guardrails = guardrails_of(pilot, metrics)
    return estimate(points_of(metrics[primary]), plan_of(pilot, primary), as_of=AS_OF, guardrails=guardrails)


def _overlap(pilot: Pilot, other: Pilot) -> bool:
    shares = other.name != pilot.name and other.population == pilot.population
    return shares and other.goes_live < pilot.window_ends and pilot.goes_live < other.window_ends
