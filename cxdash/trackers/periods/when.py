"""Periods read from cells: with a weekday, a time or a footnote beside them, as one period or as a stretch."""

import re
from datetime import date, datetime

from cxdash.domain.periods import Grain
from cxdash.trackers.periods.when_forms import MONTHS, alternatives, single
from cxdash.trackers.periods.when_spans import ending, stretch
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.vocabulary import words

__all__ = ["When", "is_year", "parse_when", "when_of"]

_LONGEST = 60
_FOOTNOTE = re.compile(
    r"\s*(?:[*†‡¹²³]+|\((?:\d|[a-z]|prov\.?|provisional|est\.?|estimated|prelim\.?|preliminary|revised|actual|ytd)\)"
    r"|\[(?:[a-z]|note \d+)\]|(?<=\d)(?:\s[rpe])+)+$"
)
_WEEK_ENDING = re.compile(
    r"^(?:w/e|we|week[\s-]end(?:ing|ed)?|w\.e\.|woche bis|wochenende|semaine se terminant le)[:.\s]+"
)
_WEEK_STARTING = re.compile(
    r"^(?:w/c|wc|w\.c\.|w/b|wb|w/s|week of|week[\s-](?:commencing|beginning|starting|start)|wk of|wk commencing"
    r"|woche (?:vom|ab)|semaine du|semana del?)[:.\s]+"
)
_WEEK_AND_DAY = re.compile(r"^(?:kw|cw|wk|week|woche|w)[\s.]?\d{1,2}\s?[:(,–-]\s?(?:w/c\s)?(.{3,}?)\)?$")
_AS_OF = re.compile(r"^(?:as (?:at|of|on)|stand|per|zum|au|al)[:\s]+(?=.*\d)")
_WEEKDAY = alternatives(words("weekday"))
_WEEKDAY_BESIDE = re.compile(rf"^(?:{_WEEKDAY})\.?,?\s+(?=.*\d)|(?<=\w)[\s,]+\(?(?:{_WEEKDAY})\.?\)?$")
_CACHE: dict[str, When | None] = {}
_LONGEST = 200
"""Characters; a longer text is told about, not dated."""
_CACHE_LIMIT = 50_000


def parse_when(text: str) -> When | None:
    """Read a period or a day from text, None where it is neither."""
    if len(text) > _LONGEST:
        return None
    found = _CACHE.get(text, _CACHE)
    if found is _CACHE:
        if len(_CACHE) > _CACHE_LIMIT:
            _CACHE.clear()
        found = _CACHE[text] = _parse(text)
    return found  # type: ignore[return-value]  # the mark for "not seen yet" is replaced above


def _parse(text: str) -> When | None:
    plain = " ".join(text.casefold().split())
    if not 1 < len(plain) <= _LONGEST:
        return None
    if not any(letter.isdigit() for letter in plain):
        # Without a digit it can only be the name of a month, or a stretch of months.
        return single(plain) if plain.rstrip(".") in MONTHS or plain in MONTHS else _months(plain)
    plain = _AS_OF.sub("", _FOOTNOTE.sub("", plain))
    return _of_week(plain) or single(plain) or ending(plain) or stretch(plain) or _beside_weekday(plain)


def _months(plain: str) -> When | None:
    return stretch(plain) if re.split(r"[\s–-]", plain, maxsplit=1)[0].rstrip(".") in MONTHS else None


def _of_week(plain: str) -> When | None:
    """Read a week named by one of its days, or by its number with a day or a stretch beside it."""
    for prefix, week_end in ((_WEEK_ENDING, True), (_WEEK_STARTING, False)):
        rest, cut = prefix.subn("", plain)
        if cut:
            return _week_at(_day_in(rest), week_end=week_end)
    beside = _WEEK_AND_DAY.match(plain)
    return _week_at(_day_in(beside[1]), week_end=False) if beside else None


def _day_in(plain: str) -> When | None:
    return single(plain) or stretch(plain) or _beside_weekday(plain) or _open_day(plain)


def _open_day(plain: str) -> When | None:
    """Read ``05/01``: a day and a month without a year, day first; only beside a word that says it is a week's day."""
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})\.?", plain)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    day, month = (month, day) if month > 12 else (day, month)
    return When(Grain.DAY, month_day=(month, day)) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _week_at(found: When | None, *, week_end: bool) -> When | None:
    if found is None or (found.day is None and found.month_day is None):
        return found.or_else and _week_at(found.or_else, week_end=week_end) if found else None
    if found.grain not in {Grain.DAY, Grain.WEEK}:
        return None
    return When(
        Grain.WEEK, day=found.day, other=found.other, week_end=week_end, month_day=found.month_day,
        day_leads=found.day_leads,
    )  # fmt: skip


def _beside_weekday(plain: str) -> When | None:
    """Read a day with its weekday before or behind it; a weekday alone is no day."""
    rest, cut = _WEEKDAY_BESIDE.subn("", plain)
    found = single(rest.strip()) or _open_day(rest.strip()) if cut else None
    return found if found is not None and found.grain is Grain.DAY else None


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
