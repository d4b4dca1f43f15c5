"""The list of use cases: what a row says, what search and filters leave, how it is sorted, on both databases."""

from datetime import date

import pytest

from cxdash.changes import comments, readiness
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage, Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.traps import Lack
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import portfolio
from cxdash.reports import use_case_list as report
from cxdash.reports.list_columns import COLUMNS, DEFAULT, ORDERS, TITLE
from cxdash.reports.use_case_list import Asked
from tests.builders import TODAY, add_use_case

EVERY = tuple(name for name in COLUMNS if name != TITLE)


@pytest.fixture
def two(ready_after):
    """A pilot that is being worked on, and a parked use case at scale."""
    return ready_after(_two)


def _two(database, person):
    owners = {Function.OPERATIONS: "Leila Haddad", Function.SPONSOR: "Ben"}
    add_use_case(database, person, owners=owners, steps=("Attend", "Book"))
    add_use_case(
        database,
        person,
        "fewer calls",
        stage=Stage.SCALE,
        status=Status.PARKED,
        statement="Less waiting in winter",
        metrics=(MetricUse("csat", Role.SECONDARY),),
        owners={Function.FINANCE: "Leila Haddad"},
        modules=("Routing",),
        help_mode="Reduced load",
        idea_on=date(2026, 2, 2),
        pilots_named=(),
    )
    return person


def listed(database, **asked):
    with database.reading() as session:
        return report.whole(session, today=TODAY).fitting(Asked(**asked))


def titles(database, **asked):
    return listed(database, **asked).table[TITLE].tolist()


def row(database, title):
    rows = listed(database, columns=EVERY).table.to_dict("records")
    return next(each for each in rows if each[TITLE] == title)


def test_an_empty_database_lists_nothing(ready):
    found = listed(ready[0])

    assert (found.slugs, found.of) == ((), 0)
    assert list(found.table.columns) == [TITLE, *DEFAULT]


def test_a_row_says_where_a_use_case_stands_and_what_is_missing(ready):
    add_use_case(*ready, owners={Function.OPERATIONS: "Leila"}, steps=("Attend", "Book"))

    (found,) = listed(ready[0], columns=EVERY).table.to_dict("records")

    assert (found[TITLE], found["Stage"], found["Status"]) == ("Fewer no-shows", "Pilot", "Active")
    assert found["Owners missing"] == "technology, commercial, scaling"
    assert found["Trouble"] == "Unmeasured, Unowned"
    assert found["Statement"] == "Not written yet"
    assert found["Shown so far"] == "Not measured"


def test_every_column_says_something_of_a_use_case(two):
    found, other = row(two[0], "Fewer no-shows"), row(two[0], "fewer calls")

    assert (found["Operations owner"], found["Sponsor"], found["Technology owner"]) == ("Leila Haddad", "Ben", "")
    assert (found["Primary metric"], found["Target"]) == ("Appointment no-show rate", "−30\u00a0%")
    assert (found["Sites"], found["Journey steps"]) == ("Riverside", "Attend, Book")
    assert (other["Modules"], other["How people are helped"]) == ("Routing", "Reduced load")
    assert (other["Idea since"], other["Outcome statement"]) == (date(2026, 2, 2), "Less waiting in winter")


def test_a_promise_needs_volume_and_worth(ready):
    """0.3 of 0.2 are 6 points; of 1,000 cases, 60, at 40 each."""
    use = MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), baseline=0.2)
    rich = MetricUse(
        **{name: getattr(use, name) for name in use.__slots__} | {"unit_value": 40.0, "annual_volume": 1e3}
    )
    add_use_case(*ready, "Poor", metrics=(use,), pilots_named=())
    add_use_case(*ready, "Rich", metrics=(rich,), pilots_named=())

    assert row(ready[0], "Rich")["Promised a year"] == 2_400
    assert titles(ready[0], order="Promises most") == ["Rich", "Poor"]


