"""What owning asks of people: signatures, approvals, readiness to close, figures, metrics, actions, answers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.gates import needed
from cxdash.domain.metrics import Role as MetricRole
from cxdash.domain.ownership import Function
from cxdash.domain.proof_points import State as ProofState
from cxdash.domain.readiness import Dimension
from cxdash.domain.sign_offs import State, check_outcome
from cxdash.domain.stages import Status
from cxdash.domain.waiting import Kind, Waiting
from cxdash.judging import approvals, own_metrics, signatures
from cxdash.judging.gates import Gate
from cxdash.judging.pilot_results import day
from cxdash.reports.waiting_ground import Ground
from cxdash.store import approvals as stored
from cxdash.store import freshness, metrics, sign_offs
from cxdash.store import waiting as store
from cxdash.store.approvals import Signed
from cxdash.store.tables import Pilot, UseCase

_SHORT = 90
_COUNCIL = "Council"


def waiting(session: Session, ground: Ground) -> Iterator[Waiting]:
    """Yield what is asked of owners and of who is named."""
    yield from _outcomes(session, ground)
    newest, signed = _newest(session), stored.by_use_case(session)
    for use_case in ground.use_cases:
        gate = ground.gates[use_case.slug]
        yield from _proofs(use_case, signed.get(use_case.id, ()), today=ground.today)
        yield from _gaps(use_case, gate)
        yield from _figures(use_case, gate, newest, today=ground.today)
    yield from _metrics(session, ground)
    for action in store.actions(session):
        title = action.title or action.meeting or _COUNCIL
        yield Waiting(action.person_id, Kind.ACTION, action.text, title, action.use_case or "", due=action.due)
    for mention in store.mentions(session):
        words = mention.text if len(mention.text) <= _SHORT else f"{mention.text[:_SHORT].rstrip()} …"
        yield Waiting(
            mention.person_id, Kind.MENTION, f"{mention.who}: {words}", mention.title, mention.use_case, view="Talk"
        )


def _outcomes(session: Session, ground: Ground) -> Iterator[Waiting]:
    """Yield the outcomes that wait for a signature, each person once for all their functions."""
    signed, catalogue = sign_offs.outcomes(session), metrics.catalogue(session)
    for use_case in ground.use_cases:
        try:
            check_outcome(signatures.outcome_content(use_case, catalogue, ground.figures))
        except RuleError:
            continue
        owners = signatures.owner_ids(use_case)
        standings = signatures.outcome_standings(use_case, signed.get(use_case.id, {}), catalogue, ground.figures)
        asked: dict[int, list[Function]] = defaultdict(list)
        for function, standing in standings.items():
            if standing.state.waits:
                asked[owners[function]].append(function)
        for person_id, functions in asked.items():
            since = next((standings[each].since for each in functions if standings[each].state is State.CHANGED), ())
            again = f" again: {since[0]}" if since else ""
            words = f"Sign its outcome as {_named(functions)}{again}"
            yield Waiting(person_id, Kind.SIGN, words, use_case.title, use_case.slug, view="Define")


def _proofs(use_case: UseCase, signed: Sequence[Signed], *, today: date) -> Iterator[Waiting]:
    """Yield who has not approved a proof point as it stands."""
    owners = signatures.owner_ids(use_case)
    for each in approvals.proofs(signed, owners, today=today):
        if each.state is not ProofState.WAITS:
            continue
        for function, standing in each.approvals.items():
            if standing.state.waits:
                again = f" again: {standing.since[0]}" if standing.since else ""
                words = f"Approve the proof point “{each.headline}” as {function.value}{again}"
                yield Waiting(owners[function], Kind.APPROVE, words, use_case.title, use_case.slug, proof=each.slug)


def _gaps(use_case: UseCase, gate: Gate) -> Iterator[Waiting]:
    asked = needed(gate.to, gate.policy)
    for row in use_case.readiness:
        dimension = Dimension(row.dimension)
        if row.person_id is None or gate.to is None or row.level >= asked.get(dimension, 0):
            continue
        words = f"Close the gap in {dimension.value}: {row.level}, the gate to {gate.to.value} needs {asked[dimension]}"
        yield Waiting(row.person_id, Kind.GAP, words, use_case.title, use_case.slug, view="Gate", due=row.due)


def _figures(use_case: UseCase, gate: Gate, newest: Mapping[int | None, date], *, today: date) -> Iterator[Waiting]:
    owner = signatures.owner_ids(use_case).get(Function.OPERATIONS)
    if owner is None:
        return
    for pilot in use_case.pilots:
        if pilot.archived_at is None and _is_silent(pilot, newest.get(pilot.id), gate.policy.fresh_days, today=today):
            last = newest.get(pilot.id)
            since = "has sent no figures yet" if last is None else f"has sent no figures since {day(last)}"
            yield Waiting(owner, Kind.FIGURES, f"{pilot.name} {since}", use_case.title, use_case.slug, view="Pilots")


def _is_silent(pilot: Pilot, newest: date | None, fresh_days: int, *, today: date) -> bool:
    """Say whether figures of a pilot's window are missing for longer than the policy allows."""
    if pilot.goes_live is None or pilot.goes_live > today or Status(pilot.status) is not Status.ACTIVE:
        return False
    wanted_until = min(today, pilot.goes_live + timedelta(days=pilot.window_days))
    reached = pilot.goes_live if newest is None else max(newest, pilot.goes_live)
    return (wanted_until - reached).days > fresh_days


def _metrics(session: Session, ground: Ground) -> Iterator[Waiting]:
    """Yield own metrics that use cases rest on and nobody verified: for their owner, else for all who may verify."""
    unproven, seen = own_metrics.unproven(session), set()
    may = [person.id for person in ground.everybody if person.may(Action.METRIC_VERIFY)]
    for use_case in ground.use_cases:
        for use in use_case.metrics:
            metric = use.metric
            if use.role != MetricRole.PRIMARY or metric.slug not in unproven or metric.slug in seen:
                continue
            seen.add(metric.slug)
            asked = [metric.owner_id] if metric.owner_id in may else may
            for person_id in asked:
                words = f"Verify what it means: “{use_case.title}” is judged by it"
                yield Waiting(person_id or 0, Kind.VERIFY, words, metric.name, metric=metric.slug)


def _newest(session: Session) -> dict[int | None, date]:
    found: dict[int | None, date] = {}
    for each in freshness.reaches(session):
        found[each.pilot_id] = max(each.until, found.get(each.pilot_id, each.until))
    return found


def _named(functions: Iterable[Function]) -> str:
    return ", ".join(each.value for each in functions)
