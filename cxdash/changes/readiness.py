"""How ready a use case is, edited one dimension at a time."""

from collections.abc import Mapping
from dataclasses import fields

from sqlalchemy.orm import Session

from cxdash.changes import names
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.merging import in_words, merged
from cxdash.domain.readiness import LEAST, Dimension, Readiness, check_readiness
from cxdash.store import named, use_cases
from cxdash.store.definition_tables import ReadinessRow
from cxdash.store.tables import UseCase

UNJUDGED = Readiness(LEAST)
"""What a dimension starts from that nobody has judged."""


def values_of(use_case: UseCase) -> Mapping[Dimension, Readiness]:
    """Return the dimensions of a stored use case that somebody judged."""
    found = {Dimension(row.dimension): row for row in use_case.readiness}
    return {dimension: _readiness(found[dimension]) for dimension in Dimension if dimension in found}


def values(session: Session, slug: str) -> Mapping[Dimension, Readiness]:
    """Return the dimensions that somebody judged; NotFoundError where there is no such use case."""
    return values_of(use_cases.get(session, slug))


def edit(session: Session, slug: str, dimension: Dimension, *, seen: Readiness, wanted: Readiness) -> None:
    """Carry a person's edit of one dimension into what is stored now.

    Args:
        session: writes.
        slug: which use case.
        dimension: of its readiness.
        seen: the values as the person had them on the screen; ``UNJUDGED`` where there were none.
        wanted: the values as the person wants them.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: the values break a rule, such as the highest level without evidence.
        NotFoundError: there is no such use case.
    """
    use_case = use_cases.get(session, slug)
    named.hold(session, UseCase, [use_case.id])
    row = _row(use_case, dimension)
    stored = UNJUDGED if row is None else _readiness(row)
    result = merged(_what(use_case, dimension), seen=seen, wanted=wanted, stored=stored)
    check_readiness(dimension, result)
    owner = names.person_named(session, result.owner).id if result.owner.strip() else None
    if row is None:
        row = ReadinessRow(use_case_id=use_case.id, dimension=dimension.value, level=result.level)
        session.add(row)
    row.level = result.level
    row.evidence = result.evidence.strip()
    row.person_id = owner
    row.due = result.due
    row.cost_to_close = result.cost_to_close
    session.flush()
    session.expire(use_case)


def take_away(session: Session, slug: str, dimension: Dimension, *, seen: Readiness) -> None:
    """Take the judgement of one dimension away, as if nobody had judged it.

    Args:
        session: writes.
        slug: which use case.
        dimension: of its readiness.
        seen: the values as the person had them on the screen.

    Raises:
        StaleEditError: somebody else changed the judgement meanwhile.
        RuleError: it is not judged.
        NotFoundError: there is no such use case.
    """
    use_case = use_cases.get(session, slug)
    named.hold(session, UseCase, [use_case.id])
    row = _row(use_case, dimension)
    if row is None:
        raise RuleError(f"{_what(use_case, dimension)} is not judged any more, so there is nothing to take away.")
    stored = _readiness(row)
    for name in (each.name for each in fields(Readiness)):
        was, theirs = getattr(seen, name), getattr(stored, name)
        if was != theirs:
            raise StaleEditError(
                _what(use_case, dimension),
                field=name.replace("_", " "),
                seen=in_words(was),
                mine="not judged",
                theirs=in_words(theirs),
            )
    session.delete(row)
    session.flush()
    session.expire(use_case)


def _row(use_case: UseCase, dimension: Dimension) -> ReadinessRow | None:
    return next((each for each in use_case.readiness if each.dimension == dimension.value), None)


def _what(use_case: UseCase, dimension: Dimension) -> str:
    return f"{dimension.label} readiness of “{use_case.title}”"


def _readiness(row: ReadinessRow) -> Readiness:
    return Readiness(
        level=row.level,
        evidence=row.evidence,
        owner=row.person.name if row.person else "",
        due=row.due,
        cost_to_close=row.cost_to_close,
    )
