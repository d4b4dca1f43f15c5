"""Cards that a room refines: who writes where, what becomes of words written at once, and who holds the pen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from cxdash.changes import use_cases
from cxdash.changes.workshops import cards, choosing, entering, groups, rooms
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.ownership import Function
from cxdash.domain.workshops.phases import Phase
from cxdash.domain.workshops.pieces import Field, Written
from cxdash.store import workshop_cards
from cxdash.store.database import Database
from cxdash.store.workshop_tables import Workshop, WorkshopPiece
from tests.builders import add_use_case
from tests.changes.workshops.refining import cards_of, draft, journal, refining, texts
from tests.rooms import acting, joined, moved, opened

STATEMENT = "Reduce no-shows by 30 % through reminders, measured over 90 days."


@pytest.fixture
def begun(ready_after):
    """A database with a room that refines one card."""
    return ready_after(refining)


def write(begun, sender, field, text, base=""):
    """Let somebody write on the room's card."""
    database, room = begun
    return acting(database, sender, cards.write, room.card, field, text, base)


def summoned(database, row):
    with database.reading() as session:
        return session.get_one(Workshop, row.id).summoned_id


def test_two_people_in_different_fields_both_win(begun):
    database, room = begun

    write(begun, room.omar, Field.STATEMENT, STATEMENT)
    write(begun, room.vic, Field.TARGET, "-30 %")

    assert texts(database, room.card) == {"title": "Missed visits", "statement": STATEMENT, "target": "-30 %"}


def test_different_words_of_one_field_are_merged(begun):
    database, room = begun
    write(begun, room.leader, Field.STATEMENT, "Reduce visits that are missed in winter")
    base = "Reduce visits that are missed in winter"

    write(begun, room.omar, Field.STATEMENT, "Halve visits that are missed in winter", base)
    second = "Reduce visits that are missed in summer"
    result = write(begun, room.vic, Field.STATEMENT, second, base)

    assert result == Written("Halve visits that are missed in summer", "merged")
    assert texts(database, room.card)["statement"] == "Halve visits that are missed in summer"
    assert journal(database, room.row, "piece.write")[-1] == (
        f"card {room.card}/statement",
        {"text": "Halve visits that are missed in winter"},
        {"text": "Halve visits that are missed in summer"},
    )


def test_of_the_same_words_the_second_is_shown_both_and_keeps_theirs_as_a_draft(begun):
    database, room = begun
    write(begun, room.omar, Field.TITLE, "Fewer missed visits", "Missed visits")

    result = write(begun, room.vic, Field.TITLE, "No lost visits", "Missed visits")

    assert result == Written("Fewer missed visits", "clash")
    assert texts(database, room.card)["title"] == "Fewer missed visits"
    assert draft(database, room.vic, f"card {room.card}/title") == ("No lost visits", "Missed visits")
    assert draft(database, room.omar, f"card {room.card}/title") is None


def test_who_was_shown_both_writes_theirs_and_the_draft_is_gone(begun):
    database, room = begun
    write(begun, room.omar, Field.METRIC, "no_show_rate")
    assert write(begun, room.vic, Field.METRIC, "csat").outcome == "clash"

    result = write(begun, room.vic, Field.METRIC, "csat", "no_show_rate")

    assert result == Written("csat", "saved")
    assert draft(database, room.vic, f"card {room.card}/metric") is None


def test_writing_what_stands_there_already_tells_the_journal_nothing(begun):
    database, room = begun

    assert write(begun, room.vic, Field.TITLE, "Missed visits").outcome == "same"

    assert journal(database, room.row, "piece.write") == []


def test_every_write_counts_as_a_revision_of_its_field(begun):
    database, room = begun
    write(begun, room.omar, Field.TARGET, "-10 %")
    write(begun, room.vic, Field.TARGET, "-20 %", "-10 %")

    with database.reading() as session:
        piece = session.get_one(WorkshopPiece, (room.card, "target"))
        assert (piece.text, piece.revision, piece.participant_id) == ("-20 %", 2, room.vic.participant_id)


def test_ten_people_who_write_at_once_lose_nothing(begun, ready_url):
    database, room = begun
    senders = [joined(database, room.row, f"Person {number}") for number in range(10)]
    slugs = [add_use_case(database, room.admin, f"Case {each}", pilots_named=()) for each in range(2)]
    made = [acting(database, room.leader, cards.make, use_case=slug).id for slug in slugs]
    fields = [(card, field) for card in made for field in list(Field)[2:]]
    elsewhere = Database(ready_url)

    def write_all(number):
        card, field = fields[number]
        base = texts(database, card).get(field.value, "")
        for turn in range(5):
            words = f"words {number} {turn}"
            result = acting(
                elsewhere if number % 2 else database, senders[number], cards.write, card, field, words, base
            )
            assert result == Written(words, "saved")
            base = words

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(write_all, range(10)))
    elsewhere.dispose()

    for number, (card, field) in enumerate(fields):
        assert texts(database, card)[field.value] == f"words {number} 4"
    assert len(journal(database, room.row, "piece.write")) == 50


