"""What the log says of workshops, on both databases."""

import pytest

from cxdash.changes.workshops import rooms
from cxdash.domain.people import Role
from cxdash.reports import audit_log
from cxdash.reports.audit_log import Asked
from tests.rooms import acting, joined, moved, opened


@pytest.fixture
def room(ready_after):
    """A database with a workshop that was led from its beginning to its end, by two people."""
    return ready_after(a_whole_workshop)


def a_whole_workshop(database, admin):
    fay = database.add_first_person("fay", "Fay", frozenset({Role.FACILITATOR}))
    room, leader = opened(database, admin, "Letters")
    theirs = joined(database, room, "Fay", person=fay)
    acting(database, leader, rooms.set_timer, 300)
    for deed in (rooms.pause, rooms.resume, rooms.stop):
        acting(database, leader, deed)
    acting(database, leader, rooms.set_timer, 60)
    moved(database, leader, "reveal")
    acting(database, theirs, rooms.take_lead)
    acting(database, theirs, rooms.set_timer, 60)
    acting(database, theirs, rooms.close, summary="# Letters")
    return room


def entries(database):
    with database.reading() as session:
        found = audit_log.page(session, Asked(tables=audit_log.KINDS["Workshop"]), size=50)
    return list(reversed(found))


def test_a_workshop_reads_as_what_who_led_it_did(room):
    database, _ = room

    said = [f"{what}: {before} → {after}" for each in entries(database) for what, before, after in each.changes]

    assert said == [
        "Workshop “Letters”:  → opened, led by Local administrator",
        "Workshop “Letters”: timer:  → running",
        "Workshop “Letters”: timer:  → held",
        "Workshop “Letters”: timer:  → running",
        "Workshop “Letters”: timer:  → stopped",
        "Workshop “Letters”: timer:  → running",
        "Workshop “Letters”: phase: Capture privately → Reveal",
        "Workshop “Letters”: led by: Local administrator → Fay",
        "Workshop “Letters”: timer:  → running",
        "Workshop “Letters”: open → closed",
    ]


def test_an_entry_leads_to_the_page_and_says_who_did_what(room):
    database, _ = room

    first, *_, last = entries(database)

    assert (first.thing.name, first.thing.page) == ("Workshop", "workshop")
    assert (first.did, last.who) == ("Lead a workshop", "Fay")
