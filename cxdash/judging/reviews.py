"""Where a stored gate review stands: who is asked, what they said, what that recommends, and who decides."""

from collections.abc import Collection

from cxdash.domain.gate_evidence import Frozen, read
from cxdash.domain.gate_policy import Delegation, GatePolicy
from cxdash.domain.gate_recommendation import Recommendation, recommended
from cxdash.domain.gate_reviews import Ballot, Decision, Progress, Vote, progress
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage
from cxdash.judging.gates import Gate
from cxdash.store.gate_tables import GateReview


def progress_of(review: GateReview) -> Progress:
    """Say how far a stored review has come."""
    decision = None if review.decision is None else Decision(review.decision)
    return progress(decision, effective_on=review.effective_on, withdrawn_on=review.withdrawn_on)


def voters(review: GateReview, policy: GatePolicy) -> tuple[Function, ...]:
    """Return the functions that a review asks: by this policy, and finance where the evidence claims money."""
    return policy.voting(Stage(review.to_stage), claims_money=read(review.evidence).facts.claims_money)


def ballots(review: GateReview, asked: Collection[Function]) -> tuple[Ballot, ...]:
    """Return what the functions that are asked said about the evidence as it is frozen now."""
    return tuple(
        Ballot(Function(each.function), Vote(each.vote), each.person.name, each.reason)
        for each in review.votes
        if each.digest == review.digest and Function(each.function) in asked
    )


def recommendation(review: GateReview, gate: Gate) -> Recommendation:
    """Return what the frozen evidence and the votes on it recommend; an earlier gate open again counts as of today."""
    asked = voters(review, gate.policy)
    frozen = read(review.evidence)
    return recommended(frozen.lines, ballots(review, asked), asked, reopened=gate.reopened)


def at_stake(gate: Gate, frozen: Frozen) -> float | None:
    """Return the larger of what was at stake when the evidence was frozen and is now; None where one is not known."""
    then, now = frozen.facts.at_stake, gate.facts.at_stake
    return None if then is None or now is None else max(abs(then), abs(now))


def delegation(gate: Gate, frozen: Frozen) -> Delegation:
    """Return who decides in a review, by the policy of today."""
    return gate.policy.delegation(at_stake(gate, frozen))
