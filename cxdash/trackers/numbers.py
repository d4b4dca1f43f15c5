"""Numbers written as text: separators of thousands and decimals, percent, currencies, and lengths of time."""

import re
from collections.abc import Iterable
from datetime import timedelta

from cxdash.trackers.cells import Percent

Number = float | timedelta

_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'’"), None)
_CURRENCY = re.compile(r"(?:[€$£¥]|R\$|EUR|USD|GBP|CHF|kr)", re.IGNORECASE)
_CORE = re.compile(r"[+-]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_CLOCK = re.compile(r"([+-]?)(\d{1,5}):([0-5]?\d)(?::([0-5]?\d(?:[.,]\d+)?))?")
_WITH_UNIT = re.compile(
    r"([+-]?\d[\d.,]*)\s*(s|sec|secs|seconds?|sek|sekunden|m|min|mins|minutes?|minuten|h|hrs?|hours?|std|stunden|d|days?|tage?)\.?",
    re.IGNORECASE,
)
SECONDS_BY_UNIT = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "t": 86_400}
_THREE = re.compile(r"[+-]?(\d{1,3})([.,])(\d{3})")


def parse_number(text: str, *, decimal_comma: bool, hours_first: bool = False) -> Number | None:
    """Read a number; shares in percent come back as a Percent (a fraction of 1), lengths of time as a timedelta.

    Args:
        decimal_comma: read ``1.234,5`` rather than ``1,234.5``.
        hours_first: read ``02:05`` as two hours and five minutes rather than as minutes and seconds.
    """
    plain = text.strip()
    clock = _CLOCK.fullmatch(plain)
    if clock:
        return _clock(clock, hours_first=hours_first)
    timed = _WITH_UNIT.fullmatch(plain)
    if timed:
        amount = _plain_number(timed[1], decimal_comma=decimal_comma)
        return None if amount is None else timedelta(seconds=amount * SECONDS_BY_UNIT[timed[2][0].lower()])
    negative = plain.startswith("(") and plain.endswith(")")
    plain = plain[1:-1] if negative else plain
    plain = _CURRENCY.sub("", plain).replace("−", "-").replace("–", "-").translate(_SPACES)
    share = plain.endswith("%")
    plain = plain.rstrip("%")
    if plain.endswith("-"):
        plain = "-" + plain[:-1]
    number = _plain_number(plain, decimal_comma=decimal_comma)
    if number is None:
        return None
    number = -number if negative else number
    return Percent(number / 100) if share else number


def _clock(match: re.Match[str], *, hours_first: bool) -> timedelta:
    first, second = int(match[2]), int(match[3])
    if match[4]:
        length = timedelta(hours=first, minutes=second, seconds=float(match[4].replace(",", ".")))
    elif hours_first:
        length = timedelta(hours=first, minutes=second)
    else:
        length = timedelta(minutes=first, seconds=second)
    return -length if match[1] == "-" else length


def _plain_number(text: str, *, decimal_comma: bool) -> float | None:
    if not _CORE.fullmatch(text):
        return None
    thousands, point = (".", ",") if decimal_comma else (",", ".")
    whole, mark, fraction = text.partition(point)
    if thousands in fraction or point in fraction or (thousands in whole and not _grouped(whole, thousands)):
        return None
    try:
        return float(whole.replace(thousands, "") + (f".{fraction}" if mark else ""))
    except (ValueError, OverflowError):
        return None


def _grouped(whole: str, thousands: str) -> bool:
    first, *groups = whole.lstrip("+-").split(thousands)
    # Indian grouping (12,34,567) has twos before the last three digits.
    return 1 <= len(first) <= 3 and len(groups[-1]) == 3 and all(len(group) in {2, 3} for group in groups)


def comma_votes(texts: Iterable[str]) -> int:
    """Count what speaks for a decimal comma (positive) and for a decimal point (negative); 0 leaves it open."""
    votes = 0
    for text in texts:
        plain = _CURRENCY.sub("", text).strip("()% \u00a0")
        if ("," in plain or "." in plain) and _CORE.fullmatch(plain.translate(_SPACES)):
            votes += _vote(plain.translate(_SPACES))
    return votes


def _vote(text: str) -> int:
    three = _THREE.fullmatch(text)
    if three:
        if three[1] != "0":
            return 0
        return 1 if three[2] == "," else -1
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        return 1 if comma > point else -1
    if text.count(",") > 1:
        return -1
    if text.count(".") > 1:
        return 1
    return 1 if comma >= 0 else -1
