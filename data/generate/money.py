"""What pilots cost and what they are expected to bring, as finance keeps it: plan and actual by quarter, a total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from cxdash.domain.periods import FiscalCalendar, Quarter
from data.generate.noise import rng_for
from data.generate.organisation import AS_OF, FISCAL_FIRST_MONTH, NAME, Pilot
from data.generate.portfolio import PILOTS
from data.generate.workbook import Workbook, write_cell, writing

COSTS, BENEFITS = "Costs by pilot", "Expected benefits"
QUARTERS = tuple(Quarter(2026, 1).shifted(step) for step in range(6))
_CALENDAR = FiscalCalendar(FISCAL_FIRST_MONTH)
_HEADER_ROW, _NAMES = 4, 4
_TO_BE_CONFIRMED = "tbc"
_POUNDS = "£#,##0"
_SPREAD = 0.05
_OF_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a pilot is paid for; ``share`` is its part of the year's run cost, None for the set-up."""

    name: str
    kind: str
    share: float | None


LINES = (
    Line("Set-up and integration", "One-off", None),
    Line("Licences", "Run", 0.55),
    Line("Usage and support", "Run", 0.45),
)


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a business case expects of a pilot in one quarter; an ``amount`` of None is not known yet."""

    pilot: str
    name: str
    finance_class: str
    quarter: Quarter
    amount: int | None
    assumption: str


_NEXT = (Quarter(2026, 4), Quarter(2027, 1), Quarter(2027, 2))
BENEFITS_EXPECTED = (
    *(
        Benefit("No-show outreach Harbour View", "Slots kept", "Margin", quarter, amount, "Business case, June 2026")
        for quarter, amount in zip(_NEXT, (46_000, 48_000, 48_000), strict=True)
    ),
    *(
        Benefit("Billing resolution Riverside", "Fewer repeat calls", "Cashable saving", quarter, amount, "Rota plan")
        for quarter, amount in zip(_NEXT, (18_000, 21_000, 21_000), strict=True)
    ),
    *(
        Benefit("Agent guidance Castle Lane", "Agent minutes", "Released capacity", quarter, amount, "40 s a contact")
        for quarter, amount in zip(_NEXT, (14_000, 26_000, None), strict=True)
    ),
    *(
        Benefit("Member outreach Millbrook", "Members kept", "Margin", quarter, amount, "Renewal model, v3")
        for quarter, amount in zip(_NEXT, (22_000, 24_000, 24_000), strict=True)
    ),
    *(
        Benefit("Renewal call-backs Castle Lane", "Renewals", "Margin", quarter, amount, "Half of the pilot's target")
        for quarter, amount in zip(_NEXT, (6_000, 12_000, 15_000), strict=True)
    ),
)


def write(path: Path, *, seed: int) -> None:
    """Write both sheets: costs wide by quarter below a header of two rows, expected benefits one row each."""
    with writing(path) as book:
        _write_costs(book, seed=seed)
        _write_benefits(book)


def planned(pilot: Pilot, line: Line, quarter: Quarter) -> int | None:
    """Return what was planned for a line in a quarter, in pounds; None before the pilot, or where it was free."""
    period = _CALENDAR.period(quarter)
    if line.share is None:
        return pilot.one_off if pilot.one_off and period.starts <= pilot.goes_live < period.ends_before else None
    days = (period.ends_before - max(period.starts, pilot.goes_live)).days
    return round(pilot.run_cost * line.share * days / _OF_A_YEAR, -1) if days > 0 and pilot.run_cost else None


def known(pilot: Pilot, line: Line, quarter: Quarter, *, seed: int) -> int | None:
    """Return what a line cost in a quarter that is over, or is expected to cost; the set-up cost what was agreed."""
    plan = planned(pilot, line, quarter)
    if plan is None or line.share is None:
        return plan
    drift = rng_for(seed, pilot.name, f"{line.name} {quarter}").standard_normal()
    return round(plan * (1 + _SPREAD * float(drift)), -1)


def is_over(quarter: Quarter) -> bool:
    """Whether a quarter's invoices are in."""
    return _CALENDAR.period(quarter).ends_before <= AS_OF


