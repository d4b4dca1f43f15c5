"""Months, quarters or weeks down the side and years across the top, which make a period only together."""

from collections.abc import Sequence

from cxdash.domain.periods import Grain
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.periods.calendar_of_table import whens_of
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.tables.frames import ColumnProfile, Frame

_MOSTLY = 0.6


class CrossedPeriods:
    """Gives a cell the year of its column and the month, quarter or week of its row."""

    def __init__(self, index: int, whens: dict[Cell, When | None]) -> None:
        """Take the column of the rows' periods; the first month is where its fiscal years begin."""
        self.index = index
        self._whens = whens
        first = next((when for when in whens.values() if when is not None), None)
        self._first_month = first.number if first is not None and first.grain is Grain.MONTH else 1

    def of(self, cells: Sequence[Cell], year: When) -> When | None:
        """Return the period of a row in a year, None where the row names none."""
        when = self._whens.get(cells[self.index]) if self.index < len(cells) else None
        if when is None or year.year is None:
            return None
        before = year.fiscal and when.grain is Grain.MONTH and when.number >= self._first_month > 1
        return when.with_year(year.year - before)


def crossed_periods(frame: Frame, columns: Sequence[ColumnProfile]) -> CrossedPeriods | None:
    """Return the rows' periods where they lack just the year that heads each column of figures."""
    years = [column.when for column in columns if column.when is not None]
    if not years or any(when.grain is not Grain.YEAR for when in years):
        return None
    for column in frame.columns:
        if column.numeric or column.when is not None or column.field not in {None, "period"}:
            continue
        index = column.index
        whens = dict(whens_of(cells[index] for _, cells in frame.rows() if index < len(cells)))
        said = [when for when in whens.values() if when is not None]
        if len(said) > 1 and len(said) >= _MOSTLY * len(whens) and not any(when.complete for when in said):
            return CrossedPeriods(index, whens)
    return None
