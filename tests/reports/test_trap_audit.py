"""The audit of a portfolio: who rests is told apart, and what stands beside the traps is found by its own rule."""

from datetime import date, timedelta

import pytest

from cxdash.changes import pilots
from cxdash.domain.actions import Action
from cxdash.domain.ownership import REQUIRED
from cxdash.domain.stages import Status
from cxdash.domain.traps import Trap
from cxdash.reports import trap_audit
from cxdash.reports.trap_neighbours import MASKED, OVERDUE, OVERLAPS, REOPENED
from tests.builders import TODAY, add_use_case, pilot_values
from tests.changes.at_the_gate import CONDITIONS, EXPIRES, add, everybody, pass_gate, waive_all
from tests.reports.rows import A_QUARTER_LESS, store_effect

FIRST, SECOND = "Riverside reminders", "Riverside transport"


def audit(database, today=TODAY):
    with database.reading() as session:
        return trap_audit.audit(session, today=today)


def caught(database, trap):
    group = next(each for each in audit(database).groups if each.trap is trap)
    return [each.title for each in group.active], [each.title for each in group.resting]


def overlaps(database):
    return [item.name for item in audit(database).beside[OVERLAPS]]


def two_pilots(database, person, **second):
    """Two pilots of two use cases on the same patients, the first from 1 Jun for 91 days."""
    for title, pilot, said in (("Reminders", FIRST, {}), ("Transport", SECOND, second)):
        slug = add_use_case(database, person, title, pilots_named=())
        with database.changing(person, Action.USE_CASE_CREATE) as session:
            pilots.create(session, slug, pilot_values(pilot, **{"population": "Riverside patients"} | said))


def test_an_empty_database_has_nobody_to_audit(ready):
    found = audit(ready[0])

    assert (found.of, found.caught, found.worklists) == (0, 0, ())
    assert all(not group.active and not group.resting for group in found.groups)


def test_what_rests_is_told_apart_and_counted_nowhere(ready):
    add_use_case(*ready)
    add_use_case(*ready, "Parked", status=Status.PARKED)

    assert caught(ready[0], Trap.UNOWNED) == (["Fewer no-shows"], ["Parked"])
    assert (audit(ready[0]).of, audit(ready[0]).caught) == (1, 1)
    assert {work.of for work in audit(ready[0]).worklists} == {1}


def test_worklists_count_what_is_missing_the_most_frequent_first(ready):
    add_use_case(*ready, owners=dict.fromkeys(REQUIRED[:3], "Leila"), steps=("Attend", "Book"))
    add_use_case(*ready, "Second", owners=dict.fromkeys(REQUIRED[:2], "Leila"), steps=("Attend", "Book"),
                 pilots_named=())  # fmt: skip

    assert [work.words for work in audit(ready[0]).worklists] == [
        "2 use cases have no scaling owner",
        "2 use cases have no figure yet",
        "1 use case has no commercial owner",
        "1 use case has no locked baseline",
    ]


def test_every_flag_can_be_taken_away_with_rule_and_next_step(ready):
    add_use_case(*ready)

    table = audit(ready[0]).table

    assert table["Trap"].tolist() == ["Isolated", "Unmeasured", "Unowned"]
    assert (table[["Rule", "Evidence", "What to do next"]] != "").all(axis=None)


def test_pilots_that_claim_the_same_people_at_the_same_time_overlap_once(ready):
    two_pilots(*ready)

    assert overlaps(ready[0]) == [f"{FIRST} and {SECOND}"]


@pytest.mark.parametrize(
    "apart",
    [
        {"population": "Northgate patients"},
        {"population": ""},
        {"goes_live": date(2026, 8, 31)},
        {"goes_live": None, "locked_on": None},
    ],
    ids=str,
)
def test_other_people_or_other_days_are_no_overlap(ready, apart):
    two_pilots(*ready, **apart)

    assert overlaps(ready[0]) == []


def test_a_shared_day_is_an_overlap(ready):
    two_pilots(*ready, goes_live=date(2026, 8, 30))

    assert len(overlaps(ready[0])) == 1


def test_a_masked_pilot_is_told_with_its_alarm(ready):
    add_use_case(*ready)
    store_effect(*ready, "riverside-reminders", A_QUARTER_LESS, alarms=("Containment rose but resolution did not.",))

    (masked,) = audit(ready[0]).beside[MASKED]

    assert (masked.name, masked.says) == (FIRST, "Containment rose but resolution did not.")


@pytest.fixture
def waived(ready):
    """A use case that passed its gate with waivers and a condition."""
    database, _ = ready
    people = everybody(database)
    slug = add(database, people["Mara"], level=1)
    waive_all(database, people["Omar"], people["Gus"], slug=slug)
    pass_gate(database, people, slug=slug)
    return database


def test_a_waiver_that_expired_after_the_gate_is_told_and_one_in_force_is_not(waived):
    assert audit(waived, EXPIRES).beside[REOPENED] == ()

    (item,) = audit(waived, EXPIRES + timedelta(days=1)).beside[REOPENED]

    assert item.says.startswith("The gate to pilot is open again")


def test_a_condition_is_told_from_the_day_after_it_was_due(waived):
    due = CONDITIONS[0].due
    assert audit(waived, due).beside[OVERDUE] == ()

    (item,) = audit(waived, due + timedelta(days=1)).beside[OVERDUE]

    assert item.says == f"“Train the night shift” was due on {due:%-d %b %Y} by Omar."
