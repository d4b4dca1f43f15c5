"""The periods of rows: what each cell of a period column says, and a problem where it says none."""

from collections import Counter
from collections.abc import Sequence

from cxdash.domain.periods import Grain, Period
from cxdash.trackers.content import Setting
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.bare_periods import bare_number, numbered_week
from cxdash.trackers.periods.calendar_of_table import TableCalendar, whens_of
from cxdash.trackers.periods.periods_in_texts import period_within
from cxdash.trackers.periods.when import parse_when, when_of
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.periods.years_beside import YearsBeside
from cxdash.trackers.problems import problem
from cxdash.trackers.tables.corners import period_in_corner
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.names_filled import filled_rows, is_sparse
from cxdash.trackers.tables.rows_apart import naming_texts
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.words import is_total, spaced

_CHECK = 3_000
_UNSEEN = object()


class RowPeriods:
    """Gives each row its period: from its own column, perhaps with a year beside it, or one for the whole table."""

    def __init__(self, frame: Frame, setting: Setting, column: ColumnProfile | None) -> None:
        """Read the period column whole, so that what one cell leaves open another settles."""
        self.column = column
        self.questions = []
        self.calendar, self._whens = row_periods(frame, setting, column)
        year = frame.with_field("year")
        first_month = setting.hints.fiscal_first_month
        beside = year is not None and column is not None and year is not column
        self._years = YearsBeside(frame, year, column, first_month=first_month) if beside and year and column else None
        self._known: dict[tuple[Cell, int | None], Period | None] = {}
        self._merged = column is not None and any(
            merge[1] <= column.index <= merge[3] and merge[2] > merge[0] >= frame.header.last
            for merge in frame.region.grid.merges
        )
        self._fills = column is not None and not self._merged and _goes_on(frame, column)
        if self._fills and column is not None:
            self.calendar.notes.append(f"Blank cells under “{column.label}” were read as the period above them.")
        self._last: Cell = None
        self._headed: int | None = None
        self._single: Period | None = None
        if column is None:
            corner = None if frame.sheet in setting.hints.periods else period_in_corner(frame)
            when, question = (corner, None) if corner else setting.single_period(frame)
            if question is not None:
                self.questions.append(question)
            if when is not None:
                self.calendar.learn([when], context=setting.context(frame))
                self._single = self.calendar.period(when)
        self.questions += self.calendar.questions

    def of(self, row: int, cells: Sequence[Cell], figures: Figures) -> Period | None:
        """Return a row's period; note a problem where its cell says none."""
        if self.column is None:
            return self._single
        index = self.column.index
        cell = cells[index] if index < len(cells) else None
        if cell is None and (self._merged or self._fills):
            cell = self._last
        self._last = cell
        year = self._headed
        if self._years is not None:
            year = self._years.of(cells, self._whens.get(cell)) or year
        found = self._known.get((cell, year), _UNSEEN)
        if found is _UNSEEN:
            when = self._whens.get(cell)
            found = self._known[cell, year] = self.calendar.period(when, year=year) if when else None
        if found is None:
            self._note(row, cell, figures)
        return found  # type: ignore[return-value]  # the mark for "not seen yet" is replaced above

    def _note(self, row: int, cell: Cell, figures: Figures) -> None:
        """Note a row's missing or unknown period; one whose year a question leaves open is no problem."""
        index = self.column.index if self.column else 0
        when = self._whens.get(cell)
        if when is None:
            note_period(figures, row, index, cell)
        elif when.grain is None:
            figures.problems.append(problem("period_too_long", figures.source(row, index), value=str(cell)[:60]))

    def heads_section(self, cells: Sequence[Cell]) -> None:
        """Take the year in a row without figures for that of the months and quarters below it."""
        if self.column is not None:
            self._headed = _heading_year(cells, self.column) or self._headed


def _goes_on(frame: Frame, period: ColumnProfile) -> bool:
    """Whether a period that stands once is meant for the rows below it too: with it, their names tell them apart."""
    names = naming_texts(frame)
    if not names or not is_sparse(period, frame):
        return False
    rows = Counter(said for _, said in filled_rows(frame, [period, *names], most=_CHECK))
    return max(rows.values(), default=2) == 1


def row_periods(
    frame: Frame, setting: Setting, period: ColumnProfile | None
) -> tuple[TableCalendar, dict[Cell, When | None]]:
    """Return a calendar that has seen a period column whole, and what each of its cells says."""
    calendar = setting.calendar(period.label if period else "")
    if period is None:
        return calendar, {}
    whens = period_cells(frame, period)
    open_ones = any(when is not None and not when.complete for when in whens.values())
    headed = open_ones and any(_heading_year(cells, period) for _, cells in frame.rows())
    has_year = headed or frame.with_field("year") is not None
    calendar.learn(
        (when for when in whens.values() if when and (when.complete or not has_year)),
        context=setting.context(frame),
        beside=_days_beside(frame, period),
    )
    return calendar, whens


def _days_beside(frame: Frame, period: ColumnProfile) -> list[When]:
    """Return days that other columns hold as texts: they are written in the same order of day and month."""
    others = [column for column in frame.columns if column is not period and column.kind is Kind.DATE]
    return [when for column in others for text in column.texts if (when := parse_when(text)) is not None]


def _heading_year(cells: Sequence[Cell], period: ColumnProfile) -> int | None:
    """Return the year that stands alone in its row, as a heading above the months of that year."""
    if len(cells) - cells.count(None) != 1 or period.index >= len(cells) or cells[period.index] is None:
        return None
    when = when_of(cells[period.index])
    return when.year if when is not None and when.grain is Grain.YEAR and not when.fiscal else None


def period_cells(frame: Frame, period: ColumnProfile) -> dict[Cell, When | None]:
    """Return what each distinct cell of a period column says; what bare numbers are, the header tells."""
    index, label = period.index, spaced(period.label)
    whens = dict(whens_of(cells[index] for _, cells in frame.rows() if index < len(cells)))
    for cell, when in whens.items():
        number = _bare(cell)
        if when is None and number is not None:
            whens[cell] = bare_number(number, label)
        elif isinstance(cell, str):
            whens[cell] = numbered_week(cell, label) or when or period_within(cell)
    return whens


def _bare(cell: Cell) -> float | None:
    if isinstance(cell, str):
        return float(cell) if cell.isdecimal() else None
    return cell if isinstance(cell, float) else None


def note_period(figures: Figures, row: int, column: int, cell: Cell) -> None:
    """Note that a row with figures has no period, or none that is understood."""
    source = figures.source(row, column)
    if cell is None:
        figures.problems.append(problem("no_period", source, row=row + 1))
    elif not (isinstance(cell, str) and is_total(cell)):
        figures.problems.append(problem("not_a_period", source, value=str(cell)[:60]))
