"""Every amount that a statement names: its value, its unit and what the words before it make of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.statements.numbers import DIGITS, FRACTION, NUMBER, ONE_IN, fraction, number, scaled
from cxdash.domain.statements.text import Span


class Place(StrEnum):
    """What the words before an amount make of it."""

    FROM = "from"
    TO = "to"
    BY = "by"
    UNDER = "under"
    OVER = "over"
    ALONE = "alone"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in the text.

    Attributes:
        unit: ``%``, ``points``, ``part`` (a fraction of a whole, as percent), ``seconds``, ``milliseconds``, ``money``,
            ``per 1,000``, ``times`` or nothing. Times of day and durations are in seconds.
        place: what the words before make of it.
        opens: where the words that belong to it begin, such as “by at least”.
        bound: UNDER or OVER where such a word stands between place and amount.
        per: what a number without a unit beside this one is multiplied by to be in the same unit.
    """

    span: Span
    value: float
    unit: str = ""
    currency: str = ""
    place: Place = Place.ALONE
    opens: int = 0
    bound: Place | None = None
    per: float = 1.0

    @property
    def stretch(self) -> Span:
        """The amount with the words before it that belong to it."""
        return Span(self.opens, self.span.end)


_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_TIME = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?)"
_LETTER = r"(?:(?<=\d)|(?<=\d ))[smhd]"
_CURRENCIES = {
    "gbp": "£", "pound": "£", "quid": "£", "p": "£", "penc": "£", "eur": "€", "euro": "€", "usd": "$", "dollar": "$",
    "cent": "", "c": "", "buck": "$", "chf": "CHF ", "penny": "£",
}  # fmt: skip
_HUNDREDTHS = frozenset({"p", "penc", "penny", "cent", "c"})
_POINTS = (
    r"(?:%|percent(?:age)?|per cent)?[- ]?(?:points?|pts?|ppts?|p\.p\.)(?![a-z])|pps?\b|ppts?\b|percentage point"
    r"|%[- ]?p(?:ts?)?\b"
)
_UNITS = (
    rf"(?P<points>{_POINTS})|(?P<basis>bps|basis points?|bp)\b|(?P<percent>%|per ?cent\b|pct\b|percentage\b)"
    r"|(?P<per>per (?:1,?000|thousand)|in (?:1,?000|a thousand)|‰)|(?P<ms>ms|milliseconds?|millis)\b"
    rf"|(?P<time>{_TIME}|{_LETTER})\b|(?P<times>x|times|fold|-fold)\b"
    r"|(?P<money>GBP|EUR|USD|CHF|euros?|dollars?|pounds?|quid|bucks|pence|penny|cents?|(?<=\d)p|(?<=\d)c)\b"
)
_NUMBER = re.compile(
    r"(?<![\w./#])(?<![A-Za-z]-)(?P<sign>[-+](?=[\d£$€.]))?(?P<currency>[£$€]|\b(?:GBP|EUR|USD|CHF) ?)?\s?"
    rf"(?P<number>(?<![\w.]){NUMBER})(?:\s?(?P<scale>k|mn?|mio|bn|thousand|million|billion)\b(?!\d))?"
    rf"(?:[- ]?(?:{_UNITS}))?(?![\w]|[/:]\d|-\d+-|\.\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\w:.])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])(?:\s?(?:min(?:ute)?s?|mm:ss)\b)?")
