"""Rows that people know by name: people, sites, journeys with their steps and friction points, modules, budgets."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.names import tidy
from cxdash.store.journey_tables import FrictionPoint, Journey, JourneyStep
from cxdash.store.money_tables import BudgetLine
from cxdash.store.proof_tables import ProofPoint
from cxdash.store.tables import MetricRow, Module, PersonRow, Pilot, Segment, Site, UseCase

Named = TypeVar("Named", PersonRow, Site, Journey, JourneyStep, FrictionPoint, Module, BudgetLine)
Held = Journey | JourneyStep | Module | UseCase | BudgetLine
Slugged = (
    PersonRow
    | Site
    | Journey
    | JourneyStep
    | FrictionPoint
    | Module
    | UseCase
    | Pilot
    | MetricRow
    | BudgetLine
    | ProofPoint
)


def find(session: Session, table: type[Named], name: str) -> Named | None:
    """Return the row of this name, ignoring case and stray spaces, or None; as it is written where two differ in case.

    The database folds both sides: what it takes for lower case may differ from what Python does.
    """
    words = tidy(name)
    exactly = session.scalar(select(table).where(table.name == words))
    return exactly or session.scalar(select(table).where(func.lower(table.name) == func.lower(words)))


def hold(session: Session, table: type[Held], ids: Iterable[int]) -> None:
    """Read rows as they are now, and keep others from holding or changing them until this transaction ends.

    On PostgreSQL many write at once: one could archive what somebody else is tying to a use case.
    """
    query = select(table).where(table.id.in_(sorted(ids))).order_by(table.id)
    held = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    session.scalars(held).all()


def slugs_like(session: Session, table: type[Slugged], start: str) -> set[str]:
    """Return the slugs of a table that begin like this."""
    return set(session.scalars(select(table.slug).where(table.slug.startswith(start, autoescape=True))))


def last_position(session: Session, table: type[Journey | JourneyStep]) -> int:
    """Return the position of the last journey or step, 0 where there is none."""
    return session.scalar(select(func.max(table.position))) or 0


def first_journey(session: Session) -> Journey | None:
    """Return the first journey that is not archived, None where there is none."""
    current = Journey.archived_at.is_(None)
    return session.scalar(select(Journey).where(current).order_by(Journey.position, Journey.id).limit(1))


def step_names(session: Session) -> list[str]:
    """Return the names of all journey steps that are not archived, in the journey's order."""
    current = JourneyStep.archived_at.is_(None)
    return list(session.scalars(select(JourneyStep.name).where(current).order_by(JourneyStep.position)))


def current_modules(session: Session) -> Sequence[Module]:
    """Return all modules that are not archived, in alphabetical order."""
    return session.scalars(select(Module).where(Module.archived_at.is_(None)).order_by(Module.name)).all()


def module_names(session: Session) -> list[str]:
    """Return the names of all modules that are not archived, in alphabetical order."""
    return [module.name for module in current_modules(session)]


def segments(session: Session) -> dict[str, int]:
    """Return every segment's id by name; "" is everybody."""
    return {row.name: row.id for row in session.execute(select(Segment.name, Segment.id))}


def add_segments(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Store new segments and return their ids by name."""
    rows = [Segment(name=name) for name in sorted(names)]
    session.add_all(rows)
    session.flush()
    return {row.name: row.id for row in rows}
