"""Reads a statement: decides what of its text belongs to which part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cxdash.domain.metrics import Catalogue
from cxdash.domain.statements import clauses
from cxdash.domain.statements.clauses import Clause
from cxdash.domain.statements.directions import Mark, Way
from cxdash.domain.statements.found import Found, find, is_anchored
from cxdash.domain.statements.goals import direction_of, goal_of
from cxdash.domain.statements.hows import before_goal, guards_of, means_of, mechanism_of, says_again
from cxdash.domain.statements.items import listed, split_population
from cxdash.domain.statements.labels import as_sentence
from cxdash.domain.statements.mentions import Mention
from cxdash.domain.statements.parts import Change, ChangeKind, Parts
from cxdash.domain.statements.people import PEOPLE
from cxdash.domain.statements.populations import is_group, of_phrase, population
from cxdash.domain.statements.quantities import Place, Quantity
from cxdash.domain.statements.render import EITHER
from cxdash.domain.statements.sizes import change_of
from cxdash.domain.statements.telegrams import in_order
from cxdash.domain.statements.text import GAP, Span, tidy

_BLANK = re.compile(rf"(?:\[[^\]]*\]|_{{2,}})(?:\s?%)?|^{EITHER}", re.IGNORECASE)

_ON = re.compile(r"\b(?:on|in|of|at|for|from)\s+(?:the |our )?$", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|of|for|on|in|from|regarding|with|to)\s+(?:the |our |their )?$", re.IGNORECASE)
"""Before what a metric is about rather than a further goal: “complaints about refunds”."""
_FOR = re.compile(r"(?:for|among|amongst|across|in|on|at|of|from|within|during|with|by|all|our|the)\b", re.IGNORECASE)
_PEOPLE = re.compile(rf"{PEOPLE}\b", re.IGNORECASE)
_RATE = re.compile(r"\b(?:rate|score|time|level)$", re.IGNORECASE)
_REACHED = frozenset({Place.TO, Place.FROM, Place.UNDER, Place.OVER})


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement that has been read.

    Attributes:
        found: what stands out in its text.
        parts: what it says.
        goal: the words for the metric.
        others: further metrics named as goals.
        bare: whether a technology stands outside what is to bring the goal about.
        asks: whether there is a word of direction.
        contradicts: whether the words ask for one direction and the numbers for the other.
    """

    found: Found
    parts: Parts
    goal: Mention | None
    others: tuple[Mention, ...]
    bare: bool
    asks: bool
    contradicts: bool

    @property
    def text(self) -> str:
        """The statement as it was read."""
        return self.found.text


_READINGS: dict[tuple[int, str, date], tuple[Catalogue, Reading]] = {}
_READINGS_KEPT = 128


def read(text: str, catalogue: Catalogue, *, today: date) -> Reading:
    """Read a statement as people write it; blanks of a suggestion count as nothing.

    The last readings are kept, as a page asks again for the same: by a catalogue's identity, because hashing every
    metric takes a millisecond.
    """
    key = id(catalogue), text, today
    kept = _READINGS.get(key)
    if kept is None or kept[0] is not catalogue:
        while len(_READINGS) >= _READINGS_KEPT:
            _READINGS.pop(next(iter(_READINGS)), None)
        kept = _READINGS[key] = catalogue, _read(text, catalogue, today)
    return kept[1]


def _read(text: str, catalogue: Catalogue, today: date) -> Reading:
    found = find(as_sentence(_BLANK.sub(GAP, tidy(text))), catalogue, today=today)
    guards = guards_of(found)
    means = means_of(found, guards)
    outside = [each for each in found.mentions if not clauses.within(each.span, [*means, *guards])]
    goal = goal_of(found, outside, catalogue)
    front = before_goal(found, goal, means, guards)
    aside = [clause.span for clause in (*means, *guards, *([front] if front is not None else []))]
    if goal is None and found.led is not None and found.led_by_technology:
        aside.append(Span(0, found.led.begins))
    ways = [mark for mark in found.marks if not any(span.holds(mark.span.start) for span in aside)]
    metric = None if goal is None else catalogue.get(goal.slug)
    again = [guard.span for guard in guards if says_again(found, guard)]
    amounts = [
        _as_reached(each) if any(span.holds(each.span.start) for span in again) else each
        for each in found.amounts
        if not any(span.holds(each.span.start) for span in aside if span not in again)
    ]
    change = change_of(found.text, amounts, metric, ways)
    direction, contradicts = direction_of(
        found.text, _of_goal(found.text, ways, goal, outside), goal, metric, change, amounts
    )
    asks = any(mark.way is not Way.REACH for mark in ways)
    if _is_led_elsewhere(found, goal, asks=asks or change is not None):
        goal = change = None
    how, used = mechanism_of(found, means, front, guards)
    who = _population(found, goal, change, means, [*aside, *used], ways)
    if not who:
        how, who = split_population(how)
    if not (who and how):
        who, how = listed(found, who, how, [*aside, *used])
    if not (who or how) and change is not None and found.window is not None:
        who, how = in_order(found.text, _known(found))
    if not who and goal is not None:
        who = next((said for each in found.mentions if each.slug == goal.slug and (said := of_phrase(each))), "")
    days = None if found.window is None else found.window.days
    return Reading(
        found=found,
        parts=Parts(direction, None if goal is None else goal.slug, change, _within_sentence(found, who), how, days),
        goal=goal,
        others=tuple(each for each in outside if goal and each.slug != goal.slug and not _is_little(found, each)),
        bare=any(not clauses.within(tool.span, means) for tool in found.tools),
        asks=asks,
        contradicts=contradicts,
    )


