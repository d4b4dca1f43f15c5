"""Amounts of money in cells: their numbers and currencies, and the sign that a table writes costs with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cxdash.domain.money_entries import Side
from cxdash.trackers.columns.money_words import currency_in
from cxdash.trackers.files.cells import Cell, Percent
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Problem, RegisterRow, Source
from cxdash.trackers.tables.frames import ColumnProfile
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.values.numbers import Pair

Said = dict[str, str | float | date]
"""What is said about an amount, by field."""
_PENNIES = 6
_ROWS_SAID = 5
_SIZED = ("k", "m", "mn", "bn", "tsd", "mio", "million", "thousand")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as read, with all that is said about it and the cells that say so."""

    number: float
    side: Side
    fields: Mapping[str, str | float | date]
    sources: Mapping[str, Source]
    source: Source

    def as_row(self) -> RegisterRow:
        """Return the amount as a row of a list."""
        return RegisterRow({**self.fields, "amount": self.number}, self.sources, self.source)


def amount_in(
    figures: Figures, row: int, column: ColumnProfile, cell: Cell, *, scale: float
) -> tuple[float, str | None] | None:
    """Return a cell as an amount with the currency that it or its header names; None where it is empty or no amount.

    Marks such as ``tbc`` are missing, never 0; what cannot be read is put among the problems of the figures.

    Args:
        figures: reads numbers as the table writes them.
        row: zero-based, as the column is.
        column: where the cell stands.
        cell: what stands there.
        scale: 1,000 where the header counts in thousands; a cell that says so itself is not multiplied again.
    """
    number = figures.value(row, column.index, cell)
    if number is None:
        return None
    source = figures.source(row, column.index)
    if isinstance(number, Pair | Percent | timedelta):
        shown = f"{float(number) * 100:g} %" if isinstance(number, Percent) else str(cell)
        figures.problems.append(problem("not_a_number", source, value=shown[:60]))
        return None
    text = cell if isinstance(cell, str) else ""
    is_sized = text.casefold().rstrip(" )£€$.").endswith(_SIZED)
    currency = currency_in(text) or currency_in(column.label) or currency_in(column.unit)
    return round(float(number) * (1.0 if is_sized else scale), _PENNIES), currency


def with_one_sign(found: Sequence[Amount], problems: list[Problem]) -> tuple[list[Amount], list[str]]:
    """Return amounts as sizes: where every one of a side is written with a minus, that is how the table writes them.

    Where only some are below 0, those may be credits or mistakes, so they are problems of their cells.
    """
    kept = list(found)
    notes: list[str] = []
    for side in Side:
        theirs = [each.number for each in found if each.side is side and each.number]
        if theirs and max(theirs) < 0:
            kept = [replace(each, number=abs(each.number)) if each.side is side else each for each in kept]
            notes.append(f"Every {side.value} is written with a minus or in brackets; each was read as its size.")
    below = [each for each in kept if each.number < 0]
    problems += [problem("below_zero", each.source, value=f"{each.number:,.15g}") for each in below]
    return [each for each in kept if each.number >= 0], notes


def note_totals(rows: Sequence[int]) -> list[str]:
    """Say which rows (zero-based) were left out as they add others up."""
    if not rows:
        return []
    more = f" and {len(rows) - _ROWS_SAID} more" if len(rows) > _ROWS_SAID else ""
    listed = ", ".join(str(number + 1) for number in rows[:_ROWS_SAID])
    if len(rows) == 1:
        return [f"Row {listed} was left out: it is a total of the others."]
    return [f"Rows {listed}{more} were left out: they are totals of the others."]
