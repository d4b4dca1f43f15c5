"""Where the tables of a sheet stand: which of them a row or a cell belongs to, and as what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from cxdash.trackers.files.areas import Area
from cxdash.trackers.files.cells import column_number
from cxdash.trackers.readings import Column, Layout, Sheet, Table

_LABELS = frozenset(
    {"entity", "metric", "segment", "arm", "period", "unit", "use_case", "pilot", "site", "year", "date"}
)
_UNUSED = frozenset({"", "other", "ignore"})


@dataclass(frozen=True)
class Standing:
    """A table in its place; rows are numbered as in Excel, columns from 0."""

    table: Table
    header: tuple[int, int]
    area: Area

    @classmethod
    def of(cls, sheet: Sheet) -> list[Self]:
        """Return the tables that have a header; stray errors beside them are no table."""
        return [
            cls(table, table.header_rows, Area.parse(table.range))
            for table in sheet.tables
            if table.header_rows is not None
        ]

    @property
    def at(self) -> str:
        """The cell the table starts in, by which it is named."""
        return self.area.start

    @property
    def top(self) -> int:
        """Its first row."""
        return self.header[0]

    @property
    def bottom(self) -> int:
        """Its last row."""
        return self.area.last + 1

    @cached_property
    def columns(self) -> Mapping[int, Column]:
        """Its columns by their place on the sheet."""
        return {column_number(column.letter): column for column in self.table.columns}

    def is_header(self, row: int) -> bool:
        """Whether a row is one of its header rows."""
        return self.header[0] <= row <= self.header[1]

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is part of it."""
        return self.area.holds(row - 1, column)

    def is_near(self, row: int) -> bool:
        """Whether a click on a row can only be about this table: inside of it, or right above its header."""
        return self.top - 1 <= row <= self.bottom

    def part(self, row: int, column: int) -> str:
        """Return what one of its cells is: header ``h``, label ``l``, figure ``v``, not used ``u``."""
        return "h" if self.is_header(row) else self.part_of_column(column)

    def part_of_column(self, column: int) -> str:
        """Return what the cells of a column under the header are: ``l``, ``v`` or ``u``."""
        field = self.columns[column].field if column in self.columns else ""
        if field.partition(":")[0] in _UNUSED or self.table.layout is Layout.NONE:
            return "u"
        return "l" if field in _LABELS or self.table.layout is Layout.TRACKER else "v"


def meant_by(row: int, standings: Sequence[Standing]) -> Standing | None:
    """Return the table whose header a click on a row's number changes.

    A header the row touches comes first, then the table the row is in, then the next table below; of tables side by
    side the left one.
    """
    near = [each for each in standings if each.is_near(row)]
    if near:
        return min(near, key=lambda each: (not each.header[0] - 1 <= row <= each.header[1] + 1, each.area.left))
    below = [each for each in standings if each.top > row]
    return min(below, key=lambda each: each.top) if below else standings[-1] if standings else None
