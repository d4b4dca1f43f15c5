"""The membership tracker: wide by month under a two-row header, with a hidden column and a total row."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cxdash.domain.periods import Grain
from data.generate.asides import run_cost
from data.generate.organisation import KEPT_UNTIL, NAME
from data.generate.portfolio import PILOTS, kept_in
from data.generate.series import Figures, Series, catalogue
from data.generate.timescale import timescale
from data.generate.vocabulary import IN_MEMBERSHIP
from data.generate.workbook import Workbook, writing

KEYS = ("Pilot", "Metric", "Group", "Ref")
HIDDEN_COLUMN = 3
HEADER_ROWS = (3, 4)
FIRST_ROW = 5
METRICS = {"churn_rate": "Churn %", "complaint_rate": "Complaint rate"}


def write(path: Path, figures: Figures, *, seed: int) -> None:
    """Write the tracker: outcomes on one sheet, run cost of every pilot on another."""
    months = [period.starts for period in timescale(Grain.MONTH).periods if period.ends_before <= KEPT_UNTIL]
    with writing(path) as book:
        _write_outcomes(book, figures, months)
        _write_run_cost(book, months, seed=seed)


def _write_outcomes(book: Workbook, figures: Figures, months: Sequence[date]) -> None:
    sheet = _sheet(book, "Membership", "Membership board pack: members lost and complaints, by month", months)
    row = FIRST_ROW
    for pilot in kept_in(IN_MEMBERSHIP):
        for metric, simulated in figures[pilot.name].items():
            for group, series in simulated.arms():
                _write_keys(sheet, row, (pilot.name, METRICS[metric], group, f"MB-{row:03d}"))
                style = "0.00%" if metric == "churn_rate" else "0.00"
                _write_values(sheet, row, months, series, book.style(num_format=style))
                row += 1


def _write_run_cost(book: Workbook, months: Sequence[date], *, seed: int) -> None:
    sheet = _sheet(book, "Run cost", "What the technology costs to run, GBP by month", months)
    pounds = book.style(num_format="#,##0")
    name = catalogue().get("ai_run_cost")
    totals = dict.fromkeys(months, 0.0)
    row = FIRST_ROW
    for pilot in PILOTS:
        series = run_cost(pilot, seed=seed)
        _write_keys(sheet, row, (pilot.name, name.name if name else "", "Pilot", f"RC-{row:03d}"))
        _write_values(sheet, row, months, series, pounds)
        for period, value in zip(series.periods, series.values, strict=True):
            totals[period.starts] += value
        row += 1
    bold = book.style(num_format="#,##0", bold=True, top=1)
    sheet.write_string(row, 0, "Total", bold)
    for column, month in enumerate(months, start=len(KEYS)):
        letter = xl_col_to_name(column)
        sheet.write_formula(row, column, f"=SUM({letter}{FIRST_ROW + 1}:{letter}{row})", bold, totals[month])


def _sheet(book: Workbook, name: str, title: str, months: Sequence[date]) -> Worksheet:
    """Add a sheet with its title and the header: years merged over the names of their months."""
    sheet = book.sheet(name)
    upper, lower = HEADER_ROWS
    sheet.write_string(0, 0, NAME, book.title)
    sheet.write_string(1, 0, title)
    for column, label in enumerate(KEYS):
        sheet.merge_range(upper, column, lower, column, label, book.header)
    sheet.set_column(0, 2, 26)
    sheet.set_column(HIDDEN_COLUMN, HIDDEN_COLUMN, 9, None, {"hidden": True})
    column = len(KEYS)
    for year, in_year in groupby(months, key=lambda month: month.year):
        names = [f"{month:%b}" for month in in_year]
        sheet.merge_range(upper, column, upper, column + len(names) - 1, year, book.header)
        sheet.write_row(lower, column, names, book.header)
        column += len(names)
    sheet.freeze_panes(FIRST_ROW, len(KEYS))
    return sheet


def _write_keys(sheet: Worksheet, row: int, keys: Sequence[str]) -> None:
    for column, key in enumerate(keys):
        sheet.write_string(row, column, key)


def _write_values(sheet: Worksheet, row: int, months: Sequence[date], series: Series, style: object) -> None:
    """Write a row of values; months without one get a dash."""
    known = {period.starts: value for period, value in zip(series.periods, series.values, strict=True)}
    for column, month in enumerate(months, start=len(KEYS)):
        if month in known:
            sheet.write_number(row, column, round(float(known[month]), 5), style)
        else:
            sheet.write_string(row, column, "-")
