"""The register: a sheet with a row per use case, one with the metrics beside the primary, one with a row per pilot."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xlsxwriter.worksheet import Worksheet

from data.generate.organisation import CURRENCY, NAME, Guardrail, Pilot, UseCase
from data.generate.portfolio import PILOTS, USE_CASES
from data.generate.series import catalogue
from data.generate.workbook import Workbook, write_cell, writing

if TYPE_CHECKING:
    from xlsxwriter.format import Format

HEADER_ROW = 3
OWNERS = {
    "Technology owner": "technology",
    "Operations owner": "operations",
    "Commercial owner": "commercial",
    "Scaling owner": "scaling",
    "Executive sponsor": "sponsor",
    "Finance": "finance",
}

REASONS = {
    "secondary": "Reported beside the primary metric, decides nothing alone",
    "diagnostic": "Explains the primary metric, never a target",
}

Cells = dict[str, object]


def write(path: Path) -> None:
    """Write the register."""
    with writing(path) as book:
        _write_table(book, "Use cases", "AI in customer experience: use case register", _use_case_rows())
        _write_table(book, "Other metrics", "Metrics watched beside the primary one", _metric_rows())
        _write_table(book, "Pilots", "Pilots and their measurement plans", _pilot_rows())


def _write_table(book: Workbook, name: str, title: str, rows: Sequence[Cells]) -> None:
    sheet = book.sheet(name)
    sheet.write_string(0, 0, f"{NAME}: {title}", book.title)
    sheet.write_string(1, 0, f"Currency {CURRENCY}; fiscal year starts in January; as of 13/11/2026")
    labels = list(rows[0])
    for column, label in enumerate(labels):
        sheet.write_string(HEADER_ROW, column, label, book.header)
        sheet.set_column(column, column, 44 if label in {"Outcome statement", "Comments", "Notes"} else 17)
    for index, row in enumerate(rows):
        for column, label in enumerate(labels):
            _write(sheet, HEADER_ROW + 1 + index, column, row[label], book)
    sheet.freeze_panes(HEADER_ROW + 1, 1)


def _write(sheet: Worksheet, row: int, column: int, value: object, book: Workbook) -> None:
    """Write a cell; a pair is a number with its format."""
    style: Format | None = book.day
    if isinstance(value, tuple):
        value, number_format = value
        style = book.style(num_format=number_format)
    elif isinstance(value, str | int | float):
        style = None
    write_cell(sheet, row, column, value, style)


def _use_case_rows() -> list[Cells]:
    return [_use_case_row(use_case.in_register) for use_case in USE_CASES]


def _use_case_row(use_case: UseCase) -> Cells:
    low, likely, high = use_case.unit_value or (None, None, None)
    return {
        "Use case": use_case.title,
        "Outcome statement": use_case.statement,
        "Stage": use_case.stage.capitalize(),
        "Status": use_case.status.capitalize(),
        "Journey steps": "; ".join(use_case.steps),
        **{label: use_case.owners.get(function) for label, function in OWNERS.items()},
        "Primary metric": name_of(use_case.metric),
        "Target": _target(use_case),
        "Baseline": in_unit(use_case.metric, use_case.baseline),
        "Guardrails": "; ".join(str(name_of(each.metric)) for each in use_case.guardrails),
        "Guardrail margins": "; ".join(_margin(each) for each in use_case.guardrails),
        "Unit value low": low,
        "Unit value": likely,
        "Unit value high": high,
        "Annual volume": (use_case.annual_volume, "#,##0") if use_case.annual_volume else None,
        "Value source": use_case.value_source,
        "Modules": "; ".join(use_case.modules),
        "Help mode": use_case.help_mode.capitalize(),
        "Idea since": use_case.idea_on,
        "Pilot since": use_case.pilot_on,
        "Proof since": use_case.proof_on,
        "Scale since": use_case.scale_on,
        "Notes": use_case.notes,
    }


def name_of(metric: str | None) -> str | None:
    """Return a metric's name in the catalogue."""
    known = catalogue().get(metric) if metric else None
    return known.name if known is not None else metric


def in_unit(metric: str | None, value: float | None) -> object:
    """Return a value with the format of its metric: percent for shares."""
    known = catalogue().get(metric) if metric else None
    if value is None or known is None:
        return value
    return (value, "0.0%") if known.is_fraction else (value, "0.00")


def _target(use_case: UseCase) -> object:
    """Return a relative target as a percentage cell, an absolute one as text with its sign and unit."""
    if use_case.target is None:
        return None
    if use_case.target_is_relative:
        return (use_case.target, "+0%;-0%")
    return f"{use_case.target * 100:+g} points"


def _margin(guardrail: Guardrail) -> str:
    known = catalogue().get(guardrail.metric)
    if known is not None and known.is_fraction:
        return f"{guardrail.margin * 100:g} points"
    return f"{guardrail.margin:g}"


def _metric_rows() -> list[Cells]:
    return [
        {
            "Use case": use_case.title,
            "Stage": use_case.in_register.stage.capitalize(),
            "Metric": name_of(metric),
            "Role": role.capitalize(),
            "Comments": REASONS[role],
        }
        for use_case in USE_CASES
        for metric, role in use_case.others
    ]


def _pilot_rows() -> list[Cells]:
    return [_pilot_row(pilot) for pilot in PILOTS]


def _pilot_row(pilot: Pilot) -> Cells:
    pounds: Callable[[int], tuple[int, str]] = lambda amount: (amount, "£#,##0")  # noqa: E731  one word for two cells
    return {
        "Pilot": pilot.name,
        "Use case": pilot.use_case,
        "Site": pilot.site,
        "Segment": pilot.segment,
        "Go-live": pilot.goes_live,
        "Window (days)": pilot.window_days,
        "Baseline from": pilot.baseline_starts,
        "Comparison": "Group" if pilot.comparison_site else "None",
        "Comparison site": pilot.comparison_site,
        "Population": pilot.population,
        "Locked on": pilot.locked_on,
        "One-off cost": pounds(pilot.one_off),
        "Run cost per year": pounds(pilot.run_cost),
        "Status": pilot.status.capitalize(),
        "Notes": pilot.notes,
    }
