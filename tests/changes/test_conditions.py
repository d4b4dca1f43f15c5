"""Conditions of a conditional go on both databases: met with evidence, or due on another day."""

from datetime import date, timedelta

import pytest

from cxdash.changes import conditions
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.gates import State
from cxdash.judging import gates as judging
from cxdash.store import gates
from tests.builders import TODAY
from tests.changes.at_the_gate import CONDITIONS, SLUG, before_its_gate, decide, gate, request, second

DUE = CONDITIONS[0].due
LATER = DUE + timedelta(days=30)
IN_BETWEEN = date(2026, 11, 30)


@pytest.fixture
def room(ready_after):
    """A database with a condition that waits for its decision's second person, and the people by name."""
    return ready_after(decided)


@pytest.fixture
def asked(ready_after):
    """The same with the decision in effect."""
    return ready_after(in_effect)


def decided(database, admin):
    people = before_its_gate(database, admin)
    request(database, people["Omar"])
    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS)
    return people


def in_effect(database, admin):
    people = decided(database, admin)
    second(database, people["Gita"])
    return people


def meet(database, person, *, number=1, evidence="Minutes of 28 Nov"):
    with database.changing(person, Action.CONDITION_MEET) as session:
        conditions.meet(session, number, evidence=evidence, today=IN_BETWEEN)


def move(database, person, due=LATER, *, seen=DUE, reason="The trainer is ill"):
    with database.changing(person, Action.GATE_DECIDE) as session:
        conditions.move_due(session, 1, due, seen=seen, today=IN_BETWEEN, reason=reason)


def stored(database):
    with database.reading() as session:
        row = gates.condition(session, 1)
        return row.due, row.met_on, row.met_by.name if row.met_by else None, row.evidence


@pytest.mark.parametrize("name", ["Omar", "Mara", "Gita"])
def test_who_answers_for_it_or_decides_at_gates_reports_it_as_met(asked, name):
    meet(asked[0], asked[1][name])

    assert stored(asked[0]) == (DUE, IN_BETWEEN, name, "Minutes of 28 Nov")
    with asked[0].reading() as session:
        assert gates.open_conditions(session) == {}


def test_nobody_else_does(asked):
    with pytest.raises(NotAllowedError, match="Omar answers for this condition"):
        meet(asked[0], asked[1]["Tess"])


def test_it_is_met_once_and_with_evidence(asked):
    database, people = asked
    with pytest.raises(RuleError, match="Say what shows"):
        meet(database, people["Omar"], evidence=" ")
    meet(database, people["Omar"])
    with pytest.raises(RuleError, match="met since 30 Nov 2026"):
        meet(database, people["Gus"])
    with pytest.raises(RuleError, match="met since 30 Nov 2026"):
        move(database, people["Gus"])


def test_nothing_is_reported_before_the_decision_is_in_effect(room):
    with pytest.raises(RuleError, match="not in effect yet"):
        meet(room[0], room[1]["Omar"])
    with pytest.raises(NotFoundError):
        meet(room[0], room[1]["Omar"], number=99)


def test_the_day_moves_with_a_reason_by_who_decides_at_gates(asked):
    database, people = asked
    move(database, people["Gus"])

    assert stored(database)[0] == LATER


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"reason": ""}, "Say why the day moves"),
        ({"due": TODAY}, "by a day to come"),
        ({"seen": TODAY}, "Somebody moved it"),
    ],
)
def test_what_a_new_day_lacks_is_said(asked, said, refusal):
    with pytest.raises(RuleError, match=refusal):
        move(asked[0], asked[1]["Gus"], **said)
    assert stored(asked[0])[0] == DUE


def test_who_answers_for_it_does_not_move_its_day(asked):
    with pytest.raises(NotAllowedError, match="may not decide at a gate"):
        move(asked[0], asked[1]["Omar"])


def test_the_next_gate_asks_for_the_conditions_of_the_last_one(asked):
    database, people = asked

    def line(today):
        with database.reading() as session:
            every = judging.gates(session, today=today)
        found = gate(database, today=today)
        assert every[SLUG].lines == found.lines, "one by one as all together"
        return next(each for each in found.lines if each.code == "conditions_are_met")

    assert (line(DUE).state, line(DUE).figure) == (State.MET, "0 of 1 condition met, none overdue")
    overdue = line(LATER)
    assert (overdue.state, overdue.blocks) == (State.NOT_MET, False)
    assert overdue.figure == "Overdue since 21 Dec 2026: Train the night shift (Omar)"
    meet(database, people["Omar"])
    assert line(LATER).state is State.MET


def test_conditions_of_a_decision_that_waits_are_not_asked_for_at_a_gate(room):
    assert gate(room[0], today=LATER).facts.owed == ()
