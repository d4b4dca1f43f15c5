"""Reads a statement: finds its amounts, windows, metrics and clauses, and makes of them its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxdash.domain.metrics import Catalogue, Direction, Metric
from cxdash.domain.statements import clauses
from cxdash.domain.statements.clauses import Clause
from cxdash.domain.statements.directions import Mark, Way, marks
from cxdash.domain.statements.fronts import as_means, front_means
from cxdash.domain.statements.mentions import Mention, mentions
from cxdash.domain.statements.parts import Change, ChangeKind, Parts
from cxdash.domain.statements.people import GROUPS
from cxdash.domain.statements.populations import is_group, population
from cxdash.domain.statements.quantities import Place, Quantity, quantities
from cxdash.domain.statements.render import EITHER
from cxdash.domain.statements.sizes import bound_of, change_of
from cxdash.domain.statements.text import GAP, Span, tidy
from cxdash.domain.statements.tools import Led, Tool, led_by, tools
from cxdash.domain.statements.windows import Window, best_window, windows

_BLANK = re.compile(rf"(?:\[[^\]]*\]|_{{2,}})(?:\s?%)?|^{EITHER}", re.IGNORECASE)
_FIRST_PURPOSE = re.compile(r"^(?:in order )?to\b[^,]{5,160}?,\s", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"(?:,|-|;|:)\s*(?P<how>(?:calling|sending|texting|offering|giving|training|coaching|routing|asking|reminding"
    r"|providing|contacting"
    r"|automating|redesigning|simplifying|moving|adding|showing|letting|introducing|using)\b[^.;]*"
    r"|proactive [^.;,]+)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]*\b(?:we(?:'ll| will| can| want to| aim to| should| expect to| could)?|this will|it will|you)(?: (?:have"
    r"|get|see|be able to|want to|aim to))*$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:for|among|amongst|across|from|with|in|of|by|on|at|every|each)(?: (?:the|our|all|new))?\s+$", re.IGNORECASE
)
_OPENS = re.compile(
    r"(?:for|among|in|on|at|by|with|we|our|this|that|which|who|and|it|to|as|if|the|i|is|measured|so|from|please|goal"
    r"|aim)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^(?:if|when|once) we (?P<how>[^,]{6,120}),", re.IGNORECASE)
_FAR = 45
_FRONT = 80


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a statement.

    Attributes:
        text: the statement as it was read.
        parts: what it says.
        goal: the words for the metric.
        others: further metrics named as goals.
        window: the words for the window.
        tools: technologies, products and vendors named.
        led: what it begins by bringing in, if it does.
        bare: whether a technology stands outside what is to bring the goal about.
        mark: whether a word of direction was found.
    """

    text: str
    parts: Parts
    goal: Mention | None
    others: tuple[Mention, ...]
    window: Window | None
    tools: tuple[Tool, ...]
    led: Led | None
    bare: bool
    asks: bool
    contradicts: bool


def read(text: str, catalogue: Catalogue, *, today: date) -> Reading:
    """Read a statement as people write it; blanks of a suggestion count as nothing."""
    plain = _BLANK.sub(GAP, tidy(text))
    return _Reader(plain, catalogue, today).reading()


