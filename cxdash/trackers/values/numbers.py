"""Numbers written as text: thousands and decimals, percent, currencies, thousands and millions, lengths of time."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from cxdash.trackers.files.cells import Percent
from cxdash.trackers.values.durations import parse_duration
from cxdash.trackers.vocabulary import words

Number = float | timedelta

_THIN = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")
_SIGN = (
    r"(?:[€$£¥₹₩₽₺₴]|(?:R|A|C|US|HK|NZ|S)\$|Rs\.?|kr\.?|zł|Kč|Ft|Fr\."
    rf"|\b(?:{'|'.join(sorted(words('currency')))})\b)"
)
_CURRENCY_BEFORE = re.compile(rf"^([+-]?)\s?(?:{_SIGN})\s?", re.IGNORECASE)
_CURRENCY_BEHIND = re.compile(rf"\s?(?:{_SIGN})$", re.IGNORECASE)
# Tens of thousands, millions and so on; "m" is a million only beside a currency, else it is metres or minutes.
_SIZES: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(rf"\s?(?:{pattern})$", 0 if pattern == "M" else re.IGNORECASE), size)
    for pattern, size in (
        (r"k|tsd\.?|thousand|tausend", 1e3),
        (r"mn|mm|mio\.?|mln\.?|million(?:s|en)?|millones", 1e6),
        (r"M", 1e6),
        (r"bn|mrd\.?|mia\.?|billions?|milliarden?", 1e9),
        (r"lakhs?|lacs?", 1e5),
        (r"crores?", 1e7),
    )
)
_POINTS = re.compile(r"\s?(?:pp|ppt|p\.p\.|%-?points?|percentage points?|prozentpunkte)$", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|percent|per cent|pct|prozent)$", re.IGNORECASE)
# Marks of notes, and the flags of statistics behind a blank: estimated, provisional, revised, of low reliability.
_FOOTNOTE = re.compile(
    r"\s?(?:[*†‡]+|\[(?:[rpeu]|note \d+|\d{1,2})\]|\((?:[rpe])\)|[¹²³]+|(?<=\d )[epru])$", re.IGNORECASE
)
# Arrows and lights that people put beside a figure to show where it goes.
_SIGNALS = re.compile(r"^[▲▼△▽►◄◆●○■□↑↓→←↗↘⬆⬇⇧⇩✓✔✗✘⚠🟢🟡🟠🔴\ufe0f\s]+|[▲▼△▽►◄◆●○■□↑↓→←↗↘⬆⬇⇧⇩✓✔✗✘⚠🟢🟡🟠🔴\ufe0f\s]+$")
_NO_CENTS = re.compile(r"[.,](?:-{1,2}|–|—)$")
_CORE = re.compile(r"[+-]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?")
_THREE = re.compile(r"[+-]?(\d{1,3})([.,])(\d{3})")
_PAIR = re.compile(r"(\d[\d.,]*)\s?(?:/|out of|of|von|aus|de|sur)\s?(\d[\d.,]*)(?:\s?\([\d.,]+\s?%\))?", re.IGNORECASE)


class Pair(NamedTuple):
    """A part counted out of a whole, written in one cell: ``45/60``."""

    part: float
    whole: float


_LONGEST = 80
"""Characters; nobody writes a longer number, and to look for one in pages of text takes its time."""


class _Core(NamedTuple):
    """What is left of a number without its signs, and what it has to be multiplied with."""

    digits: str
    factor: float
    share: bool


def parse_number(text: str, *, decimal_comma: bool, hours_first: bool = False) -> Number | None:
    """Read a number; shares in percent come back as a Percent (a fraction of 1), lengths of time as a timedelta.

    Args:
        decimal_comma: read ``1.234,5`` rather than ``1,234.5``.
        hours_first: read ``02:05`` as two hours and five minutes rather than as minutes and seconds.
    """
    if len(text) > _LONGEST:
        return None
    plain = text.strip().translate(_THIN)
    if plain.isdecimal():
        return float(plain)
    plain = _SIGNALS.sub("", plain)
    length = parse_duration(plain, hours_first=hours_first)
    if length is not None:
        return length
    core = _core(plain)
    number = _plain_number(core.digits, decimal_comma=decimal_comma)
    if number is None:
        return None
    return Percent(number * core.factor) if core.share else number * core.factor


def parse_pair(text: str, *, decimal_comma: bool) -> Pair | None:
    """Read a part and its whole from one text, such as ``45/60``, ``45 of 60`` or ``45/60 (75 %)``."""
    match = _PAIR.fullmatch(text.strip().translate(_THIN))
    if match is None:
        return None
    part, whole = (_plain_number(each, decimal_comma=decimal_comma) for each in match.groups())
    return None if part is None or whole is None else Pair(part, whole)


def _core(plain: str) -> _Core:
    """Take signs, currencies, words of size and footnotes off a number."""
    factor = 1.0
    if plain.startswith("(") and plain.endswith(")"):
        plain, factor = plain[1:-1].strip(), -1.0
    plain = _FOOTNOTE.sub("", plain).replace("−", "-").replace("–", "-")
    bare = _CURRENCY_BEHIND.sub("", _CURRENCY_BEFORE.sub(r"\1", plain))
    money = bare != plain
    bare = _NO_CENTS.sub("", bare)
    if bare.endswith("-"):
        bare, factor = bare[:-1].rstrip(), -factor
    bare, factor, share = _scaled(bare, factor, money=money)
    return _Core(_CURRENCY_BEFORE.sub(r"\1", bare), factor, share)


def _scaled(bare: str, factor: float, *, money: bool) -> tuple[str, float, bool]:
    for pattern, divisor in ((_POINTS, 100), (_PERCENT, 100)):
        rest, cut = pattern.subn("", bare)
        if cut:
            return rest.rstrip(), factor / divisor, True
    if bare.endswith("‰"):
        return bare[:-1].rstrip(), factor / 1000, True
    for pattern, size in _SIZES:
        rest, cut = pattern.subn("", bare)
        if cut:
            return rest, factor * size, False
    if money and bare[-1:] in {"m", "b"}:
        return bare[:-1].rstrip(), factor * (1e6 if bare[-1] == "m" else 1e9), False
    return bare, factor, False


def _plain_number(text: str, *, decimal_comma: bool) -> float | None:
    if " " in text or "'" in text or "’" in text:
        if not _SPACED.fullmatch(text):
            return None
        text = text.replace(" ", "").replace("'", "").replace("’", "")
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
        if "," in text or "." in text:
            digits = (
                _core(_SIGNALS.sub("", text.translate(_THIN))).digits.replace(" ", "").replace("'", "").replace("’", "")
            )
            if ("," in digits or "." in digits) and _CORE.fullmatch(digits):
                votes += _vote(digits)
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
