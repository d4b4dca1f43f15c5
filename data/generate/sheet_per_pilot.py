"""The guidance tracker: a sheet per pilot, named after it; counts are typed in, a formula works out the value."""

from pathlib import Path

from data.generate.organisation import Pilot
from data.generate.portfolio import kept_in
from data.generate.series import Figures, Simulated, catalogue
from data.generate.vocabulary import IN_GUIDANCE
from data.generate.workbook import Workbook, write_cell, writing

LABELS = ("Week commencing", "Metric", "Group", "Numerator", "Denominator", "Value")
HEADER_ROW = 2
FIRST_ROW = 3
METRICS = {
    "cost_per_contact": "Cost/Call",
    "first_contact_resolution": "FCR %",
    "csat": "Cust Sat",
    "completed_appointment_rate": "Fill Rate",
    "no_show_rate": "DNA Rate",
    "complaint_rate": "Complaints/1k",
}


def write(path: Path, figures: Figures) -> None:
    """Write the tracker, behind a first sheet that only explains it."""
    with writing(path) as book:
        cover = book.sheet("Read me")
        cover.write_string(0, 0, "Guidance and slots", book.title)
        cover.write_string(2, 0, "One sheet per pilot. Type the counts, the value follows. Do not add columns.")
        cover.write_string(3, 0, "Questions to the planning desk.")
        for pilot in kept_in(IN_GUIDANCE):
            _write_pilot(book, pilot, figures[pilot.name])


def _write_pilot(book: Workbook, pilot: Pilot, metrics: dict[str, Simulated]) -> None:
    sheet = book.sheet(pilot.name)
    sheet.write_string(0, 0, f"{pilot.name} (compared with {pilot.comparison_site or 'nobody'})", book.title)
    for column, label in enumerate(LABELS):
        sheet.write_string(HEADER_ROW, column, label, book.header)
        sheet.set_column(column, column, 17)
    row = FIRST_ROW
    for metric, simulated in metrics.items():
        style = book.number(catalogue().get(metric))
        for group, series in simulated.arms():
            for period, above, below in zip(series.periods, series.numerators, series.denominators, strict=True):
                for column, cell in enumerate((period.starts, METRICS[metric], group, above, below)):
                    write_cell(sheet, row, column, cell, book.day if column == 0 else None)
                times = "" if series.per == 1 else f"*{series.per:g}"
                formula = f"=D{row + 1}/E{row + 1}{times}"
                sheet.write_formula(row, len(LABELS) - 1, formula, style, series.per * above / below)
                row += 1
    sheet.freeze_panes(FIRST_ROW, 0)
