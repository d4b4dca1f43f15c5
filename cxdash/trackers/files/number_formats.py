"""What a number format says about a number: a date, a share, a time, or nothing."""

import re
from enum import IntEnum


class Shown(IntEnum):
    """How a format shows its number."""

    PLAIN = 0
    DATE = 1
    PERCENT = 2
    TIME = 3


_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
# ECMA-376 part 1, 18.8.30: the formats that have a number and no text; 27-36 and 50-58 are East Asian dates.
_BUILT_IN = {
    **dict.fromkeys((9, 10), Shown.PERCENT),
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)), Shown.DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), Shown.TIME),
}


def shown_by_number(number: int) -> Shown:
    """Return what a built-in format number shows."""
    return _BUILT_IN.get(number, Shown.PLAIN)


def shown_by_code(code: str) -> Shown:
    """Return what a format code such as ``0.0%`` or ``dd.mm.yyyy`` shows."""
    first = _LITERALS.sub("", code).split(";")[0]
    if _ELAPSED.search(first):
        return Shown.TIME
    plain = _BRACKETS.sub("", first).lower()
    if "%" in plain:
        return Shown.PERCENT
    if plain in {"general", "standard", "@"} or "e+" in plain or "e-" in plain:
        return Shown.PLAIN
    letters = set(plain)
    if letters & set("ydjå") or ("m" in letters and not letters & set("hs")) or "yy" in plain:
        return Shown.DATE
    if letters & set("hs"):
        return Shown.TIME
    return Shown.PLAIN
