"""Votes in gate reviews on both databases: by whom, on what evidence, until when."""

from dataclasses import replace

import pytest

from cxdash.changes import gate_reviews, gate_votes
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.gate_reviews import Decision, Vote
from cxdash.domain.ownership import Function
from cxdash.store import gates
from tests.builders import TODAY
from tests.changes.at_the_gate import (
    OWNERS,
    USES,
    add,
    before_its_gate,
    decide,
    edit,
    everybody,
    pass_gate,
    request,
    vote,
)

TECHNOLOGY = Function.TECHNOLOGY


@pytest.fixture
def room(ready_after):
    """A database with an open review, and the people who take part by name."""
    return ready_after(under_review)


def under_review(database, admin):
    people = before_its_gate(database, admin)
    request(database, people["Omar"])
    return people


def votes(database):
    with database.reading() as session:
        (found,) = gates.open_reviews(session).values()
        return {each.function: (each.vote, each.person.name, each.reason) for each in found.votes}


def test_the_owner_of_a_function_votes_for_it_and_may_vote_otherwise_until_a_decision(room):
    database, people = room
    vote(database, people["Tess"], TECHNOLOGY)
    assert votes(database) == {"technology": ("for", "Tess", "")}

    vote(database, people["Tess"], TECHNOLOGY, says=Vote.AGAINST, reason=" The interface is not there ")
    assert votes(database) == {"technology": ("against", "Tess", "The interface is not there")}


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        ("Omar", TECHNOLOGY, "Omar does not vote for technology. Tess does."),
        ("Mara", Function.OPERATIONS, "Mara does not vote for operations. Omar does."),
        ("Gus", Function.COMMERCIAL, "Gus does not vote for commercial. Cora does."),
    ],
)
def test_nobody_votes_for_a_function_of_somebody_else_whatever_their_role(room, name, function, said):
    with pytest.raises(NotAllowedError, match=said):
        vote(room[0], room[1][name], function)


def test_a_function_without_an_owner_has_to_be_answered_for_first(room):
    database, people = room
    edit(database, people["Mara"], owners={})

    with pytest.raises(NotAllowedError, match="Name the technology owner under Define first"):
        vote(database, people["Tess"], TECHNOLOGY)


@pytest.mark.parametrize("says", [Vote.AGAINST, Vote.ABSTAIN])
def test_who_does_not_vote_for_it_says_why(room, says):
    with pytest.raises(RuleError, match="Say why"):
        vote(room[0], room[1]["Tess"], TECHNOLOGY, says=says)


def test_who_looked_at_earlier_evidence_looks_again(room):
    database, people = room
    with database.reading() as session:
        (seen,) = [(each.id, each.digest) for each in gates.open_reviews(session).values()]
    edit(database, people["Mara"], owners=OWNERS | {Function.SPONSOR: "Vic"})
    with database.changing(people["Mara"], Action.GATE_REQUEST) as session:
        gate_reviews.freeze_again(session, seen[0], today=TODAY)

    with pytest.raises(RuleError, match="frozen anew on 21 Nov 2026, after you opened it"):
        vote(database, people["Tess"], TECHNOLOGY, seen=seen[1])


def test_finance_has_no_vote_where_no_money_is_claimed(room):
    with pytest.raises(RuleError, match=r"Finance does not vote at this gate\. These do: technology, operations"):
        vote(room[0], room[1]["Finn"], Function.FINANCE)


def test_where_money_is_claimed_anybody_of_finance_votes_or_who_answers_for_it(room):
    database, people = room
    uses = tuple(replace(use, unit_value=40.0) if use.metric == "no_show_rate" else use for use in USES)
    slug = add(database, people["Mara"], title="Dearer", uses=uses)
    request(database, people["Omar"], slug=slug)

    vote(database, people["Finn"], Function.FINANCE, slug=slug)
    with pytest.raises(NotAllowedError, match="Anybody with the role finance does too"):
        vote(database, people["Vic"], Function.FINANCE, slug=slug)
    edit(database, people["Mara"], slug=slug, owners=OWNERS | {Function.FINANCE: "Vic"})
    vote(database, people["Vic"], Function.FINANCE, slug=slug)


def test_nobody_votes_once_a_decision_is_taken(room):
    database, people = room
    decide(database, people["Gus"], Decision.GO)
    with pytest.raises(RuleError, match="waits for a second person"):
        vote(database, people["Tess"], TECHNOLOGY)


def test_nobody_votes_in_a_review_that_is_over(ready):
    database, _ = ready
    people = everybody(database)
    add(database, people["Mara"])
    number = pass_gate(database, people)

    with (
        database.changing(people["Tess"], Action.GATE_VOTE) as session,
        pytest.raises(RuleError, match="This review is decided"),
    ):
        gate_votes.cast(session, number, TECHNOLOGY, Vote.AGAINST, seen="", reason="Late")
