"""The template as a workbook: five sheets to fill in, one that explains, one hidden with what there is to choose."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from math import ceil

import xlsxwriter
from sqlalchemy.orm import Session
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.journeys import EFFORTS, FrictionKind
from cxdash.domain.metrics import Metric, MetricClass
from cxdash.domain.money_entries import Basis, CostKind, Side
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import HELP_MODES
from cxdash.exports.template import guide
from cxdash.exports.template.columns import CLOSED, FIGURES, FRICTION, MONEY, PILOTS, USE_CASES, Choice, Column
from cxdash.reports import friction_list, uploads, use_cases

LISTS = "Lists"
_SHEETS = {
    "Figures": FIGURES,
    "Use cases": USE_CASES,
    "Pilots": PILOTS,
    "Friction": FRICTION,
    "Costs and benefits": MONEY,
}
_ROWS = 5_000
"""So many rows offer lists."""
_A4, _LETTERS_ON_PAGE, _HEADER_HEIGHT = 9, 180, 32
_AUTHOR = "cxdash"


def workbook(session: Session, today: date) -> bytes:  # noqa: ARG001 - every export is asked for as of a day
    """Return an empty tracker (.xlsx): figures, use cases, pilots, what hurts and what it costs.

    Its headers are those the reader knows best, so that it comes back without questions. It holds no figure.
    """
    offered = use_cases.offered(session)
    metrics = [metric for metric in offered.metrics if metric.metric_class is not MetricClass.UNCLASSIFIED]
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        _explain(book, metrics, offered.figures.currency)
        sheets = {name: book.add_worksheet(name) for name in _SHEETS}
        places = _write_lists(book, _choices(session, offered, metrics))
        for name, sheet in sheets.items():
            _lay_out(book, sheet, _SHEETS[name], places, offered.figures.currency)
        sheets["Figures"].activate()
    return target.getvalue()


def _choices(session: Session, offered: use_cases.Offered, metrics: Sequence[Metric]) -> Mapping[Choice, Sequence[str]]:
    known = uploads.known_names(session).subjects
    titles = [name for key, name in known.items() if key.startswith("use_case:")]
    pilots = [name.removesuffix(" (pilot)") for key, name in known.items() if key.startswith("pilot:")]
    return {
        Choice.SUBJECTS: [*pilots, *titles],
        Choice.USE_CASES: titles,
        Choice.PILOTS: pilots,
        Choice.METRICS: [metric.name for metric in metrics],
        Choice.ARMS: [arm.value for arm in Arm],
        Choice.STAGES: [stage.label for stage in Stage],
        Choice.STATUSES: [status.label for status in Status],
        Choice.PEOPLE: offered.people,
        Choice.SITES: offered.sites,
        Choice.JOURNEYS: friction_list.journey_names(session),
        Choice.STEPS: offered.steps,
        Choice.KINDS: [kind.label for kind in FrictionKind],
        Choice.SIDES: ["yes", "no"],
        Choice.EFFORTS: EFFORTS,
        Choice.HELP_MODES: HELP_MODES,
        Choice.COST_OR_BENEFIT: [side.label for side in Side],
        Choice.MONEY_KINDS: [kind.label for kind in (*CostKind, *FinanceClass)],
        Choice.BASES: [basis.label for basis in Basis],
        Choice.COMPARISONS: [comparison.label for comparison in Comparison],
    }


def _explain(book: Workbook, metrics: Sequence[Metric], currency: str) -> None:
    sheet = book.add_worksheet("How to")
    sheet.set_column(0, 0, 105)
    sheet.hide_gridlines(2)
    heading = book.add_format({"bold": True, "font_size": 14})
    line = book.add_format({"text_wrap": True, "valign": "top"})
    for row, (text, is_heading) in enumerate(guide.lines(metrics, currency)):
        sheet.write_string(row, 0, text, heading if is_heading else line)
    _print_well(sheet, pages=1)


def _write_lists(book: Workbook, choices: Mapping[Choice, Sequence[str]]) -> Mapping[Choice, str]:
    """Write the lists below one another on a hidden sheet, and return where each stands.

    One column is no table, so nothing on that sheet is ever taken for figures or for a register.
    """
    sheet = book.add_worksheet(LISTS)
    sheet.hide()
    places, row = {}, 0
    for choice, names in choices.items():
        sheet.write_column(row, 0, [choice.value, *names])
        if names:
            places[choice] = f"={LISTS}!$A${row + 2}:$A${row + 1 + len(names)}"
        row += len(names) + 2
    return places


def _lay_out(
    book: Workbook, sheet: Worksheet, columns: Sequence[Column], places: Mapping[Choice, str], currency: str
) -> None:
    header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#f3f5f8"})
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, book.add_format({"num_format": column.shown.value}))
        sheet.write_string(0, number, column.label, header)
        words = column.words.format(currency=currency)
        sheet.write_comment(0, number, words, {"author": _AUTHOR, "x_scale": 2, "y_scale": 1 + len(words) / 150})
        if column.choice is not None and column.choice in places:
            sheet.data_validation(1, number, _ROWS, number, _rule(column.choice, places[column.choice]))
    sheet.set_row(0, _HEADER_HEIGHT)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    _print_well(sheet, pages=ceil(sum(column.width for column in columns) / _LETTERS_ON_PAGE))


def _rule(choice: Choice, place: str) -> dict[str, object]:
    """Return what a cell accepts: only what is listed where nothing else is understood, else new names too."""
    closed = {"error_title": "Not on the list", "error_message": "Choose one of the list; nothing else is understood."}
    return {"validate": "list", "source": place, **(closed if choice in CLOSED else {"show_error": False})}


def _print_well(sheet: Worksheet, *, pages: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages, 0)
