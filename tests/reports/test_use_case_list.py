"""The list of use cases: what a row says, what search and filters leave, on both databases."""

import pytest

from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import use_case_list as report
from tests.builders import TODAY, add_use_case


def listed(database, **narrow):
    with database.reading() as session:
        return report.listed(session, today=TODAY, **narrow)


def test_an_empty_database_lists_nothing(ready):
    found = listed(ready[0])

    assert found.slugs == ()
    assert found.of == 0
    assert list(found.table.columns) == list(report.LIST_COLUMNS)


def test_a_row_says_where_a_use_case_stands_and_what_is_missing(ready):
    add_use_case(*ready, owners={Function.OPERATIONS: "Leila"}, steps=("Attend", "Book"))

    (row,) = listed(ready[0]).table.to_dict("records")

    assert (row["Use case"], row["Stage"], row["Status"]) == ("Fewer no-shows", "Pilot", "Active")
    assert row["Owners missing"] == "technology, commercial, scaling"
    assert row["Trouble"] == "Unmeasured, Unowned"
    assert row["Shown so far"] == "Not measured"


def test_what_is_not_being_worked_on_is_in_no_trouble(ready):
    add_use_case(*ready, status=Status.PARKED)

    assert listed(ready[0]).table["Trouble"].tolist() == [""]


@pytest.mark.parametrize(
    ("narrow", "titles"),
    [
        ({}, ["fewer calls", "Fewer no-shows"]),
        ({"search": "NO shows"}, ["Fewer no-shows"]),
        ({"search": "winter fewer"}, ["fewer calls"]),
        ({"search": "nothing like it"}, []),
        ({"stage": Stage.SCALE}, ["fewer calls"]),
        ({"status": Status.ACTIVE}, ["Fewer no-shows"]),
        ({"site": "riverside"}, ["Fewer no-shows"]),
        ({"metric": "csat"}, ["fewer calls"]),
    ],
    ids=str,
)
def test_search_and_filters_narrow_the_list(ready, narrow, titles):
    add_use_case(*ready)
    add_use_case(
        *ready,
        "fewer calls",
        stage=Stage.SCALE,
        status=Status.PARKED,
        statement="Less waiting in winter",
        metrics=(MetricUse("csat", Role.SECONDARY),),
        pilots_named=(),
    )

    found = listed(ready[0], **narrow)

    assert found.table["Use case"].tolist() == titles
    assert found.of == 2
