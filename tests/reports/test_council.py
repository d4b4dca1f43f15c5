"""The council's agenda and minutes on both databases: what is on them, and in which words."""

import io
from dataclasses import replace
from datetime import date, timedelta

import docx
import pytest

from cxdash.changes import council, council_actions, statuses, waivers
from cxdash.domain.actions import Action
from cxdash.domain.council import MeetingValues
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import slug_of
from cxdash.effects.verdict import Recommendation, Verdict
from cxdash.exports.minutes import FILES
from cxdash.reports import council as reports
from cxdash.reports import council_minutes
from cxdash.store.tables import PersonRow
from tests.builders import TODAY, add_use_case
from tests.changes.at_the_gate import SLUG, add, all_vote, before_its_gate, decide, gate, request, second
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY, store_effect

LATER = TODAY + timedelta(days=100)
HARM = replace(A_QUARTER_LESS, verdict=Verdict.HARM, recommendation=Recommendation.STOP)


@pytest.fixture
def room(ready_after):
    """A database with two use cases before their first gate, one of them under review, and people by name."""
    return ready_after(two_before_their_gate)


def two_before_their_gate(database, admin):
    people = before_its_gate(database, admin)
    add(database, people["Mara"], title="Fewer repeat calls")
    return people


def overview(room, today=TODAY):
    with room[0].reading() as session:
        return reports.overview(session, today=today)


def on_agenda(room, group, today=TODAY):
    return [(each.title, each.words) for each in overview(room, today).agenda if each.group == group]


def change(room, name, work, action=Action.COUNCIL_EDIT):
    with room[0].changing(room[1][name], action) as session:
        return getattr(work(session), "id", None)


def held_meeting(room):
    """A meeting that decided on a review, spoke about a topic and agreed on an action."""
    values = MeetingValues("Council, November", TODAY, "2026-Q3")
    meeting = change(room, "Mara", lambda s: council.plan(s, values))
    request(room[0], room[1]["Mara"], meeting_id=meeting)
    all_vote(room[0], room[1])
    decide(room[0], room[1]["Gus"], gate(room[0]).recommendation.decision)

    def work(session):
        council.record_presence(session, meeting, ["mara", "gus"])
        topic = council.add_topic(session, meeting, "Night *shift*")
        council.settle_topic(session, topic.id, "Train first")
        council.write_minutes(session, meeting, "We spoke about training.\nThen we went home.", seen="")
        council_actions.add(session, "Train them", person="omar", due=LATER, today=TODAY, meeting_id=meeting)

    change(room, "Mara", work)
    return meeting


def minutes(room, meeting, today=TODAY):
    with room[0].reading() as session:
        return council_minutes.meeting(session, meeting, today=today).minutes


def test_a_review_waits_until_it_is_decided(room):
    assert on_agenda(room, reports.DECIDE) == []
    assert [title for title, _ in on_agenda(room, reports.READY)] == ["Fewer no-shows", "Fewer repeat calls"]

    request(room[0], room[1]["Mara"])
    assert [title for title, _ in on_agenda(room, reports.DECIDE)] == ["Fewer no-shows"]
    assert "0 votes" in on_agenda(room, reports.DECIDE)[0][1]
    assert [title for title, _ in on_agenda(room, reports.READY)] == ["Fewer repeat calls"]
    all_vote(room[0], room[1])
    assert "3 votes" in on_agenda(room, reports.DECIDE)[0][1]
    decide(room[0], room[1]["Gus"], gate(room[0]).recommendation.decision)

    assert on_agenda(room, reports.DECIDE) == []


def test_a_waiver_waits_for_its_approval_and_again_before_it_expires(room):
    expires = TODAY + timedelta(days=60)
    asked = {"to": Stage.PILOT, "reason": "Busy until spring", "expires_on": expires, "today": TODAY}
    waiver = change(room, "Mara", lambda s: waivers.ask(s, SLUG, "guardrails_are_chosen", **asked), Action.WAIVER_ASK)
    assert "Busy until spring" in on_agenda(room, reports.WAIVE)[0][1]

    change(room, "Gus", lambda s: waivers.approve(s, waiver, today=TODAY), Action.WAIVER_APPROVE)

    assert on_agenda(room, reports.WAIVE) == []
    for days, waits in ((29, False), (30, True), (60, True), (61, False)):
        assert bool(on_agenda(room, reports.EXPIRING, TODAY + timedelta(days=days))) is waits, days


def test_a_verdict_that_is_ready_waits_with_what_it_suggests_what_presses_most_first(room):
    database, admin = room[0], room[1]["admin"]
    verdicts = {"Riverside reminders": A_QUARTER_LESS, "Harbour calls": HARM, "Castle texts": TOO_EARLY}
    add_use_case(database, admin, "Fewer missed calls", pilots_named=verdicts)
    for name, effect in verdicts.items():
        store_effect(database, admin, slug_of(name), effect)

    found = [each for each in overview(room).agenda if each.group == reports.VERDICTS]

    assert [(each.title, each.words, each.pilot) for each in found] == [
        ("Harbour calls", "Harm, grade B: stop", "harbour-calls"),
        ("Riverside reminders", "Better, target not shown, grade B: discuss", "riverside-reminders"),
    ]


def test_no_verdict_waits_of_a_use_case_that_is_parked(room):
    database, admin = room[0], room[1]["admin"]
    slug = add_use_case(database, admin, "Fewer missed calls")
    store_effect(database, admin, "riverside-reminders", A_QUARTER_LESS)
    assert len(on_agenda(room, reports.VERDICTS)) == 1
    parked = {"seen": Status.ACTIVE, "today": TODAY, "reason": "No budget", "learning": "Start smaller"}

    change(room, "Mara", lambda s: statuses.change(s, slug, Status.PARKED, **parked), Action.USE_CASE_STATUS)

    assert on_agenda(room, reports.VERDICTS) == []


