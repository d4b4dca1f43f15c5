"""Votes in gate reviews: each function by its owner, on the evidence as it is frozen, until a decision is taken."""

from sqlalchemy.orm import Session

from cxdash.changes import gate_reviews, held
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gate_reviews import Vote, check_ballot
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.stages import Status
from cxdash.domain.statuses import check_active
from cxdash.judging import reviews
from cxdash.store import audit, gate_policies
from cxdash.store.gate_tables import GateReview, GateVote
from cxdash.store.schema import now
from cxdash.store.tables import Ownership, UseCase


def cast(session: Session, review_id: int, function: Function, vote: Vote, *, seen: str, reason: str = "") -> GateVote:
    """Store what a function says to the gate being passed; it may say something else until a decision is taken.

    Args:
        session: writes.
        review_id: which review.
        function: for which the person votes: they own the use case in it, or are of finance.
        vote: for, against or abstaining.
        seen: the digest of the evidence that the person had on the screen.
        reason: asked for unless the vote is for it.

    Raises:
        NotAllowedError: somebody else votes for this function.
        RuleError: the function is not asked, the reason is missing, the evidence was frozen anew, or the review over.
        NotFoundError: there is no such review.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.GATE_VOTE)
    use_case, review = held.review(session, review_id)
    gate_reviews.check_open(review)
    check_active(use_case.title, Status(use_case.status), "anybody votes")
    check_asked(review, function, gate_policies.current(session))
    check_voter(person, use_case, function)
    check_ballot(vote, reason)
    check_evidence(review, seen)
    row = next((each for each in review.votes if each.function == function.value), None)
    if row is None:
        row = GateVote(review_id=review.id, function=function.value)
        session.add(row)
    row.person_id, row.vote, row.reason = person.id, vote.value, reason.strip()
    row.digest, row.at = review.digest, now()
    session.flush()
    return row


def check_voter(person: Person, use_case: UseCase, function: Function) -> None:
    """Raise NotAllowedError unless the person owns the use case in a function, or votes for finance by their role."""
    owner = next((each for each in use_case.owners if each.function == function.value), None)
    is_owner = owner is not None and owner.person_id == person.id
    if is_owner or (function is Function.FINANCE and Role.FINANCE in person.roles):
        return
    raise NotAllowedError(f"{person.name} does not vote for {function.value}. {_who_does(owner, function)}")


def check_asked(review: GateReview, function: Function, policy: GatePolicy) -> None:
    """Raise RuleError where a function has no vote at this gate."""
    asked = reviews.voters(review, policy)
    if function not in asked:
        named = ", ".join(each.value for each in asked)
        raise RuleError(f"{function.value.capitalize()} does not vote at this gate. These do: {named}.")


def check_evidence(review: GateReview, seen: str) -> None:
    """Raise RuleError where somebody speaks about other evidence than what is frozen now."""
    if seen != review.digest:
        raise RuleError(
            f"The evidence was frozen anew on {review.frozen_on:%-d %b %Y}, after you opened it. Look at it again."
        )


def _who_does(owner: Ownership | None, function: Function) -> str:
    by_role = " Anybody with the role finance does too." if function is Function.FINANCE else ""
    if owner is None:
        return f"Name the {function.value} owner under Define first.{by_role}"
    return f"{owner.person.name} does.{by_role}"
