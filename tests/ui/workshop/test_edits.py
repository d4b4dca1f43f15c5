"""What a browser sends is done once, answered under its name, and believed in nothing."""

import itertools
import math
from datetime import date
from typing import get_args

import pytest
from sqlalchemy import func, select

from cxdash.domain.workshops.phases import Deed, Phase
from cxdash.store.council_tables import CouncilAction
from cxdash.store.database import Database
from cxdash.store.tables import UseCase
from cxdash.store.workshop_tables import (
    Participant,
    Workshop,
    WorkshopCard,
    WorkshopDots,
    WorkshopDraft,
    WorkshopEvent,
    WorkshopGroup,
    WorkshopNote,
    WorkshopPiece,
    WorkshopPlace,
)
from cxdash.ui.workshop import deeds, edits
from cxdash.ui.workshop.edits import Asking
from tests import rooms
from tests.builders import add_use_case

TODAY = date(2026, 11, 22)
DONE = {"outcome": "done", "says": ""}
NOT_SENT = {Deed.ROOM_OPEN, Deed.ROOM_JOIN}
"""Done by the pages around the room, never by an edit in it."""


class Room:
    """A room of a test, whose people do edits as their browsers send them."""

    def __init__(self, database, admin):
        self.database, self.admin = database, admin
        room, leader = rooms.opened(database, admin)
        self.id, self.code = room
        self.people = {"Lea": leader.participant_id}
        self.people |= {name: rooms.joined(database, room, name).participant_id for name in ("Ana", "Ben")}
        self._numbers = itertools.count(1)

    def send(self, who, raw, *, database=None):
        asking = Asking(self.admin, self.id, self.people[who], TODAY)
        return edits.do(database or self.database, asking, raw)

    def do(self, who, deed, **fields):
        return self.send(who, {"sent": f"edit-{next(self._numbers)}", "deed": deed, **fields})

    def done(self, who, deed, **fields):
        answer = self.do(who, deed, **fields)
        assert answer == DONE, answer

    def move(self, *phases):
        for phase in phases:
            self.done("Lea", "phase.move", to=phase)

    def only(self, table):
        """Return the one row there is of a table."""
        with self.database.reading() as session:
            [row] = session.scalars(select(table)).all()
            session.expunge(row)
            return row

    def count(self, table):
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def room(ready):
    return Room(*ready)


@pytest.fixture
def clustered(room):
    """The same once Ana's note stands in a group of its own."""
    room.done("Ana", "note.add", kind="friction", text="Letters nobody understands")
    room.move("cluster")
    room.done("Ana", "group.make", notes=[1], name="Letters")
    return room


@pytest.fixture
def refining(clustered):
    """The same once the group has a card, which it gets where refining begins."""
    clustered.move("refine")
    if clustered.count(WorkshopCard) == 0:
        clustered.done("Lea", "card.make", group=clustered.only(WorkshopGroup).id)
    return clustered


def test_there_is_an_edit_for_everything_that_may_be_done_in_a_room():
    union, _ = get_args(deeds.AnyEdit)
    said = {each.model_fields["deed"].annotation for each in get_args(union)}

    assert {word for literal in said for word in get_args(literal)} == {deed.value for deed in set(Deed) - NOT_SENT}
    assert set(edits._CHANGES) == set(get_args(union))  # noqa: SLF001 what each becomes


def test_notes_are_written_reworded_and_taken_back(room):
    room.done("Ana", "note.add", kind="idea", text="Plain words")
    note = room.only(WorkshopNote).id
    room.done("Ana", "note.write", note=note, text="Plain words, large type", base="Plain words")
    assert room.only(WorkshopNote).text == "Plain words, large type"

    room.done("Ana", "note.withdraw", note=note)

    assert room.only(WorkshopNote).withdrawn_at is not None


def test_notes_are_grouped_and_groups_are_named_and_merged(clustered):
    letters, note = clustered.only(WorkshopGroup).id, clustered.only(WorkshopNote).id
    clustered.done("Ben", "note.group", note=note, group=None)
    clustered.done("Ben", "note.group", note=note, group=letters)
    clustered.done("Ben", "group.name", group=letters, name="Letters and bills", base="Letters")
    assert clustered.only(WorkshopGroup).name == "Letters and bills"
    clustered.done("Ben", "group.make", notes=[], name="")

    clustered.done("Ana", "group.merge", group=letters + 1, into=letters)

    assert clustered.count(WorkshopGroup) == 2


def test_dots_are_given_and_places_are_put(clustered):
    group = clustered.only(WorkshopGroup).id
    clustered.move("vote")
    clustered.done("Ben", "dots.give", group=group, dots=3)
    assert clustered.only(WorkshopDots).dots == 3
    clustered.move("place")

    clustered.done("Ben", "place.put", group=group, value=8, effort=2)

    placed = clustered.only(WorkshopPlace)
    assert (placed.value, placed.effort) == (8, 2)


