"""The years of rows whose months stand over the columns: ``2021`` or ``2021-22`` beside figures from April to March."""

from collections.abc import Sequence
from itertools import pairwise

from cxdash.domain.periods import Grain
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.when import when_of
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.tables.frames import ColumnProfile, Frame


class YearsOfRows:
    """Gives a cell the year that its row names; months after a turn of the year among the columns are in the next."""

    def __init__(self, column: ColumnProfile, whens: Sequence[When]) -> None:
        """Take the column of years, and the periods over the columns in their order."""
        self.column = column
        months = [when.number for when in whens if when.grain is Grain.MONTH and not when.complete]
        turns = sum(after < before for before, after in pairwise(months))
        self._first = months[0] if turns == 1 and months[-1] < months[0] else 1

    def of(self, cells: Sequence[Cell], when: When) -> int | None:
        """Return the year of a row's figure below a period; None where the row names none."""
        index = self.column.index
        year = _year(cells[index]) if index < len(cells) else None
        if year is None or year.year is None or when.complete:
            return None
        begins = year.year - year.fiscal  # a fiscal year has the number of the year it ends in
        later = when.grain is Grain.MONTH and when.number < self._first
        return begins + later if self._first > 1 or year.fiscal else year.year


def years_of_rows(frame: Frame, whens: Sequence[When], *, names: Sequence[ColumnProfile | None]) -> YearsOfRows | None:
    """Return the years of a table's rows, where a column that does not name its rows holds them.

    Fiscal years are taken only beside months, one of which begins them: which quarter is their first is not said.
    """
    for column in frame.columns:
        if column.when is not None or any(column is name for name in names):
            continue
        if column.years or _are_fiscal(column, whens):
            return YearsOfRows(column, whens)
    return None


def _are_fiscal(column: ColumnProfile, whens: Sequence[When]) -> bool:
    months = [when for when in whens if when.grain is Grain.MONTH and not when.complete]
    if column.kind is not Kind.PERIOD or len(months) != len(whens) or not months or months[0].number == 1:
        return False
    found = [_year(text) for text in column.texts]
    return bool(found) and all(year is not None and year.fiscal for year in found)


def _year(cell: Cell) -> When | None:
    found = when_of(cell) if isinstance(cell, str | float) else None
    return found if found is not None and found.grain is Grain.YEAR else None
