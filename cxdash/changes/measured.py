"""Edits by hand that touch what pilots are measured by: stored, and the pilots concerned judged anew with them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import effects, pilots, use_cases
from cxdash.domain.locks import check_lockable
from cxdash.domain.metric_pairs import unwatched
from cxdash.domain.use_cases import PilotValues, UseCaseValues
from cxdash.store import metric_uses, metrics
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.tables import UseCase


def edit_use_case(
    session: Session, slug: str, *, seen: UseCaseValues, wanted: UseCaseValues, today: date, reason: str = ""
) -> None:
    """Edit a use case as ``use_cases.edit`` does; where its metrics changed, judge its pilots anew."""
    before = use_cases.values(session, slug).metrics
    row = use_cases.edit(session, slug, seen=seen, wanted=wanted, today=today, reason=reason)
    if use_cases.values_of(row).metrics != before:
        judged = {pilot.id for pilot in row.pilots}
        effects.recompute(session, pilot_ids=judged, today=today, because="What the use case is judged by was changed")


def add_pilot(session: Session, use_case: str, values: PilotValues, *, today: date) -> str:
    """Add a pilot, judge those anew that touch the same people, and return its slug.

    RuleError where its plan is to be locked and nobody watches what could get worse; else as ``pilots.create``.
    """
    if values.locked_on is not None:
        _check_watched(session, stored_use_cases.get(session, use_case), values)
    row = pilots.create(session, use_case, values)
    _judge(session, row.id, {row.population}, today=today)
    return row.slug


def edit_pilot(
    session: Session, slug: str, *, seen: PilotValues, wanted: PilotValues, today: date, reason: str = ""
) -> None:
    """Edit a pilot as ``pilots.edit`` does, and judge it anew with those that touch, or touched, the same people.

    Whoever locks a plan by hand has to watch what could get worse; a register tells of locks that took place elsewhere.
    """
    if seen.locked_on is None and wanted.locked_on is not None:
        _check_watched(session, stored_use_cases.get_pilot(session, slug).use_case, wanted)
    before = pilots.values(session, slug).population
    row = pilots.edit(session, slug, seen=seen, wanted=wanted, today=today, reason=reason)
    _judge(session, row.id, {before, row.population}, today=today)


def among_the_same(session: Session, pilot_ids: Collection[int]) -> set[int]:
    """Return these pilots and all that touch the same people: each weakens the evidence of the others."""
    everybody = stored_use_cases.pilots(session)
    populations = {each.population for each in everybody if each.id in pilot_ids} - {""}
    return {*pilot_ids, *(each.id for each in everybody if each.population in populations)}


def _check_watched(session: Session, use_case: UseCase, values: PilotValues) -> None:
    uses = metric_uses.uses_of(use_case)
    check_lockable(values, uses, unwatched=unwatched(uses, metrics.catalogue(session)))


def _judge(session: Session, pilot_id: int, populations: set[str], *, today: date) -> None:
    """Two pilots among the same people at the same time weaken each other's evidence."""
    alike = {each.id for each in stored_use_cases.pilots(session) if each.population in populations - {""}}
    because = "The plan, or one among the same people, was changed"
    effects.recompute(session, pilot_ids={pilot_id} | alike, today=today, because=because)
