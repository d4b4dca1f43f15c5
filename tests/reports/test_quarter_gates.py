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
def room(ready_after):
    """A database with a use case before its first gate, and the people of a review by name."""
    return ready_after(at_the_gate.before_its_gate)


@pytest.fixture
def lapsed(ready_after):
    """The same past its first gate, with a condition that nobody met and a waiver that expired yesterday."""
    database, (people, review) = ready_after(passed_with_what_lapsed)
    return database, people, review


def passed_with_what_lapsed(database, admin):
    people = at_the_gate.before_its_gate(database, admin)
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
    return people, review


def quarter(database):
    with database.reading() as session:
        return this_quarter.quarterly(session, Quarter(2026, 3), today=TODAY)


def test_every_vote_waits_with_its_owner_and_leads_to_the_gate(room):
    database, people = room
    at_the_gate.request(database, people["Omar"])
    at_the_gate.vote(database, people["Tess"], Function.TECHNOLOGY)

    found = quarter(database)

    votes = [item for item in _at_gates(found) if item.says.startswith("Vote for")]
    assert {(item.name, item.slug, item.view) for item in votes} == {("Fewer no-shows", SLUG, "Gate")}
    assert [item.says.split(" on the gate")[0] for item in votes] == ["Vote for commercial", "Vote for operations"]
    assert "2 steps at gates" in found.decisions.sentence


def test_it_then_waits_for_the_decision_once_whoever_may_take_it(room):
    database, people = room
    at_the_gate.request(database, people["Omar"])
    at_the_gate.all_vote(database, people)

    (item,) = _at_gates(quarter(database))

    assert item.says.startswith("Decide at the gate to pilot: everybody has voted (")


def test_a_decision_of_the_quarter_is_among_what_moved(lapsed):
    """It came into effect forty days ago, on 12 October."""
    database, _, _ = lapsed

    with database.reading() as session:
        found = this_quarter.quarterly(session, Quarter(2026, 4), today=TODAY)

    (item,) = found.decided
    assert (item.name, item.view) == ("Fewer no-shows", "Gate")
    assert item.says.startswith("Conditional go at the gate to pilot on 12 Oct 2026")
    assert "1 gate was decided: 1 conditional go." in found.moves.sentence


def _at_gates(found):
    return next((group.items for group in found.waiting if group.name == "Gates to vote on and decide"), ())


def test_a_waiver_that_expired_and_an_overdue_condition_are_what_is_stuck(lapsed):
    database, _, _ = lapsed

    found = quarter(database)

    (item,) = found.stuck
    assert "The gate to pilot is open again" in item.says
    assert "expired on 20 Nov 2026" in item.says
    assert "Condition overdue since 20 Nov 2026: Train the night shift (Omar)." in item.says
    assert item.view == "Gate"
    assert "1 gate open again as a waiver is over; 1 overdue condition; 1 use case in a trap." in found.trapped.sentence


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
