"""Which of the metrics named is the goal of a statement, and which way it shall go."""

import re
from collections.abc import Sequence

from cxdash.domain.metrics import Catalogue, Direction, Metric, Role, primaries_problem
from cxdash.domain.statements.directions import Mark, Way
from cxdash.domain.statements.found import NEAR, Found
from cxdash.domain.statements.mentions import Mention
from cxdash.domain.statements.parts import Change, ChangeKind
from cxdash.domain.statements.quantities import Place, Quantity
from cxdash.domain.statements.sizes import bound_of, share_reached
from cxdash.domain.statements.text import Span

_AFTER = 12
"""Characters after a metric in which its word of direction may begin: “no-shows down”."""
_AIMED = re.compile(r"(?<=\bbe )at\b|(?:in)?to\b|towards?\b|target|goal|reach|hit|achiev|attain", re.IGNORECASE)
"""What begins the words before a value that is wanted, unlike “is 5 %”, where it may stand now."""
_SENTENCE_ENDS = re.compile(r"[;.!]\s")
_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP, None: None}
_DENIED = re.compile(r"\b(?:not|never|isn't|instead of|rather than)\s+(?:the |our |about )?$", re.IGNORECASE)
"""Before a metric that is not the goal: “Not AHT but FCR”."""
_COMPARED = re.compile(r"fewer|faster|shorter|quicker|sooner|smaller|less|more|better|higher|greater", re.IGNORECASE)
"""Words that may say how as well as which way: “faster repairs”."""
_PREPOSITION = re.compile(
    r"\b(?:for|among|amongst|across|from|with|in|of|by|on|at|every|each)(?: (?:the|our|all|new))?\s+$", re.IGNORECASE
)


def goal_of(found: Found, outside: Sequence[Mention], catalogue: Catalogue) -> Mention | None:
    """Return the metric that the statement is about: the first with a word of direction, named well.

    Where the second has a direction and a size of its own and the first may not be a goal, it is the second.

    Args:
        found: what stands out in the text.
        outside: the metrics named outside clauses that say how, what for or what must not suffer.
        catalogue: for what may be a goal.
    """
    outside = [each for each in outside if not _DENIED.search(found.text[: each.span.start])]
    likely = [each for each in outside if not each.weak] or [each for each in outside if _may_be_weak(found, each)]
    chosen = [each for each in likely if _is_marked(found, each)] or likely
    if not chosen:
        return None
    first, *others = chosen
    if _may_be_goal(first, catalogue):
        return first
    for other in others:
        between = Span(first.span.end, other.span.start)
        anew = any(mark.way is not Way.REACH and between.holds(mark.span.start) for mark in found.marks)
        anew = anew or _SENTENCE_ENDS.search(found.text, between.start, between.end) is not None
        sized = any(between.holds(each.span.start) for each in found.amounts)
        if anew and not sized and _may_be_goal(other, catalogue):
            return other
    return first


def _may_be_goal(mention: Mention, catalogue: Catalogue) -> bool:
    metric = catalogue.get(mention.slug)
    return metric is not None and Role.PRIMARY in metric.allowed_roles and primaries_problem([metric]) is None


def _may_be_weak(found: Found, mention: Mention) -> bool:
    """Whether ordinary words may be the goal: after a direction, not after “for”, nor in a sentence led by a tool."""
    before = found.text[: mention.span.start]
    directed = any(mark.way is not Way.REACH for mark in found.marks)
    led = found.led is not None and (found.led.names_technology or not found.led.having)
    return directed and not led and not _PREPOSITION.search(before)


def _is_marked(found: Found, mention: Mention) -> bool:
    near = Span(max(mention.span.start - NEAR, 0), mention.span.end + _AFTER)
    after = Span(mention.span.end, mention.span.end + _AFTER)
    if any(each.place in {Place.FROM, Place.TO} and after.holds(each.opens) for each in found.amounts):
        return True
    return any(mark.way is not Way.REACH and near.holds(mark.span.start) for mark in found.marks)


def goal_openings(found: Found) -> list[Span]:
    """Return the words of direction that a metric follows closely and that do not open a clause of means."""
    opened = []
    for mark in found.marks:
        word = found.text[mark.span.start : mark.span.end].lower()
        before = found.text[: mark.span.start].rstrip().lower()
        opens_means = before.endswith(("by", "through", "via", "using", "with"))
        if mark.way is Way.REACH or word.endswith("ing") or opens_means or word == "better":
            continue
        near = [each for each in found.mentions if 0 <= each.span.start - mark.span.start <= NEAR]
        if near and not re.search(r"[.;,]\s", found.text[mark.span.end : near[0].span.start]):
            opened.append(mark.span)
    return opened


def direction_of(
    text: str,
    ways: Sequence[Mark],
    goal: Mention | None,
    metric: Metric | None,
    change: Change | None,
    amounts: Sequence[Quantity],
) -> tuple[Direction | None, bool]:
    """Return which way the metric shall go, and whether the words contradict the numbers.

    Words count first, then “from 18 % to 12 %”, then “under five minutes”; a value to be reached without any of these
    (“net revenue retention to 108 %”) lies where the metric is good. A mere “by 5 %” may mean either way.
    """
    said = _said(ways, goal, metric)
    counted = _counted(change)
    if counted is not None and all(mark.particle and _COMPARED.fullmatch(_word(text, mark)) for mark in ways):
        return counted, False
    if said is not None or counted is not None:
        return said or counted, None not in {said, counted} and said is not counted
    if change is None or change.kind is not ChangeKind.TO_VALUE:
        return None, False
    bound = bound_of(amounts, metric)
    if bound is not None:
        return (Direction.DOWN if bound is Way.DOWN else Direction.UP), False
    aimed = share_reached(text, amounts, metric, ways) is not None or any(
        each.place is Place.TO and _AIMED.match(text, each.opens) for each in amounts
    )
    reached = metric is not None and (aimed or any(mark.way is Way.REACH for mark in ways))
    if not reached or metric is None:
        return None, False
    return (Direction.UP if metric.direction is Direction.NONE else _good(metric)), False


def _word(text: str, mark: Mark) -> str:
    return text[mark.span.start : mark.span.end]


def _counted(change: Change | None) -> Direction | None:
    if change is None or change.kind is not ChangeKind.TO_VALUE or change.start in {None, change.size}:
        return None
    return Direction.UP if change.size > (change.start or 0) else Direction.DOWN


def _said(ways: Sequence[Mark], goal: Mention | None, metric: Metric | None) -> Direction | None:
    """Return the direction that the words say: a verb's before the metric first, then a particle's."""
    telling = [mark for mark in ways if mark.way is not Way.REACH]
    if not telling:
        return None
    plain = [mark for mark in telling if not mark.particle and mark.way in {Way.UP, Way.DOWN}]
    verbs = plain or [mark for mark in telling if mark.particle]
    chosen = (verbs or telling)[0]
    if goal is not None:
        before = [mark for mark in verbs if mark.span.start <= goal.span.start]
        chosen = before[-1] if before and goal.span.start - before[-1].span.end < NEAR else chosen
    if chosen.way in {Way.GOOD, Way.BAD}:
        good = Direction.UP if metric is None else _good(metric)
        return good if chosen.way is Way.GOOD else _OPPOSITE.get(good)
    down = chosen.way is Way.DOWN
    if goal is not None and goal.opposite:
        down = not down
    return Direction.DOWN if down else Direction.UP


def _good(metric: Metric) -> Direction | None:
    return metric.direction if metric.direction in {Direction.UP, Direction.DOWN} else None
