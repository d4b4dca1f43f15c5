"""The agents' survey: a sheet per question, a column per pilot, a row per month."""

from pathlib import Path

from data.generate.series import Figures, catalogue
from data.generate.workbook import Workbook, write_cell, writing

METRICS = {"agent_satisfaction": "Agent satisfaction", "cognitive_load_score": "Cognitive load"}
HEADER_ROW = 2
FIRST_ROW = 3


def write(path: Path, beside: Figures) -> None:
    """Write the tracker; the newest answers of the last pilot are still to come."""
    with writing(path) as book:
        for metric, name in METRICS.items():
            _write_question(book, metric, name, beside)


def _write_question(book: Workbook, metric: str, name: str, beside: Figures) -> None:
    sheet = book.sheet(name)
    sheet.write_string(0, 0, f"{name}: answers of the agents on each pilot", book.title)
    sheet.write_string(HEADER_ROW, 0, "Month", book.header)
    sheet.set_column(0, len(beside), 18)
    style = book.number(catalogue().get(metric))
    for column, (pilot, metrics) in enumerate(beside.items(), start=1):
        series = metrics[metric].pilot
        sheet.write_string(HEADER_ROW, column, pilot, book.header)
        for row, (period, value) in enumerate(zip(series.periods, series.values, strict=True), start=FIRST_ROW):
            write_cell(sheet, row, 0, period.starts, book.style(num_format="mmm yyyy"))
            is_open = column == len(beside) and period is series.periods[-1]
            write_cell(sheet, row, column, "TBC" if is_open else round(float(value), 4), style)
