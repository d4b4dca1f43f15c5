"""The flow over quarters: from where to where, and on what ground."""

from datetime import timedelta

import pytest

from cxdash.changes import statuses
from cxdash.domain.actions import Action
from cxdash.domain.stages import Status
from cxdash.reports.funnel_moves import BEFORE_REVIEWS, QUARTERS_SHOWN, REVIEWED
from tests.builders import TODAY
from tests.changes import at_the_gate
from tests.reports.funnels import enter, fill, seen


@pytest.fixture
def filled(ready):
    """Two ideas, one of them parked, a pilot, and one use case at scale."""
    fill(*ready)
    return ready[0]


def test_moves_stand_in_their_fiscal_quarter(filled):
    """On 21 November 2026: 50 days before is 2 October, ten days before 11 November."""
    moves = seen(filled).flow.drawn
    newest = moves[moves["quarter"] == "Q4 2026"].set_index("move")["names"].to_dict()

    assert newest == {"New": "Young idea", "Idea → Pilot": "Pilot", "Proof → Scale": "Scaled"}
    assert seen(filled).flow.says == "2 moved on in Q4 2026, none in the quarter before"


def test_a_quarter_without_moves_keeps_its_place(filled):
    moves = seen(filled).flow.drawn

    assert moves["quarter"].nunique() == QUARTERS_SHOWN
    assert moves.loc[moves["quarter"] == "Q3 2026", "use_cases"].tolist() == [0]


def test_the_latest_moves_are_told_the_newest_first(filled):
    assert seen(filled).flow.recent[0] == "Scaled went from proof to scale on 11 Nov 2026."


def test_what_was_parked_and_taken_up_again_is_a_move_with_its_reason(ready):
    slug = enter(*ready, "Pilot", 150, 50)
    change(*ready, slug, Status.PARKED, Status.ACTIVE, ago=40, reason="No capacity")
    change(*ready, slug, Status.ACTIVE, Status.PARKED, ago=5, reason="A team is free")

    listed = seen(ready[0]).flow.listed.head(2)

    assert list(listed["Move"]) == ["Resumed", "Parked"]
    assert list(listed["On what ground"]) == ["A team is free", "No capacity"]
    assert list(listed["Day"]) == [TODAY - timedelta(days=5), TODAY - timedelta(days=40)]


def test_what_rests_is_counted_apart_from_what_moved_on(filled, ready):
    change(*ready, "pilot", Status.STOPPED, Status.ACTIVE, ago=3, reason="No effect", learning="Too early")

    flow = seen(filled).flow

    assert flow.says == "2 moved on in Q4 2026, none in the quarter before; 1 was parked, stopped or retired in the two"
    assert flow.drawn.query("use_cases > 0 and kind == 'rest'")[["quarter", "move", "names"]].to_numpy().tolist() == [
        ["Q4 2026", "Stopped", "Pilot"]
    ]


def test_a_decision_at_a_gate_is_told_from_what_a_register_brought(ready):
    database, person = ready
    people = at_the_gate.everybody(database)
    at_the_gate.add(database, person)
    at_the_gate.pass_gate(database, people)
    enter(database, person, "From a register", 30, 10)

    grounds = seen(database).flow.listed.set_index(["Use case", "Move"])["On what ground"]

    assert grounds["Fewer no-shows", "Idea → Pilot"] == REVIEWED
    assert grounds["From a register", "Idea → Pilot"] == BEFORE_REVIEWS


def test_moves_are_drawn_on_before_back_and_back_before_rest(ready):
    enter(*ready, "Scaled", 90, 60, 30, 10)
    slug = enter(*ready, "Stopped", 80)
    change(*ready, slug, Status.STOPPED, Status.ACTIVE, ago=2, reason="Nobody wants it", learning="Ask first")

    drawn = seen(ready[0]).flow.drawn.query("use_cases > 0").sort_values("order")["move"].unique()

    assert list(drawn) == ["New", "Idea → Pilot", "Pilot → Proof", "Proof → Scale", "Stopped"]


def change(database, person, slug, wanted, was, *, ago, reason, learning=""):
    with database.changing(person, Action.USE_CASE_STATUS) as session:
        day = TODAY - timedelta(days=ago)
        statuses.change(session, slug, wanted, seen=was, today=day, reason=reason, learning=learning)