def _write_costs(book: Workbook, *, seed: int) -> None:
    sheet = book.sheet(COSTS)
    sheet.write_string(0, 0, f"{NAME}: what our pilots cost", book.title)
    sheet.write_string(1, 0, "All amounts in £ without VAT; actuals from the ledger, forecast of 13 November 2026")
    _write_header(sheet, book)
    first = row = _HEADER_ROW + 1
    for pilot in PILOTS:
        for line in _lines_of(pilot):
            _write_line(sheet, row, pilot, line, book, seed=seed)
            row += 1
    _write_total(sheet, first, row, book, list(_sums(seed=seed)))
    sheet.freeze_panes(_HEADER_ROW + 1, _NAMES)


def _write_header(sheet: Worksheet, book: Workbook) -> None:
    for column, (label, width) in enumerate((("Use case", 40), ("Pilot", 32), ("Cost line", 24), ("Type", 10))):
        sheet.write_string(_HEADER_ROW, column, label, book.header)
        sheet.set_column(column, column, width)
    for number, quarter in enumerate(QUARTERS):
        column = _NAMES + 2 * number
        sheet.merge_range(_HEADER_ROW - 1, column, _HEADER_ROW - 1, column + 1, _CALENDAR.name(quarter), book.header)
        sheet.write_string(_HEADER_ROW, column, "Plan", book.header)
        sheet.write_string(_HEADER_ROW, column + 1, "Actual" if is_over(quarter) else "Forecast", book.header)


def _lines_of(pilot: Pilot) -> list[Line]:
    return [line for line in LINES if any(planned(pilot, line, quarter) is not None for quarter in QUARTERS)]


def _write_line(sheet: Worksheet, row: int, pilot: Pilot, line: Line, book: Workbook, *, seed: int) -> None:
    for column, text in enumerate((pilot.use_case, pilot.name, line.name, line.kind)):
        sheet.write_string(row, column, text)
    for column, amount in enumerate(cells(pilot, line, seed=seed), start=_NAMES):
        write_cell(sheet, row, column, amount, book.style(num_format=_POUNDS))


def cells(pilot: Pilot, line: Line, *, seed: int) -> Iterator[int | None]:
    """Yield plan and actual, or plan and forecast, of a line quarter by quarter."""
    for quarter in QUARTERS:
        yield planned(pilot, line, quarter)
        yield known(pilot, line, quarter, seed=seed)


def _sums(*, seed: int) -> Iterator[int]:
    rows = [list(cells(pilot, line, seed=seed)) for pilot in PILOTS for line in _lines_of(pilot)]
    return (sum(amount or 0 for amount in column) for column in zip(*rows, strict=True))


def _write_total(sheet: Worksheet, first: int, row: int, book: Workbook, sums: Sequence[int]) -> None:
    style = book.style(bold=True, top=1, num_format=_POUNDS)
    sheet.write_string(row, 0, "Total", style)
    for column, total in enumerate(sums, start=_NAMES):
        letter = chr(ord("A") + column)
        sheet.write_formula(row, column, f"=SUM({letter}{first + 1}:{letter}{row})", style, total)


def _write_benefits(book: Workbook) -> None:
    sheet = book.sheet(BENEFITS)
    sheet.write_string(0, 0, "Benefits that business cases expect; nothing here is measured", book.title)
    headers = (("Pilot", 32), ("Benefit", 24), ("Benefit type", 18), ("Basis", 12), ("Quarter", 12), ("Amount (£)", 14))
    for column, (label, width) in enumerate((*headers, ("Assumption", 30))):
        sheet.write_string(2, column, label, book.header)
        sheet.set_column(column, column, width)
    for row, each in enumerate(BENEFITS_EXPECTED, start=3):
        amount = _TO_BE_CONFIRMED if each.amount is None else each.amount
        quarter = _CALENDAR.name(each.quarter)
        said = (each.pilot, each.name, each.finance_class, "Forecast", quarter, amount, each.assumption)
        for column, value in enumerate(said):
            write_cell(sheet, row, column, value, book.style(num_format=_POUNDS) if column == 5 else None)
    sheet.freeze_panes(3, 1)
