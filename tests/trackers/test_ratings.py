"""Ratings on a scale are no shares, whatever metric their name is close to."""

from datetime import date

import pytest

from cxdash.trackers.readings import Hints
from tests.trackers.books import Percent, read, table_of, workbook

MONTHS = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]


def figures_of(label, values, **more):
    rows = [[month, value, 900] for month, value in zip(MONTHS, values, strict=True)]
    table = table_of([["Month", label, "Calls"], *rows], **more)
    return [(reading.metric, reading.value) for reading in table.readings if reading.metric != "Calls"]


def test_a_mean_of_stars_is_kept_by_a_name_of_its_own():
    assert figures_of("CSAT", [4.3, 4.4, 4.2]) == [("CSAT (rating)", value) for value in (4.3, 4.4, 4.2)]


@pytest.mark.parametrize("label", ["Engagement (1-10)", "CSAT (1–5)", "CSAT out of 5"])
def test_a_scale_in_the_header_makes_its_figures_ratings(label):
    assert figures_of(label, [4.3, 4.4, 4.2]) == [(label, value) for value in (4.3, 4.4, 4.2)]


@pytest.mark.parametrize(
    ("label", "values"),
    [("CSAT", [81.0, 82, 79]), ("CSAT", [0.81, 0.82, 0.79]), ("CSAT %", [9, 8, 7]), ("CSAT", [Percent(0.04)] * 3)],
)
def test_shares_in_any_form_stay_shares(label, values):
    assert {metric for metric, _ in figures_of(label, values)} == {"csat"}


def test_a_low_rate_that_no_one_rates_stays_a_rate():
    assert figures_of("Abandonment rate", [4.3, 4.4, 4.2])[0] == ("abandonment_rate", pytest.approx(0.043))


def test_what_a_person_says_a_rating_is_holds():
    hints = Hints(metrics={"CSAT": "csat"})

    assert {metric for metric, _ in figures_of("CSAT", [4.3, 4.4, 4.2], hints=hints)} == {"csat"}


def test_teams_that_are_compared_are_the_sides_of_the_comparison():
    rows = [[None, "Pilot team", None, "Control team", None], ["Month", "AHT (s)", "CSAT", "AHT (s)", "CSAT"]]
    rows += [[month, 300, 0.8, 320, 0.78] for month in MONTHS]
    (table,) = read(workbook({"Figures": rows}, merges={"Figures": ["B1:C1", "D1:E1"]})).tables

    assert [str(reading.arm) for reading in table.readings][:4] == ["pilot", "pilot", "comparison", "comparison"]
    assert {reading.entity for reading in table.readings} == {None}
