"""Effects computed when their inputs change and kept beside them, so that pages read and never estimate."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes.use_cases import target_of
from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Aggregation, Direction, Metric, Role
from cxdash.domain.periods import Grain, Period
from cxdash.domain.targets import TargetKind
from cxdash.effects.effect import Effect as Estimated
from cxdash.effects.estimation import estimate
from cxdash.effects.guardrails import GuardrailResult, guardrail
from cxdash.effects.masking import masking_alarm
from cxdash.effects.plan import Kind, Plan, RequiredChange
from cxdash.effects.points import Point
from cxdash.effects.run import Run, run
from cxdash.effects.sentence import Wording
from cxdash.effects.verdict import Verdict
from cxdash.store import audit, effects, metrics, observations, organisation, use_cases
from cxdash.store.observations import PilotPoint
from cxdash.store.tables import Effect, Pilot, UseCaseMetric

_CONTAINED = ("containment_rate", "deflection_rate")
_RESOLUTION = ("resolution_rate", "first_contact_resolution")
_TIMES = frozenset({"seconds", "minutes", "hours", "days", "ms"})


def recompute(session: Session, *, pilot_ids: Collection[int] | None = None, today: date) -> int:
    """Estimate the effects of pilots anew and store them; return how many estimates were made.

    Args:
        pilot_ids: which pilots; None for all of them.
        today: the day for which effects are judged: before the window ends the answer is "too early".
    """
    everybody = use_cases.pilots(session)
    chosen = [pilot for pilot in everybody if pilot_ids is None or pilot.id in pilot_ids]
    points = observations.of_pilots(session, [pilot.id for pilot in chosen if pilot.goes_live is not None])
    figures = organisation.figures(session)
    rows: list[Effect] = []
    for pilot in chosen:
        if pilot.goes_live is not None:
            rows += _of_pilot(pilot, _by_metric(points[pilot.id]), everybody, today=today, figures=figures)
    effects.replace(session, [pilot.id for pilot in chosen], rows)
    if pilot_ids is None:
        audit.record(session, table="effect", key="all", after={"estimates": len(rows), "as_of": today.isoformat()})
    return len(rows)


def recompute_ended(session: Session, *, today: date) -> int:
    """Estimate anew the pilots whose window ended after they were last judged; return how many there were."""
    ended = {pilot_id for pilot_id, ends_before in effects.waiting(session).items() if ends_before <= today}
    if ended:
        recompute(session, pilot_ids=ended, today=today)
        audit.record(session, table="effect", key="ended", after={"pilots": sorted(ended), "as_of": today.isoformat()})
    return len(ended)


def _of_pilot(
    pilot: Pilot,
    points: Mapping[int, Sequence[PilotPoint]],
    everybody: Iterable[Pilot],
    *,
    today: date,
    figures: Figures,
) -> list[Effect]:
    overlapping = _overlapping(pilot, everybody)
    uses = [use for use in pilot.use_case.metrics if use.role != Role.CONTEXT.value]
    measured = {use.metric_id: _points_of(points.get(use.metric_id, ()), use) for use in uses}
    guarded = [use for use in uses if use.role == Role.GUARDRAIL.value]
    runs = {use.metric.slug: _run(pilot, use, measured[use.metric_id], today=today) for use in guarded}
    judged = {
        use.metric.slug: _guardrail(pilot, use, measured[use.metric_id], runs[use.metric.slug], today=today)
        for use in guarded
    }
    lights = [light for light in judged.values() if light is not None]
    found: dict[str, Effect] = {}
    for use in uses:
        of_metric = measured[use.metric_id]
        if not of_metric:
            continue
        red_counts = lights if use.role == Role.PRIMARY.value else []
        ran = runs.get(use.metric.slug)
        result = _estimate(pilot, use, of_metric, overlapping, red_counts, ran, today=today, figures=figures)
        found[use.metric.slug] = _row(pilot, use, result, judged.get(use.metric.slug), today=today)
    _raise_masking(found, judged)
    return list(found.values())


def _estimate(
    pilot: Pilot,
    use: UseCaseMetric,
    points: Sequence[Point],
    overlapping: tuple[str, ...],
    lights: Sequence[GuardrailResult],
    ran: Run | str | None,
    *,
    today: date,
    figures: Figures,
) -> Estimated | str:
    """Return the effect, or the sentence why this plan cannot be measured; what ran for a light need not run again."""
    metric = metrics.as_metric(use.metric)
    wording = Wording(lambda v: figures.value(metric, v), lambda v: figures.difference(metric, v))
    try:
        plan = replace(_plan(pilot, use), overlapping=overlapping)
        known = None if plan.is_relative else ran
        return estimate(points, plan, as_of=today, guardrails=lights, wording=wording, ran=known)
    except RuleError as contradiction:
        return str(contradiction)


def _run(pilot: Pilot, use: UseCaseMetric, points: Sequence[Point], *, today: date) -> Run | str | None:
    """Run a guardrail's series in metric units; None where there is none, or the plan contradicts itself."""
    if not points or not use.margin:
        return None
    try:
        return run(points, _guarding_plan(pilot, use), as_of=today, relative=False)
    except RuleError:
        return None