def _within_sentence(found: Found, who: str) -> str:
    """Return people that begin the sentence as they are written within one: “Passengers: …” as “passengers”."""
    begins = found.text.startswith(who) and _PEOPLE.match(who) is not None and who[1:2].islower()
    return f"{who[0].lower()}{who[1:]}" if begins else who


def _as_reached(amount: Quantity) -> Quantity:
    """Return the share of “so that 85 % of issues are closed on the first call” as a value to reach."""
    alone = amount.place is Place.ALONE and amount.unit in {"%", "part"}
    return replace(amount, place=Place.TO) if alone else amount


def _is_little(found: Found, mention: Mention) -> bool:
    """Whether a metric is no second goal: of ordinary words, or part of an amount such as “20 seconds per call”."""
    return mention.weak or any(mention.span.touches(each.span) for each in found.amounts)


def _known(found: Found) -> list[Span]:
    named = [each.span for each in found.mentions]
    return [*named, *(mark.span for mark in found.marks), *found.timed, *(each.stretch for each in found.amounts)]


def _of_goal(text: str, ways: Sequence[Mark], goal: Mention | None, outside: Sequence[Mention]) -> list[Mark]:
    """Return the words of direction without those beside a later metric: “CSAT from 72 to 80, repeat calls −10 %”."""
    if goal is None:
        return list(ways)
    named = [
        each
        for each in outside
        if each.span.start > goal.span.end and not each.weak and not _ABOUT.search(text[: each.span.start])
    ]
    later = min((each.span.start for each in named), default=None)
    return [mark for mark in ways if later is None or not mark.particle or mark.span.start < later]


def _is_led_elsewhere(found: Found, goal: Mention | None, *, asks: bool) -> bool:
    """Whether a metric is only where a tool is used: “Trial Claude for complaint handling”, “automate refunds”."""
    led = found.led
    if led is None or goal is None or asks or not led.names_technology:
        return False
    return goal.span.start >= led.ends or led.bringing


def _population(
    found: Found,
    goal: Mention | None,
    change: Change | None,
    means: Sequence[Clause],
    aside: Sequence[Span],
    ways: Sequence[Mark],
) -> str:
    """Return whose outcome it is, from what is left of the text."""
    telling = [mark.span for mark in ways if mark.way is not Way.REACH]
    stops = [*found.timed, *found.sizes, *clauses.openings(found.text), *aside, *telling]
    if change is not None and change.kind is ChangeKind.TO_VALUE:
        stops += [
            each.stretch
            for each in found.amounts
            if each.place in _REACHED and (each.unit or each.place is Place.TO or each.value == change.size)
        ]
    named = [_with_preposition(found.text, each) for each in found.mentions]
    amounts = [each.stretch if each.unit or is_anchored(each) else each.span for each in found.amounts]
    masked = [*aside, *found.timed, *named, *amounts, *_things(found, [*stops, *named])]
    before = 0
    if goal is not None:
        stops.append(goal.span)
        before = max((mark.span.end for mark in found.marks if mark.span.end <= goal.span.start), default=0)
        if before == 0 and (found.led is not None or not (telling or change)):
            before = goal.span.start
    return population(found.text, goal, masked=masked, stops=stops, before=before, with_is_means=not means)


def _things(found: Found, taken: Sequence[Span]) -> list[Span]:
    """Return what stands between commas and is one thing: “voice reminders in their language”, which says no place."""
    sized = [each.stretch for each in found.amounts if each.unit or is_anchored(each)]
    free = [span for span in clauses.items(found.text) if not any(span.touches(other) for other in (*taken, *sized))]
    return [
        span
        for span in free
        if not _FOR.match(found.text, span.start) and not is_group(found.text[span.start : span.end])
    ]


def _with_preposition(text: str, mention: Mention) -> Span:
    """Return where a metric is named, with the “on” of “on renewal rate”, which opens no group."""
    before = _ON.search(text[: mention.span.start])
    named = _RATE.search(text[mention.span.start : mention.span.end]) is not None
    return Span(before.start(), mention.span.end) if before is not None and named else mention.span
