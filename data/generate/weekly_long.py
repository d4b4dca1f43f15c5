"""The weekly tracker: long, a row per pilot, metric, week and group, names typed by several hands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.generate.portfolio import kept_in
from data.generate.series import Figures, catalogue
from data.generate.vocabulary import IN_WEEKLY
from data.generate.workbook import Workbook, write_cell, writing

LABELS = ("Pilot", "Metric", "Week commencing", "Group", "Numerator", "Denominator", "Value")
WIDTHS = (32, 20, 16, 13, 12, 13, 10)
TYPED_AS = {
    "Billing resolution Northgate": " Billing resolution Northgate ",
    "No-show outreach Millbrook": "NO-SHOW OUTREACH MILLBROOK",
    "Evening reminders Castle Lane": "Evening reminders  Castle Lane",
}
METRICS = {
    "no_show_rate": "No Show %",
    "completed_appointment_rate": "Slot Utilisation",
    "complaint_rate": "Complaints/1k",
    "time_to_resolution": "Resolution Time",
    "resolution_rate": "Resolution %",
    "repeat_contact_rate": "7-day Repeat",
}
# What the next version of the tracker corrects: late bookings found after the week was reported.
CORRECTIONS = {
    ("No-show outreach Northgate", "no_show_rate", date(2026, 11, 2), "Pilot"): 9,
    ("No-show outreach Harbour View", "no_show_rate", date(2026, 11, 9), "Pilot"): -6,
    ("Billing resolution Riverside", "time_to_resolution", date(2026, 10, 26), "Comparison"): 250,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the tracker."""

    pilot: str
    metric: str
    week: date
    group: str
    numerator: float
    denominator: float
    per: float


def write(path: Path, figures: Figures) -> None:
    """Write the tracker with these figures."""
    _write(path, rows(figures))


def write_next_version(path: Path, figures: Figures) -> None:
    """Write the tracker as it is a week later: with that week's figures and three corrections."""
    _write(path, [_corrected(row) for row in rows(figures)])


def rows(figures: Figures) -> Iterator[Row]:
    """Yield the rows in the order of pilots, metrics, groups and weeks."""
    for pilot in kept_in(IN_WEEKLY):
        for metric, simulated in figures[pilot.name].items():
            for group, series in simulated.arms():
                for period, above, below in zip(series.periods, series.numerators, series.denominators, strict=True):
                    yield Row(pilot.name, metric, period.starts, group, above, below, series.per)


def _corrected(row: Row) -> Row:
    more = CORRECTIONS.get((row.pilot, row.metric, row.week, row.group), 0)
    return replace(row, numerator=row.numerator + more)


def _write(path: Path, lines: Iterable[Row]) -> None:
    with writing(path) as book:
        sheet = book.sheet("Weekly")
        for column, (label, width) in enumerate(zip(LABELS, WIDTHS, strict=True)):
            sheet.write_string(0, column, label, book.header)
            sheet.set_column(column, column, width)
        for index, row in enumerate(lines):
            for column, (value, style) in enumerate(_cells(row, book)):
                write_cell(sheet, 1 + index, column, value, style)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, 0, len(LABELS) - 1)


def _cells(row: Row, book: Workbook) -> list[tuple[object, object]]:
    """Return a row's cells with their formats; the value is rounded as the person who keeps the tracker does."""
    value = round(row.per * row.numerator / row.denominator, 4)
    return [
        (TYPED_AS.get(row.pilot, row.pilot), None),
        (METRICS[row.metric], None),
        (row.week, book.day),
        (row.group, None),
        (row.numerator, book.style(num_format="#,##0")),
        (row.denominator, book.style(num_format="#,##0")),
        (value, book.number(catalogue().get(row.metric))),
    ]
