"""A row of a list of costs and benefits as the amount that the page would take, with a problem at each wrong cell."""

from datetime import date

from cxdash.changes.register_cells import EARLIEST, LATEST, Cells
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.merging import merged
from cxdash.domain.money_entries import (
    Basis,
    CostKind,
    Kind,
    MoneyEntryValues,
    Side,
    check_money_entry,
    words_for,
)
from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.trackers.columns.money_words import basis_of

_DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS"})
"""What a bare $ may stand for."""


def wanted_values(
    cells: Cells, pilot: str | None, basis: Basis, calendar: FiscalCalendar, *, before: MoneyEntryValues | None = None
) -> MoneyEntryValues | None:
    """Return an amount as a row wants it, None with its problems where it cannot be taken.

    Args:
        cells: the row.
        pilot: whose it is; None for the use case as a whole.
        basis: as the row says, or as somebody said of its sheet.
        calendar: the organisation's.
        before: what is stored; a note that the row leaves out stays.
    """
    period = _period(cells)
    if period is None:
        return None
    wanted = MoneyEntryValues(
        side=Side(cells.text("side")),
        kind=_kind(cells),
        basis=basis,
        period=period,
        amount=cells.number("amount", 0.0) or 0.0,
        line=cells.text("line"),
        pilot=pilot,
        note=cells.text("note", before.note if before is not None else ""),
    )
    try:
        check_money_entry(wanted, calendar)
    except RuleError as broken:
        cells.broken(broken, name="amount")
        return None
    return wanted


def basis_said(cells: Cells, answer: str) -> Basis | None:
    """Return the basis of a row: as it says, else as somebody answered for its sheet; None where neither is clear."""
    said = cells.text("basis", answer)
    return basis_of(said) if said else None


def check_currency(cells: Cells, currency: str) -> None:
    """Hold an amount to the organisation's currency: no rate is guessed."""
    said = cells.text("currency").upper()
    if not said or said == currency or (said == "$" and currency in _DOLLARS):
        return
    name = "currency" if "currency" in cells.row.sources else "amount"
    cells.reject("other_currency", name, value=said, currency=currency)


def is_run_assumed(cells: Cells) -> bool:
    """Whether nothing says that a cost comes once, nor that it runs."""
    return cells.text("side") == Side.COST and not cells.says("cost_kind")


def with_edits_since(
    cells: Cells, wanted: MoneyEntryValues, stored: MoneyEntryValues, *, base: MoneyEntryValues
) -> MoneyEntryValues:
    """Keep what people edited on the page since the last upload; a cell that changed as well is a problem."""
    try:
        return merged(words_for(stored), seen=base, wanted=wanted, stored=stored)
    except StaleEditError as clash:
        cells.edited_since(clash, name=clash.part[0] if clash.part else "")
        return wanted


def _kind(cells: Cells) -> Kind:
    said = cells.text("cost_kind")
    if cells.text("side") == Side.BENEFIT:
        return FinanceClass(said) if said else None
    return CostKind(said) if said else CostKind.RUN


def _period(cells: Cells) -> Period | None:
    starts = cells.row.fields["starts"]
    if not isinstance(starts, date):
        return None
    if not EARLIEST <= starts < LATEST:
        cells.reject("far_away", "amount", value=starts.isoformat(), first=EARLIEST.year, last=LATEST.year)
        return None
    return Period(starts, Grain(cells.text("grain")))
