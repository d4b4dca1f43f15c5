"""Open points of a workshop become actions with an owner and a day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cxdash.changes import council_actions
from cxdash.changes.workshops import committing, points
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.people import Role
from cxdash.store import council
from cxdash.store.council_tables import CouncilAction
from cxdash.store.tables import AuditEvent, PersonRow
from tests.builders import TODAY
from tests.changes.workshops.refining import journal, refining
from tests.rooms import acting, joined

NEXT_WEEK = TODAY + timedelta(days=7)
TEXT = "Ask IT for the call data"


@pytest.fixture
def begun(ready_after):
    """A database with a room that refines one card, and Vera, who only reads, in it."""
    return ready_after(_with_vera)


def _with_vera(database, admin):
    room = refining(database, admin)
    vera = database.add_first_person("vera", "Vera", frozenset({Role.VIEWER}))
    return room, vera, joined(database, room.row, "Vera", person=vera)


def add(begun, sender, text=TEXT, **said):
    """Add a point; returns its number."""
    given = {"person": "vera", "due": NEXT_WEEK, "today": TODAY} | said
    return acting(begun[0], sender, points.add, text, **given).id


def test_everybody_who_takes_part_adds_points(begun):
    database, (room, vera, sender) = begun

    number = add(begun, sender)

    with database.reading() as session:
        row = council.action(session, number)
        assert (row.text, row.person_id, row.due, row.agreed_on) == (TEXT, vera.id, NEXT_WEEK, TODAY)
        assert (row.workshop_id, row.use_case_id, row.meeting_id) == (room.row.id, None, None)
        entry = session.scalar(select(AuditEvent).where(AuditEvent.row_table == "council_action"))
        assert (entry.person_id, entry.action, entry.reason) == (
            vera.id,
            "workshop.take_part",
            "Workshop Spring workshop",
        )
    assert journal(database, room.row, "point.add") == [
        (f"point {number}", None, {"text": TEXT, "person": "Vera", "due": NEXT_WEEK.isoformat(), "card": None}),
    ]


def test_a_point_of_a_committed_card_belongs_to_its_use_case(begun):
    database, (room, *_) = begun
    before = add(begun, room.omar, card_id=room.card)
    made = acting(database, room.leader, committing.commit_card, room.card, today=TODAY).id

    after = add(begun, room.omar, card_id=room.card)

    with database.reading() as session:
        assert [council.action(session, number).use_case_id for number in (before, after)] == [None, made]


def test_it_is_done_like_every_other_action(begun):
    database, (_, vera, sender) = begun
    number = add(begun, sender)

    with database.changing(vera, Action.COUNCIL_ACT) as session:
        council_actions.done(session, number, outcome="Here it is", today=NEXT_WEEK)

    with database.reading() as session:
        assert council.action(session, number).done_on == NEXT_WEEK


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 301}, "text"),
        ({"due": TODAY - timedelta(days=1)}, "due"),
        ({"person": " "}, "person"),
        ({"person": "Nobody known"}, "person"),
    ],
)
def test_a_point_says_what_who_and_by_when(begun, said, field):
    database, (_, _, sender) = begun

    with pytest.raises(RuleError) as refusal:
        add(begun, sender, **said)

    assert refusal.value.field == field
    with database.reading() as session:
        assert session.scalars(select(CouncilAction)).all() == []


def test_who_leads_workshops_may_name_somebody_new(begun):
    database, (room, *_) = begun

    add(begun, room.leader, person="Ines  New")

    with database.reading() as session:
        assert "Ines New" in set(session.scalars(select(PersonRow.name)))


def test_there_is_no_point_of_a_card_of_another_room(begun):
    _, (_, _, sender) = begun
    with pytest.raises(NotFoundError):
        add(begun, sender, card_id=9_999)
