"""The sample's open workshop: seven people in the middle of refining, and nothing of it anywhere else yet."""

import contextlib
import json
import sqlite3
from collections import Counter
from datetime import datetime, timedelta

import pytest

from cxdash.changes.workshops import cards
from cxdash.changes.workshops.entering import Sender
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.use_cases import slug_of
from cxdash.domain.workshops.pieces import Field
from cxdash.reports.workshops.room import rooms, there
from cxdash.reports.workshops.seen import Reader, seen_by
from cxdash.store import people, workshops
from cxdash.store.database import Database
from cxdash.store.schema import now
from data.generate.__main__ import TRACKERS
from data.generate.organisation import AS_OF, KWABENA, LUCIA, TOMASZ
from data.generate.portfolio import USE_CASES
from data.generate.self_service import ASSISTANT
from data.generate.workshop import (
    BEGUN,
    DOTS,
    LED_BY,
    NOTES,
    PLACES,
    REFINED,
    RESULTS,
    STATEMENT,
    TAKING_PART,
    TITLE,
    TOLD_TWICE,
)

CARDS_MADE_BY_THE_ROOM = len(PLACES) + 1  # every group has dots, and a use case is in scope
SAID = json.loads((TRACKERS / "workshop.json").read_text(encoding="utf-8"))


@pytest.fixture
def stored(portfolio_file):
    """Ask the sample portfolio."""
    with contextlib.closing(sqlite3.connect(portfolio_file)) as connection:
        yield lambda query: connection.execute(query).fetchall()


@pytest.fixture
def line(portfolio_file):
    """The only workshop there is."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        [only] = rooms(session)
    database.dispose()
    return only


@pytest.fixture
def seen(portfolio_file, line):
    """What somebody sees who only watches."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        room = there(session, workshops.by_code(session, line.code).id, today=AS_OF)
    database.dispose()
    return seen_by(room, Reader(), now=now())


def test_one_workshop_is_open_and_refines(line, seen):
    assert (line.title, line.led_by, line.is_open) == (TITLE, LED_BY, True)
    assert (seen["room"]["phase"], seen["room"]["journey"]) == ("refine", "Patient journey")
    assert line.opened_at == datetime.combine(AS_OF, datetime.min.time()).replace(hour=9)


def test_everybody_takes_part_under_their_own_name_and_nobody_is_there_now(seen, stored):
    assert [each["name"] for each in seen["people"]] == [LED_BY, *TAKING_PART]
    assert [each["name"] for each in seen["people"] if each["leads"]] == [LED_BY]
    assert not any(each["here"] for each in seen["people"])
    assert stored("select count(*) from participant join person on person.id = person_id") == [(len(seen["people"]),)]


def test_every_note_is_there_and_in_the_group_it_was_put_into(seen):
    groups = {each["id"]: each["name"] for each in seen["groups"]}

    assert [(each["by"], each["kind"], each["text"], groups[each["group"]]) for each in seen["notes"]] == list(NOTES)
    assert Counter(each["kind"] for each in seen["notes"]) == {"friction": 12, "idea": 6}


def test_everybody_gave_all_their_dots(seen):
    given = sum((Counter(each) for each in DOTS.values()), Counter())

    assert {each["name"]: each["dots"] for each in seen["groups"]} == given
    assert [sum(each.values()) for each in DOTS.values()] == [seen["room"]["dots_each"]] * len(TAKING_PART)


def test_the_room_is_of_two_minds_about_the_effort_of_one_group_alone(seen):
    said = {each["name"]: each["spread"]["says"] for each in seen["groups"]}

    assert said.keys() == PLACES.keys()
    assert {name for name, says in said.items() if says} == {TOLD_TWICE}
    assert "effort (from 3 to 9)" in said[TOLD_TWICE]


def test_one_card_is_written_well_one_half_and_one_is_a_use_case_as_it_stands(seen):
    names = {each["id"]: each["name"] for each in seen["groups"]}
    well, half, known = seen["cards"]

    assert (names[well["group"]], names[half["group"]], known["use_case"]["title"]) == (RESULTS, TOLD_TWICE, ASSISTANT)
    assert texts(well) == {
        "title": REFINED,
        "statement": STATEMENT,
        "metric": "repeat_contact_rate",
        "target": "-20 %",
        "technology": TOMASZ,
        "operations": KWABENA,
        "commercial": LUCIA,
    }
    assert (well["lint"]["passes"], well["lacks"]) == (True, [])
    assert (texts(half)["statement"], half["lint"]["passes"]) == (BEGUN, False)
    assert half["lacks"] == [
        "The outcome statement does not pass yet.",
        "It says no target for First contact resolution.",
        "Nobody answers for technology and commercial.",
    ]
    assert texts(known)["statement"] == next(each.statement for each in USE_CASES if each.title == ASSISTANT)
    assert known["lacks"] == []
    assert not any(each["committed"] for each in seen["cards"])


def test_the_journal_tells_everything_in_order_within_an_hour_of_that_day(stored):
    moments = [datetime.fromisoformat(at) for (at,) in stored("select at from workshop_event order by id")]

    assert moments == sorted(moments)
    assert moments[0].date() == AS_OF
    assert moments[-1] - moments[0] <= timedelta(hours=1)
    assert len(moments) == 1 + len(SAID["deeds"]) + CARDS_MADE_BY_THE_ROOM


@pytest.mark.parametrize(
    "query",
    [
        "select date(joined_at) from participant",
        "select date(made_at) from workshop_note",
        "select date(made_at) from workshop_group",
        "select date(at) from workshop_piece",
        "select date(taken_away_at) from workshop_card where taken_away_at is not null",
    ],
)
def test_everything_in_the_room_bears_the_day_on_which_it_was_done(query, stored):
    assert set(stored(query)) == {(AS_OF.isoformat(),)}


def test_nothing_of_it_is_anywhere_but_in_its_room(stored):
    entries = stored("select distinct row_table, reason from audit_event where action like 'workshop.%'")

    assert entries == [("workshop", OF_THE_SAMPLE)]
    assert stored("select count(*) from council_action where workshop_id is not null") == [(0,)]
    assert stored("select count(*) from use_case") == [(len(USE_CASES),)]


def test_one_of_them_can_go_on_where_they_stopped(portfolio_copy, line):
    database = Database(f"sqlite:///{portfolio_copy}")
    with database.reading() as session:
        person = people.known(session, people.get(session, slug_of(KWABENA)).id)
        room = workshops.by_code(session, line.code)
        me = next(each for each in workshops.participants(session, room.id) if each.person_id == person.id)
        half = workshops.cards(session, room.id)[1].id
        sender = Sender(room.id, me.id)
    with database.changing(person, Action.WORKSHOP_TAKE_PART) as session:
        assert cards.write(session, sender, half, Field.TARGET, "+8 %", "").outcome == "saved"
    database.dispose()


def texts(card):
    return {name: each["text"] for name, each in card["fields"].items()}