def _guardrail(
    pilot: Pilot, use: UseCaseMetric, points: Sequence[Point], ran: Run | str | None, *, today: date
) -> GuardrailResult | None:
    if ran is None or not use.margin:
        return None
    try:
        return guardrail(points, _guarding_plan(pilot, use), use.margin, as_of=today, ran=ran)
    except RuleError:
        return None


def _guarding_plan(pilot: Pilot, use: UseCaseMetric) -> Plan:
    return replace(_plan(pilot, use), target=None)


def _plan(pilot: Pilot, use: UseCaseMetric) -> Plan:
    """Return the measurement plan of one metric of a pilot; RuleError says what contradicts what."""
    metric = metrics.as_metric(use.metric)
    if pilot.goes_live is None:
        raise RuleError(f"“{pilot.name}” has no go-live date.")
    return Plan(
        direction=Direction(metric.direction),
        kind=_kind(metric),
        go_live=pilot.goes_live,
        window_days=pilot.window_days,
        metric=metric.name,
        unit=metric.unit,
        target=_required(use),
        run_in_days=pilot.run_in_days,
        baseline_starts=pilot.baseline_starts,
        baseline_value=use.baseline,
        comparison=Comparison(pilot.comparison),
        comparison_label=pilot.comparison_label,
        locked_on=pilot.locked_on,
        amended=pilot.amended_on is not None,
    )


def _required(use: UseCaseMetric) -> RequiredChange | None:
    target = target_of(use)
    change = target.required_change(use.baseline) if target else None
    if target is None or not change:
        return None
    return RequiredChange(change, relative=target.kind is TargetKind.RELATIVE)


def _kind(metric: Metric) -> Kind:
    if metric.unit.startswith("currency"):
        return Kind.COST
    if metric.unit in _TIMES:
        return Kind.MEAN
    if metric.is_fraction or metric.per > 1:
        return Kind.RATE
    return Kind.COUNT if metric.aggregation is Aggregation.SUM else Kind.SCORE


def _points_of(points: Sequence[PilotPoint], use: UseCaseMetric) -> list[Point]:
    per = metrics.as_metric(use.metric).per
    return [_point(each, per) for each in points]


def _by_metric(points: Iterable[PilotPoint]) -> dict[int, list[PilotPoint]]:
    found: dict[int, list[PilotPoint]] = defaultdict(list)
    for point in points:
        found[point.metric_id].append(point)
    return found


def _point(stored: PilotPoint, per: float) -> Point:
    starts, ends_before = _days(stored.day, stored.grain)
    return Point(
        starts=starts,
        ends_before=ends_before,
        value=stored.value,
        numerator=None if stored.numerator is None else stored.numerator * per,
        denominator=stored.denominator,
        arm=Arm(stored.arm),
        segment=str(stored.segment_id) if stored.segment_id else None,
    )


@lru_cache(maxsize=4096)
def _days(day: int, grain: str) -> tuple[date, date]:
    """Return a period's first day and the first after it; the same periods come again with every series."""
    period = Period(date.fromordinal(day), Grain(grain))
    return period.starts, period.ends_before


def _overlapping(pilot: Pilot, everybody: Iterable[Pilot]) -> tuple[str, ...]:
    """Return the names of other pilots that touch the same population in this one's window."""
    window = _window(pilot)
    if window is None or not pilot.population:
        return ()
    return tuple(
        other.name
        for other in everybody
        if other.id != pilot.id
        and other.population == pilot.population
        and (theirs := _window(other)) is not None
        and theirs[0] < window[1]
        and window[0] < theirs[1]
    )


def _window(pilot: Pilot) -> tuple[int, int] | None:
    if pilot.goes_live is None:
        return None
    first = pilot.goes_live.toordinal()
    return first, first + pilot.window_days


def _row(
    pilot: Pilot, use: UseCaseMetric, result: Estimated | str, light: GuardrailResult | None, *, today: date
) -> Effect:
    stored: dict[str, Any] = {"guardrail": light.to_json() if light else None}
    if isinstance(result, str):
        stored |= {"effect": None, "problem": result}
        verdict, grade, checksum = Verdict.NOT_MEASURED.value, "E", ""
    else:
        stored |= {"effect": result.to_json(), "problem": None}
        verdict, grade, checksum = result.verdict.value, result.grade.value, result.checksum
    return Effect(
        pilot_id=pilot.id,
        metric_id=use.metric_id,
        role=use.role,
        as_of=today,
        verdict=verdict,
        grade=grade,
        checksum=checksum,
        result=stored,
        alarms=[],
    )


def _raise_masking(found: Mapping[str, Effect], judged: Mapping[str, GuardrailResult | None]) -> None:
    """Put the containment mask's banner and reasons on the containment metric's effect, where it fires."""
    resolution = next((judged[slug] for slug in _RESOLUTION if judged.get(slug)), None)
    for slug in _CONTAINED:
        row = found.get(slug)
        measured = row.result["effect"] if row is not None else None
        if row is None or measured is None:
            continue
        alarm = masking_alarm(
            measured["p_improved"],
            resolution=resolution,
            satisfaction=judged.get("csat"),
            repeat_contact=judged.get("repeat_contact_rate"),
        )
        if alarm is not None:
            row.alarms = [alarm.banner, *alarm.reasons]
