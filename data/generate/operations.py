"""The operations tracker: monthly, with yearly totals, divisions by nothing, dashes and a hidden sheet of notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from data.generate.portfolio import kept_in
from data.generate.series import Figures, Simulated, catalogue
from data.generate.vocabulary import IN_OPERATIONS
from data.generate.workbook import Workbook, write_cell, writing

KEYS = ("Month", "Pilot", "Calls taken", "Hours on calls")
HEADER_ROW = 3
FIRST_ROW = 4
METRICS = {
    "average_handle_time": "Avg Handle Time (s)",
    "service_level": "Service Level %",
    "abandonment_rate": "Abandon %",
    "cost_per_contact": "CPC",
    "repeat_contact_rate": "Repeat contact rate",
    "first_contact_resolution": "FCR",
    "transfer_rate": "Transfer %",
}
# The formula for handle time divides by the calls taken, which the results line does not count; these months show it.
DIVIDED_BY_NOTHING = frozenset({date(2025, 1, 1), date(2025, 2, 1)})
SECONDS_IN_HOUR = 3600
NOTES = (
    "Service level: answered within 20 seconds, short abandons left out",
    "Handle time from the switch, not from the desktop",
    "Castle Lane stopped shortening calls in June 2026",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One month of one pilot: the metrics kept, and calls and hours where they are counted."""

    month: date
    pilot: str
    values: Mapping[str, float]
    calls: float = 0.0
    hours: float = 0.0


def write(path: Path, figures: Figures, beside: Figures) -> None:
    """Write the tracker with its own pilots' figures and those it keeps beside them."""
    kept: Figures = {pilot.name: figures[pilot.name] for pilot in kept_in(IN_OPERATIONS)} | beside
    lines = [line for pilot, metrics in kept.items() for line in _lines(pilot, metrics)]
    with writing(path) as book:
        _write_months(book, sorted(lines, key=lambda line: (line.month, line.pilot)))
        notes = book.sheet("Notes")
        notes.write_column(0, 0, NOTES)
        notes.hide()


def _lines(pilot: str, metrics: Mapping[str, Simulated]) -> list[Line]:
    """Return a pilot's months; calls and hours are what handle time is made of."""
    periods = next(iter(metrics.values())).pilot.periods
    timed = metrics.get("average_handle_time")
    return [
        Line(
            month=period.starts,
            pilot=pilot,
            values={metric: float(simulated.pilot.values[index]) for metric, simulated in metrics.items()},
            calls=float(timed.pilot.denominators[index]) if timed else 0.0,
            hours=float(timed.pilot.numerators[index]) / SECONDS_IN_HOUR if timed else 0.0,
        )
        for index, period in enumerate(periods)
    ]


def _write_months(book: Workbook, lines: Sequence[Line]) -> None:
    sheet = book.sheet("Monthly")
    sheet.write_string(0, 0, "Operations by month", book.title)
    sheet.write_string(1, 0, "n/a = not kept for this pilot")
    for column, label in enumerate([*KEYS, *METRICS.values()]):
        sheet.write_string(HEADER_ROW, column, label, book.header)
        sheet.set_column(column, column, 28 if label == "Pilot" else 14)
    row = FIRST_ROW
    for year, in_year in groupby(lines, key=lambda line: line.month.year):
        months = list(in_year)
        for offset, line in enumerate(months):
            _write_line(sheet, row + offset, book, line)
        _write_total(sheet, row, book, f"Total {year}", months)
        row += len(months) + 1
    sheet.freeze_panes(FIRST_ROW, 2)


def _write_line(sheet: Worksheet, row: int, book: Workbook, line: Line) -> None:
    write_cell(sheet, row, 0, line.month, book.style(num_format="mmm yyyy"))
    write_cell(sheet, row, 1, line.pilot)
    write_cell(sheet, row, 2, line.calls or "-", book.style(num_format="#,##0"))
    write_cell(sheet, row, 3, line.hours or "-", book.style(num_format="#,##0.0"))
    for column, metric in enumerate(METRICS, start=len(KEYS)):
        style = book.number(catalogue().get(metric))
        if metric == "average_handle_time" and (line.calls or line.month in DIVIDED_BY_NOTHING):
            formula = f"=D{row + 1}*{SECONDS_IN_HOUR}/C{row + 1}"
            value = line.values[metric] if line.calls else "#DIV/0!"
            sheet.write_formula(row, column, formula, style, value)
        elif metric in line.values:
            sheet.write_number(row, column, round(line.values[metric], 5), style)
        else:
            sheet.write_string(row, column, "n/a")


def _write_total(sheet: Worksheet, first: int, book: Workbook, label: str, lines: Sequence[Line]) -> None:
    """Write the row that adds up the calls and hours of the lines above it."""
    row = first + len(lines)
    sheet.write_string(row, 0, label, book.style(bold=True, top=1))
    totals = {"C": sum(line.calls for line in lines), "D": sum(line.hours for line in lines)}
    for column, (letter, total) in enumerate(totals.items(), start=2):
        style = book.style(bold=True, top=1, num_format="#,##0")
        sheet.write_formula(row, column, f"=SUM({letter}{first + 1}:{letter}{row})", style, total)
