"""How a habit is written down: its sheets, and what a careful reader finds in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cxdash.domain.periods import add_months
from cxdash.trackers.readings import Hints, Layout, Tracker
from tests.trackers import books

Says = tuple[Any, ...]
ANY = ...  # the truth leaves this open


@dataclass(frozen=True)
class Seen:
    """One table as a careful person reads it.

    ``reads`` maps a cell to (entity, metric, period, value) with ``ANY`` for what is left open, ``also`` to more that
    it says. Periods are written as ``at`` understands them. ``asks`` are the beginnings of the questions' keys, with
    ``?`` behind those that may be asked. ``register`` holds fields of some rows by their number among those read, of
    which there are ``rows``. ``count`` and ``layout`` may list several that are fair; another layout than the first
    needs a question.
    """

    header: tuple[int, int] | None
    layout: Layout | tuple[Layout, ...]
    count: int | tuple[int, ...] = 0
    reads: Mapping[str, Says] = field(default_factory=dict)
    also: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    totals: tuple[int, ...] = ()
    missing: int | None = None
    problems: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    register: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    rows: int | None = None

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The layouts that are right."""
        return (self.layout,) if isinstance(self.layout, Layout) else self.layout

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts that are right."""
        return (self.count,) if isinstance(self.count, int) else self.count


@dataclass(frozen=True)
class Habit:
    """A workbook (or a text file, where ``delimiter`` says so) and its tables by sheet; none: nothing to import."""

    name: str
    sheets: Mapping[str, Sequence[Sequence[Any]]]
    tables: Mapping[str, tuple[Seen, ...]]
    merges: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    hidden_sheets: tuple[str, ...] = ()
    delimiter: str | None = None
    encoding: str = "utf-8"
    hints: Hints | None = None

    def read(self) -> Tracker:
        """Read it as the product does."""
        if self.delimiter is not None:
            (rows,) = self.sheets.values()
            return books.read(books.csv(rows, self.delimiter, self.encoding), f"{self.name}.csv", self.hints)
        content = books.workbook(self.sheets, merges=self.merges, hidden=self.hidden, hidden_sheets=self.hidden_sheets)
        return books.read(content, f"{self.name}.xlsx", self.hints)


def one(name: str, rows: Sequence[Sequence[Any]], *seen: Seen, sheet: str = "Sheet1", **more: Any) -> Habit:
    """Return a habit with one sheet; ``merges`` and ``hidden`` are that sheet's."""
    for key in ("merges", "hidden"):
        if key in more:
            more[key] = {sheet: more[key]}
    return Habit(name, {sheet: rows}, {sheet: seen}, **more)


def months(first: str, count: int) -> list[date]:
    """Return first days of months, from one like 2025-01."""
    start = date.fromisoformat(f"{first}-01")
    return [add_months(start, number) for number in range(count)]


def days(first: str, count: int, step: int = 1) -> list[date]:
    """Return days from one like 2025-03-03, ``step`` days apart."""
    return [date.fromisoformat(first) + timedelta(days=step * number) for number in range(count)]


def numbers(seed: int, count: int, low: float, high: float, digits: int = 0) -> list[float]:
    """Return figures that wander between two bounds, the same ones each time."""
    drawn = ((seed * 7919 + n * n * 31 + n * 17) % 101 / 100 for n in range(count))
    values = [round(low + (high - low) * share, digits) for share in drawn]
    return [int(value) for value in values] if digits == 0 else values


def shares(seed: int, count: int, low: float, high: float) -> list[books.Percent]:
    """Return shares in percent format."""
    return [books.Percent(value) for value in numbers(seed, count, low, high, 3)]


def summed(rows: Sequence[Sequence[Any]], columns: Sequence[int]) -> list[Any]:
    """Return the sums of some columns."""
    return [sum(row[column] for row in rows if isinstance(row[column], int | float)) for column in columns]


def at(period: str) -> tuple[str, str]:
    """Return the first day and grain of 2025, 2025-Q1, 2025-03, 2025-W10, 2025-03-03 or 2024-04-01/year."""
    if "/" in period:
        starts, grain = period.split("/")
        return starts, grain
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", period):
        return date.fromisocalendar(int(found[1]), int(found[2]), 1).isoformat(), "week"
    if found := re.fullmatch(r"(\d{4})-Q(\d)", period):
        return f"{found[1]}-{int(found[2]) * 3 - 2:02}-01", "quarter"
    return {4: (f"{period}-01-01", "year"), 7: (f"{period}-01", "month"), 10: (period, "day")}[len(period)]
