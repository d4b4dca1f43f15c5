"""People, sites, journeys, their steps, and modules are known by their name: found, or made when first named."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TypeVar

from sqlalchemy.orm import Session

from cxdash.domain.errors import RuleError
from cxdash.domain.journeys import FIRST_JOURNEY
from cxdash.domain.names import tidy
from cxdash.domain.people import Role
from cxdash.domain.use_cases import slug_of
from cxdash.store import named
from cxdash.store.journey_tables import Journey, JourneyStep
from cxdash.store.tables import Module, PersonRow, Site

Row = TypeVar("Row", PersonRow, Site, Journey, JourneyStep, Module)
Plain = TypeVar("Plain", Site, Module)


def person_named(session: Session, name: str) -> PersonRow:
    """Return the person of this name; somebody new becomes a viewer, and so does who was archived and is back."""
    found = named.find(session, PersonRow, name)
    if found is None:
        slug = free_slug(session, PersonRow, name)
        return _added(session, PersonRow(slug=slug, name=tidy(name), roles=[Role.VIEWER.value]))
    if found.archived_at is not None:
        found.archived_at, found.roles = None, [Role.VIEWER.value]
    return found


def site_named(session: Session, name: str) -> Site | None:
    """Return the site of this name, made when new; None for an empty name."""
    return _found_or_made(session, Site, name) if name.strip() else None


def steps_named(session: Session, names: Sequence[str]) -> list[JourneyStep]:
    """Return the journey steps of these names in order, made when new and placed at the journey's end."""
    return [named.find(session, JourneyStep, name) or _new_step(session, name) for name in names]


def journey_named(session: Session, name: str = FIRST_JOURNEY) -> Journey:
    """Return the journey of this name, made when new and placed after the others."""
    found = named.find(session, Journey, name)
    if found is not None:
        return found
    slug = free_slug(session, Journey, name)
    position = named.last_position(session, Journey) + 1
    return _added(session, Journey(slug=slug, name=tidy(name), position=position))


def modules_named(session: Session, names: Sequence[str]) -> list[Module]:
    """Return the modules of these names in order, made when new; a second name stands for what it was joined into."""
    return [_meant(session, _found_or_made(session, Module, name)) for name in names]


def bring_back(session: Session, rows: Iterable[JourneyStep | Module]) -> None:
    """Put what was archived and is named anew back into the lists, a step together with its journey.

    RuleError where somebody merged a module into another one at this moment.
    """
    for row in rows:
        named.hold(session, type(row), [row.id])
        row.archived_at = None
        if isinstance(row, JourneyStep):
            session.get_one(Journey, row.journey_id).archived_at = None
        elif row.joined_into_id is not None:
            meant = _meant(session, row).name
            raise RuleError(f"“{row.name}” was merged into “{meant}” at this moment. Choose that module.")


def free_slug(session: Session, table: type[named.Slugged], name: str) -> str:
    """Return a slug made from a name that no other row of the table has."""
    wanted = slug_of(name)
    taken = named.slugs_like(session, table, wanted)
    return next(slug for slug in _numbered(wanted) if slug not in taken)


def _found_or_made(session: Session, table: type[Plain], name: str) -> Plain:
    found = named.find(session, table, name)
    return found or _added(session, table(slug=free_slug(session, table, name), name=tidy(name)))


def _meant(session: Session, module: Module) -> Module:
    """Return the module that a name means now."""
    while module.joined_into_id is not None:
        module = session.get_one(Module, module.joined_into_id)
    return module


def _new_step(session: Session, name: str) -> JourneyStep:
    slug = free_slug(session, JourneyStep, name)
    position = named.last_position(session, JourneyStep) + 1
    step = JourneyStep(slug=slug, name=tidy(name), position=position, journey_id=_first_journey(session).id)
    return _added(session, step)


def _first_journey(session: Session) -> Journey:
    """Return the journey that a step belongs to until somebody says otherwise."""
    return named.first_journey(session) or journey_named(session)


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))
