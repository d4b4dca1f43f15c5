"""Gates on the quarter: reviews that wait, gates open again, conditions overdue, and nothing of what rests."""

from datetime import timedelta

import pytest

from cxdash.changes import conditions, statuses
from cxdash.domain.actions import Action
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.ownership import Function
from cxdash.domain.periods import Quarter
from cxdash.domain.stages import Status
from cxdash.reports import this_quarter
from cxdash.store import gates
from tests.builders import TODAY
from tests.changes import at_the_gate
from tests.changes.at_the_gate import CONDITIONS, SLUG

ASKED = TODAY - timedelta(days=40)
OVER = TODAY - timedelta(days=1)


@pytest.fixture
def room(ready):
    """A database with a use case before its first gate, and the people of a review by name."""
    database, admin = ready
    people = at_the_gate.everybody(database) | {"admin": admin}
    at_the_gate.add(database, people["Mara"])
    return database, people


@pytest.fixture
def lapsed(room):
    """The same past its first gate, with a condition that nobody met and a waiver that expired yesterday."""
    database, people = room
    at_the_gate.edit(
        database, people["Mara"], owners={Function.TECHNOLOGY: "Tess", Function.OPERATIONS: "Omar"}, today=ASKED
    )
    at_the_gate.waive_all(database, people["Omar"], people["Gus"], today=ASKED, expires_on=OVER)
    review = at_the_gate.request(database, people["Omar"], today=ASKED)
    for name, function in (("Tess", Function.TECHNOLOGY), ("Omar", Function.OPERATIONS)):
        at_the_gate.vote(database, people[name], function)
    due = tuple(type(each)(each.text, each.owner, OVER) for each in CONDITIONS)
    at_the_gate.decide(database, people["Gus"], Decision.CONDITIONAL_GO, today=ASKED, conditions=due)
    at_the_gate.second(database, people["Gita"], today=ASKED)
    return database, people, review


def quarter(database):
    with database.reading() as session:
        return this_quarter.quarterly(session, Quarter(2026, 3), today=TODAY)


def test_a_review_says_whose_votes_it_waits_for_and_leads_to_its_gate(room):
    database, people = room
    at_the_gate.request(database, people["Omar"])
    at_the_gate.vote(database, people["Tess"], Function.TECHNOLOGY)

    found = quarter(database)

    (item,) = found.reviews
    assert (item.name, item.slug, item.view) == ("Fewer no-shows", SLUG, "Gate")
    assert (
        item.says == "review of the gate to pilot, asked for 21 Nov 2026: waits for votes of operations and commercial"
    )
    assert found.decisions.sentence.startswith("1 gate review waiting")


def test_it_then_waits_for_the_decision_and_for_a_second_person(room):
    database, people = room
    at_the_gate.request(database, people["Omar"])
    at_the_gate.all_vote(database, people)
    assert quarter(database).reviews[0].says.endswith("waits for the decision")

    at_the_gate.decide(database, people["Gus"], Decision.HOLD)

    assert quarter(database).reviews[0].says.endswith("decided, needs a second person")


def test_a_vote_on_earlier_evidence_is_none(room):
    database, people = room
    at_the_gate.request(database, people["Omar"])
    at_the_gate.all_vote(database, people)
    with database.changing(people["Omar"], Action.GATE_REQUEST) as session:
        review = next(iter(gates.open_reviews(session).values()))
        review.digest = "other"

    assert "votes of technology, operations and commercial" in quarter(database).reviews[0].says


def test_a_waiver_that_expired_and_an_overdue_condition_are_what_is_stuck(lapsed):
    database, _, _ = lapsed

    found = quarter(database)

    (item,) = found.stuck
    assert "The gate to pilot is open again" in item.says
    assert "expired on 20 Nov 2026" in item.says
    assert "Condition overdue since 20 Nov 2026: Train the night shift (Omar)." in item.says
    assert item.view == "Gate"
    assert "1 gate open again as a waiver is over; 1 overdue condition." in found.trapped.sentence


def test_what_is_mended_is_stuck_no_more(lapsed):
    database, people, review = lapsed
    at_the_gate.edit(database, people["Mara"], owners=at_the_gate.OWNERS)
    with database.changing(people["Omar"], Action.CONDITION_MEET) as session:
        number = gates.review(session, review).conditions[0].id
        conditions.meet(session, number, evidence="The rota", today=TODAY)

    found = quarter(database)

    assert "open again" not in found.trapped.sentence
    assert "overdue" not in found.trapped.sentence
    assert not any("open again" in item.says for item in found.stuck)


def test_a_parked_use_case_holds_nobody_up(lapsed):
    database, people, _ = lapsed
    with database.changing(people["Mara"], Action.USE_CASE_STATUS) as session:
        statuses.change(session, SLUG, Status.PARKED, seen=Status.ACTIVE, today=TODAY, reason="Budget")

    found = quarter(database)

    assert not found.stuck
    assert "open again" not in found.trapped.sentence
