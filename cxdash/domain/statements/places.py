"""What the words before an amount make of it: from, to, by, under or over it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from cxdash.domain.statements.people import PEOPLE
from cxdash.domain.statements.quantities import Place, Quantity, amounts
from cxdash.domain.statements.text import Span

_HEDGE = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|circa|c\.|ca\.|~|nearly|almost|another|a further"
    r"|an additional"
    r"|additional|some|maybe|perhaps|just|only|well|down|up|as much as|as many as|up to|say|an average of|a total of"
    r"|between|the|a|an|our|today's|the current|current|currently|a current|the present|its|their|a baseline of"
    r"|baseline|a level of|levels of|a rate of|a score of|a value of|an estimated|an?|target of|a target of)\s*"
    r"|(?P<{0}>under|below|less than|not exceed(?:ing)?|(?:not|never) (?:be |go )?(?:above|over)"
    r"|no more than|not more than|at most|fewer than|max(?:imum)?(?: of)?|<=?|within"
    r"|sub[- ])\s*"
    r"|(?P<{1}>over|above|at least|more than|no less than|min(?:imum)?(?: of)?|>=?|greater than|upwards of"
    r"|north of)\s*)*"
)
_FROM = (
    r"from|baseline(?: is| was|:)?|currently(?: at)?|today(?: at| it is)?|now(?: at)?|versus|vs\.?|against|was"
    r"|rather than|is now|is currently|is at|up from|down from|starting (?:at|from)|compared (?:with|to)|currently:?"
    r"|instead of|(?:stand|sit|hover|run|lie)(?:s|ing) at|is (?:standing|running|hovering) at"
)
_TO = (
    r"(?:(?:down|up|back) )?(?:in)?to|reach(?:es|ing)?|achiev(?:e|es|ing)|hit(?:s|ting)?|attain(?:ing)?|towards?|at"
    r"|=|target(?:ing)?:?|get|have"
    r"|see|deliver|secure|make|keep|goal(?: is|:)?|is|be|becomes?|stays?|ensur(?:e|es|ing)(?: that)?|mak(?:e"
    r"|ing) sure(?: that)?|resolve|answer|solve|deflect|contain|want|need|until"
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
_WITH_BEFORE = re.compile(rf"\bwith\s+{_HEDGE.format('under', 'over')}$", re.IGNORECASE)
_DONE_WITHIN = re.compile(
    r"\b(?:resolv|solv|fix|settl|clos|process|complet|handl|sort|repl|respond|answer|deal)\w*\b[^.,;:%\d]{0,40}?\s"
    rf"(?P<word>(?:with)?in)\s+{_HEDGE.format('under', 'over')}$",
    re.IGNORECASE,
)
"""Before “4 hours” in “resolve complaints within 4 hours”."""
_CLOSES = re.compile(
    r"\s*(?:$|[,.;)]|(?:in|within|over|during|for|among|by|through|via|until|before|across|at|on|to|thanks)\b)",
    re.IGNORECASE,
)
"""After “with 10 %” where it is the size, unlike “with 10 % discount”."""
_CHANGE_IN = re.compile(
    r"\b(?:reducing|decreasing|lowering|increasing|raising|improving|reduction|decrease|drop|cut|fall|decline|increase|rise|uplift|lift|improvement|gain|growth|saving|jump|boost)s?"
    r" (?:in|of|to|on) [^.,;:()\d]{3,80}$",
    re.IGNORECASE,
)
"""Before “of 4 points” in “an uplift in upsell rate of 4 points”."""
_CHANGING = re.compile(
    r"\b(?:reduc|decreas|lower|increas|rais|ris|improv|cut|fall|grow|drop)(?:e|es|ing|s)?(?: it| them| this)?\s*$",
    re.IGNORECASE,
)
"""Before “of 15 %” where it is a size in another language's manner: “to reduce of 15 %”."""
_BOUND_BEFORE = re.compile(rf"(?<![\w-])(?P<word>{_HEDGE.format('under', 'over')})$", re.IGNORECASE)
_AGED = re.compile(rf"\b{PEOPLE} (?:aged |who are )?(?:over|under|above|below)\s$", re.IGNORECASE)
_YOUNGEST = 16
"""Above it a number after “customers over” tells them apart by their age."""
_LOOK_BACK = 48
_MOST = 60
"""Amounts that are looked at, so that a text of nothing but digits takes no time."""


def quantities(text: str, masked: Iterable[Span] = ()) -> list[Quantity]:
    """Return the amounts of a text in order, without those that lie in the masked stretches (windows, dates)."""
    taken = bytearray(len(text))
    for span in masked:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    found: list[Quantity] = []
    for each in islice(amounts(text), _MOST):
        if not any(taken[each.span.start : each.span.end]):
            taken[each.span.start : each.span.end] = b"\1" * (each.span.end - each.span.start)
            placed = _placed(each, text)
            found.append(placed if placed.place in {Place.TO, Place.FROM} else replace(placed, value=abs(placed.value)))
    return _pairs(sorted(found, key=lambda one: one.span), text)


