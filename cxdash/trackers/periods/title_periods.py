"""The period of a table without periods, where a line above it names one."""

import re
from collections.abc import Iterable, Iterator

from cxdash.domain.periods import Grain
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.periods.written_period import When

_PERIOD_LINE = re.compile(
    r"^(?:(?:reporting |report |select |selected |current |choose )?(?:period|year|month|week|quarter|date)"
    r"|(?:data |figures )?(?:as (?:at|of)|for)"
    r"|(?:berichts)?(?:zeitraum|jahr|monat|woche|quartal)|stand|per[ií]odo|période|periode|m[eê]s|mois|mese|maand)"
    r"\s*:?\s+(.+)$",
    re.IGNORECASE,
)
# When a sheet was made says nothing about the days its figures are from.
_MADE = re.compile(
    r"\b(?:published|updated?|generated|created|issued|extracted|exported|printed|prepared|version|run on|next|due"
    r"|veröffentlicht|erstellt|gedruckt|aktualisiert|publié|mis à jour)\b",
    re.IGNORECASE,
)
_AROUND = " ,;:()[]–—-|"
_MOST_WORDS = 7


def period_in_titles(titles: Iterable[str]) -> When | None:
    """Return the one period that lines above a table name, such as ``Period: June 2025`` or ``Survey, April 2025``.

    A line that is about the period speaks before a period within a title; two different ones leave it open. A year or
    a day within a title is not taken for the period of its figures.
    """
    lines = list(titles)
    named = [when for line in lines if (match := _PERIOD_LINE.match(line)) for when in _known(parse_when(match[1]))]
    if named:
        return named[0] if len(set(named)) == 1 else None
    within = {when for line in lines if not _MADE.search(line) for when in _within(line)}
    return within.pop() if len(within) == 1 else None


def _known(when: When | None) -> Iterator[When]:
    if when is not None and when.complete and when.grain is not None:
        yield when


def _within(line: str) -> Iterator[When]:
    """Yield the weeks, months and quarters in a line, the longest texts first so that no part of a day is one."""
    each = line.split()
    place = 0
    while place < len(each):
        for count in range(min(_MOST_WORDS, len(each) - place), 0, -1):
            when = parse_when(" ".join(each[place : place + count]).strip(_AROUND))
            if when is not None and when.complete:
                if when.grain in {Grain.WEEK, Grain.MONTH, Grain.QUARTER} or when.grain is None:
                    yield when
                place += count
                break
        else:
            place += 1
