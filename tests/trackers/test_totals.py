"""Rows that repeat others: totals in the numbers of a country, under a place's name, below their parts."""

import pytest

from tests.trackers.books import csv, read, table_of


@pytest.mark.parametrize(
    ("delimiter", "figures"),
    [
        (";", ["1.204,50", "980,25", "2.184,75"]),
        ("\t", ["1,204.50", "980.25", "2,184.75"]),
        (";", ["1 204,5", "980,25", "2 184,75"]),
    ],
)
def test_a_total_is_known_however_its_country_writes_numbers(delimiter, figures):
    names = ("Köln", "Jena", "Gesamt")
    rows = [["Standort", "Januar 2025", "Februar 2025"]]
    rows += [[name, figure, figure] for name, figure in zip(names, figures, strict=True)]
    (table,) = read(csv(rows, delimiter), "tracker.csv").tables

    assert table.total_rows == (4,)
    assert table.readings[0].value == 1204.5


def test_a_first_row_that_is_the_sum_of_three_others_is_a_total_under_a_places_name():
    rows = [["Month: March 2025"], [], ["Provider", "Waiting", "Seen", "Booked"], ["ENGLAND", 60, 33, 330]]
    rows += [["Ashford", 10, 11, 100], ["Brook", 20, 10, 110], ["Cole", 30, 12, 120]]

    assert table_of(rows).total_rows == (4,)


def test_a_row_that_is_the_sum_of_two_others_may_be_a_name_of_its_own():
    rows = [["Month: March 2025"], [], ["Provider", "Waiting", "Seen", "Booked"], ["Both", 30, 21, 210]]
    rows += [["Ashford", 10, 11, 100], ["Brook", 20, 10, 110]]

    assert table_of(rows).total_rows == ()