def _placed(each: Quantity, text: str) -> Quantity:
    start = max(each.span.start - _LOOK_BACK, 0)
    before = text[start : each.span.start]
    if (each.unit and _CHANGE_AFTER.match(text, each.span.end)) or _FEWER.match(text, each.span.end):
        return replace(each, place=Place.BY, opens=each.span.start)
    if _NOW_AFTER.match(text, each.span.end):
        return replace(each, place=Place.FROM, opens=each.span.start)
    for place, pattern in ((Place.BY, _BY_BEFORE), (Place.FROM, _FROM_BEFORE), (Place.TO, _TO_BEFORE)):
        match = pattern.search(before)
        if match and not _is_only_an_article(match, each):
            return replace(each, place=place, opens=start + match.start(), bound=_bound(match))
    place, match = _after_with_or_of(each, text, before)
    if match:
        done = match.re is _DONE_WITHIN
        bound = Place.UNDER if done else _bound(match)
        return replace(each, place=place, opens=start + match.start("word" if done else 0), bound=bound)
    if not each.unit and each.value >= _YOUNGEST and _AGED.search(before):
        return replace(each, place=Place.BESIDE)
    match = _BOUND_BEFORE.search(before)
    bound = _bound(match) if match else None
    opens = start + match.start() if match and bound else each.span.start
    return replace(each, place=bound or Place.ALONE, opens=opens, bound=bound)


def _after_with_or_of(each: Quantity, text: str, before: str) -> tuple[Place, re.Match[str] | None]:
    """Return what “with 10 %” and “of 4 points” say: a size, or after a metric the value to reach."""
    match = _WITH_BEFORE.search(before)
    if match and each.unit and _CLOSES.match(text, each.span.end):
        return Place.BY, match
    match = _DONE_WITHIN.search(before) if each.unit == "seconds" else None
    if match:
        return Place.TO, match
    match = _OF_BEFORE.search(before)
    if match is None:
        return Place.TO, None
    of = each.span.start - len(before) + match.start()
    before = text[max(of - 100, 0) : of]
    return (Place.BY if _CHANGE_IN.search(before) or _CHANGING.search(before) else Place.TO), match


_NOW_AFTER = re.compile(
    r"\s+(?:now|today|currently|at present|at the moment|right now|as of today|last (?:year|quarter|month))\b",
    re.IGNORECASE,
)
_FEWER = re.compile(r"\s+(?:fewer|more)\b(?! than)", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"\s+(?!(?:or|with|via|through|by|for|in|over|using|and|among|within|thanks|to) )"
    r"(?:[a-z]+ )?(?:reduction|decrease|drop|cut|fall|decline|increase|rise|uplift|lift|improvement|gain"
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
    if word in {"at", "is", "be", "was", "now", "get", "have", "see", "make", "keep", "want", "need"}:
        return not each.unit and not _bound(match)
    return False


def _bound(match: re.Match[str]) -> Place | None:
    if match["under"]:
        return Place.UNDER
    return Place.OVER if match["over"] else None


_TO_BETWEEN = re.compile(
    r"\s*(?:%|per cent)?\s*,?\s*(?:down |up |back )?to\s*(?:about|around|under|over|below|at least)?\s*", re.IGNORECASE
)
_THEN = re.compile(
    r"\s+(?:now|today|currently|at present|at the moment|right now|as of today|last (?:year|quarter|month))[,;/-]*\s+"
    r"(?:and |then )?",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"[;,.:]?\s+(?:and |but )?(?:we |I |they )?(?:want|need|aim for|target|would like)(?: it)?(?: at| to be| to)?\s*",
    re.IGNORECASE,
)
"""Between where it stands and where it shall go: “stands at 14; we want 9”."""
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
        elif second.place is Place.TO and _stands_at(first, second, text):
            result[place] = replace(first, place=Place.FROM)
        elif first.place is Place.FROM and second.place is Place.ALONE and _goes_to(second, between):
            result[place + 1] = replace(second, place=Place.TO)
        elif first.place is Place.TO and second.place is Place.FROM and not second.unit:
            result[place + 1] = _with_unit_of(second, first)
    return result


def _goes_to(second: Quantity, between: str) -> bool:
    """Whether the second amount is the one wanted: “14 % now, 9 % …”, “stands at 14; we want 9”."""
    return (_THEN.fullmatch(between) is not None and bool(second.unit)) or _WANTED.fullmatch(between) is not None


def _stands_at(first: Quantity, second: Quantity, text: str) -> bool:
    """Whether the first amount is where it stands: “is 2.4 %; bring it to 2 %”, “the £4.50 cost per call to £3.90”."""
    if first.place is Place.TO:
        return _STANDS.match(text, first.opens) is not None
    return first.place is Place.ALONE and first.unit == second.unit == "money"


def _is_pair(first: Quantity, second: Quantity, between: str, *, has_by: bool) -> bool:
    """Whether two amounts are where it stands and where it shall go, not months ten to twelve."""
    if first.place is Place.FROM:
        return True
    named = bool(first.unit or second.unit) or not has_by
    return first.place is Place.ALONE and named and _TO_BETWEEN.fullmatch(between) is not None


def _with_unit_of(one: Quantity, other: Quantity) -> Quantity:
    return replace(one, unit=other.unit, currency=other.currency, value=one.value * other.per, per=other.per)
