"""The enquiries tracker: a sheet per site, a column per metric in percent formats, a row per week and group."""

from datetime import date
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from data.generate.organisation import Pilot
from data.generate.portfolio import kept_in
from data.generate.series import Figures, Simulated, catalogue
from data.generate.vocabulary import IN_ENQUIRIES
from data.generate.workbook import Workbook, write_cell, writing

KEYS = ("Week commencing", "Pilot", "Group")
HEADER_ROW = 3
FIRST_ROW = 4
METRICS = {
    "conversion_rate": "Conv %",
    "complaint_rate": "Complaints/1k",
    "cost_to_serve": "Cost-to-Serve",
    "containment_rate": "Containment",
    "resolution_rate": "Resolution %",
    "repeat_contact_rate": "Repeat contact rate",
    "csat": "CSAT %",
}
# No satisfaction survey goes out in the week of Christmas.
WITHOUT_SURVEY = frozenset({date(2024, 12, 23), date(2025, 12, 22)})
REMARKS = {date(2025, 3, 3): "Phone outage on Tuesday morning", date(2026, 1, 5): "Snow; three clinics closed"}


def write(path: Path, figures: Figures) -> None:
    """Write the tracker."""
    with writing(path) as book:
        for pilot in kept_in(IN_ENQUIRIES):
            _write_site(book, pilot, figures[pilot.name])


def _write_site(book: Workbook, pilot: Pilot, metrics: dict[str, Simulated]) -> None:
    sheet = book.sheet(pilot.site)
    sheet.write_string(0, 0, f"{pilot.site}: weekly figures", book.title)
    sheet.write_string(1, 0, "Kept by the site's planning desk; n/a = no survey that week")
    labels = [*KEYS, *(METRICS[metric] for metric in metrics), "Remarks"]
    for column, label in enumerate(labels):
        sheet.write_string(HEADER_ROW, column, label, book.header)
        sheet.set_column(column, column, 30 if label in {"Pilot", "Remarks"} else 15)
    rows = _rows(metrics)
    for index, (week, group) in enumerate(rows):
        row = FIRST_ROW + index
        write_cell(sheet, row, 0, week, book.day)
        write_cell(sheet, row, 1, pilot.name)
        write_cell(sheet, row, 2, group)
        _write_values(sheet, row, book, week, rows[week, group])
        write_cell(sheet, row, len(labels) - 1, REMARKS.get(week) if group == "Pilot" else None)
    sheet.freeze_panes(FIRST_ROW, 1)


def _rows(metrics: dict[str, Simulated]) -> dict[tuple[date, str], dict[str, float]]:
    """Return the values per week and group, a week's two groups beside each other."""
    rows: dict[tuple[date, str], dict[str, float]] = {}
    for metric, simulated in metrics.items():
        for group, series in simulated.arms():
            for period, value in zip(series.periods, series.values, strict=True):
                rows.setdefault((period.starts, group), {})[metric] = float(value)
    return dict(sorted(rows.items(), key=lambda item: (item[0][0], item[0][1] != "Pilot")))


def _write_values(sheet: Worksheet, row: int, book: Workbook, week: date, values: dict[str, float]) -> None:
    for column, (metric, value) in enumerate(values.items(), start=len(KEYS)):
        if metric == "csat" and week in WITHOUT_SURVEY:
            sheet.write_string(row, column, "n/a")
        else:
            sheet.write_number(row, column, round(value, 5), book.number(catalogue().get(metric)))
