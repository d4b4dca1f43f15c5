"""The board: what cards say, in which order, and why a card may not be taken to a lane."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cxdash.changes import statuses
from cxdash.domain.actions import Action
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.ownership import REQUIRED, Function
from cxdash.domain.stages import Stage, Status
from cxdash.effects.verdict import Verdict
from cxdash.reports import funnel_board
from cxdash.reports.funnel_board import ASK, OPEN, REOPENED
from tests.builders import TODAY, add_use_case
from tests.changes import at_the_gate
from tests.reports.funnels import enter, fill, seen
from tests.reports.rows import A_QUARTER_LESS, light, store_effect

IDEA, PILOT, PROOF, SCALE = Stage


def sent(database, **narrow):
    """What the browser is told."""
    return json.loads(seen(database, **narrow).board.sent)


def cards(database):
    """Every card by its title."""
    return {card["title"]: card for lane in sent(database)["lanes"] for card in lane["cards"]}


@pytest.fixture
def filled(small):
    """Two ideas, one of them parked, a pilot, and one use case at scale."""
    fill(*small)
    return small[0]


def test_a_lane_says_what_is_active_late_and_at_rest(filled):
    idea, pilot, *_ = seen(filled).lanes

    assert (idea.active, idea.says) == ("1 active", "1 past the policy · 1 parked")
    assert (pilot.active, pilot.says) == ("1 active", "No evidence yet")


def test_who_waits_too_long_comes_first_on_the_board(filled):
    assert seen(filled).active[0].line.title == "Waiting idea"


def test_harm_comes_before_the_policy_and_the_policy_before_days(small):
    enter(*small, "Long there", 400, 260)
    enter(*small, "Too long there", 400, 280)
    add_use_case(*small, "Harmful")
    harm(*small)

    assert [entry.line.title for entry in seen(small[0]).lanes[1].entries] == [
        "Harmful",
        "Too long there",
        "Long there",
    ]


def test_a_card_says_how_long_it_is_there_by_the_policy(filled):
    found = cards(filled)

    assert (found["Waiting idea"]["days"], found["Waiting idea"]["late"]) == ("200 of 120 days", True)
    assert (found["Pilot"]["days"], found["Pilot"]["late"]) == ("50 of 270 days", False)
    assert found["Scaled"]["days"] == "10 days"


def test_a_card_names_the_functions_nobody_answers_for(filled):
    found = cards(filled)

    assert found["Pilot"]["owners"] == [[each.value, True] for each in REQUIRED]
    assert found["Waiting idea"]["owners"] == [[each.value, False] for each in REQUIRED]


def test_a_card_says_what_holds_it_with_the_evidence(filled):
    held = dict(cards(filled)["Waiting idea"]["trouble"])

    assert held["Stalled"] == "200 days in Idea; the policy allows 120."
    assert held["Unowned"] == "Nobody answers for: technology, operations, commercial, scaling."


def test_a_card_says_how_its_gate_stands(filled):
    found = cards(filled)

    assert found["Waiting idea"]["gate"].startswith("Gate to pilot: ")
    assert found["Waiting idea"]["review"] == ASK
    assert (found["Scaled"]["gate"], found["Scaled"]["review"]) == ("", "")


def test_a_card_under_review_says_whom_it_waits_for(small):
    database, person = small
    people = at_the_gate.everybody(database)
    at_the_gate.add(database, person)
    at_the_gate.request(database, people["Omar"])
    at_the_gate.vote(database, people["Tess"], Function.TECHNOLOGY)
    asked = cards(database)["Fewer no-shows"]
    for name, function in (("Omar", Function.OPERATIONS), ("Cora", Function.COMMERCIAL)):
        at_the_gate.vote(database, people[name], function)

    assert (asked["gate"], asked["review"]) == ("Review open: waits for operations and commercial", OPEN)
    assert cards(database)["Fewer no-shows"]["gate"] == "Review open: waits for the decision"
    assert seen(database).lanes[0].says == "1 under review"


def test_a_decision_against_the_recommendation_waits_for_a_second_person(small):
    database, person = small
    people = at_the_gate.everybody(database)
    at_the_gate.add(database, person)
    at_the_gate.request(database, people["Omar"])
    at_the_gate.all_vote(database, people)
    at_the_gate.decide(database, people["Gus"], Decision.HOLD)

    assert cards(database)["Fewer no-shows"]["gate"] == "Decided, waits for a second person"


def test_a_waiver_that_expired_opens_the_gate_again_on_the_card(small):
    database, person = small
    people = at_the_gate.everybody(database)
    long_ago = TODAY - timedelta(days=100)
    at_the_gate.add(database, person)
    at_the_gate.edit(database, person, statement="Something with robots", today=long_ago)
    expires_on = TODAY - timedelta(days=10)
    at_the_gate.waive_all(database, people["Omar"], people["Gus"], today=long_ago, expires_on=expires_on)
    at_the_gate.pass_gate(database, people, today=long_ago)

    held = dict(cards(database)["Fewer no-shows"]["trouble"])

    assert "The gate to pilot is open again" in held[REOPENED]


def test_what_rests_keeps_its_learning_on_the_board(small):
    slug = enter(*small, "Pilot", 150, 50)
    with small[0].changing(small[1], Action.USE_CASE_STATUS) as session:
        said = {"reason": "No effect", "learning": "Calls came too late"}
        statuses.change(session, slug, Status.STOPPED, seen=Status.ACTIVE, today=TODAY, **said)

    (rest,) = sent(small[0])["rest"]

    assert (rest["title"], rest["says"]) == ("Pilot", "Stopped in pilot since 21 Nov 2026")
    assert rest["learning"] == "Calls came too late"


def test_every_use_case_has_its_card_however_many_there_are(small):
    for number in range(30):
        enter(*small, f"Idea {number}", 20)

    assert len(cards(small[0])) == 30


def test_the_board_is_taken_away_as_a_table(filled):
    table = seen(filled).board.table.set_index("Use case")

    assert list(table.index) == ["Waiting idea", "Pilot", "Scaled"]
    assert table.loc["Waiting idea", "Nobody answers for"] == "technology, operations, commercial, scaling"
    assert "200 days in Idea; the policy allows 120." in table.loc["Waiting idea", "What holds it"]


@pytest.mark.parametrize("title", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "a & b <b>"])
def test_what_is_sent_holds_no_markup(small, title):
    enter(*small, title, 20)

    board = seen(small[0]).board

    assert b"<" not in board.sent
    assert json.loads(board.sent)["lanes"][0]["cards"][0]["title"] == title


def test_the_browser_writes_text_and_never_markup():
    drawn = Path(funnel_board.__file__).parents[1] / "ui" / "funnel" / "board.js"

    script = drawn.read_text(encoding="utf-8")

    assert not [way for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write") if way in script]


@pytest.mark.parametrize("stage", Stage)
def test_only_the_next_lane_may_be_asked_for(stage):
    refused = set(funnel_board.refusals(stage))

    allowed = {*(each.value for each in Stage), funnel_board.RESTING} - refused
    assert allowed == {stage.value} | ({stage.following.value} if stage.following else set())


def test_a_refusal_says_what_to_do_instead():
    assert funnel_board.refusals(IDEA)["scale"] == "From idea it goes to pilot first: each gate is passed on its own."
    assert "decision at its gate review" in funnel_board.refusals(PROOF)["pilot"]
    assert "page of the use case" in funnel_board.refusals(PILOT)["rest"]


def harm(database, person):
    """Let the pilot do harm."""
    store_effect(database, person, "riverside-reminders", replace(A_QUARTER_LESS, verdict=Verdict.HARM), light=light())
