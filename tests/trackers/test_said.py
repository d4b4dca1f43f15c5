"""What people said about a file becomes the hints it is read with."""

import pytest

from cxdash.trackers.readings import Hints, Layout
from cxdash.trackers.said import hints_from


@pytest.mark.parametrize(
    ("key", "answer", "hints"),
    [
        ("year", "2026", Hints(year=2026)),
        ("day_first", "day", Hints(day_first=True)),
        ("day_first", "month", Hints(day_first=False)),
        ("decimal_comma", "decimal", Hints(decimal_comma=True)),
        ("decimal_comma", "thousands", Hints(decimal_comma=False)),
        ("layout:KPI", "wide_metric", Hints(layouts={"KPI": Layout.WIDE_METRIC})),
        ("header:KPI", "3", Hints(header_rows={"KPI": (3, 3)})),
        ("header:KPI", "2-3", Hints(header_rows={"KPI": (2, 3)})),
        ("period:Notes: May", "2026-05", Hints(periods={"Notes: May": "2026-05"})),
    ],
)
def test_an_answer_becomes_its_hint(key, answer, hints):
    assert hints_from({key: answer}) == hints


def test_answers_about_several_sheets_stay_apart():
    said = {"layout:North": "long", "layout:South": "wide_period"}

    assert hints_from(said).layouts == {"North": Layout.LONG, "South": Layout.WIDE_PERIOD}


@pytest.mark.parametrize(
    "said", [{"year": "last"}, {"layout:KPI": "diagonal"}, {"header:KPI": "top"}, {"mood": "good"}]
)
def test_an_answer_that_makes_no_sense_is_left_out(said):
    assert hints_from(said) == Hints()


def test_the_organisation_s_fiscal_year_goes_along():
    assert hints_from({}, fiscal_first_month=4) == Hints(fiscal_first_month=4)
