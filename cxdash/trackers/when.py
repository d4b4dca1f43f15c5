"""Periods as people write them: days, weeks, months, quarters, years, in English, German and some other languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cxdash.domain.periods import FiscalCalendar, Grain, Period, Quarter
from cxdash.trackers.vocabulary import named_words

MONTHS = {name: int(number) for name, number in named_words("month").items()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_FOOTNOTE = re.compile(r"\s*(?:[*†‡]+|\((?:\d|[a-z]|prov\.?|provisional|est\.?|p|r|ytd)\)|\[(?:[a-z]|note \d+)\])+$")
_ENDING = re.compile(r"^(?:w/e|we|week ending|week end|week ended|w\.e\.|woche bis|wochenende)[:.\s]+")
_STARTING = re.compile(
    r"^(?:w/c|wc|w/b|wb|week of|week commencing|week beginning|week starting|week start|wk of|woche vom|woche ab)"
    r"[:.\s]+"
)
_AMBIGUOUS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_TAIL = r"(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"


@dataclass(frozen=True, slots=True)
class When:
    """A period as written, perhaps without its year.

    ``number`` is the month, the quarter or the ISO week; a day or the start of a week is in ``day``. ``other`` is the
    second way to read an ambiguous day (03/04/2026, month first); ``fiscal`` marks years that were written as fiscal
    ones. ``grain`` is None where the period is longer than a year.
    """

    grain: Grain | None
    year: int | None = None
    number: int = 1
    day: date | None = None
    other: date | None = None
    fiscal: bool = False
    week_end: bool = False

    @property
    def complete(self) -> bool:
        """Whether the year is known."""
        return self.day is not None or self.year is not None

    def with_year(self, year: int | None) -> "When":
        """Return the same period in a year, where it has none."""
        if self.complete or year is None:
            return self
        return When(self.grain, year, self.number, fiscal=self.fiscal)

    def period(self, *, calendar: FiscalCalendar, day_first: bool = True) -> Period | None:
        """Return the period, None where the year is open or the period is longer than a year."""
        if self.grain is None or not self.complete:
            return None
        if self.day is not None:
            day = self.other if self.other is not None and not day_first else self.day
            return Period(day - timedelta(days=6) if self.week_end else day, self.grain)
        try:
            return Period(self._starts(self.year or 0, calendar), self.grain)
        except ValueError:
            return None

    def _starts(self, year: int, calendar: FiscalCalendar) -> date:
        match self.grain:
            case Grain.WEEK:
                return date.fromisocalendar(year, self.number, 1)
            case Grain.MONTH:
                return date(year, self.number, 1)
            case Grain.QUARTER:
                return calendar.starts(Quarter(year, self.number))
            case _:
                return calendar.starts(Quarter(year, 1)) if self.fiscal else date(year, 1, 1)


def _year(text: str) -> int:
    number = int(text)
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def _month(name: str, year: str | None) -> When:
    return When(Grain.MONTH, _year(year) if year else None, MONTHS[name])


def _day(year: str, month: int, day: str) -> When | None:
    try:
        return When(Grain.DAY, day=date(_year(year), month, int(day)))
    except ValueError:
        return None


def _quarter(number: str, year: str | None, *, fiscal: bool) -> When:
    return When(Grain.QUARTER, _year(year) if year else None, int(number), fiscal=fiscal)


def _week(number: str, year: str | None) -> When | None:
    return When(Grain.WEEK, _year(year) if year else None, int(number)) if 1 <= int(number) <= 53 else None


def _numeric_month(year: str, month: str) -> When | None:
    return When(Grain.MONTH, _year(year), int(month)) if 1 <= int(month) <= 12 else None


def _two_years(first: str, second: str) -> When | None:
    start, end = int(first), int(second) if len(second) == 4 else int(first) // 100 * 100 + int(second)
    if end == start + 1:
        return When(Grain.YEAR, end, fiscal=True)
    return When(None, start) if end > start else None


def _ambiguous(match: re.Match[str]) -> When | None:
    first, second, year = int(match[1]), int(match[3]), match[4]
    day_first = _day(year, second, match[1]) if 1 <= second <= 12 else None
    month_first = _day(year, first, match[3]) if 1 <= first <= 12 else None
    if match[2] == "." or month_first is None:
        return day_first
    if day_first is None:
        return month_first
    if day_first == month_first:
        return day_first
    return When(Grain.DAY, day=day_first.day, other=month_first.day)


_FY = r"(?:fy|gj|fiscal year|financial year)\s?'?"
_Form = tuple[str, Callable[[re.Match[str]], When | None]]
_DAY_FORMS: tuple[_Form, ...] = (
    (
        rf"(\d{{4}})[-/.](0?[1-9]|1[0-2])[-/.](\d{{1,2}}){_DAY_TAIL}",
        lambda m: _day(m[1], int(m[2]), m[3]),
    ),
    (
        rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]*(?:of |de )?({_MONTH})\.?(?: de)?[,\s'-]+(\d{{4}}|\d{{2}})",
        lambda m: _day(m[3], MONTHS[m[2]], m[1]),
    ),
    (
        rf"({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})",
        lambda m: _day(m[3], MONTHS[m[1]], m[2]),
    ),
)
_MONTH_FORMS: tuple[_Form, ...] = (
    (rf"({_MONTH})\.?[\s\-/'’,._]*(\d{{4}}|\d{{2}})", lambda m: _month(m[1], m[2])),
    (rf"(\d{{4}})[\s\-/._]*({_MONTH})\.?", lambda m: _month(m[2], m[1])),
    (rf"({_MONTH})\.?", lambda m: _month(m[1], None)),
    (r"(\d{4})[-/](0?[1-9]|1[0-2])", lambda m: _numeric_month(m[1], m[2])),
    (r"(0?[1-9]|1[0-2])[/.-](\d{4})", lambda m: _numeric_month(m[2], m[1])),
    (r"(\d{4})m(\d{1,2})", lambda m: _numeric_month(m[1], m[2])),
)
_QUARTER_FORMS: tuple[_Form, ...] = (
    (rf"{_FY}(\d{{4}}|\d{{2}})[\s\-/]*q([1-4])", lambda m: _quarter(m[2], m[1], fiscal=True)),
    (rf"q([1-4])[\s\-/]*{_FY}(\d{{4}}|\d{{2}})", lambda m: _quarter(m[1], m[2], fiscal=True)),
    (
        r"(?:q|t|qtr|quarter|quartal)[\s.]?([1-4])(?:[\s\-/,']+(\d{4}|\d{2}))?",
        lambda m: _quarter(m[1], m[2], fiscal=False),
    ),
    (r"q([1-4])(\d{4})", lambda m: _quarter(m[1], m[2], fiscal=False)),
    (r"(\d{4}|\d{2})[\s\-/]*q([1-4])", lambda m: _quarter(m[2], m[1], fiscal=False)),
    (
        r"([1-4])(?:q|\. ?quartal|\. ?q|(?:st|nd|rd|th) quarter)[\s\-/']*(\d{4}|\d{2})?",
        lambda m: _quarter(m[1], m[2], fiscal=False),
    ),
)
_OTHER_FORMS: tuple[_Form, ...] = (
    (r"(\d{4})[\s\-/]*(?:w|kw|wk|cw|week)[\s\-]?(\d{1,2})(?:-1)?", lambda m: _week(m[2], m[1])),
    (
        r"(?:kw|cw|wk|week|woche|kalenderwoche|w)[\s.#-]?(\d{1,2})(?:[\s\-/,']+(\d{4}|\d{2}))?",
        lambda m: _week(m[1], m[2]),
    ),
    (r"(\d{4})[/–-](\d{2}|\d{4})", lambda m: _two_years(m[1], m[2])),
    (rf"{_FY}(\d{{4}}|\d{{2}})", lambda m: When(Grain.YEAR, _year(m[1]), fiscal=True)),
    (
        r"(?:mid|jahr|year|cy|calendar year|end)[\s-]?((?:19|20)\d{2})",
        lambda m: When(Grain.YEAR, int(m[1])),
    ),
    (r"((?:19|20)\d{2})", lambda m: When(Grain.YEAR, int(m[1]))),
)
_FORMS = tuple(
    (re.compile(pattern), build) for pattern, build in (*_DAY_FORMS, *_MONTH_FORMS, *_QUARTER_FORMS, *_OTHER_FORMS)
)
_CACHE: dict[str, When | None] = {}
_CACHE_LIMIT = 50_000


def parse_when(text: str) -> When | None:
    """Read a period or a day from text, None where it is neither."""
    found = _CACHE.get(text, _CACHE)
    if found is _CACHE:
        if len(_CACHE) > _CACHE_LIMIT:
            _CACHE.clear()
        found = _CACHE[text] = _parse(text)
    return found  # type: ignore[return-value]  # the mark for "not seen yet" is replaced above


def _parse(text: str) -> When | None:
    plain = " ".join(text.casefold().split())
    if not 1 < len(plain) <= 40:
        return None
    plain = _FOOTNOTE.sub("", plain)
    for prefix, week_end in ((_ENDING, True), (_STARTING, False)):
        rest, cut = prefix.subn("", plain)
        if cut:
            inner = _parse(rest)
            if inner is None or inner.day is None:
                return None
            return When(Grain.WEEK, day=inner.day, other=inner.other, week_end=week_end)
    slashed = (
        _AMBIGUOUS.fullmatch(plain.split(" ")[0]) if re.fullmatch(r"\S+( \d{1,2}:\d{2}(:\d{2})?)?", plain) else None
    )
    if slashed:
        return _ambiguous(slashed)
    for form, build in _FORMS:
        match = form.fullmatch(plain)
        if match:
            return build(match)
    return None


def when_of(cell: object) -> When | None:
    """Read a period from a cell of any type; a number is a year where it can be one."""
    if isinstance(cell, str):
        return parse_when(cell)
    if isinstance(cell, datetime):
        return When(Grain.DAY, day=cell.date())
    if isinstance(cell, date):
        return When(Grain.DAY, day=cell)
    if isinstance(cell, float) and is_year(cell):
        return When(Grain.YEAR, int(cell))
    return None


def is_year(number: float) -> bool:
    """Whether a number can be a year."""
    return 1900 <= number <= 2100 and number == int(number)
