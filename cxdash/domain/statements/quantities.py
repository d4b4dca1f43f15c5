"""Every amount that a statement names: its value, its unit and what the words before it make of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
_FRACTION = re.compile(rf"(?<![\w./-])(?:{FRACTION})", re.IGNORECASE)
_ONE_IN = re.compile(rf"(?<![\w.-]){ONE_IN}\b(?! (?:seconds|minutes|hours|days))", re.IGNORECASE)
_SCORED = re.compile(r"(?!\s+(?:of )?(?:all |our |the )?[a-z-]+s\b)", re.IGNORECASE)
"""After “4.5 out of 5”, which is a score, but for “9 out of 10 parcels”."""
_SINGLE = re.compile(
    r"(?<=\bby )(?:an?|one)(?: full)? (?P<unit>second|minute|hour|day|week|percentage point|point)\b", re.IGNORECASE
)
_NO_SIZE = re.compile(
    r"\b(?:tier|level|line|phase|wave|version|top|step|stage|type|aged?|first|last|past|previous|every|room|ward"
    r"|gate|page"
    r"|terminal|area|zone|unit|site|no\.?|number|year|grade|band|option|plan|gpt|model|claude|gemini|llama|the)[- ]$",
    re.IGNORECASE,
)

_HEDGE = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|circa|c\.|ca\.|~|nearly|almost|another|a further"
    r"|an additional"
    r"|additional|some|maybe|perhaps|just|only|well|down|up|as much as|as many as|up to|say|an average of|a total of"
    r"|between|the|a|an|our|today's|the current|current|currently|a current|the present|its|their|a baseline of"
    r"|baseline|a level of|levels of|a rate of|a score of|a value of|an estimated|an?|target of|a target of)\s*"
    r"|(?P<{0}>under|below|less than|no more than|not more than|at most|fewer than|max(?:imum)?(?: of)?|<=?|within"
    r"|sub[- ])\s*"
    r"|(?P<{1}>over|above|at least|more than|no less than|min(?:imum)?(?: of)?|>=?|greater than|upwards of"
    r"|north of)\s*)*"
)
_FROM = r"from|baseline(?: is| was|:)?|currently(?: at)?|today(?: at| it is)?|now(?: at)?|versus|vs\.?|against|was"
r"|is now|is currently|is at|up from|down from|starting (?:at|from)|compared (?:with|to)|currently:?|instead of"
_TO = (
    r"(?:(?:down|up|back) )?(?:in)?to|reach(?:es|ing)?|achiev(?:e|es|ing)|hit(?:s|ting)?|attain(?:ing)?|towards?|at"
    r"|=|target(?:ing)?:?|get|have"
    r"|see|deliver|secure|make|keep|goal(?: is|:)?|is|be|becomes?|stays?|ensur(?:e|es|ing)(?: that)?|mak(?:e"
    r"|ing) sure(?: that)?|resolve|answer|solve|until"
)
_BY = (
    r"by|(?:reduction|decrease|drop|cut|fall|decline|increase|rise|uplift|lift|improvement|gain|growth|saving|jump"
    r"|change"
    r"|boost)s?(?: \([^)]*\))? of|down|up|in|off"
)
_FROM_BEFORE, _TO_BEFORE, _BY_BEFORE = (
    re.compile(rf"(?<![\w-])(?P<word>{words})\s*[:(]?\s*{_HEDGE.format('under', 'over')}$", re.IGNORECASE)
    for words in (_FROM, _TO, _BY)
)
_OF_BEFORE = re.compile(rf"\bof\s+{_HEDGE.format('under', 'over')}$", re.IGNORECASE)
_BOUND_BEFORE = re.compile(rf"(?<![\w-])(?P<word>{_HEDGE.format('under', 'over')})$", re.IGNORECASE)
_LOOK_BACK = 48


def quantities(text: str, masked: Iterable[Span] = ()) -> list[Quantity]:
    """Return the amounts of a text in order, without those that lie in the masked stretches (windows, dates)."""
    taken = list(masked)
    found: list[Quantity] = []
    for each in (*_clocks(text), *_fractions(text), *_numbers(text)):
        if not any(each.span.touches(span) for span in taken):
            taken.append(each.span)
            placed = _placed(each, text)
            found.append(placed if placed.place in {Place.TO, Place.FROM} else replace(placed, value=abs(placed.value)))
    return _pairs(sorted(found, key=lambda one: one.span), text)


def _clocks(text: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(text):
        first, second, third = (float(each or 0) for each in match.groups())
        seconds = first * 3600 + second * 60 + third if match[3] else first * 60 + second
        yield Quantity(Span(*match.span()), seconds, "seconds")
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
        if not _NO_SIZE.search(text[max(match.start() - 12, 0) : match.start()]) or match["percent"]:
            yield _quantity(match)


def _quantity(match: re.Match[str]) -> Quantity:
    value = number(match["number"])
    span, scale = Span(match.start() + (match[0] != match[0].lstrip()), match.end()), match["scale"]
    sign = match["sign"] or ""
    if match["money"] or match["currency"]:
        return _money(match, span, scaled(value, scale))
    if match["time"]:
        per = _SECONDS[match["time"][0].lower()]
        return Quantity(span, value * per, "seconds", per=per)
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


def _placed(each: Quantity, text: str) -> Quantity:
    start = max(each.span.start - _LOOK_BACK, 0)
    before = text[start : each.span.start]
    if (each.unit and _CHANGE_AFTER.match(text, each.span.end)) or _FEWER.match(text, each.span.end):
        return replace(each, place=Place.BY, opens=each.span.start)
    for place, pattern in ((Place.BY, _BY_BEFORE), (Place.FROM, _FROM_BEFORE), (Place.TO, _TO_BEFORE)):
        match = pattern.search(before)
        if match and not _is_only_an_article(match, each):
            return replace(each, place=place, opens=start + match.start(), bound=_bound(match))
    match = _OF_BEFORE.search(before)
    if match:
        return replace(each, place=Place.TO, opens=start + match.start(), bound=_bound(match))
    match = _BOUND_BEFORE.search(before)
    bound = _bound(match) if match else None
    opens = start + match.start() if match and bound else each.span.start
    return replace(each, place=bound or Place.ALONE, opens=opens, bound=bound)


_FEWER = re.compile(r"\s+(?:fewer|more)\b(?! than)", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"\s+(?!or )(?:[a-z]+ )?(?:reduction|decrease|drop|cut|fall|decline|increase|rise|uplift|lift|improvement|gain"
    r"|growth"
    r"|saving|jump|change"
    r"|boost|fewer|less|lower|higher|faster|shorter|quicker|more|better)\b",
    re.IGNORECASE,
)


def _is_only_an_article(match: re.Match[str], each: Quantity) -> bool:
    """Whether “in”, “up”, “off” and their like say nothing of this amount."""
    word = match["word"].lower()
    if word in {"in", "off"}:
        return not (each.unit == "part" and word == "in")
    if word in {"at", "is", "be", "was", "now", "get", "have", "see", "make", "keep"}:
        return not each.unit and not _bound(match)
    return False


def _bound(match: re.Match[str]) -> Place | None:
    if match["under"]:
        return Place.UNDER
    return Place.OVER if match["over"] else None


_TO_BETWEEN = re.compile(
    r"\s*(?:%|per cent)?\s*,?\s*(?:down |up |back )?to\s*(?:about|around|under|over|below|at least)?\s*", re.IGNORECASE
)
_STANDS = re.compile(r"(?:is|are|at|stands|of)\b", re.IGNORECASE)
_RANGE_BETWEEN = re.compile(r"\s*(?:-|to|or|and)\s*", re.IGNORECASE)


def _pairs(found: list[Quantity], text: str) -> list[Quantity]:
    """Read “18 % to 12 %” as from and to, “by 10 to 15 %” as its first; a number takes the unit of its partner."""
    result = list(found)
    has_by = any(each.place is Place.BY for each in found)
    for place in range(len(found) - 1):
        first, second = result[place], result[place + 1]
        between = text[first.span.end : second.span.start]
        if (first.place is Place.BY and not first.unit and _RANGE_BETWEEN.fullmatch(between)) or (
            first.place is Place.ALONE and not first.unit and second.unit and between.strip() == "-"
        ):
            result[place] = _with_unit_of(first, second)
            result[place + 1] = replace(second, place=Place.BESIDE)
        elif second.place is Place.TO and _is_pair(first, second, between, has_by=has_by):
            alike = first if first.unit else _with_unit_of(first, second)
            second = second if second.unit else _with_unit_of(second, first)
            result[place] = replace(alike, place=Place.FROM)
            result[place + 1] = second
        elif first.place is Place.TO and second.place is Place.TO and _STANDS.match(text, first.opens):
            result[place] = replace(first, place=Place.FROM)
        elif first.place is Place.TO and second.place is Place.FROM and not second.unit:
            result[place + 1] = _with_unit_of(second, first)
    return result


def _is_pair(first: Quantity, second: Quantity, between: str, *, has_by: bool) -> bool:
    """Whether two amounts are where it stands and where it shall go, not months ten to twelve."""
    if first.place is Place.FROM:
        return True
    named = bool(first.unit or second.unit) or not has_by
    return first.place is Place.ALONE and named and _TO_BETWEEN.fullmatch(between) is not None


def _with_unit_of(one: Quantity, other: Quantity) -> Quantity:
    return replace(one, unit=other.unit, currency=other.currency, value=one.value * other.per, per=other.per)