def test_ten_people_who_write_the_same_field_at_once_are_all_heard(begun):
    database, room = begun
    senders = [joined(database, room.row, f"Person {number}") for number in range(10)]

    with ThreadPoolExecutor(10) as threads:
        results = list(threads.map(lambda each: write(begun, senders[each], Field.METRIC, f"metric_{each}"), range(10)))

    (won,) = (number for number, result in enumerate(results) if result.outcome == "saved")
    place = f"card {room.card}/metric"
    kept = {number: draft(database, sender, place) for number, sender in enumerate(senders) if number != won}
    assert texts(database, room.card)["metric"] == f"metric_{won}"
    assert {result.text for result in results} == {f"metric_{won}"}
    assert kept == {number: (f"metric_{number}", "") for number in range(10) if number != won}


def test_a_locked_card_is_written_by_who_leads_alone(begun):
    database, room = begun
    acting(database, room.leader, cards.lock, room.card, locked=True)

    with pytest.raises(RuleError, match=r"has locked “Missed visits”\. Ask .+ to unlock it\."):
        write(begun, room.omar, Field.TITLE, "Other", "Missed visits")
    write(begun, room.leader, Field.TITLE, "Fewer missed visits", "Missed visits")
    acting(database, room.leader, cards.lock, room.card, locked=False)
    write(begun, room.omar, Field.TITLE, "Other", "Fewer missed visits")

    assert texts(database, room.card)["title"] == "Other"


def test_of_a_card_whose_pen_somebody_has_they_are_named(begun):
    database, room = begun
    acting(database, room.leader, cards.lock, room.card, locked=True)
    acting(database, room.leader, cards.hand_pen, room.card, room.omar.participant_id)

    write(begun, room.omar, Field.TARGET, "-30 %")
    with pytest.raises(RuleError, match="Omar has the pen of “Missed visits”"):
        write(begun, room.vic, Field.TARGET, "-20 %", "-30 %")
    acting(database, room.leader, cards.hand_pen, room.card, None)
    acting(database, room.leader, cards.lock, room.card, locked=False)
    write(begun, room.vic, Field.TARGET, "-20 %", "-30 %")

    assert [after for _, _, after in journal(database, room.row, "pen.hand")] == [
        {"pen_id": room.omar.participant_id},
        {"pen_id": None},
    ]


def test_nobody_else_locks_hands_the_pen_summons_makes_or_takes_away(begun):
    database, room = begun
    for deed, given, said in (
        (cards.lock, (room.card,), {"locked": True}),
        (cards.hand_pen, (room.card, room.omar.participant_id), {}),
        (cards.summon, (room.card,), {}),
        (cards.make, (), {"group_id": room.group}),
        (cards.take_away, (room.card,), {}),
    ):
        with pytest.raises(NotAllowedError):
            acting(database, room.omar, deed, *given, **said)


def test_the_pen_is_handed_to_nobody_of_another_room(begun):
    database, room = begun
    _, elsewhere = opened(database, room.admin, "Another room")

    with pytest.raises(NotFoundError):
        acting(database, room.leader, cards.hand_pen, room.card, elsewhere.participant_id)


def test_everybody_is_summoned_to_a_card_and_let_go(begun):
    database, room = begun

    acting(database, room.leader, cards.summon, room.card)
    assert summoned(database, room.row) == room.card
    acting(database, room.leader, cards.summon, None)
    acting(database, room.leader, cards.summon, None)

    assert summoned(database, room.row) is None
    assert len(journal(database, room.row, "summon")) == 2


def test_an_edit_that_changed_nothing_is_known_when_it_comes_again(begun):
    database, room = begun
    for sender, deed, said in (
        (room.omar, cards.write, {"field": Field.TITLE, "text": "Missed visits", "base": ""}),
        (room.leader, cards.lock, {"locked": False}),
        (room.leader, cards.hand_pen, {"to": None}),
    ):
        named = replace(sender, sent=deed.__name__)
        acting(database, named, deed, room.card, **said)
        assert acting(database, named, entering.done_before)
    nobody = replace(room.leader, sent="summon")
    acting(database, nobody, cards.summon, None)
    assert acting(database, nobody, entering.done_before)


def test_words_too_long_for_a_field_are_refused(begun):
    _, room = begun
    with pytest.raises(RuleError, match="Shorten it to 200"):
        write(begun, room.omar, Field.TITLE, "x" * 201, "Missed visits")


