"""What each reader may see of a room: what is hidden in a phase is not in what their browser gets."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.workshops.phases import LED, Deed, Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.domain.workshops.placing import Place
from cxdash.domain.workshops.timer import Timer
from cxdash.reports.workshops.room import CardThere, GroupThere, Judged, NoteThere, PersonThere, RoomThere
from cxdash.reports.workshops.seen import Reader, seen_by

NOW = datetime(2026, 3, 2, 12)
FAY, ANA, BEN = 1, 2, 3
NAMES = {FAY: "Fay Facilitator", ANA: "Ana Agent", BEN: "Ben Back-office"}
LETTERS, CALLBACKS = 11, 12


def person(number, *, seen=0, at="", leads=False):
    return PersonThere(number, None, NAMES[number], leads, NOW - timedelta(seconds=seen), at)


def card(number=31, **said):
    told = {
        "group": LETTERS,
        "use_case": None,
        "locked": False,
        "pen": None,
        "is_committed": False,
        "pieces": {Field.TITLE: ("Plain letters", ANA)},
        "judged": Judged(passes=False, says=("It names no metric.",), rewrite="Reduce …"),
        "lacks": ("It names no metric.",),
    }
    return CardThere(id=number, **(told | said))


def room(phase=Phase.CAPTURE, **said):
    told = {
        "id": 7,
        "rev": 90,
        "code": "K7QPXM",
        "title": "Fewer calls",
        "journey": "Patient journey",
        "agenda": ("Notes", "Votes"),
        "phase": phase,
        "is_open": True,
        "timer": Timer(),
        "dots_each": 5,
        "summoned": None,
        "led_by": NAMES[FAY],
        "opened_at": NOW,
        "people": (person(FAY, leads=True), person(ANA), person(BEN, seen=600)),
        "notes": (
            NoteThere(21, "friction", "Letters nobody understands", ANA, LETTERS),
            NoteThere(22, "friction", "Secret of Ben", BEN, CALLBACKS),
            NoteThere(23, "idea", "Another of Ben", BEN, None),
        ),
        "groups": (GroupThere(LETTERS, "Letters"), GroupThere(CALLBACKS, "Callbacks")),
        "dots": {(LETTERS, ANA): 2, (CALLBACKS, BEN): 4},
        "places": {(LETTERS, FAY): Place(8, 3), (LETTERS, ANA): Place(7, 9)},
        "cards": (card(),),
        "drafts": {BEN: {"card 31/title": ("Half typed by Ben", "")}},
        "undo": {BEN: "your last words on a card"},
    }
    return RoomThere(**(told | said))


def seen(there, participant=ANA, *, may_lead=False):
    return seen_by(there, Reader(participant, may_lead=may_lead), now=NOW)


# --- what is hidden ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", [0, FAY, ANA])
def test_while_notes_are_captured_nobody_gets_anothers_words_not_even_who_leads(reader):
    text = json.dumps(seen(room(), reader))
    assert "of Ben" not in text
    assert ("Letters nobody understands" in text) == (reader == ANA)


def test_while_notes_are_captured_others_are_only_counted():
    told = seen(room())
    assert told["behind"] == {"notes": 2, "people": 1}
    assert [note["id"] for note in told["notes"]] == [21]
    assert told["groups"] == []


@given(st.permutations([FAY, BEN, BEN, FAY]), st.randoms())
def test_what_one_sees_while_notes_are_captured_does_not_depend_on_who_of_the_others_wrote_what(authors, random):
    texts = ["one", "two", "three", "four"]
    random.shuffle(texts)
    own = NoteThere(21, "friction", "mine", ANA, None)
    others = tuple(
        NoteThere(30 + at, "idea", text, by, None) for at, (text, by) in enumerate(zip(texts, authors, strict=True))
    )
    usual = tuple(NoteThere(30 + at, "idea", "x", by, None) for at, by in enumerate([FAY, FAY, BEN, BEN]))
    assert seen(room(notes=(own, *others))) == seen(room(notes=(own, *usual)))


def test_notes_are_revealed_with_their_authors():
    told = seen(room(Phase.REVEAL))
    assert {note["text"]: note["by"] for note in told["notes"]} == {
        "Letters nobody understands": NAMES[ANA],
        "Secret of Ben": NAMES[BEN],
        "Another of Ben": NAMES[BEN],
    }


@pytest.mark.parametrize("phase", [Phase.REVEAL, Phase.CLUSTER, Phase.VOTE])
def test_until_the_vote_is_over_one_sees_ones_own_dots_alone(phase):
    told = seen(room(phase))
    assert [group["dots"] for group in told["groups"]] == [None, None]
    assert [group["mine"] for group in told["groups"]] == [2, 0]
    assert told["dots"] == {"left": 3, "voted": 2, "of": 3}


@given(st.integers(0, 5), st.integers(1, 5))
def test_what_others_give_changes_nothing_that_a_voter_sees(letters, callbacks):
    dots = {(LETTERS, ANA): 2, (LETTERS, BEN): letters, (CALLBACKS, BEN): callbacks}
    assert seen(room(Phase.VOTE, dots=dots)) == seen(room(Phase.VOTE))


def test_after_the_vote_groups_stand_by_their_dots():
    told = seen(room(Phase.PLACE))
    assert [(group["name"], group["dots"]) for group in told["groups"]] == [("Callbacks", 4), ("Letters", 2)]


def test_places_stay_hidden_until_everybody_who_is_here_has_placed_the_group():
    waits = room(Phase.PLACE, people=(person(FAY, leads=True), person(ANA), person(BEN)))
    assert all(group["spread"] is None for group in seen(waits)["groups"])

    letters = next(group for group in seen(room(Phase.PLACE))["groups"] if group["id"] == LETTERS)
    assert letters["spread"]["n"] == 2
    assert letters["spread"]["value"] == [7.25, 7.5, 7.75]
    assert "effort (from 3 to 9)" in letters["spread"]["says"]


def test_who_placed_a_group_that_was_merged_has_not_placed_the_others_by_that():
    places = {(LETTERS, FAY): Place(8, 3), (99, FAY): Place(7, 9), (LETTERS, ANA): Place(1, 1)}
    assert seen(room(Phase.PLACE, places=places))["placed"]["people"] == 0
    assert seen(room(Phase.PLACE, places=places | {(CALLBACKS, ANA): Place(1, 1)}))["placed"]["people"] == 1


def test_one_place_alone_is_never_shown_while_people_place():
    alone = room(Phase.PLACE, people=(person(FAY, leads=True),), places={(LETTERS, FAY): Place(8, 3)})
    assert all(group["spread"] is None for group in seen(alone, 0)["groups"])


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("reader", [0, FAY, ANA])
def test_nobody_gets_what_another_has_half_typed(phase, reader):
    assert "Half typed by Ben" not in json.dumps(seen(room(phase), reader))


def test_ones_own_draft_comes_back():
    assert seen(room(Phase.REFINE), BEN)["drafts"] == {"card 31/title": {"text": "Half typed by Ben", "base": ""}}


def test_where_somebody_is_does_not_tell_whose_note_it_is():
    people = (person(FAY, leads=True), person(ANA), person(BEN, at="note 22"))
    assert [each["at"] for each in seen(room(people=people))["people"]] == ["", "", ""]
    people = (person(FAY, leads=True), person(ANA), person(BEN, at="card 31/title"))
    assert seen(room(Phase.REFINE, people=people))["people"][2]["at"] == "card 31/title"


# --- what is there ----------------------------------------------------------------------------------------------------


def test_people_are_here_as_long_as_their_browser_is_heard():
    assert [each["here"] for each in seen(room())["people"]] == [True, True, False]


def test_times_are_the_servers_own_so_that_a_wrong_clock_does_not_matter():
    told = seen(room(timer=Timer(300, ends_at=NOW + timedelta(seconds=120))))
    assert told["room"]["timer"] == {"seconds": 300, "ends_at": told["now"] + 120, "left": None}


def test_a_card_says_what_it_lacks_and_who_wrote_what():
    (told,) = seen(room(Phase.REFINE))["cards"]
    assert told["fields"]["title"] == {"text": "Plain letters", "label": "Title", "by": NAMES[ANA], "choices": None}
    assert told["fields"]["metric"]["choices"] == "metric"
    assert told["fields"]["operations"]["choices"] == "people"
    assert told["lint"] == {"passes": False, "says": ["It names no metric."], "rewrite": "Reduce …"}
    assert told["lacks"] == ["It names no metric."]


@pytest.mark.parametrize(
    ("said", "writers"),
    [
        ({}, {FAY, ANA, BEN}),
        ({"locked": True}, {FAY}),
        ({"pen": BEN}, {FAY, BEN}),
        ({"locked": True, "pen": BEN}, {FAY, BEN}),
    ],
)
def test_who_may_write_on_a_card(said, writers):
    there = room(Phase.REFINE, cards=(card(**said),))
    assert {each for each in (0, FAY, ANA, BEN) if seen(there, each)["cards"][0]["writes"]} == writers


# --- what may be done -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", Phase)
def test_who_only_watches_may_do_nothing(phase):
    told = seen(room(phase), 0, may_lead=True)
    assert told["me"] is None
    assert told["may"] == []
    assert told["undo"] is None


@pytest.mark.parametrize("phase", Phase)
def test_only_who_leads_is_offered_what_leading_takes(phase):
    leading, taking_part = (set(seen(room(phase), each)["may"]) for each in (FAY, ANA))
    assert Deed.PHASE_MOVE in leading
    assert not taking_part & {deed.value for deed in LED}


def test_the_lead_is_offered_to_who_may_take_it_and_has_it_not():
    assert "lead.take" in seen(room(), ANA, may_lead=True)["may"]
    assert "lead.take" not in seen(room(), ANA)["may"]
    assert "lead.take" not in seen(room(), FAY, may_lead=True)["may"]


def test_a_closed_room_is_read_only():
    there = replace(room(Phase.COMMIT), is_open=False)
    told = seen(there, FAY)
    assert told["may"] == []
    assert not told["cards"][0]["writes"]
    assert told["room"]["says"].startswith("This workshop is closed")


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("reader", [0, FAY, ANA, BEN])
def test_what_is_sent_is_plain_json(phase, reader):
    told = seen(room(phase), reader)
    assert json.loads(json.dumps(told)) == told
