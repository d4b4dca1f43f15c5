"""Rooms opened, joined, led, timed, closed and taken up again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cxdash.changes import use_cases
from cxdash.changes.workshops import cards, choosing, committing, entering, groups, notes, rooms
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.people import Role
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.phases import Deed, Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.store import workshops
from cxdash.store.schema import now
from cxdash.store.tables import AuditEvent
from cxdash.store.workshop_tables import Participant, Workshop, WorkshopEvent
from tests.builders import TODAY, add_use_case
from tests.rooms import acting, joined, moved, opened


def stored(database, row):
    with database.reading() as session:
        room = session.get_one(Workshop, row.id)
        session.expunge(room)
        return room


def people_in(database, row):
    with database.reading() as session:
        found = {each.name: each for each in workshops.participants(session, row.id)}
        session.expunge_all()
        return found


def journal(database, row):
    with database.reading() as session:
        query = select(WorkshopEvent).where(WorkshopEvent.workshop_id == row.id).order_by(WorkshopEvent.id)
        return [(each.kind, each.subject, each.before, each.after) for each in session.scalars(query)]


def a_viewer(database, name="Vera"):
    return database.add_first_person(name.lower(), name, frozenset({Role.VIEWER}))


def test_a_room_opens_in_the_first_phase_and_its_leader_is_in_it(ready):
    database, admin = ready
    slug = add_use_case(database, admin, pilots_named=())

    row, leader = opened(database, admin, "  Fewer  calls ", use_cases=(slug, slug), agenda=(" Look ", ""), dots_each=3)

    room = stored(database, row)
    assert (room.title, room.phase, room.agenda, room.dots_each) == ("Fewer calls", "capture", ["Look"], 3)
    assert (room.leader_id, len(room.code), room.closed_at) == (admin.id, 6, None)
    (first,) = people_in(database, row).values()
    assert (first.id, first.name, first.person_id, first.leads) == (leader.participant_id, admin.name, admin.id, True)
    with database.reading() as session:
        assert len(workshops.scope(session, row.id)) == 1
        assert workshops.newest(session, [row.id, 99]) == {row.id: 1}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": "  "}, "needs a title"),
        ({"title": "x" * 121}, "Shorten it"),
        ({"dots_each": 0}, "between 1 and 20"),
        ({"journey": "nowhere"}, "no journey"),
        ({"use_cases": ("nothing",)}, "no use case"),
    ],
)
def test_a_room_about_nothing_that_there_is_is_not_opened(ready, said, words):
    with pytest.raises((RuleError, NotFoundError), match=words):
        opened(*ready, **said)


def test_a_room_is_not_about_what_is_archived(ready):
    database, admin = ready
    slug = add_use_case(database, admin, pilots_named=())
    with database.changing(admin, Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, slug)

    with pytest.raises(RuleError, match="was archived"):
        opened(database, admin, use_cases=(slug,))


def test_who_does_not_lead_workshops_opens_none(ready):
    database, _ = ready

    with pytest.raises(NotAllowedError, match="may not lead a workshop"):
        opened(database, a_viewer(database))


def test_the_log_tells_of_the_room_and_keeps_its_secret(ready):
    row, _ = opened(*ready)

    with ready[0].reading() as session:
        (entry,) = session.scalars(select(AuditEvent).where(AuditEvent.row_table == "workshop")).all()
        assert entry.row_key == str(row.id)
        assert entry.after["title"] == "Fewer calls about letters"
        assert {"secret", "summary"} & set(entry.after) == set()
        assert not session.scalars(select(AuditEvent).where(AuditEvent.row_table == "participant")).all()


def test_who_joins_twice_from_one_browser_is_one_and_keeps_the_name(ready):
    database, _ = ready
    row, _ = opened(*ready)

    first = joined(database, row, " Ana  Roy ", secret="s" * 32)
    second = joined(database, row._replace(code=row.code.lower()[:3] + "-" + row.code[3:]), "Anna", secret="s" * 32)

    assert first == second
    ana = people_in(database, row)["Ana Roy"]
    assert ana.secret_hash not in {"", "s" * 32}


def test_a_person_is_one_in_all_their_browsers(ready):
    database, _ = ready
    row, _ = opened(*ready)
    vera = a_viewer(database)

    first = joined(database, row, "Vera", person=vera, secret="one")
    second = joined(database, row, "Vera", person=vera, secret="two")

    assert first == second


def test_two_people_at_one_browser_are_two(ready):
    database, _ = ready
    row, _ = opened(*ready)

    first = joined(database, row, "Vera", person=a_viewer(database), secret="same")
    second = joined(database, row, "Omar", person=a_viewer(database, "Omar"), secret="same")

    assert first != second


def test_who_joined_by_name_and_signs_in_later_stays_who_they_were(ready):
    database, _ = ready
    row, _ = opened(*ready)

    first = joined(database, row, "Vera", secret="same")
    second = joined(database, row, "Vera", person=a_viewer(database), secret="same")

    assert first == second


def test_a_name_that_is_taken_is_refused_with_one_that_is_free(ready):
    database, _ = ready
    row, _ = opened(*ready)
    joined(database, row, "Ana", secret="one")
    joined(database, row, "ana 2", secret="two")

    with pytest.raises(RuleError, match=r"Somebody else is called “ANA” here\. Call yourself “ANA 3”"):
        joined(database, row, "ANA", secret="three")
    with pytest.raises(RuleError, match="Say your name"):
        joined(database, row, " ", secret="three")


def test_nobody_joins_a_room_that_is_not_there_or_over(ready):
    database, _ = ready
    row, leader = opened(*ready)
    ana = joined(database, row, "Ana")
    acting(database, leader, rooms.close, summary="# What came of it")

    assert joined(database, row, "Ana") == ana
    with pytest.raises(RuleError, match="is closed"):
        joined(database, row, "Ben")
    with pytest.raises(NotFoundError, match="No workshop has the code “AAAAAA”"):
        joined(database, row._replace(code="AAAAAA"), "Ben")


def test_a_closed_room_keeps_its_summary_and_refuses_every_edit(ready):
    database, _ = ready
    row, leader = opened(*ready)
    acting(database, leader, rooms.set_timer, 300)
    acting(database, leader, rooms.close, summary="# What came of it")

    room = stored(database, row)
    assert (room.summary, room.timer_seconds) == ("# What came of it", 0)
    assert room.closed_at
    with pytest.raises(RuleError, match="This workshop is closed"):
        acting(database, leader, notes.add, NoteKind.IDEA, "Too late")


def test_phases_move_in_both_directions_and_the_timer_stops(ready):
    database, _ = ready
    row, leader = opened(*ready)
    acting(database, leader, rooms.set_timer, 300)

    moved(database, leader, "vote", "vote", "reveal")

    room = stored(database, row)
    assert (room.phase, room.timer_seconds, room.timer_ends_at) == ("reveal", 0, None)
    assert journal(database, row)[-2:] == [
        ("phase.move", "room", {"phase": "capture"}, {"phase": "vote"}),
        ("phase.move", "room", {"phase": "vote"}, {"phase": "reveal"}),
    ]


def test_refining_begins_with_cards_once(ready):
    database, admin = ready
    slug = add_use_case(database, admin, pilots_named=())
    row, leader = opened(database, admin, use_cases=(slug,))
    moved(database, leader, "cluster")
    group = acting(database, leader, groups.make, [], "Letters").id

    moved(database, replace(leader, sent="edit 1"), "refine")
    moved(database, leader, "vote", "refine")

    with database.reading() as session:
        assert [each.group_id for each in workshops.cards(session, row.id)] == [group, None]
        named = session.scalars(select(WorkshopEvent.kind).where(WorkshopEvent.sent == "edit 1"))
        assert named.all() == ["phase.move"]


def test_only_who_leads_moves_phases_and_the_timer(ready):
    database, _ = ready
    row, _ = opened(*ready)
    ana = joined(database, row, "Ana")

    for deed in (lambda: moved(database, ana, "vote"), lambda: acting(database, ana, rooms.set_timer, 5)):
        with pytest.raises(NotAllowedError, match="Only who leads"):
            deed()
    with pytest.raises(NotAllowedError, match="Only who leads"):
        acting(database, ana, rooms.close)


def test_the_timer_is_held_goes_on_and_is_taken_away(ready):
    database, _ = ready
    row, leader = opened(*ready)

    acting(database, leader, rooms.set_timer, 300)
    assert timedelta(seconds=290) < stored(database, row).timer_ends_at - now() <= timedelta(seconds=300)
    acting(database, leader, rooms.pause)
    acting(database, leader, rooms.pause)
    held = stored(database, row)
    assert held.timer_ends_at is None
    assert 290 < held.timer_left <= 300
    acting(database, leader, rooms.resume)
    assert stored(database, row).timer_ends_at
    acting(database, leader, rooms.stop)
    assert stored(database, row).timer_seconds == 0
    with pytest.raises(RuleError, match="two hours"):
        acting(database, leader, rooms.set_timer, 7201)
    assert [kind for kind, *_ in journal(database, row)[1:]] == [
        "timer.start",
        "timer.pause",
        "timer.resume",
        "timer.stop",
    ]


def test_the_lead_goes_to_one_who_may_lead_and_leaves_who_had_it(ready):
    database, admin = ready
    row, leader = opened(*ready)
    fay = database.add_first_person("fay", "Fay", frozenset({Role.FACILITATOR}))
    theirs = joined(database, row, "Fay", person=fay)

    acting(database, theirs, rooms.take_lead)
    acting(database, theirs, rooms.take_lead)

    everybody = people_in(database, row)
    assert (everybody["Fay"].leads, everybody[admin.name].leads) == (True, False)
    assert stored(database, row).leader_id == fay.id
    assert journal(database, row)[-1] == (
        "lead.take",
        f"participant {theirs.participant_id}",
        {"participant": leader.participant_id},
        {"participant": theirs.participant_id},
    )
    vera = joined(database, row, "Vera", person=a_viewer(database))
    with pytest.raises(NotAllowedError, match="may not lead"):
        acting(database, vera, rooms.take_lead)


def test_nobody_edits_from_anothers_place(ready):
    database, admin = ready
    row, leader = opened(*ready)
    vera, other = a_viewer(database), opened(database, admin)[1]
    ana = joined(database, row, "Ana")

    with (
        pytest.raises(NotAllowedError, match="Join it under your own name"),
        database.changing(vera, Action.WORKSHOP_TAKE_PART) as session,
    ):
        notes.add(session, leader, NoteKind.IDEA, "Not mine")
    with pytest.raises(NotFoundError, match="not in this workshop"):
        acting(database, replace(ana, workshop_id=other.workshop_id), rooms.seen, "")


def test_a_name_changes_unless_somebody_has_it(ready):
    database, _ = ready
    row, _ = opened(*ready)
    ana, ben = joined(database, row, "Ana"), joined(database, row, "Ben")

    acting(database, ana, rooms.rename, "ana")
    acting(database, ana, rooms.rename, "ana")
    with pytest.raises(RuleError, match="Call yourself “Ana 2”"):
        acting(database, ben, rooms.rename, "Ana")

    assert set(people_in(database, row)) >= {"ana", "Ben"}
    assert journal(database, row)[-1][2:] == ({"name": "Ana"}, {"name": "ana"})


def test_being_there_is_told_only_where_somebody_moves_or_comes_back(ready):
    database, _ = ready
    row, _ = opened(*ready)
    ana = joined(database, row, "Ana")

    for at in ("card 3/title", "card 3/title", "card 3/statement"):
        acting(database, ana, rooms.seen, at)
    assert [after for kind, _, _, after in journal(database, row) if kind == "here"] == [
        {"at": "card 3/title"},
        {"at": "card 3/statement"},
    ]

    long_ago = now() - timedelta(minutes=5)
    acting(database, ana, lambda s, sender: setattr(s.get_one(Participant, sender.participant_id), "seen_at", long_ago))
    acting(database, ana, rooms.seen, "card 3/statement")

    assert journal(database, row)[-1][0] == "here"
    assert people_in(database, row)["Ana"].seen_at > long_ago


def test_a_later_workshop_goes_on_with_all_that_was_in_an_earlier_one(ready):
    database, admin = ready
    slug = add_use_case(database, admin, pilots_named=())
    earlier, leader = opened(database, admin, use_cases=(slug,))
    ana = joined(database, earlier, "Ana", secret="old")
    note = acting(database, ana, notes.add, NoteKind.FRICTION, "Letters come late").id
    acting(database, ana, notes.withdraw, acting(database, ana, notes.add, NoteKind.IDEA, "Gone").id)
    moved(database, leader, "cluster")
    group = acting(database, leader, groups.make, [note], "Letters").id
    moved(database, leader, "vote")
    acting(database, ana, choosing.give_dots, group, 2)
    moved(database, leader, "place")
    acting(database, ana, choosing.place, group, 7, 3)

    with pytest.raises(RuleError, match="still open"):
        opened(database, admin, resumes=earlier.code)
    acting(database, leader, rooms.close)
    later, _ = opened(database, admin, "Second day", resumes=earlier.code)

    with database.reading() as session:
        assert (stored(database, later).phase, stored(database, later).resumes_id) == ("place", earlier.id)
        (kept,) = workshops.notes(session, later.id)
        (letters,) = workshops.groups(session, later.id)
        (dots,), (place,) = workshops.dots_of(session, letters.id), workshops.places_of(session, letters.id)
        assert (kept.text, kept.group_id, dots.dots, place.value, place.effort) == (
            "Letters come late",
            letters.id,
            2,
            7,
            3,
        )
        assert len(workshops.scope(session, later.id)) == 1
        assert len(workshops.notes(session, earlier.id)) == 1
        writer = kept.participant_id
        assert dots.participant_id == place.participant_id == writer
    assert joined(database, later, "Ana", secret="new").participant_id == writer
    with pytest.raises(RuleError, match="Call yourself “Ana 2”"):
        joined(database, later, "Ana", secret="another")


def test_cards_go_on_with_what_is_written_on_them_and_those_that_became_use_cases_wait_to_be_made_again(ready):
    database, admin = ready
    earlier, leader = opened(database, admin)
    moved(database, leader, "cluster")
    for name in ("Letters", "Calls"):
        acting(database, leader, groups.make, [], name)
    moved(database, leader, "refine")
    with database.reading() as session:
        letters, calls = (each.id for each in workshops.cards(session, earlier.id))
    acting(database, leader, cards.write, letters, Field.STATEMENT, "Fewer letters", "")
    acting(database, leader, cards.write, calls, Field.TITLE, "Fewer calls", "Calls")
    acting(database, leader, committing.commit_card, calls, today=TODAY)
    acting(database, leader, rooms.close)

    later, again = opened(database, admin, "Second day", resumes=earlier.code)

    with database.reading() as session:
        (card,) = workshops.cards(session, later.id)
        pieces = workshops.pieces(session, card.id)
        assert {each.field: each.text for each in pieces} == {"title": "Letters", "statement": "Fewer letters"}
        assert {each.participant_id for each in pieces} == {None, again.participant_id}
        assert card.group_id in {each.id for each in workshops.groups(session, later.id)}
        kept = card.id
    moved(database, again, "vote", "refine")
    with database.reading() as session:
        assert [each.id for each in workshops.cards(session, later.id)] == [kept]
        of_calls = workshops.groups(session, later.id)[1].id
    acting(database, again, cards.make, group_id=of_calls)
    with database.reading() as session:
        (made,) = (each for each in workshops.cards(session, later.id) if each.group_id == of_calls)
        assert made.use_case_id
        assert [each.text for each in workshops.pieces(session, made.id) if each.field == "title"] == ["Fewer calls"]


def test_an_edit_that_is_sent_again_is_known(ready):
    database, _ = ready
    row, _ = opened(*ready)
    ana, ben = (replace(joined(database, row, name), sent="edit 1") for name in ("Ana", "Ben"))

    def once(session, sender):
        if not entering.done_before(session, sender):
            notes.add(session, sender, NoteKind.IDEA, "Call back")

    for sender in (ana, ana, ben):
        acting(database, sender, once)

    with database.reading() as session:
        assert [each.text for each in workshops.notes(session, row.id)] == ["Call back"] * 2
        assert not entering.done_before(session, replace(ana, sent=""))


def test_several_entries_of_one_edit_share_its_name_once(ready):
    database, _ = ready
    row, _ = opened(*ready)
    ana = replace(joined(database, row, "Ana"), sent="edit 1")

    def twice(session, sender):
        room = entering.entered(session, sender, Deed.NAME)
        return [entering.tell(session, room, Deed.NAME, "x").sent for _ in range(2)]

    assert acting(database, ana, twice) == ["edit 1", ""]


def test_a_deed_of_another_phase_is_refused_by_that_phases_name(ready):
    database, _ = ready
    _, leader = opened(*ready)

    with pytest.raises(RuleError, match="Dot vote"):
        acting(database, leader, choosing.give_dots, 1, 1)
    assert Phase.VOTE.label == "Dot vote"
