"""The portfolio as a workbook: use cases with owners and traps, pilots with effects, what hurts and what it costs."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from io import BytesIO

import xlsxwriter
from sqlalchemy.orm import Session
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result
from cxdash.reports import friction_list, money_list, portfolio
from cxdash.reports.portfolio import Entry

Cell = str | float | int | date | None

_USE_CASES = (
    "Use case",
    "Outcome statement",
    "Stage",
    "Stage since",
    "Days in stage",
    "Status",
    *(function.label for function in Function),
    "Primary metrics",
    "Number of pilots",
    "Newest figure",
    "Best grade",
    "Traps",
)
_PILOTS = (
    "Pilot",
    "Use case",
    "Site",
    "Client",
    "Metric",
    "Unit",
    "Goes live",
    "Window, days",
    "Progress",
    "Verdict",
    "Grade",
    "Effect",
    "95 % low",
    "95 % high",
    "Effect is",
    "Required effect",
    "P(improved)",
    "P(target)",
    "Guardrails",
    "Recommendation",
    "Sentence",
    "No interval, because",
    "Alarms",
    "One-off cost",
    "Run cost per year",
    "Usage cost per case",
)
_FRICTION = (
    "Journey",
    "Journey step",
    "Back office",
    "Friction point",
    "Kind",
    "Population",
    "Metric",
    "Monthly volume",
    "Failure rate",
    "Unit cost",
    "Annual cost",
    "Evidence",
    "Effort",
    "Use cases",
)
_MONEY = ("Use case", "Pilot", "Cost or benefit", "Kind", "Line", "Basis", "Period", "Amount", "Note")


class _Share(float):
    """A number that is shown in percent."""


@dataclass(frozen=True, slots=True)
class _Formats:
    header: Format
    day: Format
    share: Format


def workbook(session: Session, today: date) -> bytes:
    """Return an .xlsx with sheets of use cases, of pilots, of friction points and of costs and benefits, as of a day.

    The sheets of friction points and of costs and benefits can be edited and imported again.

    Effects are positive where the metric improved: fractions of the baseline or metric units, as their column says.
    Text stays text: nothing a person typed becomes a formula.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = _Formats(
            header=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            share=book.add_format({"num_format": "0.0##%"}),
        )
        use_cases = (_use_case_row(entry) for entry in portfolio.entries(session, today=today))
        _write(book, "Use cases", _USE_CASES, use_cases, formats, as_of=today)
        pilots = (_pilot_row(result) for result in pilot_results.results(session, today=today))
        _write(book, "Pilots", _PILOTS, pilots, formats, as_of=today)
        _write(book, "Friction", _FRICTION, map(_friction_row, friction_list.lines(session)), formats, as_of=today)
        spent = (astuple(line) for line in money_list.lines(session))
        _write(book, "Costs and benefits", _MONEY, spent, formats, as_of=today)
    return target.getvalue()


def _write(
    book: Workbook, name: str, labels: Sequence[str], rows: Iterable[Sequence[Cell]], formats: _Formats, *, as_of: date
) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, f"{name}, as of {as_of:%-d %B %Y}")
    for column, label in enumerate(labels):
        sheet.write_string(2, column, label, formats.header)
    sheet.set_column(0, 1, 36)
    sheet.set_column(2, len(labels) - 1, 16)
    sheet.freeze_panes(3, 1)
    for number, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    match cell:
        case None:
            return
        case date():
            sheet.write_datetime(row, column, cell, formats.day)
        case str():
            sheet.write_string(row, column, cell)
        case _Share():
            sheet.write_number(row, column, cell, formats.share)
        case _:
            sheet.write_number(row, column, cell)


def _use_case_row(entry: Entry) -> list[Cell]:
    owners = {owner.function: owner.name for owner in entry.owners}
    return [
        entry.line.title,
        entry.line.statement,
        entry.stage.label,
        entry.line.stage_since,
        entry.days_in_stage,
        entry.status.label,
        *(owners.get(function.value) for function in Function),
        "; ".join(metric.name for metric in entry.metrics if metric.role == Role.PRIMARY.value),
        len(entry.pilots),
        entry.newest,
        entry.best_grade,
        "; ".join(f"{flag.trap.label}: {flag.evidence}" for flag in entry.flags),
    ]


def _pilot_row(result: Result) -> list[Cell]:
    effect = result.effect
    return [
        result.name,
        result.title,
        result.site,
        result.client or None,
        result.metric.name if result.metric else None,
        result.metric.unit if result.metric else None,
        result.goes_live,
        result.window_days,
        result.progress,
        result.verdict.value,
        result.grade.value,
        effect.effect if effect else None,
        effect.low if effect else None,
        effect.high if effect else None,
        _scale(result),
        effect.required if effect else None,
        effect.p_improved if effect else None,
        effect.p_target if effect else None,
        "; ".join(f"{name}: {light.status.value}" for name, light in result.guardrails),
        result.recommendation.value if result.recommendation else None,
        effect.sentence if effect else None,
        None if result.has_interval else result.why_no_interval,
        " ".join(result.alarms),
        result.one_off_cost,
        result.run_cost_year,
        result.usage_cost,
    ]


def _friction_row(line: friction_list.Line) -> list[Cell]:
    return [
        line.journey,
        line.step,
        "yes" if line.is_back_office else "no",
        line.name,
        line.kind.label,
        line.population,
        line.metric,
        line.monthly_volume,
        None if line.failure_rate is None else _Share(line.failure_rate),
        line.unit_cost,
        line.annual_cost,
        line.evidence,
        line.effort,
        "; ".join(line.use_cases),
    ]


def _scale(result: Result) -> str | None:
    if result.effect is None:
        return None
    return "fraction of the baseline" if result.effect.relative else "metric units"
