"""What lists and boards say of every use case, each noun in one query; archived use cases are left out.

``only`` asks for one use case by its id.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from cxdash.domain.modules import Part
from cxdash.store.journey_tables import JourneyStep
from cxdash.store.tables import (
    Effect,
    MetricRow,
    Ownership,
    PersonRow,
    Pilot,
    Site,
    StageMove,
    UseCase,
    UseCaseMetric,
    UseCaseModule,
    UseCaseStep,
)

_SHOWN = (Pilot.archived_at.is_(None), UseCase.archived_at.is_(None))


class UseCaseLine(NamedTuple):
    """A use case by itself."""

    id: int
    slug: str
    title: str
    statement: str
    stage: str
    stage_since: date | None
    status: str
    status_since: date | None
    idea_on: date | None
    help_mode: str
    learning: str


class Owner(NamedTuple):
    """Who answers for a use case in one function."""

    use_case_id: int
    function: str
    slug: str
    name: str


class Used(NamedTuple):
    """A metric a use case is judged by."""

    use_case_id: int
    slug: str
    name: str
    role: str


class Step(NamedTuple):
    """A journey step that a use case serves."""

    use_case_id: int
    slug: str
    name: str


class PilotLine(NamedTuple):
    """A pilot with its site; the site is None where none is named."""

    use_case_id: int
    slug: str
    name: str
    site: str | None
    site_name: str | None
    goes_live: date | None
    locked_on: date | None


class Judged(NamedTuple):
    """A pilot's stored effect on one metric; alarms are sentences."""

    use_case_id: int
    pilot: str
    pilot_name: str
    goes_live: date | None
    role: str
    verdict: str
    grade: str
    alarms: list[str]


class Move(NamedTuple):
    """A use case entering a stage; no earlier stage for the first one, no review where it came so from a register."""

    use_case_id: int
    from_stage: str | None
    to_stage: str
    moved_on: date
    review_id: int | None


_Line = TypeVar("_Line", Owner, Used, Step, PilotLine, Judged, Move)


def use_cases(session: Session, *, only: int | None = None) -> list[UseCaseLine]:
    """Return every use case by title."""
    columns = (
        UseCase.id,
        UseCase.slug,
        UseCase.title,
        UseCase.statement,
        UseCase.stage,
        UseCase.stage_since,
        UseCase.status,
        UseCase.status_since,
        UseCase.idea_on,
        UseCase.help_mode,
        UseCase.learning,
    )
    query = select(*columns).where(UseCase.archived_at.is_(None)).order_by(func.lower(UseCase.title))
    return [UseCaseLine(*row) for row in session.execute(query.where(_is(UseCase.id, only)))]


def owners(session: Session, *, only: int | None = None) -> dict[int, list[Owner]]:
    """Return the owners of each use case."""
    query = select(Ownership.use_case_id, Ownership.function, PersonRow.slug, PersonRow.name).join(PersonRow)
    return _grouped([Owner(*row) for row in session.execute(query.where(_is(Ownership.use_case_id, only)))])


def metrics(session: Session, *, only: int | None = None) -> dict[int, list[Used]]:
    """Return the metrics of each use case, in the order they were named."""
    query = (
        select(UseCaseMetric.use_case_id, MetricRow.slug, MetricRow.name, UseCaseMetric.role)
        .join(MetricRow)
        .order_by(UseCaseMetric.id)
    )
    return _grouped([Used(*row) for row in session.execute(query.where(_is(UseCaseMetric.use_case_id, only)))])


def steps(session: Session, *, only: int | None = None) -> dict[int, list[Step]]:
    """Return the journey steps of each use case, in the journey's order."""
    query = (
        select(UseCaseStep.use_case_id, JourneyStep.slug, JourneyStep.name)
        .join(JourneyStep)
        .order_by(JourneyStep.position)
    )
    return _grouped([Step(*row) for row in session.execute(query.where(_is(UseCaseStep.use_case_id, only)))])


def shared_modules(session: Session, *, only: int | None = None) -> dict[int, int]:
    """Return how many of each use case's modules another use case is built from too; those without any are left out."""
    other = aliased(UseCaseModule)
    query = (
        select(UseCaseModule.use_case_id, func.count(UseCaseModule.module_id.distinct()))
        .join(other, (other.module_id == UseCaseModule.module_id) & (other.use_case_id != UseCaseModule.use_case_id))
        .join(UseCase, UseCase.id == other.use_case_id)
        .where(UseCase.archived_at.is_(None))
        .group_by(UseCaseModule.use_case_id)
    )
    return {row[0]: row[1] for row in session.execute(query.where(_is(UseCaseModule.use_case_id, only)))}


def dependents(session: Session, *, only: int | None = None) -> dict[int, int]:
    """Return how many other use cases build on a module that each creates; those on which none does are left out."""
    other = aliased(UseCaseModule)
    query = (
        select(UseCaseModule.use_case_id, func.count(other.use_case_id.distinct()))
        .join(other, (other.module_id == UseCaseModule.module_id) & (other.use_case_id != UseCaseModule.use_case_id))
        .join(UseCase, UseCase.id == other.use_case_id)
        .where(UseCase.archived_at.is_(None), UseCaseModule.part == Part.CREATES.value)
        .group_by(UseCaseModule.use_case_id)
    )
    return {row[0]: row[1] for row in session.execute(query.where(_is(UseCaseModule.use_case_id, only)))}


def pilots(session: Session, *, only: int | None = None) -> dict[int, list[PilotLine]]:
    """Return the pilots of each use case that are not archived, the earliest first."""
    columns = (Pilot.use_case_id, Pilot.slug, Pilot.name, Site.slug, Site.name, Pilot.goes_live, Pilot.locked_on)
    query = select(*columns).outerjoin(Site).join(UseCase, UseCase.id == Pilot.use_case_id).where(*_SHOWN)
    query = query.order_by(Pilot.goes_live, Pilot.id)
    return _grouped([PilotLine(*row) for row in session.execute(query.where(_is(Pilot.use_case_id, only)))])


def effects(session: Session, *, only: int | None = None) -> dict[int, list[Judged]]:
    """Return the stored effects of each use case's pilots, the earliest pilot first."""
    columns = (
        Pilot.use_case_id,
        Pilot.slug,
        Pilot.name,
        Pilot.goes_live,
        Effect.role,
        Effect.verdict,
        Effect.grade,
        Effect.alarms,
    )
    query = select(*columns).join(Effect).join(UseCase, UseCase.id == Pilot.use_case_id).where(*_SHOWN)
    query = query.order_by(Pilot.goes_live, Pilot.id)
    return _grouped([Judged._make(row) for row in session.execute(query.where(_is(Pilot.use_case_id, only)))])


def moves(session: Session, *, only: int | None = None) -> dict[int, list[Move]]:
    """Return the days each use case entered its stages, the earliest first."""
    columns = (
        StageMove.use_case_id,
        StageMove.from_stage,
        StageMove.to_stage,
        StageMove.moved_on,
        StageMove.review_id,
    )
    query = select(*columns).order_by(StageMove.moved_on, StageMove.id)
    return _grouped([Move(*row) for row in session.execute(query.where(_is(StageMove.use_case_id, only)))])


def _is(column: InstrumentedAttribute[int], only: int | None) -> ColumnElement[bool]:
    return true() if only is None else column == only


def _grouped(lines: Sequence[_Line]) -> dict[int, list[_Line]]:
    found: dict[int, list[_Line]] = defaultdict(list)
    for line in lines:
        found[line.use_case_id].append(line)
    return dict(found)
