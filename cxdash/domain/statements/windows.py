"""How long a statement is measured: durations, and deadlines counted from the day it is read."""

import re
from dataclasses import dataclass
from datetime import date

from cxdash.domain.statements.deadlines import deadlines
from cxdash.domain.statements.numbers import NUMBER, number
from cxdash.domain.statements.text import Span

_DAYS = {"d": 1, "w": 7, "m": 30, "q": 90, "h": 180, "y": 365, "f": 14}
_UNIT = (
    r"(?P<unit>(?:calendar |consecutive |working |business |full |fiscal |financial |winter |summer |spring |autumn "
    r"|trading |peak |school )?"
    r"(?:days?|weeks?|wks?|months?|mths?|mos?|quarters?|qtrs?|years?|yrs?|fortnights?|half[- ]?years?|semesters?)"
    r"|(?<=\d)[dw]|(?<=\d )[dw])\b"
)
_HEAD = (
    r"(?:window|period|pilot|trial|test|horizon|programme|program|campaign|measurement|time ?frame|timespan|term|run"
    r"|cycle|span|phase|timeline|observation|evaluation|assessment|tracking|test period|proof of concept|poc)"
)
_MEASURED = (
    r"(?:(?:,|;|:|-|\band\b|\bas\b|\bto be\b|\bwith\b|\bwhen\b|\bfor\b)\s*){0,3}"
    r"(?:(?:the |all )?(?:results?|impact|outcomes?|success|progress|it|effect)\s+)?(?:to be |is |being |as )?"
    r"(?:measured|tracked|assessed|evaluated|monitored|judged|verified|observed|reported|sustained|reviewed|counted"
    r"|calculated|averaged|compared|proven|(?:measurement "
    r"|time )"
    r"?(?:window|period|frame|horizon|timeframe))\s*(?:at the end of|[:=])?\s*"
)
_WITHIN = (
    r"(?:with)?in(?: under| less than| about| around| roughly)?|w/in|over|during|for|after|inside(?: of)?|across"
    r"|throughout|at the end of|through|by the end of|under|on"
)
_NEXT = (
    r"(?:(?:the|a|an|our|this|each)\s+)?(?:(?:next|first|coming|following|initial|upcoming|full|whole|entire"
    r"|subsequent"
    r"|single|space of|course of|period of|window of|span of|total of|rolling)\s+)*"
)
_COUNT = (
    rf"(?:(?P<half>half an?)|(?P<count>{NUMBER}|an?|(?<=next )|(?<=coming )|(?<=following )"
    r"|(?<=the )(?=(?:winter |summer |spring |autumn )?quarter)))"
)
_DURATION = rf"{_COUNT}[- ]?{_UNIT}(?P<more> and a half)?(?:[- ]long\b)?(?P<head>[- ](?:[a-z]+ )?{_HEAD}s?\b)?"
_LATER = (
    r"(?!'? ?(?:before|ahead|prior|in advance|ago|late|old|notice|after (?!launch|go|start|roll)|beforehand|earlier"
    r"|later|out\b|of (?:age|discharge|purchase)))"
)
_PREPOSED = re.compile(
    rf"(?P<measured>{_MEASURED})?(?<![\w-])(?P<within>{_WITHIN})\s+{_NEXT}{_DURATION}(?![\w-]){_LATER}", re.IGNORECASE
)
_HEADED = re.compile(
    rf"(?:(?P<measured>{_MEASURED})|(?:\b(?:in|as|with|during|over|for|through)\s+)?(?:\ban?\s+|\bthe\s+|\bour\s+)?)"
    rf"(?<![\w-]){_DURATION}(?![\w-]){_LATER}",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(?:last|past|previous|prior|preceding|recent)\s*$", re.IGNORECASE)
_AMOUNT_BEFORE = re.compile(
    r"\b(?:by|to|from|of|under|below|than|about|around|least|most|roughly|another|every|or)\s*$", re.IGNORECASE
)
_NOT_WORK = re.compile(r"working|business")
_SHORTEST = 7
"""Days: a shorter promise is rather one to customers (“reply within two days”), unless it is called a window."""


@dataclass(frozen=True, slots=True)
class Window:
    """A measuring window and the words that name it.

    Attributes:
        days: its length; None for a deadline that has passed.
        weight: how surely the words mean the window: 3 called or measured so, 2 a deadline or a duration after
            “within”, 1 a duration alone.
        deadline: whether the words name a day by which rather than a length.
    """

    span: Span
    days: int | None
    weight: int
    deadline: bool = False


def windows(text: str, *, today: date) -> list[Window]:
    """Return every stretch that may name the window, in order, none touching another."""
    found = [
        *(_preposed(match) for match in _PREPOSED.finditer(text)),
        *(_headed(match) for match in _HEADED.finditer(text)),
        *(Window(each.span, each.days, 2, deadline=True) for each in deadlines(text, today=today)),
    ]
    chosen: list[Window] = []
    for each in sorted(found, key=lambda one: (-one.weight, one.span.start - one.span.end)):
        if each.weight and not any(each.span.touches(other.span) for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda one: one.span)


def best_window(found: list[Window]) -> Window | None:
    """Return the stretch that most surely names the window: of equals a length before a deadline, then the last.

    A bare short duration is never one.
    """
    likely = [each for each in found if each.weight > 1 or (each.days or 0) >= _SHORTEST]
    return max(likely, key=lambda one: (one.weight, not one.deadline, one.span.start), default=None)


def _preposed(match: re.Match[str]) -> Window:
    days = _length(match)
    sure = bool(match["measured"] or match["head"])
    weight = 3 if sure else 2 if days >= _SHORTEST else 1
    within = match["within"].lower()
    if within in {"through", "under", "on"} and not sure:
        weight = 0
    if within.endswith("end of") and not match["count"]:
        weight = 0
    if within == "for" and not sure and days < _SHORTEST:
        weight = 0
    return Window(Span(*match.span()), days, weight)


def _headed(match: re.Match[str]) -> Window:
    named = bool(match["head"])
    before_it = match.string[: match.start("count") if match["count"] is not None else match.start()]
    bare = (match["count"] or "").lower() in {"a", "an", ""} and not match["half"]
    if _LAST.search(before_it) or (bare and not named):
        return Window(Span(*match.span()), None, 0)
    if not (named or match["measured"]) and _AMOUNT_BEFORE.search(before_it):
        return Window(Span(*match.span()), None, 0)
    days = _length(match)
    weight = 3 if named or match["measured"] else 1
    return Window(Span(*match.span()), days, weight)


def _length(match: re.Match[str]) -> int:
    """Return the days of a duration; twelve months are a year, working days are five a week."""
    unit = match["unit"].lower()
    kind = unit.split()[-1]
    count = 0.5 if match["half"] else number(match["count"]) if match["count"] else 1.0
    if match["half"] and kind.startswith("y"):
        return _DAYS["h"]
    if match["more"]:
        count += 0.5
    if kind.startswith("m") and count and count % 12 == 0:
        return round(count / 12 * 365)
    if _NOT_WORK.search(unit) and kind.startswith("d"):
        return round(count * 7 / 5)
    letter = "h" if kind.startswith(("half", "sem")) else kind[0]
    return int(count * _DAYS[letter] + 0.5)
