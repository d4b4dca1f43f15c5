"""The sample's closed quarter: what the late file restates is worked out here from that file alone."""

import csv
from datetime import date, datetime, timedelta

import pytest

from cxdash.domain.periods import Quarter
from cxdash.reports import closed_quarters, restatements
from cxdash.store.database import Database
from data.generate import closed
from data.generate.__main__ import TRACKERS
from data.generate.organisation import AS_OF, BIA, ROHAN
from data.generate.vocabulary import IN_PARTNER_LATE

Q3 = Quarter.parse(closed.QUARTER)
PILOT, METRIC = "Renewal reminders Northgate", "Renewal %"
STEM = "pilot/renewal-reminders-northgate/renewal_rate"


@pytest.fixture
def reading(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield session
    database.dispose()


@pytest.fixture
def late():
    """The rows of the late file."""
    with (TRACKERS / f"{IN_PARTNER_LATE}.csv").open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_finance_closed_the_last_quarter_in_october(reading):
    [kept] = closed_quarters.every(reading)

    assert (kept.name, kept.close.who, kept.close.closed_on) == ("Q3 2026", ROHAN, date(2026, 10, 9))
    assert closed_quarters.reported(reading, Q3).name == "Q3 2026"


def test_the_late_weeks_add_exactly_their_cases(reading, late):
    lines = {each.key: each.restated for each in restatements.restatements(reading, Q3, today=AS_OF).lines}
    came = sum(
        int(row["Nenner"])
        for row in late
        if row["Einrichtung/Pilot"] == PILOT and row["Kennzahl"] == METRIC and row["Gruppe"] == "Pilot"
        # A week belongs to the quarter of its Thursday: that of 28 September is the next quarter's.
        if datetime.strptime(row["Woche ab"], "%d.%m.%Y").date() + timedelta(days=3) < date(2026, 10, 1)  # noqa: DTZ007 a day
    )
    realised = lines[f"{STEM}/realised"]

    assert realised.known.evidence["volume"] - realised.reported.evidence["volume"] == came
    part = came / realised.known.evidence["volume"]
    assert realised.difference == pytest.approx(realised.known.value * part, abs=0.011)
    assert lines[f"{STEM}/promised"].difference == pytest.approx(
        lines[f"{STEM}/promised"].known.value * part, abs=0.011
    )


def test_no_pilot_but_those_of_the_late_file_is_restated(reading, late):
    lines = restatements.restatements(reading, Q3, today=AS_OF).lines
    names = {each.words.rpartition(":")[0].rpartition(", ")[0] for each in lines if each.restated.figure.pilot}

    assert names
    assert names <= {row["Einrichtung/Pilot"] for row in late}
    assert all(IN_PARTNER_LATE in each.why for each in lines if each.restated.figure.pilot)


def test_a_sum_names_the_pilots_that_add_to_it_and_no_other(reading):
    why = {each.key: each.why for each in restatements.restatements(reading, Q3, today=AS_OF).lines}

    assert why["total/headline/value"] == "By Referral triage Harbour View, Referral triage Riverside"
    assert why["total/weak/realised"] == "By Renewal reminders Eastfield, Renewal reminders Northgate"


def test_one_figure_is_explained(reading):
    found = restatements.restatements(reading, Q3, today=AS_OF)

    assert [(each.key, each.said.who) for each in found.lines if each.said] == [(closed.EXPLAINED, BIA)]


def test_the_frozen_page_knows_nothing_of_later_days(reading):
    page = closed_quarters.reported(reading, Q3)
    asked = [item.says for group in page.waiting for item in group.items]

    assert asked
    assert not any("Nov 2026" in says for says in asked)
