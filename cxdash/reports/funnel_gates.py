"""How each use case stands at its next gate, as a card has room for it: criteria met, a review under way, reopened."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.figures import listed
from cxdash.judging import gates, reviews
from cxdash.judging.gates import Gate
from cxdash.reports.portfolio import Entry
from cxdash.store import gates as stored
from cxdash.store.gate_tables import GateReview


@dataclass(frozen=True, slots=True)
class GateStatus:
    """What is to be said of the next gate of a use case.

    Attributes:
        says: how it stands, in a few words; "" at scale.
        reopened: why earlier gates are open again, a sentence each.
        lacks: the criteria that keep it shut, a sentence each.
        is_under_review: whether people are reviewing it.
    """

    says: str
    reopened: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    is_under_review: bool = False


def statuses(session: Session, found: Iterable[Entry], *, today: date) -> Mapping[str, GateStatus]:
    """Return how these use cases stand at their gates, by slug."""
    every, waiting = gates.gates(session, today=today), stored.open_reviews(session)
    return {entry.line.slug: _status(every[entry.line.slug], waiting.get(entry.line.id)) for entry in found}


def most_missing(found: Sequence[Entry], gates: Mapping[str, GateStatus]) -> str:
    """Say what keeps most of these use cases from passing their gate; "" where nothing does."""
    lacking = Counter(sentence for entry in found for sentence in gates[entry.line.slug].lacks)
    if not lacking:
        return ""
    sentence, number = max(lacking.items(), key=lambda each: each[1])  # of two, the one that is asked for first
    return f"At the gate, {number} of {len(found)} lack the same: “{sentence.rstrip('.')}”."


def _status(gate: Gate, review: GateReview | None) -> GateStatus:
    reopened = tuple(each.words for each in gate.reopened)
    lacks = tuple(line.sentence for line in gate.blocking)
    if review is not None:
        return GateStatus(_review_words(gate, review), reopened, lacks, is_under_review=True)
    says = "" if gate.to is None else f"Gate to {gate.to.value}: {gate.words}"
    return GateStatus(says, reopened, lacks)


def _review_words(gate: Gate, review: GateReview) -> str:
    """Say whom an open review waits for; a vote on evidence that was frozen anew since is none."""
    if review.decision is not None:
        return "Decided, waits for a second person"
    asked = reviews.voters(review, gate.policy)
    voted = {each.function for each in reviews.ballots(review, asked, gate.facts.owners)}
    missing = [function.value for function in asked if function not in voted]
    return f"Review open: waits for {listed(missing) if missing else 'the decision'}"