def test_an_action_is_overdue_the_day_after_it_was_due(room):
    change(room, "Mara", lambda s: council_actions.add(s, "Train", person="omar", due=TODAY, today=TODAY))

    assert on_agenda(room, reports.LATE) == []
    assert "Action “Train”, Omar, was due 21 Nov 2026" in on_agenda(room, reports.LATE, TODAY + timedelta(days=1))[0][1]
    assert overview(room, TODAY + timedelta(days=1)).actions[0].state == "1 day overdue"


def test_decisions_since_the_last_meeting_are_told_also_those_taken_outside_one(room):
    assert overview(room).since.words == "0 decisions since 1 Jul 2026, before any meeting"
    request(room[0], room[1]["Mara"])
    all_vote(room[0], room[1])
    decide(room[0], room[1]["Gus"], gate(room[0]).recommendation.decision)

    assert [each.words for each in overview(room).since.decisions] == [
        "Go at the gate to pilot by Gus, 21 Nov 2026, outside a meeting"
    ]
    change(room, "Mara", lambda s: council.plan(s, MeetingValues("Council", TODAY + timedelta(days=1))))
    assert overview(room, TODAY + timedelta(days=1)).since.decisions
    assert overview(room, TODAY + timedelta(days=2)).since.words == "0 decisions since Council (22 Nov 2026)"


def test_what_the_last_meeting_itself_decided_is_not_told_again(room):
    held_meeting(room)

    assert overview(room).since.decisions
    assert overview(room, TODAY + timedelta(days=1)).since.decisions == ()


def test_a_quarter_is_overdue_until_a_meeting_reviewed_it(room):
    assert overview(room).is_overdue
    change(room, "Mara", lambda s: council.plan(s, MeetingValues("Council", date(2026, 11, 10), "2026-Q3")))

    found = overview(room)

    assert not found.is_overdue
    assert "Q4 2026 is to be reviewed by 30 Jan 2027" in found.finding


def test_the_minutes_hold_what_was_decided_and_agreed(room):
    found = minutes(room, held_meeting(room))

    sections = {each.title: each for each in found.sections}
    assert "It reviewed Q3 2026" in found.statement
    assert sections["Present"].says == ("Gus, Mara",)
    assert sections["Agenda"].points == ("Fewer no-shows: gate to pilot", "Night *shift*")
    assert sections["Decisions"].points[0].startswith("Fewer no-shows, gate to pilot: go by Gus")
    assert {row[2:4] for row in sections["Decisions"].table.rows} == {
        ("Cora", "For"),
        ("Omar", "For"),
        ("Tess", "For"),
    }
    assert sections["Topics"].points == ("Night *shift*: Train first",)
    assert sections["What was said"].says == ("We spoke about training.", "Then we went home.")
    assert sections["Actions"].table.rows == (("Train them", "Omar", "1 Mar 2027", "open"),)


def test_the_minutes_say_through_whom_somebody_voted_and_decided(room):
    database, people = room
    values = MeetingValues("Council, November", TODAY, "2026-Q3")
    meeting = change(room, "Mara", lambda s: council.plan(s, values))
    request(database, people["Mara"], meeting_id=meeting)
    through_mara = {name: replace(each, through=people["Mara"].id) for name, each in people.items()}
    all_vote(database, through_mara | {"Tess": people["Tess"]})
    decide(database, through_mara["Gus"], Decision.HOLD)
    second(database, through_mara["Gita"])

    sections = {each.title: each for each in minutes(room, meeting).sections}

    (decided,) = sections["Decisions"].points
    assert "hold by Gus (through Mara), against the recommendation, Gita (through Mara) stands by it" in decided
    assert {row[2] for row in sections["Decisions"].table.rows} == {
        "Tess",
        "Omar (through Mara)",
        "Cora (through Mara)",
    }


def test_agreed_minutes_stay_as_they_read_on_that_day_whatever_comes_after(room):
    meeting = held_meeting(room)
    change(room, "Mara", lambda s: council_actions.add(s, "Write", person="tess", due=LATER, today=TODAY))
    change(room, "Mara", lambda s: council.close(s, meeting, today=TODAY))
    agreed = minutes(room, meeting)

    change(room, "Mara", lambda s: council_actions.done(s, 1, outcome="Trained", today=TODAY), Action.COUNCIL_ACT)
    person = room[1]["Omar"].id
    change(room, "Mara", lambda s: setattr(s.get(PersonRow, person), "name", "Somebody else"))

    assert agreed.about == "Minutes, agreed on 21 Nov 2026"
    assert agreed.sections[-1].table.rows == (("Train them", "Omar", "1 Mar 2027", "open"),)
    assert minutes(room, meeting, LATER + timedelta(days=200)) == agreed


def test_a_draft_says_how_actions_stand_today(room):
    found = minutes(room, held_meeting(room), LATER + timedelta(days=2))

    assert found.about == "Minutes, draft of 3 Mar 2027"
    assert found.sections[-1].table.rows[0][-1] == "2 days overdue"


def test_the_minutes_are_handed_over_as_markdown_and_word(room):
    found = minutes(room, held_meeting(room))

    text = FILES[".md"](found).decode()
    document = docx.Document(io.BytesIO(FILES[".docx"](found)))

    assert text.startswith("# Council, November\n")
    assert "Night \\*shift\\*" in text
    assert document.core_properties.subject == "Minutes"
    assert "Council, November" in [each.text for each in document.paragraphs]
    assert document.tables[-1].rows[1].cells[0].text == "Train them"
