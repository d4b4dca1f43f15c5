"""Gate reviews: how far one has come, whose vote is missing, and what a vote needs."""

from datetime import date

import pytest

from cxdash.domain.errors import RuleError
from cxdash.domain.gate_policy import START
from cxdash.domain.gate_reviews import (
    Ballot,
    Decision,
    Progress,
    Vote,
    check_ballot,
    check_withdrawal,
    missing_votes,
    progress,
)
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.stages import Stage

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("decision", "effective_on", "withdrawn_on", "found"),
    [
        (None, None, None, Progress.OPEN),
        (Decision.GO, None, None, Progress.NEEDS_SECOND),
        (Decision.GO, DAY, None, Progress.DECIDED),
        (None, None, DAY, Progress.WITHDRAWN),
        (Decision.GO, None, DAY, Progress.WITHDRAWN),
    ],
)
def test_a_review_is_open_until_a_decision_takes_effect(decision, effective_on, withdrawn_on, found):
    assert progress(decision, effective_on=effective_on, withdrawn_on=withdrawn_on) is found


def test_the_functions_that_have_not_voted_are_missing_in_their_order():
    voted = [Ballot(Function.OPERATIONS, Vote.ABSTAIN, "Adaeze", "away")]

    assert missing_votes(voted, ACCOUNTABLE) == (Function.TECHNOLOGY, Function.COMMERCIAL)
    assert missing_votes([], ()) == ()


def test_finance_votes_where_money_is_claimed():
    assert START.voting(Stage.PROOF, claims_money=False) == ACCOUNTABLE
    assert START.voting(Stage.PROOF, claims_money=True) == (*ACCOUNTABLE, Function.FINANCE)


def test_only_a_vote_for_it_may_go_without_a_reason():
    check_ballot(Vote.FOR, "")
    check_ballot(Vote.AGAINST, "Nobody to run it")

    for vote in (Vote.AGAINST, Vote.ABSTAIN):
        with pytest.raises(RuleError, match="Say why") as refused:
            check_ballot(vote, " ")
        assert refused.value.field == "reason"


def test_what_is_over_is_not_withdrawn():
    check_withdrawal(Progress.OPEN)
    check_withdrawal(Progress.NEEDS_SECOND)

    for state in (Progress.DECIDED, Progress.WITHDRAWN):
        with pytest.raises(RuleError, match=f"This review is {state.value} already"):
            check_withdrawal(state)


@pytest.mark.parametrize(
    ("decision", "label", "moves_on"),
    [
        (Decision.GO, "Go", True),
        (Decision.CONDITIONAL_GO, "Conditional go", True),
        (Decision.HOLD, "Hold", False),
        (Decision.RECYCLE, "Recycle", False),
        (Decision.STOP, "Stop", False),
    ],
)
def test_only_a_go_moves_on(decision, label, moves_on):
    assert (decision.label, decision.moves_on) == (label, moves_on)
