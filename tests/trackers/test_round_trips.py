"""What is written in any layout is read back as the same observations."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.periods import add_months
from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent, csv, read, told, workbook

PILOTS = [
    "Reminder calls Northgate",
    "Transport Harbour View",
    "Outreach Castle Lane",
    "Triage Millbrook",
    "Advice Eastfield",
]
SHARES = {
    "No-show rate": "no_show_rate",
    "CSAT": "csat",
    "Repeat contact rate": "repeat_contact_rate",
    "Containment": "containment_rate",
}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Frame:
    """Shares by pilot, metric and period."""

    pilots: tuple[str, ...]
    metrics: tuple[str, ...]
    starts: tuple[date, ...]
    grain: str
    values: dict

    def expected(self):
        """What must be read back."""
        return sorted(
            (pilot, SHARES[metric], start.isoformat(), self.grain, pytest.approx(value))
            for (pilot, metric, start), value in self.values.items()
        )


@st.composite
def frames(draw):
    pilots = tuple(draw(st.lists(st.sampled_from(PILOTS), min_size=2, max_size=4, unique=True)))
    metrics = tuple(draw(st.lists(st.sampled_from(list(SHARES)), min_size=2, max_size=3, unique=True)))
    count = draw(st.integers(3, 7))
    if draw(st.booleans()):
        first = date(2024, 1, 1) + timedelta(weeks=draw(st.integers(0, 100)))
        starts, grain = tuple(first + timedelta(weeks=week) for week in range(count)), "week"
    else:
        first = date(draw(st.integers(2019, 2026)), draw(st.integers(1, 12)), 1)
        starts, grain = tuple(add_months(first, month) for month in range(count)), "month"
    values = {
        (pilot, metric, start): draw(st.integers(1, 999)) / 1000
        for pilot in pilots
        for metric in metrics
        for start in starts
    }
    return Frame(pilots, metrics, starts, grain, values)


def found(content, layout, name="tracker.xlsx"):
    tracker = read(content, name)
    assert {table.layout for table in tracker.tables} == {layout}
    assert not [problem for table in tracker.tables for problem in table.problems]
    return sorted(told([reading for table in tracker.tables for reading in table.readings]))


@given(frames())
@settings(max_examples=25, deadline=None)
def test_long(frame):
    rows = [["Pilot", "Metric", "Period", "Value"]]
    rows += [[pilot, metric, start, Percent(value)] for (pilot, metric, start), value in frame.values.items()]

    assert found(workbook({"Data": rows}), Layout.LONG) == frame.expected()


@given(frames(), st.booleans())
@settings(max_examples=25, deadline=None)
def test_wide_by_period(frame, titled):
    rows = [["Performance of our pilots"], []] if titled else []
    rows += [["Pilot", "KPI", *frame.starts]]
    rows += [
        [pilot, metric, *(Percent(frame.values[pilot, metric, start]) for start in frame.starts)]
        for pilot in frame.pilots
        for metric in frame.metrics
    ]

    assert found(workbook({"Data": rows}), Layout.WIDE_PERIOD) == frame.expected()


@given(frames())
@settings(max_examples=25, deadline=None)
def test_wide_by_metric(frame):
    rows = [["Week" if frame.grain == "week" else "Month", "Pilot", *frame.metrics]]
    rows += [
        [start, pilot, *(Percent(frame.values[pilot, metric, start]) for metric in frame.metrics)]
        for start in frame.starts
        for pilot in frame.pilots
    ]

    assert found(workbook({"Data": rows}), Layout.WIDE_METRIC) == frame.expected()


@given(frames())
@settings(max_examples=20, deadline=None)
def test_wide_by_pilot_with_the_metric_in_the_sheets_name(frame):
    sheets = {
        metric: [["Period", *frame.pilots]]
        + [[start, *(Percent(frame.values[pilot, metric, start]) for pilot in frame.pilots)] for start in frame.starts]
        for metric in frame.metrics
    }

    assert found(workbook(sheets), Layout.WIDE_ENTITY) == frame.expected()


@given(frames())
@settings(max_examples=20, deadline=None)
def test_a_sheet_for_each_pilot(frame):
    sheets = {
        pilot: [["Date", *frame.metrics]]
        + [
            [start, *(Percent(frame.values[pilot, metric, start]) for metric in frame.metrics)]
            for start in frame.starts
        ]
        for pilot in frame.pilots
    }

    assert found(workbook(sheets), Layout.WIDE_METRIC) == frame.expected()


@given(frames())
@settings(max_examples=20, deadline=None)
def test_german_text_file(frame):
    rows = [["Pilot", "Kennzahl", "Datum", "Wert"]]
    rows += [
        [pilot, metric, start.strftime("%d.%m.%Y"), f"{value * 100:.1f}".replace(".", ",") + " %"]
        for (pilot, metric, start), value in frame.values.items()
    ]

    assert found(csv(rows, encoding="cp1252"), Layout.LONG, "export.csv") == frame.expected()


@given(frames())
@settings(max_examples=15, deadline=None)
def test_two_header_rows_of_years_and_months(frame):
    if frame.grain != "month":
        return
    years = [start.year if number == 0 or start.month == 1 else None for number, start in enumerate(frame.starts)]
    rows = [[None, None, *years], ["Pilot", "Metric", *(MONTHS[start.month - 1] for start in frame.starts)]]
    rows += [
        [pilot, metric, *(Percent(frame.values[pilot, metric, start]) for start in frame.starts)]
        for pilot in frame.pilots
        for metric in frame.metrics
    ]

    assert found(workbook({"Data": rows}), Layout.WIDE_PERIOD) == frame.expected()
