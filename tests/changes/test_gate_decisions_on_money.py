"""Decisions and money, on both databases: who decides on how much, and none on evidence from before it was claimed."""

from dataclasses import replace

import pytest

from cxdash.changes import gate_reviews
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.ownership import Function
from cxdash.store import gates
from tests.builders import TODAY
from tests.changes.at_the_gate import (
    CONDITIONS,
    USES,
    add,
    all_vote,
    decide,
    edit,
    request,
    second,
    stands,
    vote,
)

IDEA = ("idea", "active", [])


def worth(database, people, amount):
    """A use case whose targets promise about this much a year, with a review in which everybody voted for it."""
    uses = tuple(
        replace(use, unit_value=1.0, annual_volume=amount / 0.06) if use.metric == "no_show_rate" else use
        for use in USES
    )
    slug = add(database, people["Mara"], title="Worth", uses=uses)
    request(database, people["Omar"], slug=slug)
    all_vote(database, people, slug=slug)
    vote(database, people["Finn"], Function.FINANCE, slug=slug)
    return slug


def test_who_decides_follows_from_the_money_at_stake(room):
    database, people = room
    slug = worth(database, people, 90_000.0)

    decide(database, people["Mara"], Decision.GO, slug=slug)

    assert stands(database, slug=slug)[0] == "pilot"


def test_money_that_shrinks_after_the_evidence_was_frozen_lets_nobody_else_decide(room):
    database, people = room
    slug = worth(database, people, 200_000.0)
    edit(database, people["Mara"], slug=slug, metrics=tuple(replace(use, unit_value=None) for use in USES))
    smaller = tuple(
        replace(use, unit_value=1.0, annual_volume=100.0) if use.metric == "no_show_rate" else use for use in USES
    )
    edit(database, people["Mara"], slug=slug, metrics=smaller)

    with pytest.raises(NotAllowedError, match="asks for a gatekeeper"):
        decide(database, people["Mara"], Decision.GO, slug=slug)


def claim_money(database, person):
    edit(database, person, metrics=(*USES[:-1], replace(USES[-1], unit_value=90.0, annual_volume=1_000.0)))


@pytest.mark.parametrize(
    ("decision", "said"), [(Decision.GO, {}), (Decision.CONDITIONAL_GO, {"conditions": CONDITIONS})]
)
def test_a_go_on_money_claimed_since_the_evidence_was_frozen_is_refused_until_finance_is_asked(voted, decision, said):
    database, people = voted
    claim_money(database, people["Mara"])

    with pytest.raises(RuleError, match=r"(?s)claims no money.*Freeze the evidence anew"):
        decide(database, people["Gus"], decision, **said)

    assert stands(database) == IDEA
    with database.changing(people["Omar"], Action.GATE_REQUEST) as session:
        (review,) = gates.open_reviews(session).values()
        gate_reviews.freeze_again(session, review.id, today=TODAY)
    all_vote(database, people)
    vote(database, people["Finn"], Function.FINANCE)
    decide(database, people["Gus"], Decision.GO)
    assert stands(database)[0] == "pilot"


def test_nobody_stands_by_a_go_once_money_is_claimed_that_its_evidence_does_not_know(voted):
    database, people = voted
    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS)
    claim_money(database, people["Mara"])

    with pytest.raises(RuleError, match="Take this decision back"):
        second(database, people["Gita"])

    assert stands(database) == IDEA


def test_money_claimed_since_the_evidence_was_frozen_recommends_a_hold_which_needs_nobody_else(voted):
    database, people = voted
    claim_money(database, people["Mara"])

    number = decide(database, people["Gus"], Decision.HOLD)

    assert stands(database) == IDEA
    with database.reading() as session:
        assert gates.review(session, number).effective_on == TODAY
