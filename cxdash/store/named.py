"""Rows that people know by name: people, sites, journey steps and modules."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.store.tables import JourneyStep, MetricRow, Module, PersonRow, Pilot, Segment, Site, UseCase

Named = TypeVar("Named", PersonRow, Site, JourneyStep, Module)
Slugged = PersonRow | Site | JourneyStep | Module | UseCase | Pilot | MetricRow


def find(session: Session, table: type[Named], name: str) -> Named | None:
    """Return the row of this name, ignoring case and stray spaces, or None."""
    return session.scalar(select(table).where(func.lower(table.name) == name.strip().lower()))


def slugs_like(session: Session, table: type[Slugged], start: str) -> set[str]:
    """Return the slugs of a table that begin like this."""
    return set(session.scalars(select(table.slug).where(table.slug.startswith(start, autoescape=True))))


def last_position(session: Session) -> int:
    """Return the position of the journey's last step, 0 where there is none."""
    return session.scalar(select(func.max(JourneyStep.position))) or 0


def step_names(session: Session) -> list[str]:
    """Return the names of all journey steps, in the journey's order."""
    return list(session.scalars(select(JourneyStep.name).order_by(JourneyStep.position)))


def module_names(session: Session) -> list[str]:
    """Return the names of all modules, in alphabetical order."""
    return list(session.scalars(select(Module.name).order_by(Module.name)))


def segments(session: Session) -> dict[str, int]:
    """Return every segment's id by name; "" is everybody."""
    return {row.name: row.id for row in session.execute(select(Segment.name, Segment.id))}


def add_segments(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Store new segments and return their ids by name."""
    rows = [Segment(name=name) for name in sorted(names)]
    session.add_all(rows)
    session.flush()
    return {row.name: row.id for row in rows}