class _Reader:
    """One statement on its way to its parts."""

    def __init__(self, text: str, catalogue: Catalogue, today: date) -> None:
        self.text = text
        self.catalogue = catalogue
        self.windows = windows(text, today=today)
        self.window = best_window(self.windows)
        timed = [each.span for each in self.windows if each.weight > 2 or each is self.window]
        self.mentions = mentions(text, catalogue)
        named = [each.span for each in self.mentions if not each.guessed]
        self.timed = [span for span in timed if not any(span.touches(other) for other in named)] or timed
        self.marks = [mark for mark in marks(text) if not self._within_name(mark)]
        self.amounts = quantities(text, masked=self.timed)

    def reading(self) -> Reading:
        """Return what was found."""
        anchored = [each.stretch for each in self.amounts if _is_anchored(each)]
        stops = [*self.timed, *anchored]
        guards = [*self._first_purpose(), *clauses.guards(self.text, stops)]
        means = self._means(stops, guards)
        outside = [each for each in self.mentions if not _in_any(each.span, (*means, *guards))]
        goal = self._goal(outside)
        front, front_span = self._front(goal, means, guards)
        aside = [*(clause.span for clause in (*means, *guards)), *front_span]
        ways = [mark for mark in self.marks if not any(span.holds(mark.span.start) for span in aside)]
        metric = None if goal is None else self.catalogue.get(goal.slug)
        amounts = [each for each in self.amounts if not any(span.holds(each.span.start) for span in aside)]
        change = change_of(self.text, amounts, metric, ways)
        direction, contradicts = self._direction(ways, goal, metric, change, amounts)
        if self._is_led_elsewhere(goal, ways, change):
            goal, change = None, None
        mechanism, bracketed = self._mechanism(means, front, guards, stops)
        reached = [each.stretch for each in amounts if each.place in {Place.TO, Place.FROM}]
        ends = [*stops, *(reached if change is not None and change.kind is ChangeKind.TO_VALUE else [])]
        who = self._population(goal, means, [*aside, *bracketed], ends, ways)
        if not who:
            mechanism, who = _split_population(mechanism)
        if not (who and mechanism):
            who, mechanism = self._listed(who, mechanism, aside, stops)
        parts = Parts(
            direction=direction,
            metric=None if goal is None else goal.slug,
            change=change,
            population=who,
            mechanism=mechanism,
            window_days=None if self.window is None else self.window.days,
        )
        named = tools(self.text)
        return Reading(
            text=self.text,
            parts=parts,
            goal=goal,
            others=tuple(each for each in outside if goal and each.slug != goal.slug and not each.weak),
            window=self.window,
            tools=tuple(named),
            led=led_by(self.text),
            bare=any(not any(clause.span.holds(tool.span.start) for clause in means) for tool in named),
            asks=any(mark.way is not Way.REACH for mark in ways),
            contradicts=contradicts,
        )

    def _is_led_elsewhere(self, goal: Mention | None, ways: Sequence[Mark], change: Change | None) -> bool:
        """Whether a metric is named only as where a tool shall be used: “Trial Claude for complaint handling”."""
        led = led_by(self.text)
        asks = change is not None or any(mark.way is not Way.REACH for mark in ways)
        return (
            led is not None and led.names_technology and not asks and goal is not None and goal.span.start >= led.ends
        )

    def _listed(self, who: str, how: str, aside: Sequence[Span], stops: Sequence[Span]) -> tuple[str, str]:
        """Return population and mechanism, a missing one from what stands in brackets or between commas by itself."""
        taken = [
            *aside,
            *stops,
            *(each.span for each in self.mentions if not each.weak),
            *(mark.span for mark in self.marks),
        ]
        for span in clauses.items(self.text):
            words = clauses.tidied(self.text[span.start : span.end])
            if not words or any(span.touches(other) for other in taken) or not 0 < words.count(" ") < 6:
                continue
            if is_group(words):
                who = who or words
            elif not _OPENS.match(words):
                how = how or words
        return who, how

    def _within_name(self, mark: Mark) -> bool:
        """Whether a word of direction is part of a metric's name, such as “answer” of “speed of answer”."""
        if mark.way in {Way.DOWN, Way.UP, Way.GOOD} and mark.size is None:
            holding = [each for each in self.mentions if each.span.holds(mark.span.start)]
            return any(
                self.text[mark.span.start : mark.span.end].lower() in {"drop", "lost", "end", "add", "extend", "lift"}
                or (mark.span.start > each.span.start and not mark.particle)
                for each in holding
            )
        return False

    def _first_purpose(self) -> list[Clause]:
        """Return “To lift retention, …” where the goal itself comes after the comma."""
        match = _FIRST_PURPOSE.match(self.text)
        if match is None or not any(each.span.start >= match.end() and not each.weak for each in self.mentions):
            return []
        if not any(mark.span.start >= match.end() and mark.way is not Way.REACH for mark in self.marks):
            return []
        return [Clause(Span(0, match.end()), match[0])]

    def _means(self, stops: Sequence[Span], guards: Sequence[Clause]) -> list[Clause]:
        goals = self._goal_openings()
        first_goal = min((span.start for span in goals), default=len(self.text))
        found = clauses.means(self.text, stops, guards)
        if not any(clause.span.start < first_goal for clause in found):
            return found
        return clauses.means(self.text, [*stops, *goals], guards)

    def _goal_openings(self) -> list[Span]:
        """Return the words of direction that a metric follows closely and that do not open a clause of means."""
        found = []
        for mark in self.marks:
            words = self.text[mark.span.start : mark.span.end].lower()
            before = self.text[: mark.span.start].rstrip().lower()
            opens = before.endswith(("by", "through", "via", "using", "with"))
            if mark.way is Way.REACH or words.endswith("ing") or opens or words == "better":
                continue
            near = [each for each in self.mentions if 0 <= each.span.start - mark.span.start <= _FAR]
            if near and not re.search(r"[.;,]\s", self.text[mark.span.end : near[0].span.start]):
                found.append(mark.span)
        return found

    def _goal(self, outside: Sequence[Mention]) -> Mention | None:
        """Return the metric that the statement is about: the first named well, one with a word of direction sooner."""
        strong = [each for each in outside if not each.weak] or [each for each in outside if self._may_be_weak(each)]
        if len(strong) < 2:
            return strong[0] if strong else None
        marked = [each for each in strong if self._is_marked(each)]
        return (marked or strong)[0]

    def _may_be_weak(self, mention: Mention) -> bool:
        """Whether ordinary words may be the goal: not after “for” and its like, nor in a sentence led by a tool."""
        return not _PREPOSITION.search(self.text[: mention.span.start]) and led_by(self.text) is None

    def _is_marked(self, mention: Mention) -> bool:
        near = self.text[max(mention.span.start - _FAR, 0) : mention.span.end + 12]
        start = max(mention.span.start - _FAR, 0)
        return bool(near) and any(
            mark.way is not Way.REACH and start <= mark.span.start <= mention.span.end + 12 for mark in self.marks
        )

    def _front(self, goal: Mention | None, means: Sequence[Clause], guards: Sequence[Clause]) -> tuple[str, list[Span]]:
        """Return the means that stand before the direction, and where."""
        condition = _CONDITION.match(self.text)
        if condition is not None:
            return as_means(condition["how"]), [Span(*condition.span())]
        ways = [m for m in self.marks if not _in_any(m.span, (*means, *guards)) and not self._is_sign(m)]
        goal_at = len(self.text) if goal is None else goal.span.start
        earlier = [mark for mark in ways if mark.span.start < goal_at]
        leading = [mark for mark in earlier if mark.way is not Way.REACH]
        if not earlier:
            return "", []
        near = [mark for mark in leading if goal_at - mark.span.start <= _FRONT]
        start = (near or leading[-1:] or earlier)[0].span.start
        if any(each.span.end <= start and goal is not None and each.slug == goal.slug for each in self.mentions):
            return "", []
        before = self._without_amounts(start)
        if goal is None and (not leading or not before.endswith(" to")):
            return "", []
        if any(clause.span.start < start and clause.span.start < 3 for clause in (*means, *guards)):
            return "", []
        words = front_means(before)
        return (words, [Span(0, start)]) if words else ("", [])

    def _is_sign(self, mark: Mark) -> bool:
        return not self.text[mark.span.start].isalpha()

    def _without_amounts(self, end: int) -> str:
        words = list(self.text[:end])
        for span in (*self.timed, *(each.stretch for each in self.amounts)):
            words[span.start : min(span.end, end)] = " " * (min(span.end, end) - span.start) if span.start < end else []
        return re.sub(r"\s+", " ", "".join(words)).strip()

    def _direction(
        self,
        ways: Sequence[Mark],
        goal: Mention | None,
        metric: Metric | None,
        change: Change | None,
        amounts: Sequence[Quantity],
    ) -> tuple[Direction | None, bool]:
        """Return which way the metric shall go, and whether the words contradict the numbers."""
        said = _said(ways, goal, metric)
        counted: Direction | None = None
        if (
            change is not None
            and change.kind is ChangeKind.TO_VALUE
            and change.start is not None
            and change.size != change.start
        ):
            counted = Direction.UP if change.size > change.start else Direction.DOWN
        if goal is not None and goal.opposite and said is not None:
            said = Direction.UP if said is Direction.DOWN else Direction.DOWN
        if said is not None:
            return said, counted is not None and counted is not said
        if counted is not None:
            return counted, False
        if change is not None and change.kind is ChangeKind.TO_VALUE:
            bound = bound_of(amounts)
            if bound is not None:
                return (Direction.DOWN if bound is Way.DOWN else Direction.UP), False
            if any(mark.way is Way.REACH for mark in ways) and metric is not None:
                return _good(metric), False
        return None, False

    def _mechanism(
        self, means: Sequence[Clause], front: str, guards: Sequence[Clause], stops: Sequence[Span]
    ) -> tuple[str, list[Span]]:
        best = max(means, key=lambda clause: (min(clause.strength, 2), -clause.span.start), default=None)
        if best is not None and (best.strength > 1 or not front):
            return _TAIL.sub("", best.text).rstrip(" ,"), []
        if front:
            return front, []
        bracketed = clauses.in_brackets(self.text, [*stops, *(each.span for each in self.mentions)])
        bracketed = [each for each in bracketed if not is_group(each.text)]
        if bracketed:
            return as_means(bracketed[0].text), [bracketed[0].span]
        after = _AFTERWARDS.search(self.text)
        if after is not None and not any(guard.span.holds(after.start("how")) for guard in guards):
            end = min((stop.start for stop in stops if stop.start > after.start("how")), default=after.end())
            span = Span(after.start(), min(end, after.end()))
            return clauses.tidied(self.text[after.start("how") : span.end]), [span]
        if self.text.lower().startswith(("to ", "in order to ")) and "," in self.text:
            return self._after_purpose(stops)
        return "", []

    def _after_purpose(self, stops: Sequence[Span]) -> tuple[str, list[Span]]:
        """Return what follows the comma of “To cut no-shows by a third, call patients the day before”."""
        start = self.text.index(",") + 1
        end = min((stop.start for stop in stops if stop.start > start), default=len(self.text))
        words = clauses.tidied(re.sub(r"^\s*we (?:will |'ll )?", "", self.text[start:end]))
        return (as_means(words), [Span(start, end)]) if " " in words else ("", [])

    def _population(
        self,
        goal: Mention | None,
        means: Sequence[Clause],
        aside: Sequence[Span],
        stops: Sequence[Span],
        ways: Sequence[Mark],
    ) -> str:
        amounts = [each.stretch if each.unit or _is_anchored(each) else each.span for each in self.amounts]
        ends = [
            *stops,
            *clauses.openings(self.text),
            *(clause.span for clause in means),
            *aside,
            *(mark.span for mark in ways if mark.way is not Way.REACH),
        ]
        if goal is not None:
            ends.append(goal.span)
        masked = [*aside, *self.timed, *(each.span for each in self.mentions), *amounts]
        if (
            goal is not None
            and led_by(self.text) is not None
            and not any(m.span.end <= goal.span.start for m in self.marks)
        ):
            masked.append(Span(0, goal.span.start))
        before = max((m.span.end for m in self.marks if goal is not None and m.span.end <= goal.span.start), default=0)
        return population(
            self.text,
            goal,
            masked=masked,
            stops=ends,
            before=before,
            with_is_means=not means,
        )


