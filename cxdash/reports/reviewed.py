"""A gate review as a page shows it: who was asked and what they said, what was decided, and what that asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain import gate_evidence
from cxdash.domain.gate_evidence import Frozen
from cxdash.domain.gate_reviews import Decision, Progress, Vote
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.stages import Stage
from cxdash.judging import reviews
from cxdash.judging.gates import Gate
from cxdash.store import through
from cxdash.store.gate_tables import GateCondition, GateReview
from cxdash.store.tables import UseCase
from cxdash.store.through import Names


@dataclass(frozen=True, slots=True)
class Seat:
    """A function that votes in a review: who does it, and what it said about the evidence as it is frozen now.

    Attributes:
        owner: who answers in the function, by name; "" where nobody is named.
        vote: None where it has not voted on this evidence; then ``person`` and ``reason`` are "".
        voted_before: whether it voted on evidence that was frozen anew since.
    """

    function: Function
    owner_id: int | None
    owner: str
    vote: Vote | None = None
    person: str = ""
    reason: str = ""
    voted_before: bool = False

    def may(self, person: Person) -> bool:
        """Say whether a person votes for it: its owner, and for finance whoever is of finance."""
        return person.id == self.owner_id or (self.function is Function.FINANCE and Role.FINANCE in person.roles)


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition of a decision as it stands."""

    id: int
    text: str
    owner_id: int
    owner: str
    due: date
    met_on: date | None
    met_by: str
    evidence: str

    def is_overdue(self, today: date) -> bool:
        """Say whether it should have been met by now."""
        return self.met_on is None and self.due < today


@dataclass(frozen=True, slots=True)
class Review:
    """A review of a gate as a page shows it; what nobody said is "" or None.

    Attributes:
        version: changes with every change of the review; who stands by a decision hands it back.
        digest: names the frozen evidence; who votes or decides hands it back.
        evidence: as it was frozen, to be taken away.
        seats: the functions that are asked.
        conditions: of the decision.
    """

    id: int
    version: int
    from_stage: Stage
    to: Stage
    progress: Progress
    requested_on: date
    requested_by_id: int
    requested_by: str
    note: str
    frozen_on: date
    frozen: Frozen
    digest: str
    evidence: Mapping[str, Any]
    policy_number: int
    seats: tuple[Seat, ...]
    decision: Decision | None
    back_to: Stage | None
    rationale: str
    learning: str
    decided_on: date | None
    decided_by_id: int | None
    decided_by: str
    against_recommendation: bool
    seconded_by: str
    effective_on: date | None
    withdrawn_on: date | None
    conditions: tuple[Asked, ...]

    @property
    def missing(self) -> tuple[Seat, ...]:
        """The functions that still have to vote."""
        return tuple(seat for seat in self.seats if seat.vote is None)


def names(session: Session, every: Sequence[GateReview]) -> Names:
    """Return the names of who asked, voted, decided and reported in reviews, and through whom."""
    votes = [vote for row in every for vote in row.votes]
    return through.names(session, [*every, *votes, *(each for row in every for each in row.conditions)])


def review(row: GateReview, use_case: UseCase, gate: Gate, by: Names) -> Review:
    """Return a stored review as a page shows it.

    Args:
        row: the review.
        use_case: which it is of.
        gate: where that stands today.
        by: the names of who did what in it.
    """
    return Review(
        id=row.id,
        version=row.version,
        from_stage=Stage(row.from_stage),
        to=Stage(row.to_stage),
        progress=reviews.progress_of(row),
        requested_on=row.requested_on,
        requested_by_id=row.requested_by_id,
        requested_by=by.of(row, row.requested_by, "requested_by_id"),
        note=row.note,
        frozen_on=row.frozen_on,
        frozen=gate_evidence.read(row.evidence),
        digest=row.digest,
        evidence=row.evidence,
        policy_number=row.policy_number,
        seats=_seats(row, use_case, gate, by),
        decision=None if row.decision is None else Decision(row.decision),
        back_to=None if row.back_to is None else Stage(row.back_to),
        rationale=row.rationale,
        learning=row.learning,
        decided_on=row.decided_on,
        decided_by_id=row.decided_by_id,
        decided_by=by.of(row, row.decided_by, "decision"),
        against_recommendation=row.against_recommendation,
        seconded_by=by.of(row, row.seconded_by, "seconded_by_id"),
        effective_on=row.effective_on,
        withdrawn_on=row.withdrawn_on,
        conditions=tuple(_asked(each, by) for each in row.conditions),
    )


def _seats(row: GateReview, use_case: UseCase, gate: Gate, by: Names) -> tuple[Seat, ...]:
    """Return who is asked; once a review is over, who voted, as neither policy nor owners of today are its own."""
    owners = {Function(each.function): each.person for each in use_case.owners}
    votes = {Function(each.function): each for each in row.votes}
    is_over = row.effective_on is not None or row.withdrawn_on is not None
    asked: Sequence[Function] = [each for each in Function if each in votes]
    seats = []
    for function in asked if is_over else reviews.voters(row, gate.policy):
        owner, vote = owners.get(function), votes.get(function)
        who = (function, None if owner is None else owner.id, "" if owner is None else owner.name)
        if vote is None or not (is_over or reviews.counts(vote, row, gate.facts.owners)):
            seats.append(Seat(*who, voted_before=vote is not None))
        else:
            seats.append(Seat(*who, Vote(vote.vote), by.of(vote, vote.person, "at"), vote.reason))
    return tuple(seats)


def _asked(row: GateCondition, by: Names) -> Asked:
    met_by = by.of(row, row.met_by, "met_by_id")
    return Asked(row.id, row.text, row.owner_id, row.owner.name, row.due, row.met_on, met_by, row.evidence)
