"""People added, renamed, given roles and archived; somebody always stays who may do this."""

from sqlalchemy.orm import Session

from cxdash.changes import names
from cxdash.domain.errors import RuleError
from cxdash.domain.merging import merged
from cxdash.domain.names import tidy
from cxdash.domain.people import PersonValues, Role, check_administrators, check_person, roles_of
from cxdash.store import audit, named, people
from cxdash.store.schema import now
from cxdash.store.tables import PersonRow

_NAMED = 3


def values_of(row: PersonRow) -> PersonValues:
    """Return what an administrator may edit about a stored person."""
    return PersonValues(row.name, row.email or "", roles_of(row.roles))


def values(session: Session, slug: str) -> PersonValues:
    """Return what an administrator may edit about a person; NotFoundError where there is none."""
    return values_of(people.get(session, slug))


def create(session: Session, wanted: PersonValues) -> PersonRow:
    """Add somebody; RuleError where the name or the address is missing, none or another's."""
    check_person(wanted)
    _check_free(session, wanted, mine=None)
    row = PersonRow(slug=names.free_slug(session, PersonRow, wanted.name), name=tidy(wanted.name))
    session.add(row)
    _store(row, wanted)
    session.flush()
    return row


def edit(session: Session, slug: str, *, seen: PersonValues, wanted: PersonValues) -> None:
    """Carry an administrator's edit into what is stored now.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: the values break a rule, are another's, or take the last administrator away.
        NotFoundError: there is no such person.
    """
    everybody = people.held(session)
    row = people.get(session, slug)
    result = merged(row.name, seen=seen, wanted=wanted, stored=values_of(row))
    check_person(result)
    _check_free(session, result, mine=row)
    check_administrators(result.roles if each is row else roles_of(each.roles) for each in everybody)
    _store(row, result)
    session.flush()


def archive(session: Session, slug: str) -> None:
    """Take somebody out of every choice; what they did stays under their name.

    Raises:
        RuleError: they still answer for something, are the last administrator, or are who asks for this.
        NotFoundError: there is no such person.
    """
    everybody = people.held(session)
    row, asking = people.get(session, slug), audit.person_of(session)
    if row.id in {asking.id, asking.through}:
        raise RuleError("You cannot archive yourself. Let another administrator do it.")
    check_administrators(roles_of(each.roles) for each in everybody if each is not row)
    kept = [f"“{each.name}”" for each in people.owned(session) if each.person_id == row.id]
    if kept:
        more = f" and {len(kept) - _NAMED} more" if len(kept) > _NAMED else ""
        raise RuleError(
            f"{row.name} still answers for {', '.join(kept[:_NAMED])}{more}. Give these to somebody else first."
        )
    row.archived_at = row.archived_at or now()
    session.flush()


def bring_back(session: Session, slug: str) -> None:
    """Put somebody back into the choices, with the roles that they had; NotFoundError where there is no such person."""
    people.get(session, slug).archived_at = None
    session.flush()


def _check_free(session: Session, wanted: PersonValues, *, mine: PersonRow | None) -> None:
    """Raise RuleError where another person has the name or the address: people are known by both."""
    other = named.find(session, PersonRow, wanted.name)
    if other is not None and other is not mine:
        where = "is archived; bring them back" if other.archived_at else "is known already; edit that entry"
        raise RuleError(f"{other.name} {where}, or tell the two apart by their names.", field="name")
    other = people.with_email(session, wanted.email.strip()) if wanted.email.strip() else None
    if other is not None and other is not mine:
        raise RuleError(f"{wanted.email.strip()} is the address of {other.name}. Each person has one of their own.")


def _store(row: PersonRow, wanted: PersonValues) -> None:
    row.name = tidy(wanted.name)
    row.email = wanted.email.strip() or None
    row.roles = sorted(wanted.roles or {Role.VIEWER})