def test_comments_count_and_the_weakest_dimension_stands_for_readiness(two):
    database, person = two
    with database.changing(person, Action.USE_CASE_COMMENT) as session:
        comments.add(session, "fewer-calls", "Who calls whom?")
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        for dimension in Dimension:
            readiness.edit(
                session,
                "fewer-calls",
                dimension,
                seen=readiness.UNJUDGED,
                wanted=Readiness(1 if dimension is Dimension.DATA else 3),
            )

    found = row(database, "fewer calls")

    assert (found["Comments"], found["Least ready"]) == (1, "Data: 1 started")
    assert row(database, "Fewer no-shows")["Least ready"] == "Not judged"
    assert titles(database, order="Most comments") == ["fewer calls", "Fewer no-shows"]


def test_what_is_not_being_worked_on_is_in_no_trap(ready):
    add_use_case(*ready, status=Status.PARKED)

    assert listed(ready[0]).table["Trouble"].tolist() == [""]


@pytest.mark.parametrize(("lack", "left"), [(Lack.FIGURE, ["Fewer no-shows"]), (Lack.PRIMARY, []), (None, None)])
def test_the_list_is_narrowed_to_what_active_ones_are_not_measured_for_want_of(two, lack, left):
    """The parked one has no primary metric and is not counted."""
    assert titles(two[0], lack=lack) == (["fewer calls", "Fewer no-shows"] if left is None else left)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, ["fewer calls", "Fewer no-shows"]),
        ({"search": "NO shows"}, ["Fewer no-shows"]),
        ({"search": "winter fewer"}, ["fewer calls"]),
        ({"search": "haddad shows"}, ["Fewer no-shows"]),
        ({"search": "nothing like it"}, []),
        ({"stage": Stage.SCALE}, ["fewer calls"]),
        ({"status": Status.ACTIVE}, ["Fewer no-shows"]),
        ({"site": "riverside"}, ["Fewer no-shows"]),
        ({"metric": "csat"}, ["fewer calls"]),
        ({"step": "book"}, ["Fewer no-shows"]),
        ({"owner": "leila-haddad"}, ["fewer calls", "Fewer no-shows"]),
        ({"function": Function.OPERATIONS}, ["Fewer no-shows"]),
        ({"function": Function.OPERATIONS, "is_missing": True}, ["fewer calls"]),
        ({"function": Function.FINANCE, "owner": "leila-haddad"}, ["fewer calls"]),
        ({"function": Function.SPONSOR, "owner": "leila-haddad"}, []),
        ({"trouble": "Unowned"}, ["Fewer no-shows"]),
        ({"trouble": "Stalled"}, []),
        ({"trouble": portfolio.NO_TROUBLE}, ["fewer calls"]),
    ],
    ids=str,
)
def test_search_and_filters_narrow_the_list(two, asked, left):
    found = listed(two[0], **asked)

    assert found.table[TITLE].tolist() == left
    assert found.of == 2


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_keeps_everybody(two, order):
    assert sorted(titles(two[0], order=order)) == ["Fewer no-shows", "fewer calls"]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("Furthest stage", "fewer calls"),
        ("Longest in stage", "Fewer no-shows"),
        ("Most trouble", "Fewer no-shows"),
        ("Most owners missing", "fewer calls"),
        ("Most pilots", "Fewer no-shows"),
        ("Newest idea", "fewer calls"),
    ],
)
def test_an_order_puts_first_what_it_says(two, order, first):
    assert titles(two[0], order=order)[0] == first


def test_columns_are_sent_as_asked_for_and_no_others(two):
    found = listed(two[0], columns=("Pilots", "Stage"))

    assert found.sent.column_names == [TITLE, "Pilots", "Stage"]


def test_the_mark_changes_with_the_rows_and_their_order_and_not_with_the_columns(two):
    marks = {
        listed(two[0], **asked).mark
        for asked in ({}, {"columns": ("Stage",)}, {"order": "Furthest stage"}, {"order": "Most pilots"})
    }

    assert len(marks) == 2


def test_one_use_case_alone_reads_as_it_does_among_the_others(two):
    with two[0].reading() as session:
        every = portfolio.entries(session, today=TODAY)
        alone = [portfolio.entries(session, today=TODAY, only=entry.line.id) for entry in every]

    assert len(every) == 2
    assert [(entry,) for entry in every] == alone
