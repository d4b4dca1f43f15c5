"""Periods and numbers as people write them."""

from datetime import date, timedelta

import pytest

from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.trackers.files.cells import Percent
from cxdash.trackers.files.number_formats import Shown, shown_by_code
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.values.numbers import comma_votes, parse_number


@pytest.mark.parametrize(
    ("text", "starts", "grain"),
    [
        ("2025-03-31", date(2025, 3, 31), Grain.DAY),
        ("31.12.2025", date(2025, 12, 31), Grain.DAY),
        ("31 Dec 2025", date(2025, 12, 31), Grain.DAY),
        ("Dec 31, 2025", date(2025, 12, 31), Grain.DAY),
        ("25/12/2025", date(2025, 12, 25), Grain.DAY),
        ("12/25/2025", date(2025, 12, 25), Grain.DAY),
        ("Jan-25", date(2025, 1, 1), Grain.MONTH),
        ("2025-01", date(2025, 1, 1), Grain.MONTH),
        ("01/2025", date(2025, 1, 1), Grain.MONTH),
        ("Januar 2025", date(2025, 1, 1), Grain.MONTH),
        ("Mrz. 25", date(2025, 3, 1), Grain.MONTH),
        ("2000m01", date(2000, 1, 1), Grain.MONTH),
        ("Q1 2025", date(2025, 1, 1), Grain.QUARTER),
        ("2025-Q3", date(2025, 7, 1), Grain.QUARTER),
        ("FY25 Q2", date(2025, 4, 1), Grain.QUARTER),
        ("3. Quartal 2025", date(2025, 7, 1), Grain.QUARTER),
        ("2025-W03", date(2025, 1, 13), Grain.WEEK),
        ("KW 03/2025", date(2025, 1, 13), Grain.WEEK),
        ("W/E 19/01/2025", date(2025, 1, 13), Grain.WEEK),
        ("week of 13 Jan 2025", date(2025, 1, 13), Grain.WEEK),
        ("2025", date(2025, 1, 1), Grain.YEAR),
        ("2015 *", date(2015, 1, 1), Grain.YEAR),
    ],
)
def test_a_period_is_read(text, starts, grain):
    when = parse_when(text)

    assert when is not None
    assert when.period(calendar=FiscalCalendar()) == Period(starts, grain)


def test_a_fiscal_quarter_starts_where_the_organisations_year_does():
    when = parse_when("FY26 Q1")

    assert when is not None
    assert when.period(calendar=FiscalCalendar(first_month=10)) == Period(date(2025, 10, 1), Grain.QUARTER)


@pytest.mark.parametrize(
    "text", ["Type 1", "R05", "10-19", "12:30", "Sunday", "n/a", "2025-13", "31/31/2025", "north 2025 east"]
)
def test_what_is_no_period_is_none(text):
    assert parse_when(text) is None


@pytest.mark.parametrize(
    ("text", "comma", "number"),
    [
        ("1.234,5", True, 1234.5),
        ("1,234.5", False, 1234.5),
        ("1 234,50 €", True, 1234.5),
        ("(1,234)", False, -1234),
        ("−12", False, -12),
        ("12-", False, -12),
        ("$1.50", False, 1.5),
        ("12.5 %", False, Percent(0.125)),
        ("06:12", False, timedelta(minutes=6, seconds=12)),
        ("1:06:12", False, timedelta(hours=1, minutes=6, seconds=12)),
        ("12 s", False, timedelta(seconds=12)),
        ("1.2.3", False, None),
        ("1,23,4", False, None),
        ("twelve", False, None),
        ("1e400", False, float("inf")),
    ],
)
def test_a_number_is_read(text, comma, number):
    assert parse_number(text, decimal_comma=comma) == number


@pytest.mark.parametrize(
    ("texts", "sign"),
    [(["1,5"], 1), (["1.5"], -1), (["1.234"], 0), (["1.234", "1.234,5"], 1), (["0.125"], -1), (["1,234,567"], -1)],
)
def test_the_decimal_mark_is_voted_on(texts, sign):
    votes = comma_votes(texts)

    assert (votes > 0) - (votes < 0) == sign


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.0%", Shown.PERCENT),
        ("yyyy-mm-dd", Shown.DATE),
        ("mmm yy", Shown.DATE),
        ("[$-407]d. mmmm yyyy;@", Shown.DATE),
        ("[h]:mm:ss", Shown.TIME),
        ("mm:ss", Shown.TIME),
        ("#,##0.00 [$€-407]", Shown.PLAIN),
        ('0.0" days"', Shown.PLAIN),
        ("0.00E+00", Shown.PLAIN),
        ("General", Shown.PLAIN),
        ("[Red]-0;0", Shown.PLAIN),
    ],
)
def test_a_number_format_says_what_it_shows(code, shown):
    assert shown_by_code(code) is shown
