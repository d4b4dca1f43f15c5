"""The whole log on both databases: narrowed, searched, in words, with links and as a table."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cxdash.changes import comments, council, council_actions, gate_policy, people, pilots, readiness, use_cases
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.council import MeetingValues
from cxdash.domain.figures import NO_BREAK
from cxdash.domain.gate_policy import START
from cxdash.domain.metrics import Role
from cxdash.domain.people import PersonValues
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import audit_log
from cxdash.reports.audit_log import Asked
from cxdash.store.schema import Base, now
from cxdash.store.tables import UNAUDITED
from tests.builders import TODAY, add_use_case, pilot_values
from tests.changes.at_the_gate import before_its_gate, pass_gate

DAY = now().date()


@pytest.fixture
def room(ready_after):
    """A database with two use cases, one of them through its first gate, and the people of the review."""
    return ready_after(one_passed)


def one_passed(database, admin):
    persons = before_its_gate(database, admin)
    pass_gate(database, persons)
    add_use_case(database, admin, "Fewer repeat calls", pilots_named=())
    return persons


def read(database, *, size=500, skip=0, **asked):
    with database.reading() as session:
        return audit_log.page(session, Asked(**asked), size=size, skip=skip)


def counted(database, **asked):
    with database.reading() as session:
        return audit_log.count(session, Asked(**asked))


def words(entries):
    return [f"{what}: {before} → {after}" for each in entries for what, before, after in each.changes]


def test_pages_follow_each_other_the_newest_first(room):
    database, _ = room
    whole = read(database)

    assert [each.number for each in whole] == sorted((each.number for each in whole), reverse=True)
    assert read(database, size=3) + read(database, size=3, skip=3) == whole[:6]
    assert counted(database) == len(whole)


def test_a_review_reads_as_what_people_did(room):
    database, _ = room

    said = words(read(database, tables=audit_log.KINDS["Gate"]))

    assert any(each.startswith("Review of the gate to pilot:  → asked for") for each in said)
    assert any(each.startswith("Vote of operations at the gate to pilot:  → for") for each in said)
    assert any("Review of the gate to pilot:  → decided: " in each for each in said)
    assert not any("{" in each or "_" in each for each in said)


def test_everything_about_a_use_case_leads_to_it(room):
    database, _ = room

    found = read(database, use_case="fewer-no-shows")

    assert {each.thing.name for each in found} == {"Fewer no-shows"}
    assert {dict(each.thing.query)["use_case"] for each in found} == {"fewer-no-shows"}
    assert "Stage: idea → pilot" in words(found)
    assert len(found) == counted(database, use_case="fewer-no-shows")
    assert any("Vote of" in each for each in words(found))


def test_who_did_it_and_through_whom_it_was_done_are_both_found(room):
    database, persons = room
    acted = replace(persons["Omar"], through=persons["admin"].id)
    with database.changing(acted, Action.USE_CASE_COMMENT) as session:
        comments.add(session, "fewer-no-shows", "We start on Monday")

    newest = read(database, person="omar", size=1)[0]

    assert newest.who == "Omar, through Local administrator"
    assert read(database, person="local", action=Action.USE_CASE_COMMENT.value)[-1].who == newest.who


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"first": DAY - timedelta(days=1), "last": DAY + timedelta(days=1)}, True),
        ({"last": DAY - timedelta(days=2)}, False),
        ({"first": DAY + timedelta(days=2)}, False),
        ({"action": Action.GATE_VOTE.value}, True),
        ({"action": Action.TRACKER_UNDO.value}, False),
        ({"person": "nobody"}, False),
        ({"use_case": "no-such"}, False),
    ],
)
def test_a_filter_narrows_the_log(room, asked, fits):
    assert bool(read(room[0], **asked)) is fits
    assert bool(counted(room[0], **asked)) is fits


def test_search_finds_values_reasons_and_names_in_any_case_whatever_their_letters(room):
    database, persons = room
    with database.changing(persons["admin"], Action.PEOPLE_EDIT, reason="Joined from Zürich 100%") as session:
        people.create(session, PersonValues("Ásta Þórsdóttir"))

    for searched in ("ásta", "ÞÓRS", "zürich", "100%", "Ásta Þórsdóttir"):
        assert any("Person Ásta Þórsdóttir" in each for each in words(read(database, words=searched))), searched
    assert not read(database, words="100_")
    assert not read(database, words="no such words")


def test_an_edit_is_found_by_the_name_of_its_thing(room):
    database, persons = room
    with database.changing(persons["Mara"], Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, "fewer-repeat-calls")
        use_cases.edit(session, "fewer-repeat-calls", seen=seen, wanted=replace(seen, notes="Later"), today=TODAY)

    assert "Notes:  → Later" in words(read(database, words="REPEAT CALLS"))


def test_a_policy_is_one_line_with_its_reason_and_leads_to_the_settings(room):
    database, persons = room
    with database.changing(persons["Gus"], Action.POLICY_EDIT) as session:
        gate_policy.edit(session, seen=START, wanted=replace(START, fresh_days=60), today=TODAY, reason="=1+1")

    entry = read(database, size=1)[0]

    assert words([entry]) == ["Gate policy, version 1:  → in force"]
    assert (entry.why, entry.thing.page, dict(entry.thing.query)) == ("=1+1", "settings", {"view": "Gate policy"})


def judged(database, person, seen, wanted):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        readiness.edit(session, "fewer-repeat-calls", Dimension.DATA, seen=seen, wanted=wanted)


def test_what_closing_a_gap_costs_has_its_currency_and_only_what_changed_is_said(room):
    database, persons = room
    first = Readiness(1, "Logs", "Omar", TODAY, 1_250.0)
    judged(database, persons["Mara"], UNJUDGED, first)
    judged(database, persons["Mara"], first, replace(first, level=2, owner="", due=None, cost_to_close=0.5))

    (edited,), (made,) = [each.changes for each in read(database, size=2)]
    assert made[2] == "level 1; evidence “Logs”; owner Omar; due 21 Nov 2026; cost to close £1,250"
    assert edited[1] == "level 1; owner Omar; due 21 Nov 2026; cost to close £1,250"
    assert edited[2] == "level 2; no owner; no day to be closed by; cost to close £0.50"


def test_sizes_have_the_unit_of_their_metric_and_money_its_currency(room):
    database, persons = room
    use = MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.25), baseline=0.18, unit_value=41.5)
    with database.changing(persons["Mara"], Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, "fewer-repeat-calls")
        guardrail = next(each for each in seen.metrics if each.metric == "complaint_rate")
        wanted = replace(seen, metrics=(replace(guardrail, margin=0.5), use))
        use_cases.edit(session, "fewer-repeat-calls", seen=seen, wanted=wanted, today=TODAY)

    assert {each.replace(NO_BREAK, " ") for each in words(read(database, size=2))} == {
        "Complaint rate: margin: 2 per 1,000 → 0.50 per 1,000",
        "Appointment no-show rate: target size: −30.0 % → −25.0 %",
        "Appointment no-show rate: baseline: 20.0 % → 18.0 %",
        "Appointment no-show rate: unit value: £40 → £41.50",
    }


def test_the_costs_of_a_pilot_have_their_currency_to_the_penny(room):
    database, persons = room
    with database.changing(persons["admin"], Action.PILOT_EDIT) as session:
        slug = pilots.create(session, "fewer-no-shows", pilot_values(usage_cost=0.12)).slug
        seen = pilots.values(session, slug)
        wanted = replace(seen, usage_cost=0.3, client="Harbour Health")
        pilots.edit(session, slug, seen=seen, wanted=wanted, today=TODAY)

    name = f"Pilot {pilot_values().name}"
    assert {f"{name}: usage cost per case: £0.12 → £0.30", f"{name}: client:  → Harbour Health"} <= set(
        words(read(database, size=2))
    )


def test_a_comment_says_its_words_until_its_author_withdraws_it_and_leads_to_the_talk(room):
    database, persons = room
    with database.changing(persons["Omar"], Action.USE_CASE_COMMENT) as session:
        comment = comments.add(session, "fewer-no-shows", "@Cora we start on Monday").id

    found = read(database, size=2)
    assert words(found) == ["Comment that names Cora:  → told", "Comment:  → “@Cora we start on Monday”"]
    assert {each.thing.query for each in found} == {(("use_case", "fewer-no-shows"), ("view", "Talk"))}
    with database.changing(persons["Omar"], Action.USE_CASE_COMMENT) as session:
        comments.withdraw(session, comment)

    assert words(read(database, size=3))[::2] == ["Comment:  → withdrawn", "Comment:  → added, withdrawn since"]


def test_a_reason_is_said_where_it_says_more_than_what_changed(room):
    database, persons = room
    for reason in (OF_THE_SAMPLE, "Joined in May", "added"):
        with database.changing(persons["admin"], Action.PEOPLE_EDIT, reason=reason) as session:
            people.create(session, PersonValues(f"Zoe {reason}"))

    found = read(database, size=3)

    assert [each.reason for each in found] == ["", "Joined in May", ""]
    assert [each.why for each in found] == ["added", "Joined in May", OF_THE_SAMPLE]


def test_the_council_reads_as_what_it_did(room):
    database, persons = room
    with database.changing(persons["Mara"], Action.COUNCIL_EDIT) as session:
        meeting = council.plan(session, MeetingValues("Council", TODAY)).id
        topic = council.add_topic(session, meeting, "Night shift").id
        action = council_actions.add(session, "Train", person="omar", due=TODAY, today=TODAY, meeting_id=meeting).id
    with database.changing(persons["Mara"], Action.COUNCIL_EDIT) as session:
        council.record_presence(session, meeting, ["mara", "omar"])
        council.write_minutes(session, meeting, "We spoke.", seen="")
        council.drop_topic(session, topic)
        council_actions.done(session, action, outcome="Everybody is trained", today=TODAY)
        council.close(session, meeting, today=TODAY)

    assert set(words(read(database, tables=audit_log.KINDS["Council"]))) == {
        "Meeting Council:  → planned for 21 Nov 2026",
        "Topic “Night shift”:  → put on the agenda",
        "Action “Train”:  → asked of Omar by 21 Nov 2026",
        "Mara at Council:  → present",
        "Omar at Council:  → present",
        "Meeting Council: minutes:  → We spoke.",
        "Topic “Night shift”:  → taken off the agenda",
        "Action “Train”:  → done on 21 Nov 2026: Everybody is trained",
        "Meeting Council:  → minutes agreed on 21 Nov 2026",
    }


def test_every_entry_has_words_without_numbers_for_names(room):
    database, _ = room

    for entry in read(database):
        assert entry.thing.name
        assert entry.changes or entry.did
        assert not any("{" in part for change in entry.changes for part in change)


def test_the_table_has_a_row_for_each_changed_field(room):
    database, _ = room
    with database.reading() as session:
        table = audit_log.table(session, Asked(use_case="fewer-no-shows"))

    assert list(table.columns) == list(audit_log.COLUMNS)
    assert len(table) == len(words(read(database, use_case="fewer-no-shows")))


def test_every_table_that_is_logged_belongs_to_a_kind():
    kinds = {table for tables in audit_log.KINDS.values() for table in tables}

    assert set(Base.metadata.tables) - UNAUDITED - kinds == set()
