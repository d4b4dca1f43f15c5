"""Commitments for a quarter: made on what is known, reworded before it begins, judged by who answers for them."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import held
from cxdash.domain.actions import Action
from cxdash.domain.commitments import Basis, CommitmentValues, Outcome, check_outcome, check_text, may_judge
from cxdash.domain.errors import NotAllowedError, RuleError, StaleEditError
from cxdash.domain.merging import merged
from cxdash.domain.names import tidy
from cxdash.domain.periods import Quarter
from cxdash.store import audit, commitments, organisation, people
from cxdash.store.quarter_tables import Commitment


def make(
    session: Session, use_case: str, *, quarter: Quarter, values: CommitmentValues, basis: Basis, today: date
) -> Commitment:
    """Commit to something for a use case (a slug) in a quarter, and keep what the choice rested on.

    Raises:
        NotAllowedError: the person may not commit.
        RuleError: it says nothing, the quarter is over, or the use case is archived or has a commitment for it.
        NotFoundError: there is no such use case or owner.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.COMMITMENT_MAKE)
    check_text(values.text)
    calendar = organisation.calendar(session)
    if calendar.period(quarter).ends_before <= today:
        raise RuleError(f"{calendar.name(quarter)} is over. Commit for a quarter to come.", field="quarter")
    about = held.use_case(session, use_case)
    if (other := commitments.another(session, quarter, about.id)) is not None:
        raise RuleError(
            f"{other.made_by.name} committed for “{about.title}” in {calendar.name(quarter)} already: “{other.text}” "
            "Reword that one.",
            field="text",
        )
    row = Commitment(
        quarter=str(quarter),
        use_case_id=about.id,
        text=tidy(values.text),
        owner_id=people.get(session, values.owner).id,
        made_on=today,
        made_by_id=person.id,
        basis=basis.to_json(),
    )
    session.add(row)
    session.flush()
    return commitments.get(session, row.id)


def edit(
    session: Session, commitment_id: int, *, seen: CommitmentValues, wanted: CommitmentValues, today: date
) -> Commitment:
    """Reword a commitment or give it to somebody else, before its quarter begins.

    Args:
        session: writes.
        commitment_id: which one.
        seen: its words and owner as the person had them on the screen.
        wanted: as they want them.
        today: the day of the change.

    Raises:
        NotAllowedError: the person may not commit.
        RuleError: it would say nothing, its quarter has begun, or it was judged.
        StaleEditError: somebody else changed the same part meanwhile.
        NotFoundError: there is no such commitment or owner.
    """
    audit.person_of(session).must_be_allowed(Action.COMMITMENT_MAKE)
    row = commitments.get(session, commitment_id, held=True)
    starts = organisation.calendar(session).starts(Quarter.parse(row.quarter))
    if starts <= today:
        message = f"Its quarter began on {starts:%-d %b %Y}, so its words stand. Say at the end what became of it."
        raise RuleError(message, field="text")
    if row.outcome:
        raise RuleError(f"This commitment was {row.outcome} on {row.outcome_on:%-d %b %Y}; its words stand.")
    stored = CommitmentValues(row.text, row.owner.slug)
    kept = merged("The commitment", seen=seen, wanted=wanted, stored=stored)
    check_text(kept.text)
    row.text, row.owner_id = tidy(kept.text), people.get(session, kept.owner).id
    session.flush()
    return commitments.get(session, commitment_id)


def judge(
    session: Session, commitment_id: int, outcome: Outcome, *, note: str, seen: Outcome, today: date
) -> Commitment:
    """Say whether a commitment was kept, missed or dropped; a judgement may be put right later, with another note.

    Args:
        session: writes.
        commitment_id: which one.
        outcome: what became of it.
        note: what shows it.
        seen: what was said of it so far, as the person had it on the screen.
        today: the day it is said.

    Raises:
        NotAllowedError: the person neither answers for it, nor made it, nor runs the program.
        RuleError: there is no note, or this cannot be said before the quarter began or is over.
        StaleEditError: somebody else judged it meanwhile.
        NotFoundError: there is no such commitment.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.COMMITMENT_JUDGE)
    row = commitments.get(session, commitment_id, held=True)
    if not may_judge(person, owner_id=row.owner_id, made_by_id=row.made_by_id):
        raise NotAllowedError(
            f"{row.owner.name} answers for this commitment. They say what became of it, or {row.made_by.name} who "
            "made it, or a program manager."
        )
    period = organisation.calendar(session).period(Quarter.parse(row.quarter))
    check_outcome(outcome, note=note, starts=period.starts, ends_before=period.ends_before, today=today)
    stored = Outcome(row.outcome)
    if stored not in (seen, outcome):
        raise StaleEditError(
            "The commitment",
            field="outcome",
            seen=seen.label.lower(),
            mine=outcome.label.lower(),
            theirs=stored.label.lower(),
            part=("outcome", None),
            stored=stored,
        )
    row.outcome, row.outcome_on, row.outcome_by_id = outcome.value, today, person.id
    row.outcome_note = note.strip()
    session.flush()
    return commitments.get(session, commitment_id)
