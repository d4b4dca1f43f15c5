"""The year that stands beside a month, quarter or week in a column of its own, perhaps a fiscal one."""

from collections import Counter
from collections.abc import Sequence

from cxdash.domain.periods import Grain
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.periods.when import when_of
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.tables.frames import ColumnProfile, Frame

_CHECK = 2_000


class YearsBeside:
    """Gives a row's period the year in another column; blanks there go on with the year above."""

    def __init__(self, frame: Frame, years: ColumnProfile, period: ColumnProfile, *, first_month: int) -> None:
        """Learn where fiscal years begin: as the organisation says, else with the first month under each of them."""
        self._index = years.index
        self._last: Cell = None
        self._first_month = first_month if first_month > 1 else _first_month(frame, years, period)

    def of(self, cells: Sequence[Cell], when: When | None) -> int | None:
        """Return the calendar year for a period written without one, the fiscal year for a fiscal quarter."""
        cell = cells[self._index] if self._index < len(cells) else None
        cell = self._last if cell is None else cell
        self._last = cell
        year = when_of(cell)
        if year is None or year.year is None:
            return None
        if not year.fiscal or when is None or when.grain is not Grain.MONTH or self._first_month == 1:
            return year.year
        return year.year - (when.number >= self._first_month)


def _first_month(frame: Frame, years: ColumnProfile, period: ColumnProfile) -> int:
    """Return the month that comes first under most fiscal years written with both their years."""
    firsts: Counter[int] = Counter()
    last: Cell = None
    for number, (_, cells) in enumerate(frame.rows()):
        if number >= _CHECK:
            break
        year, month = (cells[column.index] if column.index < len(cells) else None for column in (years, period))
        if year is None or year == last:
            continue
        last = year
        said, when = when_of(year), when_of(month)
        if said is not None and said.fiscal and when is not None and when.grain is Grain.MONTH:
            firsts[when.number] += 1
    return firsts.most_common(1)[0][0] if firsts else 1
