"""The periods of one table: how long they are, which year they lie in, and which way round their days are written."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.trackers.cells import Cell
from cxdash.trackers.readings import Hints, Question
from cxdash.trackers.when import When, parse_when, when_of

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)")
_WEEKLY = re.compile(r"\b(week|weeks|woche|wochen|kw|wk|w/[ceb])\b", re.IGNORECASE)
_ENDING = re.compile(r"ending|\bend\b|ends|w/e|bis\b|ende\b", re.IGNORECASE)
_MONTHLY = re.compile(r"month|monat|\bmon\b", re.IGNORECASE)
_QUARTERLY = re.compile(r"quarter|quartal|\bqtr\b", re.IGNORECASE)
_PERIOD_LINE = re.compile(
    r"^(?:period|month|reporting period|week|quarter|zeitraum|monat|berichtsmonat|berichtszeitraum|stand)\s*:?\s+(.+)$",
    re.IGNORECASE,
)


@dataclass
class TableCalendar:
    """Turns the periods of a table as written into periods; asks where they can be read in two ways."""

    hints: Hints
    label: str = ""
    year: int | None = None
    grain: Grain | None = None
    day_first: bool = True
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _ends_week: bool = False

    def learn(self, whens: Iterable[When], *, context: Iterable[str] = ()) -> None:
        """Look at all periods of a table at once and settle what they leave open.

        Args:
            context: titles, the sheet's and the file's name, where a year may stand that the periods lack.
        """
        known = list(dict.fromkeys(whens))
        self._settle_year(known, context)
        self._settle_order(known)
        days = sorted({self._day(when) for when in known if when.day is not None and when.grain is Grain.DAY})
        if days:
            self._ends_week = bool(_WEEKLY.search(self.label) and _ENDING.search(self.label))
            self.grain = _grain_of(days, self.label)

    def period(self, when: When, *, year: int | None = None) -> Period | None:
        """Return a period, None where its year is open or it is longer than a year."""
        whole = when.with_year(year).with_year(self.year)
        calendar = FiscalCalendar(self.hints.fiscal_first_month)
        found = whole.period(calendar=calendar, day_first=self.day_first)
        if found is None or found.grain is not Grain.DAY or self.grain in {None, Grain.DAY}:
            return found
        return self._widened(found.starts)

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

    def _settle_year(self, whens: list[When], context: Iterable[str]) -> None:
        if all(when.complete for when in whens):
            return
        self.year = self.hints.year
        if self.year is not None:
            return
        years = list(dict.fromkeys(int(year) for text in context for year in _YEAR.findall(text)))
        if len(years) == 1:
            self.year = years[0]
            self.notes.append(f"Periods without a year were taken as {self.year}, the year in the title or name.")
            return
        candidates = tuple(str(year) for year in years[:4])
        self.questions.append(Question("year", "The periods have no year. Which year are they in?", candidates))

    def _settle_order(self, whens: list[When]) -> None:
        open_days = [when for when in whens if when.other is not None]
        if not open_days:
            return
        if self.hints.day_first is not None:
            self.day_first = self.hints.day_first
            return
        slashed = [when for when in whens if when.day is not None]
        # A day above 12 can stand in one place only, and a column is written one way throughout.
        settled = [when for when in slashed if when.other is None]
        decided = _order_by_gaps(open_days, settled)
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


def _order_by_gaps(open_days: list[When], settled: list[When]) -> bool | None:
    """Choose the order under which the days lie more evenly apart; None where both do equally."""
    fixed = [when.day for when in settled if when.day]
    first = _evenness([*fixed, *(when.day for when in open_days if when.day)])
    second = _evenness([*fixed, *(when.other for when in open_days if when.other)])
    if abs(first - second) < 0.2:
        return None
    return first > second


def _evenness(days: list[date]) -> float:
    ordered = sorted(set(days))
    if len(ordered) < 3:
        return 0.0
    gaps = Counter((after - before).days for before, after in pairwise(ordered))
    near_month = sum(times for gap, times in gaps.items() if 28 <= gap <= 31)
    return max(gaps.most_common(1)[0][1], near_month) / gaps.total()


def _grain_of(days: list[date], label: str) -> Grain:
    """Return how long the periods are that these days stand for: by their header, else by how far they lie apart."""
    if _WEEKLY.search(label):
        return Grain.WEEK
    gaps = sorted((after - before).days for before, after in pairwise(days))
    edge = all(day.day == 1 for day in days) or all((day + timedelta(days=1)).day == 1 for day in days)
    monthly = edge or bool(_MONTHLY.search(label))
    if not gaps:
        return Grain.QUARTER if _QUARTERLY.search(label) else Grain.MONTH if monthly else Grain.DAY
    middle = gaps[len(gaps) // 2]
    for grain, least, most in ((Grain.QUARTER, 80, 100), (Grain.YEAR, 355, 375), (Grain.MONTH, 27, 32)):
        if least <= middle <= most:
            return grain
    if monthly and gaps[0] >= 27:
        return Grain.MONTH
    weekly = sum(gap % 7 == 0 for gap in gaps) >= 0.8 * len(gaps) if len(gaps) > 1 else gaps == [7]
    return Grain.WEEK if weekly else Grain.DAY


def period_in_titles(titles: Iterable[str]) -> When | None:
    """Return the one period that a line such as ``Period: June 2025`` above a table names."""
    found = []
    for line in titles:
        match = _PERIOD_LINE.match(line)
        when = parse_when(match[1]) if match else None
        if when is not None and when.complete and when.grain is not None:
            found.append(when)
    return found[0] if len(set(found)) == 1 else None


def whens_of(cells: Iterable[Cell]) -> Mapping[Cell, When | None]:
    """Return what each distinct cell of a period column says."""
    return {cell: when_of(cell) for cell in set(cells) if cell is not None}
