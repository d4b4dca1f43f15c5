"""Cards become use cases, or change those they stand for; the log says who, what and why."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from cxdash.changes import names, use_cases
from cxdash.changes.workshops import cards, committing, groups, notes, rooms
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.metrics import Role as MetricRole
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.phases import Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.store.tables import AuditEvent, PersonRow, StageMove, UseCase
from cxdash.store.workshop_tables import WorkshopCard
from tests.builders import TODAY, add_use_case
from tests.changes.workshops.refining import cards_of, journal, refining, texts
from tests.rooms import acting, joined, moved, opened

STATEMENT = "Reduce missed visits by 30 % through reminders, measured over 90 days."
SAID = {
    Field.STATEMENT: STATEMENT,
    Field.METRIC: "no_show_rate",
    Field.TARGET: "-30 %",
    Field.TECHNOLOGY: "Tess Newhere",
    Field.OPERATIONS: "omar  known",
}
REASON = "Workshop Spring workshop"


@pytest.fixture
def begun(ready_after):
    """A database with a room that refines one card, and a card of a use case that there was before."""
    return ready_after(_with_a_use_case)


def _with_a_use_case(database, admin):
    database.add_first_person("omar-known", "Omar Known", frozenset({Role.CONTRIBUTOR}))
    room = refining(database, admin)
    owners = {Function.OPERATIONS: "Omar Known", Function.FINANCE: "Finn"}
    slug = add_use_case(database, admin, pilots_named=(), statement="Fewer no-shows.", owners=owners, notes="Ours.")
    return room, slug, acting(database, room.leader, cards.make, use_case=slug).id


def write(begun, card, said):
    """Let Omar write on a card."""
    database, (room, *_) = begun
    for field, text in said.items():
        base = texts(database, card).get(field.value, "")
        acting(database, room.omar, cards.write, card, field, text, base)


def commit(begun, card, sender=None):
    """Commit a card; returns the slug of its use case."""
    database, (room, *_) = begun
    return acting(database, sender or room.leader, committing.commit_card, card, today=TODAY).slug


def values(database, slug):
    with database.reading() as session:
        return use_cases.values(session, slug)


def edited(begun, slug, **said):
    """Edit a use case outside the room."""
    database, (room, *_) = begun
    with database.changing(room.admin, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY)


def log_since(database, number):
    with database.reading() as session:
        found = session.scalars(select(AuditEvent).where(AuditEvent.id > number).order_by(AuditEvent.id)).all()
        session.expunge_all()
        return found


def stored_card(database, card):
    with database.reading() as session:
        row = session.get_one(WorkshopCard, card)
        return row.use_case_id, row.committed_at


def test_a_card_becomes_a_use_case_with_its_assignments(begun):
    database, (room, *_) = begun
    write(begun, room.card, SAID)

    slug = commit(begun, room.card)

    made = values(database, slug)
    assert (slug, made.title, made.statement, made.idea_on) == ("missed-visits", "Missed visits", STATEMENT, TODAY)
    assert made.owners == {Function.TECHNOLOGY: "Tess Newhere", Function.OPERATIONS: "Omar Known"}
    (use,) = made.metrics
    assert (use.metric, use.role) == ("no_show_rate", MetricRole.PRIMARY)
    assert use.target == Target(TargetKind.RELATIVE, pytest.approx(-0.3))
    with database.reading() as session:
        use_case = session.scalar(select(UseCase).where(UseCase.slug == slug))
        (move,) = session.scalars(select(StageMove).where(StageMove.use_case_id == use_case.id))
        assert (use_case.stage, move.moved_on) == ("idea", TODAY)
        number, at = stored_card(database, room.card)
        assert number == use_case.id
        assert at is not None


def test_every_row_of_it_is_in_the_log_with_the_workshop_as_the_reason(begun):
    database, (room, *_) = begun
    write(begun, room.card, SAID)
    before = database.revision()

    slug = commit(begun, room.card)

    entries = log_since(database, before)
    assert {(each.person_id, each.reason) for each in entries} == {(room.admin.id, REASON)}
    assert {each.row_table for each in entries} == {
        "use_case",
        "ownership",
        "person",
        "use_case_metric",
        "stage_move",
    }
    made, *_ = (each for each in entries if each.row_table == "use_case")
    assert (made.before, made.after["slug"], made.after["title"]) == (None, slug, "Missed visits")


def test_a_card_of_a_use_case_changes_it_and_the_log_says_from_what_to_what(begun):
    database, (_, slug, card) = begun
    write(begun, card, {Field.STATEMENT: STATEMENT, Field.OPERATIONS: "Vic Newhere"})
    before = database.revision()

    assert commit(begun, card) == slug

    made = values(database, slug)
    assert (made.title, made.statement, made.notes) == ("Fewer no-shows", STATEMENT, "Ours.")
    assert made.owners == {Function.OPERATIONS: "Vic Newhere", Function.FINANCE: "Finn"}
    entries = log_since(database, before)
    (said,) = (each for each in entries if each.row_table == "use_case")
    assert said.before["statement"] == "Fewer no-shows."
    assert said.after["statement"] == STATEMENT
    assert {each.reason for each in entries} == {REASON}
    (owner,) = (each for each in entries if each.row_table == "ownership")
    assert owner.before["person_id"] != owner.after["person_id"]


def test_what_a_card_does_not_speak_of_and_others_changed_stays(begun):
    database, (_, slug, card) = begun
    write(begun, card, {Field.STATEMENT: STATEMENT})
    edited(begun, slug, title="Far fewer no-shows", notes="Theirs.")

    commit(begun, card)

    made = values(database, slug)
    assert (made.title, made.notes, made.statement) == ("Far fewer no-shows", "Theirs.", STATEMENT)
    assert texts(database, card)["title"] == "Far fewer no-shows"


def test_a_field_that_somebody_changed_outside_meanwhile_refuses_and_says_so(begun):
    database, (_, slug, card) = begun
    write(begun, card, {Field.STATEMENT: STATEMENT})
    edited(begun, slug, statement="Theirs.")
    before = database.revision()

    with pytest.raises(StaleEditError, match=r"was “Fewer no-shows\.” when you opened it, is “Theirs\.” now"):
        commit(begun, card)

    assert values(database, slug).statement == "Theirs."
    assert stored_card(database, card)[1] is None
    assert database.revision() == before


def test_who_was_shown_the_other_value_commits_again_on_purpose(begun):
    database, (room, slug, card) = begun
    write(begun, card, {Field.STATEMENT: STATEMENT, Field.OPERATIONS: "Vic Newhere"})
    edited(begun, slug, statement="Theirs.", owners={Function.OPERATIONS: "Finn"})

    for _ in range(2):
        with pytest.raises(StaleEditError) as refusal:
            commit(begun, card)
        acting(database, room.leader, committing.warned, card, refusal.value)
    commit(begun, card)

    made = values(database, slug)
    assert (made.statement, made.owners[Function.OPERATIONS]) == (STATEMENT, "Vic Newhere")
    told = [after for _, _, after in journal(database, room.row, "card.commit")]
    assert ["refused" in after for after in told] == [True, True, False]


def test_being_shown_one_value_does_not_give_leave_to_write_over_another(begun):
    database, (room, slug, card) = begun
    write(begun, card, {Field.TITLE: "No no-shows"})
    edited(begun, slug, title="Far fewer no-shows", statement="Theirs.")
    with pytest.raises(StaleEditError) as refusal:
        commit(begun, card)
    acting(database, room.leader, committing.warned, card, refusal.value)

    commit(begun, card)

    made = values(database, slug)
    assert (made.title, made.statement) == ("No no-shows", "Theirs.")


def test_an_owner_whom_others_took_away_is_gone_from_the_card_as_well(begun):
    database, (_, slug, card) = begun
    write(begun, card, {Field.TITLE: "No no-shows"})
    edited(begun, slug, owners={})

    commit(begun, card)

    assert values(database, slug).owners == {}
    assert "operations" not in texts(database, card)


def test_a_target_without_a_metric_stays_on_the_card(begun):
    database, (room, *_) = begun
    write(begun, room.card, {Field.TARGET: "much less"})

    slug = commit(begun, room.card)

    assert values(database, slug).metrics == ()
    assert texts(database, room.card)["target"] == "much less"


def test_a_card_made_again_says_what_was_changed_outside_and_keeps_what_the_room_wrote(begun):
    database, (room, slug, card) = begun
    write(begun, card, {Field.TITLE: "No no-shows"})
    acting(database, room.leader, cards.take_away, card)
    edited(begun, slug, statement="Theirs.")

    acting(database, room.leader, cards.make, use_case=slug)

    said = texts(database, card)
    assert (said["title"], said["statement"]) == ("No no-shows", "Theirs.")
    write(begun, card, {Field.STATEMENT: STATEMENT})
    commit(begun, card)
    made = values(database, slug)
    assert (made.title, made.statement) == ("No no-shows", STATEMENT)


def test_a_later_workshop_goes_on_from_what_is_stored_then(begun):
    database, (room, slug, card) = begun
    write(begun, card, {Field.TITLE: "No no-shows"})
    commit(begun, card)
    acting(database, room.leader, rooms.close)
    edited(begun, slug, statement="Theirs.", notes="Theirs too.")
    _, leader = opened(database, room.admin, "Summer workshop", resumes=room.row.code)

    again = acting(database, leader, cards.make, use_case=slug).id
    assert texts(database, again)["statement"] == "Theirs."
    acting(database, leader, cards.write, again, Field.STATEMENT, STATEMENT, "Theirs.")
    commit(begun, again, leader)

    made = values(database, slug)
    assert (made.title, made.statement, made.notes) == ("No no-shows", STATEMENT, "Theirs too.")


def test_the_target_of_a_metric_that_was_changed_outside_refuses(begun):
    database, (room, slug, card) = begun
    write(begun, card, {Field.TARGET: "-20 %"})
    uses = values(database, slug).metrics
    theirs = replace(uses[1], target=Target(TargetKind.RELATIVE, -0.1))
    edited(begun, slug, metrics=(uses[0], theirs))

    with pytest.raises(StaleEditError, match="the metric no_show_rate") as refusal:
        commit(begun, card)
    acting(database, room.leader, committing.warned, card, refusal.value)
    commit(begun, card)

    (primary,) = (use for use in values(database, slug).metrics if use.role is MetricRole.PRIMARY)
    assert primary.target == Target(TargetKind.RELATIVE, pytest.approx(-0.2))
    assert (primary.baseline, primary.unit_value) == (0.2, 40.0)


def test_committing_again_edits_the_same_use_case(begun):
    database, (room, *_) = begun
    write(begun, room.card, SAID)
    slug = commit(begun, room.card)
    write(begun, room.card, {Field.TITLE: "Hardly any missed visits", Field.OPERATIONS: "Vic Newhere"})

    assert commit(begun, room.card) == slug

    made = values(database, slug)
    assert (made.title, made.owners[Function.OPERATIONS]) == ("Hardly any missed visits", "Vic Newhere")
    with database.reading() as session:
        assert len(session.scalars(select(UseCase)).all()) == 2


def test_what_changed_outside_after_a_commit_refuses_the_next(begun):
    _, (room, *_) = begun
    slug = commit(begun, room.card)
    edited(begun, slug, title="Theirs")
    write(begun, room.card, {Field.TITLE: "Ours"})

    with pytest.raises(StaleEditError, match="is “Theirs” now"):
        commit(begun, room.card)


def test_people_are_known_by_name_and_made_where_they_are_new(begun):
    database, (room, *_) = begun
    write(begun, room.card, SAID)

    commit(begun, room.card)

    with database.reading() as session:
        people = {each.name: each.roles for each in session.scalars(select(PersonRow))}
    assert people["Omar Known"] == ["contributor"]
    assert people["Tess Newhere"] == ["viewer"]
    assert texts(database, room.card)["operations"] == "Omar Known"


def test_without_a_title_or_against_a_rule_nothing_is_committed(begun):
    database, (room, *_) = begun
    write(begun, room.card, {Field.TITLE: " "})
    with pytest.raises(RuleError, match="title"):
        commit(begun, room.card)
    write(begun, room.card, {Field.TITLE: "Missed visits", Field.METRIC: "containment_rate", Field.TARGET: "-5 %"})
    with pytest.raises(RuleError, match="may not be a primary"):
        commit(begun, room.card)

    assert stored_card(database, room.card) == (None, None)
    assert journal(database, room.row, "card.commit") == []


def test_a_card_whose_use_case_was_archived_is_not_committed(begun):
    database, (room, slug, card) = begun
    with database.changing(room.admin, Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, slug)

    with pytest.raises(RuleError, match="was archived meanwhile"):
        commit(begun, card)


def test_only_who_leads_and_may_lead_commits(begun):
    database, (room, *_) = begun
    with pytest.raises(NotAllowedError, match="Only who leads"):
        commit(begun, room.card, room.omar)
    acting(database, room.leader, cards.take_away, room.card)
    with pytest.raises(NotFoundError):
        commit(begun, room.card)


def test_who_leads_and_lost_the_right_to_commits_nothing(begun):
    database, (room, *_) = begun
    viewer = replace(room.admin, roles=frozenset({Role.VIEWER}))
    with database.changing(viewer, Action.WORKSHOP_TAKE_PART) as session, pytest.raises(NotAllowedError):
        committing.commit_card(session, room.leader, room.card, today=TODAY)


def of_letters(database, admin, *, journey):
    """A room whose group holds two frictions and an idea, at commit; returns the slug that its card became."""
    row, leader = opened(database, admin, "Spring workshop", journey=journey)
    omar = joined(database, row, "Omar")
    said = (NoteKind.FRICTION, "Letters are unclear"), (NoteKind.IDEA, "Send a text"), (NoteKind.FRICTION, "We wait")
    written = [acting(database, omar, notes.add, kind, text).id for kind, text in said]
    moved(database, leader, Phase.CLUSTER)
    acting(database, leader, groups.make, written, "Letters")
    moved(database, leader, Phase.REFINE)
    return acting(database, leader, committing.commit_card, cards_of(database, row)[0].id, today=TODAY).slug


def test_what_hurts_on_a_journey_is_kept_in_the_notes_of_the_use_case(ready):
    database, admin = ready
    with database.changing(admin, Action.JOURNEY_EDIT) as session:
        journey = names.journey_named(session, "Care").slug

    with_one, without = (of_letters(database, admin, journey=each) for each in (journey, None))

    assert values(database, with_one).notes == "Said in the workshop: “Letters are unclear”; “We wait”"
    assert values(database, without).notes == ""


def test_a_card_taken_over_from_an_earlier_workshop_still_tells_what_changed_outside(begun):
    database, (room, slug, card) = begun
    write(begun, card, {Field.TITLE: "Ours"})
    acting(database, room.leader, rooms.close)
    edited(begun, slug, title="Theirs")
    row, leader = opened(database, room.admin, "Summer workshop", resumes=room.row.code)
    (again,) = (each.id for each in cards_of(database, row) if each.use_case_id is not None)
    assert texts(database, again)["title"] == "Ours"

    with pytest.raises(StaleEditError, match="was “Fewer no-shows” when you opened it, is “Theirs” now"):
        commit(begun, again, leader)