_COMPOUND = re.compile(
    rf"(?<![\w.])(?:({DIGITS})\s?h(?:ou)?rs?\b,?|({DIGITS})\s?h)?\s?(?:and )?"
    rf"(?:({DIGITS})\s?(?:m(?:in(?:ute)?s?)?)),?\s?(?:and )?({DIGITS})\s?s(?:ec(?:ond)?s?)?\b",
    re.IGNORECASE,
)
_MINUTES_AND = re.compile(
    r"(?<![\w.])(\d+) ?min(?:ute)?s? ([0-5]?\d)(?![\w:.]|\s?(?:%|per|p|s|d|w|m|h|q|y)[a-z]*\b)", re.IGNORECASE
)
"""“1 min 30”."""
_FRACTION = re.compile(rf"(?<![\w./-])(?:{FRACTION})", re.IGNORECASE)
_ONE_IN = re.compile(rf"(?<![\w.-]){ONE_IN}\b(?! (?:seconds|minutes|hours|days))", re.IGNORECASE)
_SCORED = re.compile(r"(?!\s+(?:of )?(?:all |our |the )?[a-z-]+s\b)", re.IGNORECASE)
"""After “4.5 out of 5”, which is a score, but for “9 out of 10 parcels”."""
_SINGLE = re.compile(
    r"(?:(?<=\bby )|(?<=\bthan )|(?<=\bunder )|(?<=\bbelow ))(?:an?|one)(?: full)?"
    r" (?P<unit>second|minute|hour|day|week|percentage point|point)\b",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(
    r"\b(?:tier|level|line|phase|wave|version|top|step|stage|type|aged?|first|last|past|previous|every|room|ward"
    r"|gate|page"
    r"|terminal|area|zone|unit|site|no\.?|number|year|grade|band|option|plan|gpt|model|claude|gemini|llama|the)[- ]$",
    re.IGNORECASE,
)
_BY_SOME = re.compile(
    r"(?<=\bby )(?:one|two|three|four|five|six|seven|eight|nine|ten) (?!(?:in|within|over|for|among|across|by|through"
    r"|via|on|at|to|or|and|per|from|of|with|during|until|full|whole"
    r"|more than|hundred|thousand|million|times|fold)\b)[a-z]{3,}",
    re.IGNORECASE,
)
"""Things that bring it about rather than a size: “by two extra coaches”."""
_JOINED = re.compile(r"(?<=\w)-(?!to-|of-)[a-z]", re.IGNORECASE)
"""After a number within a word, such as “two-way” and “24-hour”."""


def amounts(text: str) -> Iterator[Quantity]:
    """Yield the amounts of a text without regard to their places, the surest way to read a number first."""
    yield from _clocks(text)
    yield from _fractions(text)
    yield from _numbers(text)


def _clocks(text: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(text):
        first, second, third = (float(each or 0) for each in match.groups())
        seconds = first * 3600 + second * 60 + third if match[3] else first * 60 + second
        yield Quantity(Span(*match.span()), seconds, "seconds")
    for match in _MINUTES_AND.finditer(text):
        yield Quantity(Span(*match.span()), 60 * number(match[1]) + number(match[2]), "seconds")
    for match in _COMPOUND.finditer(text):
        hours, minutes, seconds = (number(each) if each else 0.0 for each in (match[1] or match[2], match[3], match[4]))
        yield Quantity(Span(*match.span()), hours * 3600 + minutes * 60 + seconds, "seconds")


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _ONE_IN.finditer(text):
        some, every = number(match["some"]), number(match["every"])
        if "out of" in match[0] and every in {5, 7, 10} and _SCORED.match(text, match.end()):
            yield Quantity(Span(*match.span()), some)
        elif 0 < some <= every:
            yield Quantity(Span(*match.span()), 100 * some / every, "part")
    for match in _FRACTION.finditer(text):
        yield Quantity(Span(*match.span()), 100 * fraction(match), "part")


def _numbers(text: str) -> Iterator[Quantity]:
    for match in _SINGLE.finditer(text):
        unit = match["unit"].lower()
        per = _SECONDS[unit[0]] if "point" not in unit else 1
        yield Quantity(Span(*match.span()), per, "points" if "point" in unit else "seconds", per=per)
    for match in _NUMBER.finditer(text):
        unitless = match[0].strip().isalpha()
        if _JOINED.match(text, match.end()) or (unitless and _BY_SOME.match(text, match.end() - len(match[0].strip()))):
            continue
        if (
            not _NO_SIZE.search(text[max(match.start() - 12, 0) : match.start()])
            or match["percent"]
            or match["currency"]
        ):
            yield _quantity(match)


def _quantity(match: re.Match[str]) -> Quantity:
    value = number(match["number"])
    span, scale = Span(match.start() + (match[0] != match[0].lstrip()), match.end()), match["scale"]
    sign = match["sign"] or ""
    if match["money"] or match["currency"]:
        return _money(match, span, scaled(value, scale))
    if match["time"]:
        per = _SECONDS[match["time"][0].lower()]
        return Quantity(span, (-value if sign == "-" else value) * per, "seconds", per=per)
    if scale and scale.lower() == "m" and not match["percent"]:
        # “5m” is five minutes for a metric of time, and five million else; the change decides.
        return Quantity(span, value * 60, "minutes or millions", per=60)
    value = scaled(value, scale)
    if match["basis"]:
        return Quantity(span, value / 100, "points")
    named = {"points": "points", "percent": "%", "per": "per 1,000", "ms": "milliseconds", "times": "times"}
    unit = next((unit for group, unit in named.items() if match[group]), "")
    return Quantity(span, -value if sign == "-" else value, unit)


def _money(match: re.Match[str], span: Span, value: float) -> Quantity:
    word = (match["money"] or "").lower().rstrip("s").removesuffix("e" if match["money"] == "pence" else "")
    word = "penc" if word in {"pence", "penc"} else word
    sign = (match["currency"] or "").strip()
    currency = _CURRENCIES.get(sign.lower(), sign) or _CURRENCIES.get(word, "")
    return Quantity(span, value / 100 if word in _HUNDREDTHS else value, "money", currency)
