"""What a use case's page says at its gate: the checklist, the review under way, what was decided, and what it asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain import gate_evidence
from cxdash.domain.gate_decisions import who_decides
from cxdash.domain.gate_evidence import Frozen
from cxdash.domain.gate_policy import Delegation
from cxdash.domain.gate_recommendation import Recommendation, blocked_by
from cxdash.domain.gate_reviews import Decision, Progress, Vote
from cxdash.domain.gates import Line
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.stages import Stage, Status
from cxdash.domain.waivers import Waiver, WaiverState
from cxdash.judging import gates, reviews
from cxdash.judging.gates import Gate
from cxdash.store import gates as stored
from cxdash.store import organisation, use_cases, waivers
from cxdash.store.gate_tables import GateCondition, GateReview
from cxdash.store.tables import UseCase


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


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The review that waits, beside what is so today.

    Attributes:
        changed: what reads otherwise today than in the frozen evidence, in words.
        recommendation: by the frozen evidence and the votes on it.
        blocking: what keeps a go from being taken today; ``stale`` what does so in the frozen evidence alone.
        money_is_new: whether money is claimed today that the frozen evidence does not know of; no go rests on that.
    """

    review: Review
    changed: tuple[str, ...]
    recommendation: Recommendation
    delegation: Delegation
    blocking: tuple[Line, ...]
    stale: tuple[Line, ...]
    money_is_new: bool


@dataclass(frozen=True, slots=True)
class AtGate:
    """A use case at its gate.

    Attributes:
        stake: how much is at stake and who decides, a sentence.
        under_way: the review that waits; None where none does.
        past: the reviews that are over, the newest first.
        waivers: by criterion, the newest one of the next gate or of a gate that is open again.
    """

    slug: str
    status: Status
    is_archived: bool
    gate: Gate
    delegation: Delegation
    stake: str
    under_way: UnderWay | None
    past: tuple[Review, ...]
    waivers: Mapping[tuple[Stage, str], "Asking"]


@dataclass(frozen=True, slots=True)
class Asking:
    """A waiver with who asked for it, by id, as whoever asked may not approve it."""

    waiver: Waiver
    asked_by_id: int


def at_gate(session: Session, slug: str, *, today: date) -> AtGate:
    """Return a use case at its gate; NotFoundError where there is no such use case."""
    use_case, gate = use_cases.get(session, slug), gates.gate(session, slug, today=today)
    every = stored.reviews(session, use_case.id)
    figures = organisation.figures(session)
    waiting = next((each for each in every if each.effective_on is None and each.withdrawn_on is None), None)
    under_way = None if waiting is None else _under_way(waiting, use_case, gate)
    delegation = gate.delegation if under_way is None else under_way.delegation
    amount = gate.facts.at_stake if under_way is None else reviews.at_stake(gate, under_way.review.frozen)
    return AtGate(
        slug=slug,
        status=Status(use_case.status),
        is_archived=use_case.archived_at is not None,
        gate=gate,
        delegation=delegation,
        stake=who_decides(delegation, amount, figures),
        under_way=under_way,
        past=tuple(_review(each, use_case, gate) for each in every if each is not waiting),
        waivers=_newest(session, use_case, today=today),
    )


def _under_way(row: GateReview, use_case: UseCase, gate: Gate) -> UnderWay:
    review = _review(row, use_case, gate)
    codes = {line.code for line in gate.blocking}
    return UnderWay(
        review=review,
        changed=gate_evidence.differences(row.evidence, gate.evidence) if gate.to is review.to else (),
        recommendation=reviews.recommendation(row, gate),
        delegation=reviews.delegation(gate, review.frozen),
        blocking=gate.blocking,
        stale=tuple(line for line in blocked_by(review.frozen.lines) if line.code not in codes),
        money_is_new=reviews.money_is_new(gate, review.frozen),
    )


def _review(row: GateReview, use_case: UseCase, gate: Gate) -> Review:
    return Review(
        id=row.id,
        version=row.version,
        from_stage=Stage(row.from_stage),
        to=Stage(row.to_stage),
        progress=reviews.progress_of(row),
        requested_on=row.requested_on,
        requested_by_id=row.requested_by_id,
        requested_by=row.requested_by.name,
        note=row.note,
        frozen_on=row.frozen_on,
        frozen=gate_evidence.read(row.evidence),
        digest=row.digest,
        evidence=row.evidence,
        policy_number=row.policy_number,
        seats=_seats(row, use_case, gate),
        decision=None if row.decision is None else Decision(row.decision),
        back_to=None if row.back_to is None else Stage(row.back_to),
        rationale=row.rationale,
        learning=row.learning,
        decided_on=row.decided_on,
        decided_by_id=row.decided_by_id,
        decided_by="" if row.decided_by is None else row.decided_by.name,
        against_recommendation=row.against_recommendation,
        seconded_by="" if row.seconded_by is None else row.seconded_by.name,
        effective_on=row.effective_on,
        withdrawn_on=row.withdrawn_on,
        conditions=tuple(map(_asked, row.conditions)),
    )


def _seats(row: GateReview, use_case: UseCase, gate: Gate) -> tuple[Seat, ...]:
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
            seats.append(Seat(*who, Vote(vote.vote), vote.person.name, vote.reason))
    return tuple(seats)


def _asked(row: GateCondition) -> Asked:
    met_by = "" if row.met_by is None else row.met_by.name
    return Asked(row.id, row.text, row.owner_id, row.owner.name, row.due, row.met_on, met_by, row.evidence)


def _newest(session: Session, use_case: UseCase, *, today: date) -> dict[tuple[Stage, str], Asking]:
    """Return the waiver of each criterion that says how it stands: one that waits for approval, else the newest."""
    found: dict[tuple[Stage, str], Asking] = {}
    for row in waivers.of_use_case(session, use_case.id):
        waiver = gates.as_waiver(row)
        key = (waiver.to, waiver.criterion)
        if key not in found or waiver.state(today) is WaiverState.ASKED:
            found[key] = Asking(waiver, row.asked_by_id)
    return found
