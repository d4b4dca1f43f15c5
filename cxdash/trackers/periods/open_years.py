"""Which year periods without one lie in: a person says it, the titles do, or it is asked; a new year may begin amid."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cxdash.trackers.periods.written_period import When
from cxdash.trackers.readings import Question

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)")
_TWO_YEARS = re.compile(r"(?<!\d)(20[0-4]\d)\s?[/–-]\s?(?:20)?(\d{2})(?!\d)")


@dataclass(slots=True)
class OpenYears:
    """The year of each period that has none; ``year`` is that of the first one where a new year begins amid them."""

    year: int | None = None
    later: frozenset[When] = frozenset()
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def of(self, when: When) -> int | None:
        """Return the year of a period that is written without one."""
        return None if self.year is None else self.year + (when in self.later)


def years_for(whens: Sequence[When], *, said: int | None, context: Iterable[str]) -> OpenYears:
    """Return the years of those periods, in the order of the table, that are written without one.

    Args:
        said: a person's answer; where a new year begins amid the periods, that of the first.
        context: titles, the sheet's and the file's name, where a year may stand.
    """
    open_ones = [when for when in whens if not when.complete]
    if not open_ones:
        return OpenYears()
    later = _after_new_year(open_ones)
    if said is not None:
        return OpenYears(said, later)
    texts = list(context)
    pairs = {int(first) for text in texts for first, second in _TWO_YEARS.findall(text) if _follows(first, second)}
    if later and len(pairs) == 1:
        first = pairs.pop()
        note = f"Periods without a year were taken as {first} and {first + 1}, the years in the title or name."
        return OpenYears(first, later, notes=[note])
    years = list(dict.fromkeys(int(year) for text in texts for year in _YEAR.findall(text)))
    if len(years) == 1 and not later and not pairs:
        note = f"Periods without a year were taken as {years[0]}, the year in the title or name."
        return OpenYears(years[0], notes=[note])
    return OpenYears(later=later, questions=[_question(years, later=bool(later))])


def _follows(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second)


def _question(years: Sequence[int], *, later: bool) -> Question:
    if later:
        text = "The periods have no year, and a new year begins amid them. Which year is the first one in?"
        near = [candidate for year in years for candidate in (year - 1, year)]
        return Question("year", text, tuple(dict.fromkeys(map(str, near)))[:4])
    return Question("year", "The periods have no year. Which year are they in?", tuple(map(str, years[:4])))


def _after_new_year(whens: Sequence[When]) -> frozenset[When]:
    """Return the periods after the turn of a year: written in order, they fall back once, to before the first."""
    places = [_place(when) for when in whens]
    drops = [number for number, (before, after) in enumerate(pairwise(places), 1) if after < before]
    alike = len({when.grain for when in whens}) == 1
    if not alike or len(places) < 3 or len(drops) != 1 or places[-1] >= places[0]:
        return frozenset()
    return frozenset(whens[drops[0] :])


def _place(when: When) -> tuple[int, int]:
    return when.month_day or (when.number, 0)
