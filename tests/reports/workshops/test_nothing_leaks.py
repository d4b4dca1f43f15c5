"""Whatever is in a room: what its phase hides changes nothing in what a browser gets, whoever looks."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.workshops.phases import Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.domain.workshops.placing import Place
from cxdash.domain.workshops.timer import Timer
from cxdash.reports.workshops.room import CardThere, GroupThere, Judged, NoteThere, PersonThere, RoomThere
from cxdash.reports.workshops.seen import Reader, seen_by

NOW = datetime(2026, 3, 2, 12)
GUEST, LEADER, *OTHERS = range(5)
PEOPLE = (LEADER, *OTHERS)
GROUPS = (11, 12)
MINUTE = timedelta(minutes=1)
CARD = CardThere(
    id=31,
    group=11,
    use_case=None,
    locked=False,
    pen=None,
    is_committed=False,
    pieces={Field.TITLE: ("Plain letters", None)},
    judged=Judged(passes=False, says=(), rewrite=""),
    lacks=(),
)
EMPTY = RoomThere(
    id=7,
    rev=90,
    code="K7QPXM",
    title="Fewer calls",
    journey="",
    agenda=(),
    phase=Phase.CAPTURE,
    is_open=True,
    timer=Timer(),
    dots_each=5,
    summoned=None,
    led_by="Name 1",
    opened_at=NOW,
    people=(PersonThere(LEADER, None, "Name 1", leads=True, seen_at=NOW, at=""),),
)

phases = st.sampled_from(Phase)
readers = st.sampled_from((GUEST, *PEOPLE))
groups = st.sampled_from(GROUPS)
somebody = st.sampled_from(PEOPLE)
each_with_each = st.tuples(groups, somebody)
places = st.builds(Place, st.integers(1, 10), st.integers(1, 10))
spots = st.sampled_from(["", "note 5", "new note", "group 11", "card 31/title"])


@st.composite
def notes(draw):
    """Notes of anybody, in any order, in a group or in none; their texts tell them apart."""
    authors = draw(st.lists(somebody, max_size=6))
    return tuple(
        NoteThere(
            100 + number, draw(st.sampled_from(["friction", "idea"])), f"words {number}", by, draw(st.none() | groups)
        )
        for number, by in enumerate(authors)
    )


@st.composite
def rooms(draw):
    """A room of four people in any phase, with notes, dots, places and drafts of any of them."""
    people = tuple(
        PersonThere(
            each, None, f"Name {each}", each == LEADER, NOW - draw(st.sampled_from([0, 5])) * MINUTE, draw(spots)
        )
        for each in PEOPLE
    )
    return replace(
        EMPTY,
        phase=draw(phases),
        is_open=draw(st.booleans()),
        people=people,
        notes=draw(notes()),
        groups=tuple(GroupThere(each, f"Group {each}") for each in GROUPS),
        dots=draw(st.dictionaries(each_with_each, st.integers(1, 2))),
        places=draw(st.dictionaries(each_with_each, places)),
        cards=(CARD,),
        drafts={each: {"new note": (f"half typed by {each}", "")} for each in PEOPLE},
        undo={each: f"what {each} did last" for each in PEOPLE},
    )


def seen(room, reader):
    return seen_by(room, Reader(reader), now=NOW)


def exchanged(draw, reader):
    """Return who stands for whom once those who do not look have changed their places."""
    others = [each for each in PEOPLE if each != reader]
    return {reader: reader} | dict(zip(others, draw(st.permutations(others)), strict=True))


@given(rooms(), readers, st.data())
def test_notes_of_others_that_are_captured_change_nothing(room, reader, data):
    room = replace(room, phase=Phase.CAPTURE)
    instead = exchanged(data.draw, reader)
    own = [each for each in room.notes if each.by == reader]
    others = [
        NoteThere(900 - number, "idea", "other words", instead[each.by], None)
        for number, each in enumerate(data.draw(st.permutations([each for each in room.notes if each.by != reader])))
    ]
    twin = replace(room, notes=tuple(data.draw(st.sampled_from([[*others, *own], [*own, *others]]))))
    assert seen(room, reader) == seen(twin, reader)


@given(rooms(), readers, st.data())
def test_dots_of_others_change_nothing_until_the_vote_is_over(room, reader, data):
    room = replace(room, phase=data.draw(st.sampled_from([Phase.CAPTURE, Phase.REVEAL, Phase.CLUSTER, Phase.VOTE])))
    instead = exchanged(data.draw, reader)
    gave = {by for _, by in room.dots} - {reader}
    own = {key: dots for key, dots in room.dots.items() if key[1] == reader}
    others = {(data.draw(groups), instead[by]): data.draw(st.integers(1, 5)) for by in sorted(gave)}
    assert seen(room, reader) == seen(replace(room, dots=own | others), reader)


@pytest.mark.parametrize("phase", [each for each in Phase if each.position <= Phase.PLACE.position])
@given(rooms(), readers, st.dictionaries(each_with_each, places, min_size=3))
def test_where_others_place_a_group_changes_nothing_until_all_who_are_here_have_placed_it(phase, room, reader, put):
    room = replace(room, phase=phase, places=put)
    here = {each.id for each in room.people if each.seen_at == NOW}
    placed = {group: {by for of, by in put if of == group} for group in GROUPS}
    hidden = {of for of in GROUPS if phase is not Phase.PLACE or len(placed[of]) < 2 or here - placed[of]}
    twin = {
        (of, by): Place(11 - place.value, 11 - place.effort) if of in hidden and by != reader else place
        for (of, by), place in put.items()
    }
    assert seen(room, reader) == seen(replace(room, places=twin), reader)


@given(rooms(), readers, st.data())
def test_what_others_type_do_last_and_where_they_are_changes_nothing(room, reader, data):
    people = tuple(
        each
        if each.id == reader or each.at.startswith("card ")
        else replace(each, at=data.draw(spots.filter(not_card)))
        for each in room.people
    )
    own = {reader: room.drafts[reader]} if reader else {}
    said = {reader: room.undo[reader]} if reader else {}
    assert seen(room, reader) == seen(replace(room, people=people, drafts=own, undo=said), reader)


def not_card(at):
    return not at.startswith("card ")


@given(rooms(), readers)
def test_no_hidden_words_are_anywhere_in_what_is_sent(room, reader):
    sent = json.dumps(seen(room, reader))
    hidden = [each.text for each in room.notes if room.phase is Phase.CAPTURE and each.by != reader]
    hidden += [f"half typed by {each}" for each in PEOPLE if each != reader]
    hidden += [f"what {each} did last" for each in PEOPLE if each != reader]
    assert [each for each in hidden if f'"{each}"' in sent] == []


@given(rooms())
def test_who_leads_sees_of_notes_dots_and_places_what_a_guest_sees_and_their_own(room):
    nothing_own = replace(
        room,
        notes=tuple(each for each in room.notes if each.by != LEADER),
        dots={key: dots for key, dots in room.dots.items() if key[1] != LEADER},
        places={key: place for key, place in room.places.items() if key[1] != LEADER},
    )
    leads, watches = seen(nothing_own, LEADER), seen(nothing_own, GUEST)
    for part in ("notes", "behind", "groups", "dots", "placed"):
        assert leads[part] == watches[part]


@pytest.mark.parametrize("phase", Phase)
def test_who_only_watches_gets_neither_drafts_nor_the_names_of_all_the_people(phase):
    room = replace(EMPTY, phase=phase, known_people=("Omar Ops",), drafts={LEADER: {"x": ("Half", "")}})
    told = seen(room, GUEST)
    assert (told["may"], told["drafts"], told["choices"]["people"]) == ([], {}, [])
    assert seen(room, LEADER)["choices"]["people"] == ["Omar Ops"]
