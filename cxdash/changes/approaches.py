"""Approaches to an outcome and their vendors, recorded once the outcome statement passes and not before."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain import statements
from cxdash.domain.approaches import WHAT, ApproachValues, check_approach
from cxdash.domain.brief import must_pass
from cxdash.domain.merging import merged
from cxdash.store import approaches, metrics, use_cases
from cxdash.store.definition_tables import Approach
from cxdash.store.schema import now


def values_of(approach: Approach) -> ApproachValues:
    """Return what a person may edit about a stored approach."""
    return ApproachValues(approach.name, approach.vendor, approach.notes)


def add(session: Session, use_case: str, values: ApproachValues, *, today: date) -> Approach:
    """Record an approach.

    Args:
        session: writes.
        use_case: slug.
        values: what is recorded.
        today: the day by which the statement is judged.

    Raises:
        RuleError: the use case's statement does not pass (the sentence says what is missing), or there is no name.
        NotFoundError: there is no such use case.
    """
    found = use_cases.get(session, use_case)
    must_pass(found.title, statements.lint(found.statement, metrics.catalogue(session), today=today), what=WHAT)
    check_approach(values)
    approach = Approach(use_case_id=found.id)
    _store(approach, values)
    session.add(approach)
    session.flush()
    return approach


def edit(session: Session, approach_id: int, *, seen: ApproachValues, wanted: ApproachValues) -> Approach:
    """Carry a person's edit into what is stored now.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: there is no name.
        NotFoundError: the approach was archived meanwhile.
    """
    approach = approaches.get(session, approach_id)
    result = merged(f"“{approach.name}”", seen=seen, wanted=wanted, stored=values_of(approach))
    check_approach(result)
    _store(approach, result)
    session.flush()
    return approach


def archive(session: Session, approach_id: int) -> None:
    """Take an approach off its use case; the log keeps it."""
    approaches.get(session, approach_id).archived_at = now()


def _store(approach: Approach, values: ApproachValues) -> None:
    approach.name = values.name.strip()
    approach.vendor = values.vendor.strip()
    approach.notes = values.notes.strip()
