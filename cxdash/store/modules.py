"""Modules as they are stored, which use cases are built from them, and since when that works."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.stages import Stage
from cxdash.store.tables import Module, PersonRow, StageMove, UseCase, UseCaseModule


class ModuleLine(NamedTuple):
    """A module by itself; no owner where nobody is named."""

    id: int
    slug: str
    name: str
    description: str
    owner: str | None


class Builder(NamedTuple):
    """A use case that is built from a module, its part in it, and the day it became a pilot."""

    module_id: int
    slug: str
    title: str
    stage: str
    status: str
    part: str
    piloted_on: date | None


def get(session: Session, slug: str) -> Module:
    """Return the module with this slug; NotFoundError tells where to look."""
    found = session.scalar(select(Module).where(Module.slug == slug))
    if found is None:
        raise NotFoundError(f"There is no module “{slug}”. Choose one from the list of modules.")
    return found


def archived_on(session: Session) -> dict[int, date]:
    """Return the days on which modules were archived or joined into another, by id."""
    query = select(Module.id, Module.archived_at).where(Module.archived_at.is_not(None))
    return {number: at.date() for number, at in session.execute(query) if at is not None}


def lines(session: Session) -> list[ModuleLine]:
    """Return every module that is not archived, by name."""
    columns = (Module.id, Module.slug, Module.name, Module.description, PersonRow.name)
    query = (
        select(*columns)
        .outerjoin(PersonRow, PersonRow.id == Module.owner_id)
        .where(Module.archived_at.is_(None))
        .order_by(func.lower(Module.name))
    )
    return [ModuleLine(*row) for row in session.execute(query)]


def builders(session: Session) -> list[Builder]:
    """Return the use cases that are built from modules, by title; archived ones are left out."""
    piloted = (
        select(StageMove.use_case_id, func.min(StageMove.moved_on).label("day"))
        .where(StageMove.to_stage != Stage.IDEA.value)
        .group_by(StageMove.use_case_id)
        .subquery()
    )
    columns = (UseCase.slug, UseCase.title, UseCase.stage, UseCase.status, UseCaseModule.part, piloted.c.day)
    query = (
        select(UseCaseModule.module_id, *columns)
        .join(UseCase, UseCase.id == UseCaseModule.use_case_id)
        .outerjoin(piloted, piloted.c.use_case_id == UseCase.id)
        .where(UseCase.archived_at.is_(None))
        .order_by(func.lower(UseCase.title))
    )
    return [Builder(*row) for row in session.execute(query)]


def links(session: Session, module_id: int) -> Sequence[tuple[UseCaseModule, UseCase]]:
    """Return what ties use cases to a module, archived ones too, by title."""
    query = (
        select(UseCaseModule, UseCase)
        .join(UseCase, UseCase.id == UseCaseModule.use_case_id)
        .where(UseCaseModule.module_id == module_id)
        .order_by(UseCase.title)
    )
    return [(link, use_case) for link, use_case in session.execute(query)]
