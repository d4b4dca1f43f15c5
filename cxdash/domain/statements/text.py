"""The text of a statement made ready for reading: one kind of dash, quote and space, no markup, a bounded length."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

LONGEST = 3_000
"""Characters of a statement that are read; what lies beyond is left out, so that any text is judged in no time."""
USUAL = 600
"""Characters that one sentence may need; a longer one is read, and advised to be shorter."""
GAP = "\u2423"
"""Stands for a blank that nobody has filled in; it is part of no word."""
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,300}>")
_EMPHASIS = re.compile(
    r"^\s*(?:#{1,6}|>|[-*\u2022]|\d{1,2}[.)])\s+|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<![A-Za-z])`+|`+(?![A-Za-z])"
    r"|(?<![\w_])_(?=[A-Za-z\d])|(?<=[A-Za-z\d])_(?![\w_])"
)
"""Marks of Markdown around words, and what begins a heading, quotation or item."""
_SIGNS = str.maketrans(
    {
        # hyphens, dashes and signs for minus; then single quotation marks and accents
        **dict.fromkeys("\u2010\u2011\u2012–—\u2015−\ufe63\uff0d", "-"),
        **dict.fromkeys("‘’\u201b`\u00b4", "'"),
        **dict.fromkeys("“”„«»", '"'),
        "→": " to ",
        "⟶": " to ",
        "➔": " to ",
        **dict.fromkeys("↓▼⬇", " down "),
        **dict.fromkeys("↑▲⬆", " up "),
        "½": " half ",
        "⅓": " a third ",
        "¼": " a quarter ",
        "⅔": " two thirds ",
        "¾": " three quarters ",
        "⅕": " a fifth ",
        "≥": " at least ",
        "≤": " at most ",
        "≈": " about ",
        "…": " ",
    }
)
_SLIPS = {
    "percnt": "percent", "percet": "percent", "pecent": "percent", "precent": "percent", "perecnt": "percent",
    "dyas": "days", "dasy": "days", "wekks": "weeks", "weesk": "weeks", "monhts": "months", "moths": "months",
    "mnths": "months", "quater": "quarter", "quaters": "quarters", "thrid": "third", "trough": "through",
    "throught": "through", "thorugh": "through", "amoung": "among", "witin": "within", "withing": "within",
    "poitns": "points", "ponts": "points", "procent": "percent", "procents": "percent", "prozent": "percent",
    "percents": "percent", "teh": "the", "hte": "the", "fro": "for", "wiht": "with", "amogn": "among",
}  # fmt: skip
"""Misspelt words of measure and of joining."""
_SLIP = re.compile(rf"\b(?:{'|'.join(_SLIPS)})\b", re.IGNORECASE)
_UNITS = (
    "days",
    "weeks",
    "months",
    "quarters",
    "years",
    "hours",
    "minutes",
    "seconds",
    "points",
    "percent",
    "percentage",
)
_MEASURED = re.compile(r"(?<=\d )[a-z]{4,9}\b", re.IGNORECASE)
_ARROW_TO_CHANGE = re.compile(r"\s*(?:[-=]+>|[→⟶➔])\s*(?=(?:minus|plus) |[-+][\d£$€])")
"""Before a change rather than a value to reach: “escalations -> minus 15 %”."""
_SAID_TWICE = re.compile(
    r"(?<=[a-z]) \(\d+\)(?=\s?(?:%|per ?cent|percent|days|weeks|months|quarters|years|points))", re.IGNORECASE
)
"""The number in brackets of “three (3) months”."""
_PLUS = re.compile(r"\+ (?=\d)")
_AT = re.compile(r"(?<=\s)@(?=\s)")
_MINUS = re.compile(r"\b(?:minus|negative) (?=[£$€]?\d)", re.IGNORECASE)
_ARROWS = re.compile(r"\s*(?:[-=]+>|>{2,})\s*")
_CELLS = re.compile(r" [/|] |\s?\|\s?")
"""Between the cells of a row: “no-shows -25 % / outpatients / 90 days”."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, from ``start`` up to but without ``end``."""

    start: int
    end: int

    def touches(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, position: int) -> bool:
        """Whether a position lies within."""
        return self.start <= position < self.end


def tidy(text: str) -> str:
    """Return at most ``LONGEST`` characters of a text with plain dashes, quotes, spaces and arrows, without markup."""
    # Markup may fill what is cut away, so some more is looked at than kept.
    bare = _EMPHASIS.sub("", _TAG.sub(" ", text[: 2 * LONGEST]))
    signs = _ARROW_TO_CHANGE.sub(" ", bare).translate(_SIGNS)
    plain = unicodedata.normalize("NFKC", signs)
    shown = "".join(each if unicodedata.category(each)[0] != "C" else _instead_of(each) for each in plain)
    # Spaces first: a pattern that begins with any number of them is slow on a thousand.
    spelt = _SLIP.sub(lambda slip: _SLIPS[slip[0].lower()], _ARROWS.sub(" to ", _SPACES.sub(" ", shown)))
    spelt = _MEASURED.sub(lambda unit: _unit_meant(unit[0]), spelt)
    spelt = _AT.sub("at", _SAID_TWICE.sub("", spelt))
    spelt = _MINUS.sub("-", spelt)
    spelt = _PLUS.sub("+", spelt)
    if spelt.count(" > ") > 1:
        spelt = spelt.replace(" > ", ", ")
    spelt = _CELLS.sub(", ", spelt)
    return _SPACES.sub(" ", spelt).strip()[:LONGEST].rstrip()


@lru_cache(maxsize=512)
def _unit_meant(word: str) -> str:
    """Return “months” for the “monts” after a number; any other word as it is."""
    low = word.lower()
    if low in _UNITS or f"{low}s" in _UNITS:
        return word
    meant = (unit for unit in _UNITS if unit[0] == low[0] and OSA.distance(low, unit, score_cutoff=1) <= 1)
    return next(meant, word)


def _instead_of(control: str) -> str:
    """Return a space for a control character and nothing for an invisible mark within a word."""
    return "" if unicodedata.category(control) == "Cf" else " "


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list written as one text."""
    return tuple(text.split())
