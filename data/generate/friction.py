"""The list of what hurts on the journeys, as two workshops filled it in: merged places, a total, notes below."""

from itertools import groupby
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from data.generate.journey import FRICTION, Friction
from data.generate.organisation import NAME
from data.generate.register import name_of
from data.generate.workbook import Workbook, write_cell, writing

SHEET = "Where it hurts"
HEADER_ROW = 3
_HEADERS = (
    "Journey",
    "Step",
    "Back office?",
    "What hurts",
    "Type of friction",
    "Who",
    "KPI",
    "Volume per month",
    "Failure rate",
    "Cost per case (£)",
    "Cost per year (£)",
    "Evidence",
    "Effort",
    "Use case",
    "Votes",
)
_WIDTHS = {"What hurts": 46, "Evidence": 40, "Use case": 40, "KPI": 26, "Who": 22, "Type of friction": 22}
_NOTES = (
    "Cost per year = volume per month × failure rate × cost per case × 12, worked out in the sheet.",
    "S = weeks, M = a quarter, L = half a year, XL = longer. Empty = nobody has counted it yet.",
)


def write(path: Path) -> None:
    """Write the list: journeys and steps once over their rows, a total below, notes at the end."""
    with writing(path) as book:
        sheet = book.sheet(SHEET)
        sheet.write_string(0, 0, f"{NAME}: where our journeys hurt", book.title)
        sheet.write_string(1, 0, "Workshops of 22 and 29 September 2026; ask Priya Ramaswamy")
        for column, label in enumerate(_HEADERS):
            sheet.write_string(HEADER_ROW, column, label, book.header)
            sheet.set_column(column, column, _WIDTHS.get(label, 14))
        first = row = HEADER_ROW + 1
        for (journey, step), points in groupby(FRICTION, key=lambda each: (each.journey, each.step)):
            row = _write_step(sheet, row, journey, step, list(points), book)
        _write_total(sheet, first, row, book)
        for number, note in enumerate(_NOTES, start=row + 2):
            sheet.write_string(number, 0, note)
        sheet.freeze_panes(HEADER_ROW + 1, 4)


def _write_step(sheet: Worksheet, row: int, journey: str, step: str, points: list[Friction], book: Workbook) -> int:
    """Write the rows of one step and return the row below them."""
    middle = book.style(valign="top", text_wrap=True)
    places = (journey, step, "yes" if points[0].is_back_office else "no")
    for column, text in enumerate(places):
        if len(points) > 1:
            sheet.merge_range(row, column, row + len(points) - 1, column, text, middle)
        else:
            sheet.write_string(row, column, text, middle)
    for number, point in enumerate(points, start=row):
        _write_point(sheet, number, point, book)
    return row + len(points)


def _write_point(sheet: Worksheet, row: int, point: Friction, book: Workbook) -> None:
    volume, rate, cost = point.counted or (None, None, None)
    said: tuple[tuple[object, str | None], ...] = (
        (point.name, None),
        (point.kind, None),
        (point.who, None),
        (name_of(point.metric), None),
        (volume, "#,##0"),
        (rate, "0%"),
        (cost, "£#,##0.00"),
    )
    for column, (value, number_format) in enumerate(said, start=3):
        write_cell(sheet, row, column, value, book.style(num_format=number_format) if number_format else None)
    if point.annual_cost is not None:
        line = row + 1
        formula, style = f"=H{line}*I{line}*J{line}*12", book.style(num_format="£#,##0")
        sheet.write_formula(row, 10, formula, style, round(point.annual_cost, 2))
    rest = (point.evidence, point.effort, "; ".join(point.use_cases), point.votes)
    for column, value in enumerate(rest, start=11):
        write_cell(sheet, row, column, value)


def _write_total(sheet: Worksheet, first: int, row: int, book: Workbook) -> None:
    style = book.style(bold=True, top=1, num_format="£#,##0")
    total = sum(point.annual_cost or 0.0 for point in FRICTION)
    sheet.write_string(row, 0, "Total", style)
    sheet.write_formula(row, 10, f"=SUM(K{first + 1}:K{row})", style, round(total, 2))