def test_a_card_taken_away_is_nobodys_aim_and_comes_back_as_it_was(begun):
    database, room = begun
    write(begun, room.omar, Field.TARGET, "-30 %")
    acting(database, room.leader, cards.summon, room.card)

    acting(database, room.leader, cards.take_away, room.card)
    with pytest.raises(NotFoundError, match="taken away"):
        write(begun, room.omar, Field.TARGET, "-20 %", "-30 %")
    assert summoned(database, room.row) is None
    again = acting(database, room.leader, cards.make, group_id=room.group)

    assert (again.id, again.taken_away_at) == (room.card, None)
    assert texts(database, room.card)["target"] == "-30 %"


def test_nothing_has_two_cards(begun):
    database, room = begun
    slug = add_use_case(database, room.admin, pilots_named=())
    acting(database, room.leader, cards.make, use_case=slug)

    for said in ({"group_id": room.group}, {"use_case": slug}):
        with pytest.raises(RuleError, match="There is a card of this already"):
            acting(database, room.leader, cards.make, **said)
    for said in ({}, {"group_id": room.group, "use_case": slug}):
        with pytest.raises(RuleError, match="Choose one"):
            acting(database, room.leader, cards.make, **said)


def test_a_card_of_a_use_case_says_what_is_stored(begun):
    database, room = begun
    owners = {Function.OPERATIONS: "Omar Said"}
    slug = add_use_case(database, room.admin, pilots_named=(), statement=STATEMENT, owners=owners)

    card = acting(database, room.leader, cards.make, use_case=slug).id

    assert texts(database, card) == {
        "title": "Fewer no-shows",
        "statement": STATEMENT,
        "metric": "no_show_rate",
        "target": "−30 %",
        "operations": "Omar Said",
    }


def test_no_card_is_made_of_a_group_that_went_into_another(begun):
    database, room = begun
    moved(database, room.leader, Phase.CLUSTER)
    into = acting(database, room.leader, groups.make, [], "Reminders").id
    acting(database, room.leader, groups.merge, room.group, into)
    moved(database, room.leader, Phase.REFINE)

    with pytest.raises(RuleError, match="“Missed visits” went into “Reminders”"):
        acting(database, room.leader, cards.make, group_id=room.group)


def with_dots(database, leader, given):
    """Make a group for each number of dots; returns their names by number of dots."""
    moved(database, leader, Phase.CLUSTER)
    made = [acting(database, leader, groups.make, [], f"Group {number}").id for number in range(len(given))]
    moved(database, leader, Phase.VOTE)
    for group, dots in zip(made, given, strict=True):
        acting(database, leader, choosing.give_dots, group, dots)
    return made


def test_refining_begins_with_the_five_groups_that_have_most_dots_and_the_use_cases_in_scope(ready):
    database, admin = ready
    slug = add_use_case(database, admin, pilots_named=())
    gone = add_use_case(database, admin, "Gone", pilots_named=())
    row, leader = opened(database, admin, use_cases=(slug, gone), dots_each=20)
    with database.changing(admin, Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, gone)
    with_dots(database, leader, (1, 2, 2, 0, 5, 3, 2))

    moved(database, leader, Phase.REFINE)

    titles = [texts(database, card.id)["title"] for card in cards_of(database, row)]
    assert titles == ["Group 4", "Group 5", "Group 1", "Group 2", "Group 6", "Fewer no-shows"]


def test_moving_there_again_adds_nothing_twice_and_brings_nothing_back(ready):
    database, admin = ready
    slug = add_use_case(database, admin, pilots_named=())
    row, leader = opened(database, admin, use_cases=(slug,))
    made = with_dots(database, leader, (1, 3, 0))
    moved(database, leader, Phase.REFINE)
    acting(database, leader, cards.take_away, cards_of(database, row)[0].id)

    moved(database, leader, Phase.VOTE)
    acting(database, leader, choosing.give_dots, made[2], 1)
    moved(database, leader, Phase.REFINE, Phase.COMMIT, Phase.REFINE)

    titles = [texts(database, card.id)["title"] for card in cards_of(database, row)]
    assert titles == ["Group 0", "Fewer no-shows", "Group 2"]


def test_where_nobody_gave_dots_the_first_groups_become_cards(ready):
    database, admin = ready
    row, leader = opened(database, admin)
    moved(database, leader, Phase.CLUSTER)
    for number in range(6):
        acting(database, leader, groups.make, [], f"Group {number}")

    acting(database, leader, rooms.move, Phase.REFINE)

    titles = [texts(database, card.id)["title"] for card in cards_of(database, row)]
    assert titles == [f"Group {number}" for number in range(5)]


def test_cards_that_the_room_made_are_nobodys_deed(begun):
    database, room = begun
    with database.reading() as session:
        (event,) = workshop_cards.events(session, room.leader.workshop_id, f"card {room.card}")
        assert (event.kind, event.participant_id) == ("card.make", None)
