"""Use cases parked, stopped, resumed and retired on both databases: with a reason, keeping what was learned."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import statuses, tracker_import, use_case_fields, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.people import Person, Role
from cxdash.domain.stages import Status
from cxdash.store import use_cases as stored
from cxdash.store.tables import AuditEvent
from cxdash.trackers.readings import RegisterRow, Source
from tests.builders import TODAY, one_use_case, tracker

SLUG = "fewer-no-shows"


@pytest.fixture
def one(ready_after):
    """A database with an active use case."""
    return ready_after(one_use_case)


def change(database, person, wanted, *, action=Action.USE_CASE_STATUS, slug=SLUG, seen=None, today=TODAY, **said):
    with database.changing(person, action) as session:
        found = stored.find(session, slug)
        was = seen or (Status(found.status) if found else Status.ACTIVE)
        statuses.change(session, slug, wanted, **{"seen": was, "today": today, "reason": "The line is busy"} | said)


def standing(database):
    with database.reading() as session:
        use_case = stored.get(session, SLUG)
        return Status(use_case.status), use_case.status_since, use_case.learning


def test_a_parked_use_case_is_parked_since_today_for_a_reason_in_the_log(one):
    change(*one, Status.PARKED)

    assert standing(one[0]) == (Status.PARKED, TODAY, "")
    with one[0].reading() as session:
        of_use_case = select(AuditEvent).where(AuditEvent.row_table == "use_case")
        last = session.scalars(of_use_case.order_by(AuditEvent.id.desc())).first()
        assert (last.action, last.reason, last.after["status"]) == ("use_case.status", "The line is busy", "parked")


@pytest.mark.parametrize("ends", [Status.STOPPED, Status.RETIRED])
def test_where_work_ends_what_was_learned_is_kept_and_outlasts_taking_it_up_again(one, ends):
    change(*one, ends, learning="Reminders by post come too late")
    change(*one, Status.ACTIVE, today=date(2026, 12, 1))
    assert standing(one[0]) == (Status.ACTIVE, date(2026, 12, 1), "Reminders by post come too late")

    change(*one, ends)
    assert standing(one[0])[2] == "Reminders by post come too late"


@pytest.mark.parametrize(
    ("wanted", "said", "refusal"),
    [
        (Status.PARKED, {"reason": " "}, "Say why you park it"),
        (Status.STOPPED, {}, "Write down what was learned before you stop it"),
        (Status.RETIRED, {"learning": " "}, "Write down what was learned before you retire it"),
        (Status.ACTIVE, {}, "“Fewer no-shows” is active already"),
    ],
)
def test_what_is_missing_is_said_and_nothing_stored(one, wanted, said, refusal):
    with pytest.raises(RuleError, match=refusal):
        change(*one, wanted, **said)

    assert standing(one[0]) == (Status.ACTIVE, None, "")


def test_who_saw_another_status_is_shown_the_one_that_is_stored(one):
    change(*one, Status.PARKED)

    with pytest.raises(StaleEditError, match="is “parked” now") as clash:
        change(*one, Status.STOPPED, seen=Status.ACTIVE, learning="None")
    assert clash.value.stored is Status.PARKED


@pytest.mark.parametrize("action", [Action.USE_CASE_STATUS, Action.USE_CASE_EDIT])
def test_who_may_not_park_cannot_whatever_the_door(one, action):
    contributor = replace(one[1], roles=frozenset({Role.CONTRIBUTOR}))

    with pytest.raises(NotAllowedError, match="may not park, stop, resume or retire"):
        change(one[0], contributor, Status.PARKED, action=action)


def test_an_archived_use_case_keeps_its_status(one):
    with one[0].changing(one[1], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, SLUG)

    with pytest.raises(RuleError, match="is archived"):
        change(*one, Status.PARKED)
    with pytest.raises(NotFoundError):
        change(*one, Status.PARKED, slug="nothing")


def _edit(database, person, wanted, **said):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, SLUG)
        use_cases.edit(session, SLUG, seen=seen, wanted=replace(seen, status=wanted), today=TODAY, **said)


def test_an_edit_of_the_whole_is_held_to_the_same_rule(one):
    with pytest.raises(RuleError, match="Say why you park it"):
        _edit(*one, Status.PARKED)
    with pytest.raises(RuleError, match="Write down what was learned"):
        _edit(*one, Status.STOPPED, reason="No gain")
    contributor = Person(one[1].id, "Contributor", frozenset({Role.CONTRIBUTOR}))
    with pytest.raises(NotAllowedError, match="may not park"):
        _edit(one[0], contributor, Status.PARKED, reason="Busy")

    _edit(*one, Status.PARKED, reason="Busy")
    assert standing(one[0]) == (Status.PARKED, TODAY, "")


def test_an_edit_of_one_field_is_held_to_the_same_rule(one):
    database, person = one
    contributor = Person(person.id, "Contributor", frozenset({Role.CONTRIBUTOR}))
    with database.changing(contributor, Action.USE_CASE_EDIT) as session, pytest.raises(NotAllowedError):
        use_case_fields.edit(session, SLUG, "status", seen=Status.ACTIVE, wanted=Status.PARKED, today=TODAY)


def _register(database, person, **fields):
    row = RegisterRow({"use_case": "Fewer no-shows"} | fields, {}, Source("Register", "A2"))
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        planned = tracker_import.plan(session, tracker(register=(row,)))
        tracker_import.apply(session, planned, b"", today=TODAY)
        return [problem.code for problem in planned.problems]


def test_a_register_tells_of_a_status_and_not_of_what_was_learned(one):
    assert _register(*one, status="Stopped") == []

    assert standing(one[0]) == (Status.STOPPED, TODAY, "")
    with one[0].reading() as session:
        of_use_case = select(AuditEvent).where(AuditEvent.row_table == "use_case")
        last = session.scalars(of_use_case.order_by(AuditEvent.id.desc())).first()
        assert last.reason == "Import 1: tracker.xlsx"


def test_a_register_moves_no_use_case_that_is_known(one):
    assert _register(*one, stage="Proof") == ["stage_needs_gate"]

    with one[0].reading() as session:
        assert stored.get(session, SLUG).stage == "pilot"
