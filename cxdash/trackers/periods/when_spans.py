"""Stretches between two days or months, and periods named by their last or first day (``year ending June 2025``)."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from cxdash.domain.periods import Grain, add_months
from cxdash.trackers.periods.when_forms import single
from cxdash.trackers.periods.written_period import When

_BETWEEN = re.compile(r"\s*(?:–|—|-|\bto\b|\bbis\b|\bbis zum\b|\bthrough\b|\bthru\b|\bal\b|\bau\b)\s*")
_BEFORE = re.compile(r"^(?:from|von|vom|between|du|del|dal)\s+")
_TAIL = re.compile(r"(.*?)[\s,./-]*(\d{4})")
_LAST_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\.?")
_OPEN_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?")
_MONTHS_BY_GRAIN = {1: Grain.MONTH, 3: Grain.QUARTER, 12: Grain.YEAR}
_WEEK_LENGTHS = frozenset({5, 6, 7})
_ENDING: tuple[tuple[re.Pattern[str], Grain, int], ...] = tuple(
    (re.compile(rf"^(?:{words})[:.\s]+"), grain, months)
    for words, grain, months in (
        (
            r"ye|y/e|year[\s-]end(?:ing|ed)?|year to|(?:rolling )?(?:12|twelve)[\s-]months?(?: to| ending| ended)|mat",
            Grain.YEAR,
            12,
        ),
        (r"q/e|quarter[\s-]end(?:ing|ed)|quarter to|(?:3|three)[\s-]months? (?:to|ending|ended)", Grain.QUARTER, 3),
        (r"m/e|me|month[\s-]end(?:ing|ed)?|month to", Grain.MONTH, 1),
    )
)


def ending(plain: str) -> When | None:
    """Read a year, quarter or month named by its end, such as ``ye jun 12`` or ``quarter ending 30 june 2025``."""
    for prefix, grain, months in _ENDING:
        rest, cut = prefix.subn("", plain)
        if not cut:
            continue
        last = single(rest)
        if last is None or not last.complete or last.other is not None:
            return None
        if last.grain is Grain.MONTH and last.year is not None:
            return When(grain, day=add_months(date(last.year, last.number, 1), 1 - months))
        if last.day is not None and last.grain is Grain.DAY:
            return When(grain, day=_start_of_stretch(last.day, months))
        return None
    return None


def _start_of_stretch(last: date, months: int) -> date:
    """Return the first day of so many months that end on a day; on any day of a month, they end with that month."""
    return add_months(last.replace(day=1), 1 - months)


def stretch(plain: str) -> When | None:
    """Read what lies between two days or months, such as ``5-11 jan 2026`` or ``apr 2024 to mar 2025``."""
    plain = _BEFORE.sub("", plain)
    for place in _BETWEEN.finditer(plain):
        left, right = plain[: place.start()].strip(" ,("), plain[place.end() :].strip(" ,)")
        if not left or not right:
            continue
        for first, last in _ends(left, right):
            found = _between(first, last)
            if found is not None:
                return found
    return None


def _ends(left: str, right: str) -> Iterable[tuple[When, When]]:
    """Yield the readings of both ends; what the left one lacks it has from the right one, a year or a month too."""
    last = single(right)
    first = single(left)
    year = _TAIL.fullmatch(right)
    to_a_day = _LAST_NUMBER.fullmatch(year[1] if year else right) or (last is not None and last.grain is Grain.DAY)
    if to_a_day and first is not None and first.or_else is not None and first.or_else.month_day is not None:
        first = first.or_else  # "mar 17 - 23, 2025": no March of 2017
    if last is not None and (last.complete or first is None) and not _LAST_NUMBER.fullmatch(right):
        if first is None or not first.complete:
            first = _with_right(left, right, last) or first
        if first is not None:
            yield from _both_orders(first, last)
    elif _LAST_NUMBER.fullmatch(year[1] if year else right) and first is not None and first.month_day is not None:
        # "jan 5 - 11, 2026": the month stands only on the left.
        last = single(f"{right} {_month_of(left)}") or (
            single(f"{year[1]} {_month_of(left)} {year[2]}") if year else None
        )
        if last is not None:
            yield first.with_year(int(year[2]) if year else None), last
    elif last is not None and first is not None:
        yield first, last
    else:
        yield from _open_slashed(left, right)


def _with_right(left: str, right: str, last: When) -> When | None:
    """Read the left end with the month and year of the right one, as in ``5-11 jan 2026``."""
    if _LAST_NUMBER.fullmatch(left):
        shared = right.lstrip("0123456789. ")
        if not shared or shared.isdigit():
            shared = right[right.find(".") + 1 :] if "." in right else ""
            return single(f"{left.rstrip('.')}.{shared}") if shared else None
        return single(f"{left.rstrip('.stndrh')} {shared}")
    year = last.day.year if last.day is not None else last.year
    open_left = single(left) or next(iter(_slashed_readings(left)), None)
    if open_left is None or open_left.complete or year is None:
        return None
    whole = open_left.with_year(year)
    began_before = whole.day is not None and last.day is not None and whole.day > last.day
    return open_left.with_year(year - 1) if began_before else whole


def _month_of(text: str) -> str:
    return re.split(r"[\s-]", text, maxsplit=1)[0]


def _both_orders(first: When, last: When) -> Iterable[tuple[When, When]]:
    yield first, last
    if first.other is not None or last.other is not None:
        yield replace(first, day=first.other or first.day), replace(last, day=last.other or last.day)


def _open_slashed(left: str, right: str) -> Iterable[tuple[When, When]]:
    """Yield both ways to read two days with slashes and no year, as in ``1/19 - 1/25``."""
    yield from zip(_slashed_readings(left), _slashed_readings(right), strict=False)


def _slashed_readings(text: str) -> list[When]:
    match = _OPEN_SLASHED.fullmatch(text)
    if match is None:
        return []
    first, second = int(match[1]), int(match[2])
    return [
        When(Grain.DAY, month_day=(month, day))
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= 31
    ]


def _between(first: When, last: When) -> When | None:
    """Return the stretch from one period's start to the other's end, None where its length is nobody's period."""
    dated = first.complete and last.complete
    ends = _first_day(first), _last_day(last)
    if None in ends or first.complete is not last.complete:
        return None
    starts, until = ends
    if starts is None or until is None:
        return None
    if not dated and until < starts:
        until = until.replace(year=until.year + 1)
    grain = _grain_between(starts, until)
    if grain is None:
        return When(None, day=starts) if dated and starts < until else None
    return When(grain, day=starts) if dated else When(grain, month_day=(starts.month, starts.day))


def _first_day(when: When) -> date | None:
    if when.day is not None:
        return when.day
    if when.month_day is not None:
        return date(2000, *when.month_day)
    if when.grain is Grain.MONTH:
        return date(when.year or 2000, when.number, 1)
    return None


def _last_day(when: When) -> date | None:
    first = _first_day(when)
    if first is None or when.grain is not Grain.MONTH:
        return first
    return add_months(first, 1) - timedelta(days=1)


def _grain_between(starts: date, until: date) -> Grain | None:
    """Return how long a stretch is; a working week of five or six days is a week."""
    days = (until - starts).days + 1
    if days == 1:
        return Grain.DAY
    if days in _WEEK_LENGTHS:
        return Grain.WEEK
    after = until + timedelta(days=1)
    if starts.day != after.day:
        return None
    return _MONTHS_BY_GRAIN.get((after.year - starts.year) * 12 + after.month - starts.month)