def test_cards_are_made_written_locked_handed_over_and_taken_away(refining):
    card = refining.only(WorkshopCard).id
    refining.done("Ana", "piece.write", card=card, field="title", text="Letters people understand", base="Letters")
    assert refining.only(WorkshopPiece).text == "Letters people understand"
    refining.done("Lea", "pen.hand", card=card, to=refining.people["Ben"])
    refining.done("Lea", "pen.hand", card=card, to=None)
    refining.done("Lea", "summon", card=card)
    refining.done("Lea", "summon", card=None)
    refining.done("Lea", "card.lock", card=card, locked=True)
    assert refining.only(WorkshopCard).locked
    refining.done("Lea", "card.remove", card=card)

    refining.done("Lea", "card.make", group=refining.only(WorkshopGroup).id)

    assert refining.only(WorkshopCard).taken_away_at is None


def test_a_card_is_made_of_a_use_case(refining):
    add_use_case(refining.database, refining.admin)
    with refining.database.reading() as session:
        slug = session.scalars(select(UseCase.slug)).one()

    refining.done("Lea", "card.make", use_case=slug)

    assert refining.count(WorkshopCard) == 2


def test_a_card_becomes_a_use_case_and_what_is_left_open_an_action(refining):
    card = refining.only(WorkshopCard).id
    refining.move("commit")
    refining.done("Lea", "card.commit", card=card)
    assert refining.only(UseCase).title == "Letters"

    refining.done("Ana", "point.add", text="Ask the printer", person="Omar Said", due="2026-12-01", card=card)

    point = refining.only(CouncilAction)
    assert (point.due, point.workshop_id, point.use_case_id is not None) == (date(2026, 12, 1), refining.id, True)


def test_drafts_are_kept_and_given_up(room):
    room.done("Ana", "draft.keep", place="note", text="Half a th", base="")
    assert room.only(WorkshopDraft).text == "Half a th"

    room.done("Ana", "draft.drop", place="note")

    assert room.count(WorkshopDraft) == 0


def test_somebody_is_there_is_called_otherwise_and_takes_the_lead(room):
    room.done("Ana", "here", at="card 3/title")
    room.done("Ana", "name", name="Ana Silva")
    room.done("Ana", "lead.take")

    with room.database.reading() as session:
        ana = session.get_one(Participant, room.people["Ana"])
        assert (ana.at, ana.name, ana.leads) == ("card 3/title", "Ana Silva", True)
    assert room.do("Lea", "phase.move", to="reveal")["outcome"] == "refused"


def test_the_timer_is_started_held_let_go_on_and_taken_away(room):
    room.done("Lea", "timer.start", seconds=300)
    room.done("Lea", "timer.pause")
    assert room.only(Workshop).timer_left == pytest.approx(300, abs=5)
    room.done("Lea", "timer.resume")
    assert room.only(Workshop).timer_ends_at is not None

    room.done("Lea", "timer.stop")

    assert room.only(Workshop).timer_seconds == 0


def test_what_one_did_oneself_is_undone(room):
    room.done("Ana", "note.add", kind="idea", text="Plain words")

    room.done("Ana", "undo")

    assert room.only(WorkshopNote).withdrawn_at is not None
    assert room.do("Ben", "undo")["outcome"] == "refused"


def test_a_closed_room_takes_nothing_more_and_keeps_its_summary(room):
    room.done("Lea", "room.close")

    answer = room.do("Ana", "note.add", kind="idea", text="Too late")

    assert answer["outcome"] == "refused"
    assert "closed" in answer["says"]
    assert room.only(Workshop).summary.startswith("# Fewer calls about letters")


def test_an_edit_that_comes_twice_is_done_once_and_answered_alike(room):
    edit = {"sent": "one", "deed": "note.add", "kind": "idea", "text": "Plain words"}

    answers = [room.send("Ana", edit) for _ in range(3)]

    assert answers == [DONE] * 3
    assert room.count(WorkshopNote) == 1


def test_an_edit_that_comes_again_by_another_process_is_done_once(room, ready_url):
    edit = {"sent": "one", "deed": "note.add", "kind": "idea", "text": "Plain words"}
    other = Database(ready_url)
    try:
        answers = [room.send("Ana", edit), room.send("Ana", edit, database=other)]
    finally:
        other.dispose()

    assert answers == [DONE, DONE]
    assert room.count(WorkshopNote) == 1


def test_two_people_may_give_their_edits_the_same_name(room):
    for who in ("Ana", "Ben"):
        assert room.send(who, {"sent": "one", "deed": "note.add", "kind": "idea", "text": who}) == DONE

    assert room.count(WorkshopNote) == 2


def test_two_who_change_different_words_both_win_and_the_second_is_told(refining):
    card = refining.only(WorkshopCard).id
    first, second = "Fewer calls about letters", "Far fewer calls about letters"
    refining.done("Ana", "piece.write", card=card, field="statement", text=first, base="")
    refining.done("Ana", "piece.write", card=card, field="statement", text=f"{first} and bills", base=first)

    answer = refining.do("Ben", "piece.write", card=card, field="statement", text=second, base=first)

    assert answer["outcome"] == "merged"
    assert answer["stored"] == "Far fewer calls about letters and bills"
    assert answer["says"]


