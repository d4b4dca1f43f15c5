"""What a use case's page says at its gate: the checklist, the review under way, what was decided, and what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain import gate_evidence
from cxdash.domain.gate_decisions import who_decides
from cxdash.domain.gate_policy import Delegation
from cxdash.domain.gate_recommendation import Recommendation, blocked_by
from cxdash.domain.gates import Line
from cxdash.domain.stages import Stage, Status
from cxdash.domain.taken_over import gates_words
from cxdash.domain.waivers import Waiver, WaiverState
from cxdash.judging import gates, reviews, taken_over
from cxdash.judging.gates import Gate
from cxdash.reports import reviewed
from cxdash.reports.reviewed import Review
from cxdash.store import gates as stored
from cxdash.store import organisation, through, use_cases, waivers
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import UseCase
from cxdash.store.through import Names


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
        taken_over: which gates behind it nobody reviewed here; "" where each was.
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
    taken_over: str
    waivers: Mapping[tuple[Stage, str], "Asking"]


@dataclass(frozen=True, slots=True)
class Asking:
    """A waiver with who asked for it, by id, as whoever asked may not approve it.

    ``asked_by`` and ``approved_by`` name who sat at the keyboard too, where that was somebody else.
    """

    waiver: Waiver
    asked_by_id: int
    asked_by: str
    approved_by: str


def at_gate(session: Session, slug: str, *, today: date) -> AtGate:
    """Return a use case at its gate; NotFoundError where there is no such use case."""
    use_case, gate = use_cases.get(session, slug), gates.gate(session, slug, today=today)
    every = stored.reviews(session, use_case.id)
    by = reviewed.names(session, every)
    figures = organisation.figures(session)
    waiting = next((each for each in every if each.effective_on is None and each.withdrawn_on is None), None)
    under_way = None if waiting is None else _under_way(waiting, use_case, gate, by)
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
        past=tuple(reviewed.review(each, use_case, gate, by) for each in every if each is not waiting),
        taken_over=gates_words(taken_over.unreviewed(use_case)),
        waivers=_newest(session, use_case, today=today),
    )


def _under_way(row: GateReview, use_case: UseCase, gate: Gate, by: Names) -> UnderWay:
    review = reviewed.review(row, use_case, gate, by)
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


def _newest(session: Session, use_case: UseCase, *, today: date) -> dict[tuple[Stage, str], Asking]:
    """Return the waiver of each criterion that says how it stands: one that waits for approval, else the newest."""
    rows = waivers.of_use_case(session, use_case.id)
    by = through.names(session, rows)
    found: dict[tuple[Stage, str], Asking] = {}
    for row in rows:
        waiver = gates.as_waiver(row)
        key = (waiver.to, waiver.criterion)
        if key not in found or waiver.state(today) is WaiverState.ASKED:
            asked_by = by.of(row, row.asked_by, "asked_by_id")
            found[key] = Asking(waiver, row.asked_by_id, asked_by, by.of(row, row.approved_by, "approved_by_id"))
    return found
