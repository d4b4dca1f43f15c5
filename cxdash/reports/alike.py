"""Use cases that may want the same as one, or as what somebody is writing."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain import similar
from cxdash.domain.metrics import Catalogue, Role
from cxdash.domain.similar import Alike, Wanted
from cxdash.domain.statements import parse
from cxdash.store import standings

_CANDIDATES = 8
"""Only so many statements are taken apart: those that look most alike already."""


def everybody(session: Session) -> tuple[Wanted, ...]:
    """Return what every use case that is not archived is after, as far as it is stored."""
    metrics, steps = standings.metrics(session), standings.steps(session)
    return tuple(
        Wanted(
            slug=line.slug,
            title=line.title,
            statement=line.statement,
            metrics=frozenset(used.slug for used in metrics.get(line.id, ()) if used.role == Role.PRIMARY.value),
            steps=frozenset(step.name for step in steps.get(line.id, ())),
        )
        for line in standings.use_cases(session)
    )


def among(others: tuple[Wanted, ...], asked: Wanted, catalogue: Catalogue, *, today: date) -> tuple[Alike, ...]:
    """Return the use cases most like one, the most alike first.

    Args:
        others: as ``everybody`` returns them.
        asked: its slug is "" while it is only being written.
        catalogue: statements are read by it.
        today: the day that deadlines count from.
    """
    likely = similar.alike(asked, others, least=similar.WORTH_A_LOOK, most=_CANDIDATES)
    if not likely:
        return ()
    slugs = {each.slug for each in likely}
    read = [_read(each, catalogue, today=today) for each in others if each.slug in slugs]
    return similar.alike(_read(asked, catalogue, today=today), read)


def _read(wanted: Wanted, catalogue: Catalogue, *, today: date) -> Wanted:
    """Add what the statement says of its metric and population."""
    parts = parse(wanted.statement, catalogue, today=today)
    named = frozenset() if parts.metric is None else frozenset({parts.metric})
    return replace(wanted, metrics=wanted.metrics | named, population=parts.population)
