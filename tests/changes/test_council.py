"""The council's meetings and actions on both databases: what is stored, who may, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cxdash.changes import council, council_actions
from cxdash.domain.actions import Action
from cxdash.domain.council import MeetingValues
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.periods import Quarter
from cxdash.store import council as stored
from cxdash.store import gates
from cxdash.store.gate_tables import GateReview
from tests.builders import TODAY
from tests.changes.at_the_gate import SLUG, before_its_gate, pass_gate, request

VALUES = MeetingValues("Council, October", date(2026, 10, 6), "2026-Q3")
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def room(ready_after):
    """A database with a use case, and people by name."""
    return ready_after(before_its_gate)


def change(room, name, work, action=Action.COUNCIL_EDIT):
    """Do something in somebody's name and return the number of what came of it, where that has one."""
    database, people = room
    with database.changing(people[name], action) as session:
        return getattr(work(session), "id", None)


def planned(room, values=VALUES):
    return change(room, "Mara", lambda session: council.plan(session, values))


def agreed(room, **said):
    given = {"person": "omar", "due": NEXT_WEEK, "today": TODAY} | said
    return change(room, "Mara", lambda session: council_actions.add(session, "Train the night shift", **given))


def held(room, meeting):
    """Say who was present and what was said."""

    def work(session):
        council.record_presence(session, meeting, ["mara", "gus", "omar"])
        council.write_minutes(session, meeting, "Agreed to train first.", seen="")

    change(room, "Mara", work)


def test_a_meeting_is_planned_held_and_closed(room):
    meeting = planned(room)
    topic = change(room, "Mara", lambda s: council.add_topic(s, meeting, "Night shift", use_case=SLUG))
    change(room, "Mara", lambda s: council.settle_topic(s, topic, "Train first"))
    held(room, meeting)
    action = agreed(room, meeting_id=meeting, use_case=SLUG)

    change(room, "Gus", lambda s: council.close(s, meeting, today=TODAY))

    with room[0].reading() as session:
        row = stored.meeting(session, meeting)
        assert (row.name, row.held_on, row.quarter, row.closed_on) == (VALUES.name, VALUES.held_on, "2026-Q3", TODAY)
        assert [each.name for each in stored.present(session, meeting)] == ["Gus", "Mara", "Omar"]
        assert [(each.title, each.outcome) for each in stored.topics(session, meeting)] == [
            ("Night shift", "Train first")
        ]
        assert [each.id for each in stored.actions(session, meeting_id=meeting)] == [action]
        assert stored.reviewed_quarters(session, today=TODAY) == {Quarter(2026, 3)}


def test_nothing_about_a_closed_meeting_changes(room):
    meeting = planned(room)
    topic = change(room, "Mara", lambda s: council.add_topic(s, meeting, "Night shift"))
    review = request(room[0], room[1]["Mara"])
    held(room, meeting)
    change(room, "Mara", lambda s: council.close(s, meeting, today=TODAY))

    for work in (
        lambda s: council.edit(s, meeting, seen=VALUES, wanted=replace(VALUES, name="Another")),
        lambda s: council.record_presence(s, meeting, []),
        lambda s: council.write_minutes(s, meeting, "Otherwise", seen="Agreed to train first."),
        lambda s: council.add_topic(s, meeting, "More"),
        lambda s: council.settle_topic(s, topic, "Otherwise"),
        lambda s: council.drop_topic(s, topic),
        lambda s: council.put_review(s, review, meeting),
        lambda s: council.archive(s, meeting),
        lambda s: council.close(s, meeting, today=TODAY),
        lambda s: council_actions.add(s, "More", person="omar", due=NEXT_WEEK, today=TODAY, meeting_id=meeting),
    ):
        with pytest.raises(RuleError, match="were agreed on"):
            change(room, "Mara", work)


