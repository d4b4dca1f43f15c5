"""Lengths of time written as text: ``06:12``, ``1:02:03``, ``4m 30s``, ``1h05``, ``2 Std. 15 Min.``."""

import re
from datetime import timedelta

SECONDS_BY_UNIT = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_OTHER_WORDS = {"st": "h", "ta": "d", "jo": "d"}  # Stunde, Tag, jour
_CLOCK = re.compile(r"([+-]?)(\d{1,5}):([0-5]?\d)(?::([0-5]?\d(?:[.,]\d+)?))?")
_SECONDS_ALONE = re.compile(r":([0-5]\d)")
_DAYS_AND_CLOCK = re.compile(r"(\d{1,4}) (?:days?|tage?|d),? (\d{1,2}):(\d{2}):(\d{2}(?:[.,]\d+)?)", re.IGNORECASE)
_UNIT = (
    r"s|secs?|seconds?|sek|sekunden?|segundos?|secondes?|m|mins?|minutes?|minuten?|minutos?|h|hrs?|hours?|std|stunden?"
    r"|horas?|heures?|d|days?|tage?|d[ií]as?|jours?"
)
_PART = rf"\d+(?:[.,]\d+)?\s*(?:{_UNIT})\.?"
_WITH_UNITS = re.compile(rf"([+-]?)({_PART}(?:[\s,]*(?:and\s|und\s)?{_PART}){{0,3}})", re.IGNORECASE)
_EACH = re.compile(rf"(\d+(?:[.,]\d+)?)\s*({_UNIT})(?![^\W\d_])", re.IGNORECASE)
_HOURS_MINUTES = re.compile(r"(\d{1,3})\s?h\s?(\d{2})", re.IGNORECASE)
_PRIMES = re.compile("(\\d{1,4})['\u2032’]\\s?(\\d{1,2})(?:[\"\u2033”]|'')?")
_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


def parse_duration(text: str, *, hours_first: bool = False) -> timedelta | None:
    """Read a length of time, None where the text is none.

    Args:
        hours_first: read ``02:05`` as two hours and five minutes rather than as minutes and seconds.
    """
    clock = _CLOCK.fullmatch(text)
    if clock:
        return _clock(clock, hours_first=hours_first)
    units = _WITH_UNITS.fullmatch(text)
    # A capital M behind one number is a million, not a minute.
    if units and not (text.endswith("M") and text[:-1].strip().replace(".", "").replace(",", "").isdigit()):
        return _sum_of_units(units)
    return _rarer(text)


def _clock(match: re.Match[str], *, hours_first: bool) -> timedelta:
    first, second = int(match[2]), int(match[3])
    if match[4]:
        length = timedelta(hours=first, minutes=second, seconds=_number(match[4]))
    elif hours_first:
        length = timedelta(hours=first, minutes=second)
    else:
        length = timedelta(minutes=first, seconds=second)
    return -length if match[1] == "-" else length


def _sum_of_units(match: re.Match[str]) -> timedelta:
    seconds = sum(
        _number(amount) * SECONDS_BY_UNIT[_OTHER_WORDS.get(unit[:2].lower(), unit[0].lower())]
        for amount, unit in _EACH.findall(match[2])
    )
    return timedelta(seconds=-seconds if match[1] == "-" else seconds)


def _rarer(text: str) -> timedelta | None:
    seconds = _SECONDS_ALONE.fullmatch(text)
    if seconds:
        return timedelta(seconds=int(seconds[1]))
    days = _DAYS_AND_CLOCK.fullmatch(text)
    if days:
        return timedelta(days=int(days[1]), hours=int(days[2]), minutes=int(days[3]), seconds=_number(days[4]))
    hours = _HOURS_MINUTES.fullmatch(text)
    if hours:
        return timedelta(hours=int(hours[1]), minutes=int(hours[2]))
    primes = _PRIMES.fullmatch(text)
    # Swiss thousands (1'234) have three digits behind the mark.
    if primes and int(primes[2]) < 60:
        return timedelta(minutes=int(primes[1]), seconds=int(primes[2]))
    iso = _ISO.fullmatch(text)
    if iso and any(iso.groups()):
        return timedelta(hours=int(iso[1] or 0), minutes=int(iso[2] or 0), seconds=float(iso[3] or 0))
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
