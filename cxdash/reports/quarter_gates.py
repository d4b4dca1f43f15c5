"""What gates have to say on the quarter: reviews that wait, gates open again, and conditions that are overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gate_reviews import Progress
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Status
from cxdash.judging import gates, reviews
from cxdash.judging.pilot_results import day
from cxdash.reports.effect_words import listed
from cxdash.reports.portfolio import Entry
from cxdash.reports.quarter_state import GATE, Item
from cxdash.store import gate_policies, waivers
from cxdash.store import gates as stored
from cxdash.store.gate_tables import GateCondition, GateReview


@dataclass(frozen=True, slots=True)
class AtGates:
    """What waits or went wrong at gates, of use cases that are active.

    Attributes:
        reviews: those that wait for votes, a decision or a second person, the longest waiting first.
        reopened: why gates are open again, sentences by slug.
        overdue: which conditions were not met in time, sentences by slug.
    """

    reviews: tuple[Item, ...]
    reopened: Mapping[str, tuple[str, ...]]
    overdue: Mapping[str, tuple[str, ...]]

    @property
    def holding(self) -> Mapping[str, tuple[str, ...]]:
        """What holds use cases at their gates, sentences by slug."""
        slugs = dict.fromkeys((*self.reopened, *self.overdue))
        return {slug: (*self.reopened.get(slug, ()), *self.overdue.get(slug, ())) for slug in slugs}


def at_gates(session: Session, entries: Iterable[Entry], *, today: date) -> AtGates:
    """Return what gates have to say of the active ones among these use cases."""
    found = {entry.line.id: entry for entry in entries if entry.status is Status.ACTIVE}
    active = {number: entry.line for number, entry in found.items()}
    policy = gate_policies.current(session)
    waiting = sorted(stored.open_reviews(session).values(), key=lambda each: (each.requested_on, each.id))
    over = waivers.expired_in_use(session, today=today)
    judged = {number: gates.gate(session, active[number].slug, today=today) for number in over if number in active}
    late = stored.overdue_conditions(session, today=today)
    return AtGates(
        reviews=tuple(
            Item(
                active[each.use_case_id].title,
                _review(each, policy, found[each.use_case_id]),
                "use_cases",
                active[each.use_case_id].slug,
                GATE,
            )
            for each in waiting
            if each.use_case_id in active
        ),
        reopened={gate.slug: tuple(each.words for each in gate.reopened) for gate in judged.values() if gate.reopened},
        overdue={active[number].slug: tuple(map(_late, each)) for number, each in late.items() if number in active},
    )


def _review(review: GateReview, policy: GatePolicy, entry: Entry) -> str:
    """Say whom a review waits for; a vote on evidence frozen anew since, or by a former owner, is none."""
    name = f"review of the gate to {review.to_stage}, asked for {day(review.requested_on)}"
    if reviews.progress_of(review) is Progress.NEEDS_SECOND:
        return f"{name}: decided, needs a second person"
    asked = reviews.voters(review, policy)
    owners = {Function(owner.function): owner.name for owner in entry.owners}
    voted = {each.function for each in reviews.ballots(review, asked, owners)}
    missing = [each for each in asked if each not in voted]
    whom = f"votes of {listed([each.value for each in missing])}" if missing else "the decision"
    return f"{name}: waits for {whom}"


def _late(condition: GateCondition) -> str:
    return f"Condition overdue since {day(condition.due)}: {condition.text.rstrip('.')} ({condition.owner.name})."
