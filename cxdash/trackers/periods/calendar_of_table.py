"""The periods of one table: how long they are, which year they lie in, and which way round their days are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.periods.grain_of_days import grain_of_days, names_week_ends
from cxdash.trackers.periods.open_years import OpenYears, years_for
from cxdash.trackers.periods.two_readings import day_comes_first, grain_of_two_readings
from cxdash.trackers.periods.when import when_of
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.readings import Hints, Question


@dataclass
class TableCalendar:
    """Turns the periods of a table as written into periods; asks where they can be read in two ways."""

    hints: Hints
    label: str = ""
    grain: Grain | None = None
    day_first: bool = True
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _years: OpenYears = field(default_factory=OpenYears)
    _preferred: Grain | None = None
    _ends_week: bool = False

    def learn(self, whens: Iterable[When], *, context: Iterable[str] = (), beside: Iterable[When] = ()) -> None:
        """Look at all periods of a table at once and settle what they leave open.

        Args:
            context: titles, the sheet's and the file's name, where a year may stand that the periods lack.
            beside: days in other columns, which show the order in which days and months are written.
        """
        written = list(dict.fromkeys(whens))
        self._preferred = grain_of_two_readings(written)
        known = [self._read(when) for when in written]
        self._years = years_for(known, said=self.hints.year, context=context)
        self.questions += self._years.questions
        self.notes += self._years.notes
        self._settle_order(known, beside)
        dated = [when.with_year(self._years.of(when)) for when in known]
        days = sorted({self._day(when) for when in dated if when.day is not None and when.grain is Grain.DAY})
        if days:
            self._ends_week = names_week_ends(self.label)
            self.grain = grain_of_days(days, self.label)

    def period(self, when: When, *, year: int | None = None) -> Period | None:
        """Return a period, None where its year is open or figures are not kept by periods of its length."""
        read = self._read(when)
        whole = read.with_year(year).with_year(self._years.of(read))
        calendar = FiscalCalendar(self.hints.fiscal_first_month)
        found = whole.period(calendar=calendar, day_first=self.day_first)
        if found is None or found.grain is not Grain.DAY or self.grain in {None, Grain.DAY}:
            return found
        return self._widened(found.starts)

    def _read(self, when: When) -> When:
        other = when.or_else
        return other if other is not None and other.grain is self._preferred else when

    def _widened(self, day: date) -> Period:
        match self.grain:
            case Grain.WEEK:
                return Period(day - timedelta(days=6) if self._ends_week else day, Grain.WEEK)
            case Grain.MONTH:
                return Period(day.replace(day=1), Grain.MONTH)
            case Grain.QUARTER:
                return Period(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), Grain.QUARTER)
            case Grain.YEAR:
                return Period(date(day.year, 1, 1), Grain.YEAR)
            case _:
                return Period(day, Grain.DAY)

    def _day(self, when: When) -> date:
        day = when.other if when.other is not None and not self.day_first else when.day
        return day or date.min

    def _settle_order(self, whens: list[When], beside: Iterable[When]) -> None:
        open_days = [when for when in whens if when.other is not None]
        if not open_days:
            return
        decided = self.hints.day_first
        if decided is None:
            decided = day_comes_first(whens, beside)
        if decided is not None:
            self.day_first = decided
            return
        example = open_days[0]
        self.questions.append(
            Question(
                "day_first",
                f"Some days can be read in two ways, such as {example.day:%d/%m/%Y}. Which comes first?",
                ("day", "month"),
            )
        )


def whens_of(cells: Iterable[Cell]) -> Mapping[Cell, When | None]:
    """Return what each distinct cell of a period column says, in the column's order."""
    return {cell: when_of(cell) for cell in dict.fromkeys(cells) if cell is not None}
