"""Who does what for a use case: one part of one activity edited at a time."""

from dataclasses import replace

from sqlalchemy.orm import Session

from cxdash.changes import names
from cxdash.domain.merging import merged
from cxdash.domain.responsibilities import Activity, Part, Parts, Responsibilities, check_parts
from cxdash.store import named, responsibilities, use_cases
from cxdash.store.gate_tables import Responsibility
from cxdash.store.tables import UseCase


def values(session: Session, slug: str) -> Responsibilities:
    """Return who does what for a use case; NotFoundError where there is none."""
    return responsibilities.of_use_case(session, use_cases.get(session, slug).id)


def edit(
    session: Session, slug: str, activity: Activity, part: Part, *, seen: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    """Carry a person's edit of who has a part in an activity into what is stored now.

    Args:
        session: writes.
        slug: which use case.
        activity: of its activities.
        part: which part in it.
        seen: the names as the person had them on the screen.
        wanted: the names as the person wants them; a name nobody has yet becomes a person.

    Raises:
        RuleError: somebody would have two parts in the activity.
        StaleEditError: somebody else changed the same name meanwhile.
        NotFoundError: there is no such use case.
    """
    use_case = use_cases.get(session, slug)
    named.hold(session, UseCase, [use_case.id])
    stored = responsibilities.of_use_case(session, use_case.id).of(activity)
    before, after = (replace(stored, **{part.value: side}) for side in (seen, wanted))
    result = merged(f"“{activity.label}” of “{use_case.title}”", seen=before, wanted=after, stored=stored)
    check_parts(activity, result)
    _store(session, use_case.id, activity, result)


def _store(session: Session, use_case_id: int, activity: Activity, parts: Parts) -> None:
    wanted = {names.person_named(session, name).id: part for part in Part for name in parts.of(part) if name.strip()}
    rows = responsibilities.rows(session, use_case_id)
    there = {person_id: row for (of, person_id), row in rows.items() if of == activity.value}
    for person_id, row in there.items():
        if person_id not in wanted:
            session.delete(row)
    for person_id, part in wanted.items():
        if person_id in there:
            there[person_id].part = part.value
        else:
            key = {"use_case_id": use_case_id, "activity": activity.value, "person_id": person_id}
            session.add(Responsibility(**key, part=part.value))
    session.flush()