def test_two_people_in_different_fields_both_win_and_in_one_the_second_is_told(room):
    meeting = planned(room)
    change(room, "Gus", lambda s: council.edit(s, meeting, seen=VALUES, wanted=replace(VALUES, name="Council")))
    later = replace(VALUES, held_on=date(2026, 10, 8))

    change(room, "Mara", lambda s: council.edit(s, meeting, seen=VALUES, wanted=later))
    with pytest.raises(StaleEditError):
        change(room, "Mara", lambda s: council.edit(s, meeting, seen=VALUES, wanted=replace(VALUES, name="Board")))
    change(room, "Gus", lambda s: council.write_minutes(s, meeting, "First", seen=""))
    with pytest.raises(StaleEditError):
        change(room, "Mara", lambda s: council.write_minutes(s, meeting, "Second", seen=""))

    with room[0].reading() as session:
        row = stored.meeting(session, meeting)
        assert (row.name, row.held_on, row.minutes) == ("Council", date(2026, 10, 8), "First")


def test_a_review_that_waits_is_put_on_a_meeting_and_taken_off_again(room):
    meeting, other = planned(room), planned(room, replace(VALUES, name="November", quarter=""))
    review = request(room[0], room[1]["Mara"])

    change(room, "Mara", lambda s: council.put_review(s, review, meeting))
    with pytest.raises(RuleError, match="Gate reviews are on this meeting"):
        change(room, "Mara", lambda s: council.archive(s, meeting))
    change(room, "Mara", lambda s: council.put_review(s, review, other))
    change(room, "Mara", lambda s: council.archive(s, meeting))

    with room[0].reading() as session:
        assert session.get(GateReview, review).meeting_id == other
        with pytest.raises(NotFoundError):
            stored.meeting(session, meeting)


def test_a_decided_review_is_put_on_no_meeting(room):
    meeting, review = planned(room), pass_gate(room[0], room[1])

    with pytest.raises(RuleError, match="decided or withdrawn"):
        change(room, "Mara", lambda s: council.put_review(s, review, meeting))

    with room[0].reading() as session:
        assert gates.review(session, review).meeting_id is None


def test_who_is_to_do_it_reports_on_an_action(room):
    action = agreed(room)
    with pytest.raises(NotAllowedError, match="Omar is to do this"):
        change(room, "Vic", lambda s: council_actions.done(s, action, outcome="Done", today=TODAY), Action.COUNCIL_ACT)
    with pytest.raises(RuleError, match="what came of it"):
        change(room, "Omar", lambda s: council_actions.done(s, action, outcome=" ", today=TODAY), Action.COUNCIL_ACT)

    change(room, "Omar", lambda s: council_actions.done(s, action, outcome="Done", today=TODAY), Action.COUNCIL_ACT)

    with room[0].reading() as session:
        row = stored.action(session, action)
        assert (row.done_on, row.outcome) == (TODAY, "Done")
    with pytest.raises(RuleError, match="is done since"):
        change(room, "Mara", lambda s: council_actions.drop(s, action, reason="Why", today=TODAY))


def test_an_action_moves_or_is_given_up_with_a_reason(room):
    action, later = agreed(room), NEXT_WEEK + timedelta(days=7)

    def move(due=later, seen=NEXT_WEEK, reason="Staff are away"):
        change(room, "Mara", lambda s: council_actions.move_due(s, action, due, seen=seen, today=TODAY, reason=reason))

    with pytest.raises(RuleError, match="why the day moves"):
        move(reason="")
    with pytest.raises(RuleError, match="Choose another day"):
        move(due=TODAY - timedelta(days=1))
    move()
    with pytest.raises(RuleError, match="meanwhile"):
        move()
    with pytest.raises(RuleError, match="not done any more"):
        change(room, "Mara", lambda s: council_actions.drop(s, action, reason=" ", today=TODAY))
    change(room, "Mara", lambda s: council_actions.drop(s, action, reason="Site closes", today=TODAY))

    with room[0].reading() as session:
        row = stored.action(session, action)
        assert (row.due, row.dropped_on, row.outcome) == (later, TODAY, "Site closes")
    with pytest.raises(RuleError, match="was given up"):
        move(seen=later, due=later + timedelta(days=1))


@pytest.mark.parametrize(
    "work",
    [
        lambda s: council.plan(s, VALUES),
        lambda s: council_actions.add(s, "Train", person="omar", due=NEXT_WEEK, today=TODAY),
    ],
)
def test_who_does_not_prepare_meetings_may_not_plan_or_agree(room, work):
    with pytest.raises(NotAllowedError):
        change(room, "Vic", work)
    with pytest.raises(NotAllowedError):
        change(room, "Vic", work, Action.COUNCIL_ACT)
