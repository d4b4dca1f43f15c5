"""What a pilot's plan can prove, asked while it is written: by metric and guardrail, and what the lock still lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain import metric_pairs
from cxdash.domain.comparisons import Arm
from cxdash.domain.errors import RuleError
from cxdash.domain.locks import check_lockable
from cxdash.domain.metric_pairs import MissingPair
from cxdash.domain.metrics import Catalogue, Metric, Role
from cxdash.domain.periods import Grain, Period
from cxdash.domain.use_cases import MetricUse, PilotValues
from cxdash.effects.declared import plan_of
from cxdash.effects.points import Point
from cxdash.judging.pilot_results import day
from cxdash.reports.design_words import Asked, Proof, of_guardrail, of_primary
from cxdash.store import metrics, observations, organisation, use_cases
from cxdash.store.observations import PilotPoint

_UNNAMED = "A new pilot"


@dataclass(frozen=True, slots=True)
class Design:
    """What a plan can prove, and what it lacks; texts are ready to be read.

    Attributes:
        primaries: of each primary metric.
        guardrails: of each guardrail.
        unwatched: what could get worse and no guardrail would show, a sentence each.
        lacking: why the plan cannot be locked; empty where it can.
        late: what it costs that the lock comes, or came, after the first figures of the pilot; empty where it does not.
    """

    primaries: tuple[Proof, ...]
    guardrails: tuple[Proof, ...]
    unwatched: tuple[str, ...]
    lacking: str
    late: str


def design(
    session: Session, plan: PilotValues, uses: tuple[MetricUse, ...], *, pilot: str | None, today: date
) -> Design:
    """Return what a plan can prove, judged by the figures from before go-live that are stored of its pilot.

    Args:
        session: reads the figures.
        plan: as it is stored, or as somebody types it.
        uses: the metrics of its use case.
        pilot: slug of the pilot whose figures there are; None for one that is not stored yet.
        today: figures of periods that have not passed do not count.
    """
    catalogue, written = metrics.catalogue(session), organisation.figures(session)
    stored = _stored(session, pilot, catalogue)
    primaries: list[Proof] = []
    guardrails: list[Proof] = []
    for use in uses:
        metric = catalogue.get(use.metric)
        if metric is None or use.role not in {Role.PRIMARY, Role.GUARDRAIL} or plan.goes_live is None:
            continue
        is_primary = use.role is Role.PRIMARY
        found = stored.get(metric.slug, [])
        try:
            of_metric = plan_of(metric, use, plan)
        except RuleError as contradiction:
            proof = Proof(metric.name, f"Nothing can be proved yet. {contradiction}")
        else:
            points = [_point(each, metric) for each in found]
            asked = Asked(metric, use, of_metric, points, _grain(found), written, today)
            proof = of_primary(asked) if is_primary else of_guardrail(asked)
        (primaries if is_primary else guardrails).append(proof)
    missing = metric_pairs.unwatched(uses, catalogue)
    return Design(
        primaries=tuple(primaries),
        guardrails=tuple(guardrails),
        unwatched=tuple(each.sentence for each in missing),
        lacking=_lacking(plan, uses, missing),
        late=_late(plan, uses, stored, today=today),
    )


def unwatched(session: Session, uses: tuple[MetricUse, ...]) -> tuple[MissingPair, ...]:
    """Return what could get worse while a use case's metrics improve, and no guardrail of it would show."""
    return metric_pairs.unwatched(uses, metrics.catalogue(session))


def _stored(session: Session, pilot: str | None, catalogue: Catalogue) -> Mapping[str, list[PilotPoint]]:
    """Return the figures that count in a pilot's total, by metric."""
    row = None if pilot is None else use_cases.find_pilot(session, pilot)
    if row is None:
        return {}
    slugs = {key: slug for slug, key in metrics.ids(session).items() if catalogue.get(slug) is not None}
    found: dict[str, list[PilotPoint]] = {}
    for each in observations.of_pilots(session, [row.id])[row.id]:
        if each.counts_in_total and each.metric_id in slugs:
            found.setdefault(slugs[each.metric_id], []).append(each)
    return found


def _lacking(plan: PilotValues, uses: tuple[MetricUse, ...], missing: tuple[MissingPair, ...]) -> str:
    try:
        check_lockable(plan if plan.name.strip() else replace(plan, name=_UNNAMED), uses, unwatched=missing)
    except RuleError as problem:
        return str(problem)
    return ""


def _late(
    plan: PilotValues, uses: tuple[MetricUse, ...], stored: Mapping[str, list[PilotPoint]], *, today: date
) -> str:
    """Say since when there are figures of the pilot itself, where a lock comes, or came, after them."""
    if plan.goes_live is None:
        return ""
    first = min(_days_in_the_pilot(plan.goes_live, uses, stored), default=None)
    if first is None or first >= (plan.locked_on or today):
        return ""
    if plan.locked_on is None:
        return f"First pilot figures are from {day(first)}: locking now counts as late, one letter down."
    return f"Locked on {day(plan.locked_on)}, after the first pilot figures of {day(first)}: one letter down."


def _days_in_the_pilot(
    goes_live: date, uses: tuple[MetricUse, ...], stored: Mapping[str, list[PilotPoint]]
) -> Iterator[date]:
    for use in uses:
        for each in stored.get(use.metric, []) if use.role is Role.PRIMARY else []:
            if each.arm == Arm.PILOT and date.fromordinal(each.day) >= goes_live:
                yield date.fromordinal(each.day)


def _grain(found: list[PilotPoint]) -> str:
    """Name the periods that are compared; days are added up to weeks."""
    grain = Grain(found[0].grain) if found else Grain.WEEK
    return (Grain.WEEK if grain is Grain.DAY else grain).value


def _point(stored: PilotPoint, metric: Metric) -> Point:
    period = Period(date.fromordinal(stored.day), Grain(stored.grain))
    return Point(
        starts=period.starts,
        ends_before=period.ends_before,
        value=stored.value,
        numerator=None if stored.numerator is None else stored.numerator * metric.per,
        denominator=stored.denominator,
        arm=Arm(stored.arm),
    )
