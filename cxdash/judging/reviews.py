"""Where a stored gate review stands: who is asked, what they said, what that recommends, and who decides."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from cxdash.domain.gate_decisions import MONEY_IS_NEW
from cxdash.domain.gate_evidence import Frozen, read
from cxdash.domain.gate_policy import Delegation, GatePolicy
from cxdash.domain.gate_recommendation import Recommendation, recommended
from cxdash.domain.gate_reviews import Ballot, Decision, Progress, Vote, progress
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.domain.stages import Stage
from cxdash.judging.gates import Gate
from cxdash.store.gate_tables import GateReview, GateVote


def progress_of(review: GateReview) -> Progress:
    """Say how far a stored review has come."""
    decision = None if review.decision is None else Decision(review.decision)
    return progress(decision, effective_on=review.effective_on, withdrawn_on=review.withdrawn_on)


def voters(review: GateReview, policy: GatePolicy) -> tuple[Function, ...]:
    """Return the functions that a review asks: by this policy and by the one under which its evidence was frozen.

    Finance is among them where the evidence claims money. Who was asked keeps their say whatever the policy says since.
    """
    frozen = read(review.evidence)
    asked = policy.voting(Stage(review.to_stage), claims_money=frozen.facts.claims_money)
    return (*asked, *(each for each in frozen.voters if each not in asked))


def ballots(review: GateReview, asked: Collection[Function], owners: Mapping[Function, str]) -> tuple[Ballot, ...]:
    """Return what the functions that are asked said about the evidence as it is frozen now.

    Args:
        review: not over yet.
        asked: the functions.
        owners: who answers for them today, by name; what somebody said who did so before does not count.
    """
    return tuple(
        Ballot(Function(each.function), Vote(each.vote), each.person.name, each.reason)
        for each in review.votes
        if Function(each.function) in asked and counts(each, review, owners)
    )


def counts(vote: GateVote, review: GateReview, owners: Mapping[Function, str]) -> bool:
    """Say whether a vote is about the evidence as it is frozen now, and by who answers for the function today."""
    function = Function(vote.function)
    answers = owners.get(function) == vote.person.name
    by_role = function is Function.FINANCE and Role.FINANCE in vote.person.roles
    return vote.digest == review.digest and (answers or by_role)


def recommendation(review: GateReview, gate: Gate) -> Recommendation:
    """Return what the frozen evidence and the votes on it recommend.

    As of today count an earlier gate that is open again, and money that the evidence does not know of: no go rests on
    such evidence, so none is recommended.
    """
    asked = voters(review, gate.policy)
    frozen = read(review.evidence)
    found = recommended(frozen.lines, ballots(review, asked, gate.facts.owners), asked, reopened=gate.reopened)
    return (
        Recommendation(Decision.HOLD, MONEY_IS_NEW) if found.decision.moves_on and money_is_new(gate, frozen) else found
    )


def at_stake(gate: Gate, frozen: Frozen) -> float | None:
    """Return the larger of what was at stake when the evidence was frozen and is now; None where one is not known."""
    then, now = frozen.facts.at_stake, gate.facts.at_stake
    return None if then is None or now is None else max(abs(then), abs(now))


def money_is_new(gate: Gate, frozen: Frozen) -> bool:
    """Say whether money is claimed today that the frozen evidence does not know of, so that finance was not asked."""
    return gate.facts.claims_money and not frozen.facts.claims_money


def delegation(gate: Gate, frozen: Frozen) -> Delegation:
    """Return who decides in a review, by the policy of today; a second person once asked for is not written off."""
    by_policy = gate.policy.delegation(at_stake(gate, frozen))
    return replace(by_policy, needs_second=by_policy.needs_second or frozen.needs_second)
