"""The ties of a use case edited: the friction points it answers, and its part in each module."""

from sqlalchemy.orm import Session

from cxdash.changes import modules
from cxdash.domain.errors import NotFoundError
from cxdash.domain.merging import merged
from cxdash.domain.modules import Part
from cxdash.domain.use_case_links import LinkValues
from cxdash.store import friction_links, use_cases
from cxdash.store.journey_tables import UseCaseFriction
from cxdash.store.tables import UseCase


def values_of(session: Session, use_case: UseCase) -> LinkValues:
    """Return the ties of a stored use case."""
    modules = {module.id: module.name for module in use_case.modules}
    parts = {modules[link.module_id]: Part(link.part) for link in use_case.module_links if link.module_id in modules}
    return LinkValues(tuple(sorted(friction_links.of_use_case(session, use_case.id))), parts)


def values(session: Session, slug: str) -> LinkValues:
    """Return the ties of a use case; NotFoundError where there is none."""
    return values_of(session, use_cases.get(session, slug))


def edit(session: Session, slug: str, *, seen: LinkValues, wanted: LinkValues) -> None:
    """Carry a person's edit of the ties into what is stored now; which modules there are is edited elsewhere.

    Raises:
        StaleEditError: somebody else changed the part of the same module meanwhile.
        RuleError: another use case creates the module already.
        NotFoundError: there is no such use case or friction point.
    """
    use_case = use_cases.get(session, slug)
    stored = values_of(session, use_case)
    result = merged(f"“{use_case.title}”", seen=seen, wanted=wanted, stored=stored)
    _answer(session, use_case, stored.friction, result.friction)
    names = {module.id: module.name for module in use_case.modules}
    created = []
    for link in use_case.module_links:
        part = result.parts.get(names.get(link.module_id, ""))
        if part is None or part.value == link.part:
            continue
        link.part = part.value
        created += [link.module_id] if part is Part.CREATES else []
    session.flush()
    modules.check_one_creator(session, created, asking=use_case)
    session.expire(use_case)


def _answer(session: Session, use_case: UseCase, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Tie and untie friction points."""
    ids = friction_links.ids(session, {*before, *after})
    for slug in set(after) - set(before):
        if slug not in ids:
            raise NotFoundError(f"There is no friction point “{slug}”. Choose one of the page Journey.")
        session.add(UseCaseFriction(use_case_id=use_case.id, friction_id=ids[slug]))
    for slug in set(before) - set(after):
        tie = session.get(UseCaseFriction, (use_case.id, ids[slug]))
        if tie is not None:
            session.delete(tie)