def _said(ways: Sequence[Mark], goal: Mention | None, metric: Metric | None) -> Direction | None:
    """Return the direction that the words say: a verb's before the metric first, then a particle's."""
    telling = [mark for mark in ways if mark.way is not Way.REACH]
    if not telling:
        return None
    verbs = [mark for mark in telling if not mark.particle and mark.way is not Way.GOOD] or [
        m for m in telling if m.particle
    ]
    chosen = (verbs or telling)[0]
    if goal is not None:
        before = [mark for mark in verbs if mark.span.start <= goal.span.start]
        chosen = before[-1] if before and goal.span.start - before[-1].span.end < _FAR else chosen
    if chosen.way is Way.GOOD:
        return Direction.UP if metric is None else _good(metric)
    return Direction.DOWN if chosen.way is Way.DOWN else Direction.UP


def _good(metric: Metric) -> Direction | None:
    return metric.direction if metric.direction in {Direction.UP, Direction.DOWN} else None


def _is_anchored(each: Quantity) -> bool:
    if each.place in {Place.FROM, Place.BY}:
        return True
    return each.place is Place.TO and bool(each.unit)


def _in_any(span: Span, some: Sequence[Clause]) -> bool:
    return any(clause.span.holds(span.start) for clause in some)


_FOR_WHOM = re.compile(
    rf"^(?P<how>.{{6,}}?)\s+(?:for|among|amongst|across|of)\s+(?P<who>(?:(?:all|our|the|new|existing|most) )?"
    rf"(?:[\w'-]+ ){{0,3}}(?:{GROUPS}|support|service))$",
    re.IGNORECASE,
)


def _split_population(mechanism: str) -> tuple[str, str]:
    """Return a mechanism and its “for new customers” apart, where nothing else says whose outcome it is."""
    match = _FOR_WHOM.match(mechanism)
    if match is None:
        return mechanism, ""
    return clauses.tidied(match["how"]), match["who"]