def test_two_who_change_the_same_words_see_both_and_nothing_is_written_over(refining):
    card = refining.only(WorkshopCard).id
    refining.done("Ana", "piece.write", card=card, field="target", text="10 %", base="")

    answer = refining.do("Ben", "piece.write", card=card, field="target", text="20 %", base="")

    assert (answer["outcome"], answer["stored"], answer["mine"]) == ("clash", "10 %", "20 %")
    with refining.database.reading() as session:
        assert session.get_one(WorkshopPiece, (card, "target")).text == "10 %"
        assert session.scalars(select(WorkshopDraft.text)).all() == ["20 %"]


GOOD = {"sent": "x", "deed": "note.add", "kind": "idea", "text": "Plain words"}
RUBBISH = [
    {"deed": "use_case.delete"},
    {"deed": "room.open"},
    {"deed": None},
    {"deed": ["note.add"]},
    {"kind": "secret"},
    {"kind": None},
    {"text": 7},
    {"text": None},
    {"text": ["Plain words"]},
    {"text": "x" * 30_000},
    {"text": "x" * 600},
    {"text": "   "},
    {"participant_id": 1},
    {"deed": "dots.give", "group": 1, "dots": math.nan},
    {"deed": "note.withdraw", "note": "1"},
    {"deed": "note.withdraw", "note": True},
    {"deed": "note.withdraw", "note": 1.5},
    {"deed": "note.withdraw", "note": -1},
    {"deed": "note.withdraw", "note": 10**30},
    {"deed": "note.withdraw", "note": math.inf},
    {"deed": "group.make", "notes": [1] * 10_000, "name": ""},
    {"deed": "group.make", "notes": {"1": 1}, "name": ""},
    {"deed": "point.add", "text": "Ask", "person": "Omar", "due": "soon", "card": None},
    {"deed": "point.add", "text": "Ask", "person": "Omar", "due": 20261201, "card": None},
    {"deed": "phase.move", "to": "lunch"},
    {"deed": "timer.start", "seconds": 10**12},
]


@pytest.mark.parametrize("changed", RUBBISH, ids=str)
def test_what_makes_no_sense_is_refused_with_a_sentence_and_changes_nothing(room, changed):
    kept = {} if "deed" in changed and changed["deed"] != "note.add" else GOOD
    before = room.count(WorkshopEvent)

    answer = room.send("Ana", kept | {"sent": "x"} | changed)

    assert answer["outcome"] == "refused"
    assert answer["says"].endswith(".")
    assert room.count(WorkshopEvent) == before


@pytest.mark.parametrize("raw", [None, "note.add", 7, [], {}, {"sent": 3}, {"sent": ""}, {"sent": "x" * 65}])
def test_what_has_no_name_is_not_done(room, raw):
    asking = Asking(room.admin, room.id, room.people["Ana"], TODAY)

    assert edits.do_all(room.database, asking, [raw]) == {}
    assert edits.do_all(room.database, asking, raw) == {}
    assert room.count(WorkshopNote) == 0


def test_what_no_database_stores_is_replaced(room):
    room.done("Ana", "note.add", kind="idea", text="Half \ud83d a sign, \x00 and a whole one \U0001f600")

    assert room.only(WorkshopNote).text == "Half \ufffd a sign, \ufffd and a whole one \U0001f600"


def test_many_edits_of_one_message_are_answered_as_far_as_they_are_done(room):
    sent = [{**GOOD, "sent": f"edit-{number}", "text": f"Note {number}"} for number in range(edits.AT_ONCE + 10)]
    sent[3] = {"sent": "edit-3", "deed": "phase.move", "to": "reveal"}

    answers = edits.do_all(room.database, Asking(room.admin, room.id, room.people["Ana"], TODAY), sent)

    assert list(answers) == [f"edit-{number}" for number in range(edits.AT_ONCE)]
    assert [name for name, answer in answers.items() if answer != DONE] == ["edit-3"]
    assert room.count(WorkshopNote) == edits.AT_ONCE - 1


def test_what_belongs_to_who_leads_or_to_another_phase_is_refused(room):
    assert "leads" in room.do("Ana", "phase.move", to="reveal")["says"]
    assert Phase.VOTE.label in room.do("Ana", "dots.give", group=1, dots=1)["says"]


def test_nobody_edits_a_room_that_they_are_not_in(room):
    other = Room(room.database, room.admin)
    room.people["stranger"] = other.people["Ana"]

    answer = room.do("stranger", "note.add", kind="idea", text="From next door")

    assert answer["outcome"] == "refused"
    assert room.count(WorkshopNote) == 0


def test_while_the_database_is_away_an_edit_has_no_answer_and_is_sent_again(room, tmp_path):
    nowhere = Database(f"sqlite:///{tmp_path / 'empty.db'}")  # has no tables

    answer = room.send("Ana", GOOD, database=nowhere)
    nowhere.dispose()

    assert answer is None
    assert room.send("Ana", GOOD) == DONE
