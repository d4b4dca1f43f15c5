"""How a statement says that its goal will come about: after “through” and “by”, before the verb, or by itself."""

import re
from collections.abc import Sequence

from cxdash.domain.statements import clauses
from cxdash.domain.statements.clauses import Clause
from cxdash.domain.statements.directions import Way
from cxdash.domain.statements.found import Found
from cxdash.domain.statements.fronts import as_means, front_means
from cxdash.domain.statements.goals import goal_openings
from cxdash.domain.statements.items import OPENS, SENT
from cxdash.domain.statements.mentions import Mention
from cxdash.domain.statements.populations import fronted, is_group
from cxdash.domain.statements.text import Span

_FRONT = 80
"""Characters before a metric in which the verb may stand that ends what is said before it."""
_CONDITION = re.compile(r"(?:^|[.!?;] )(?:if|when|once) (?P<we>we )?(?P<how>[^,.;]{6,120}),", re.IGNORECASE)
_FIRST_PURPOSE = re.compile(r"^(?:in order )?to\b[^,]{5,160}?,\s", re.IGNORECASE)
_FIRST_GUARD = re.compile(r"^(?:keep|hold|maintain)(?:ing)?\s[^.;]{3,60}?\s(?:while|whilst|and|but)\s", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"(?:,|-|;|:)\s*(?P<how>(?:calling|sending|texting|offering|giving|training|coaching|routing|asking|reminding"
    r"|providing|contacting|automating|redesigning|simplifying|moving|adding|showing|letting|introducing|using)\b"
    r"[^.;]*|proactive [^.;,]+)",
    re.IGNORECASE,
)
_WE_DO = re.compile(
    r"(?:[.!?;] )(?:I|we|they|staff|agents|nurses)(?:'ll|(?: (?:would|will|can|could|plan to|want to|are going to"
    r"|intend to|shall))+) (?P<how>[a-z][^.;!?]{6,120})",
    re.IGNORECASE,
)
"""What a further sentence says will be done: “I would phone everyone the day before”."""
_TAIL = re.compile(
    r"[\s,]*\b(?:we(?:'ll| will| can| want to| aim to| should| expect to| could)?|this will|it will|you)"
    r"(?: (?:have|get|see|be able to|want to|aim to))*$",
    re.IGNORECASE,
)
_SO_THAT = re.compile(r"\bso(?: that)?\s+(?:the |our )?$", re.IGNORECASE)
_NO_THING = re.compile(
    r"(?:(?:\w+ly|done|achieved|delivered|driven|reached|enabled|made possible|brought about|all|this|that|it|is"
    r"|will be|to|be|and|but|then|partly|possible|obtained|realised|realized|accomplished|measured|in part"
    r"|first)\b\s*)+",
    re.IGNORECASE,
)
"""Before “by means of” and its like, words that are nothing one could do."""


def guards_of(found: Found) -> list[Clause]:
    """Return what must not suffer and what it is for; not the goal itself, as in “… so that no-shows fall”."""
    first = _first_purpose(found)
    later = clauses.guards(found.text, [*found.timed, *found.sizes])
    guards = [*first, *(guard for guard in later if not clauses.within(guard.span, first))]
    guards = [each for each in guards if not any(named.span.holds(each.span.start) for named in found.mentions)]
    strong = [each for each in found.mentions if not each.weak]
    if strong and all(clauses.within(each.span, guards) for each in strong):
        return [guard for guard in guards if not any(guard.span.holds(each.span.start) for each in strong)]
    return guards


def says_again(found: Found, guard: Clause) -> bool:
    """Whether a clause names the goal once more: “Improve FCR so that 85 % of issues are closed on the first call”."""
    before = {each.slug for each in found.mentions if not each.weak and each.span.end <= guard.span.start}
    within = [each for each in found.mentions if not each.weak and guard.span.holds(each.span.start)]
    return bool(within) and all(each.slug in before for each in within)


def _first_purpose(found: Found) -> list[Clause]:
    """Return “To lift retention, …” and “Keep CSAT at 85 % while …” where the goal itself comes after them."""
    match = _FIRST_PURPOSE.match(found.text) or _FIRST_GUARD.match(found.text)
    if match is None or not any(each.span.start >= match.end() and not each.weak for each in found.mentions):
        return []
    if not any(mark.span.start >= match.end() and mark.way is not Way.REACH for mark in found.marks):
        return []
    return [Clause(Span(0, match.end()), match[0])]


def means_of(found: Found, guards: Sequence[Clause]) -> list[Clause]:
    """Return the clauses after “through”, “by” and their like; one at the beginning ends where the goal begins."""
    goals = goal_openings(found)
    first_goal = min((span.start for span in goals), default=len(found.text))
    means = _outside_names(found, clauses.means(found.text, found.timed, guards, sizes=found.sizes))
    if found.led is not None and found.led_by_technology:
        verb = Span(1, found.led.begins)
        means = [clause for clause in means if not verb.holds(clause.span.start)]
    if not any(clause.span.start < first_goal for clause in means):
        return means
    return _outside_names(found, clauses.means(found.text, [*found.timed, *goals], guards, sizes=found.sizes))


def _outside_names(found: Found, means: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that do not begin within a metric's name, as in “chats contained by the bot”."""
    names = [Span(each.span.start + 1, each.span.end) for each in found.mentions]
    return [clause for clause in means if not any(name.holds(clause.span.start) for name in names)]


def before_goal(found: Found, goal: Mention | None, means: Sequence[Clause], guards: Sequence[Clause]) -> Clause | None:
    """Return what stands before the direction and says how: “Call patients the day before to cut …”."""
    condition = _CONDITION.search(found.text)
    if condition is not None and (condition["we"] or not _names_metric(found, condition)):
        return Clause(Span(*condition.span()), as_means(condition["how"]))
    start = _direction_before(found, goal, [*means, *guards])
    if start is None or any(clause.span.start < min(start, 3) for clause in (*means, *guards)):
        return None
    if goal is None and not found.text[:start].endswith(" to "):
        return None
    if found.led is not None and found.led_by_technology and found.led.ends <= start and found.led.tool:
        return Clause(Span(0, found.led.ends), found.led.tool)
    words = front_means(_without_amounts(found, start))
    if words and words == fronted(found.text) and not SENT.search(words):
        return None
    ends = min([start, *(each.opens for each in found.amounts if each.unit and start - 3 <= each.span.end <= start)])
    return Clause(Span(0, ends), words) if words else None


def _names_metric(found: Found, match: re.Match[str]) -> bool:
    return any(match.start() <= each.span.start < match.end() for each in found.mentions if not each.weak)


def _direction_before(found: Found, goal: Mention | None, aside: Sequence[Clause]) -> int | None:
    """Return where the direction of the goal begins, if it stands before it."""
    at = len(found.text) if goal is None else goal.span.start
    worded = [mark for mark in found.marks if found.text[mark.span.start].isalpha() and mark.span.start < at]
    earlier = [mark for mark in worded if not clauses.within(mark.span, aside)]
    leading = [mark for mark in earlier if mark.way is not Way.REACH]
    near = [mark for mark in leading if at - mark.span.start <= _FRONT]
    chosen = near[:1] or leading[-1:] or ([] if goal is None else earlier[:1])
    if not chosen:
        return at if goal is not None and _SO_THAT.search(found.text[:at]) else None
    start = chosen[0].span.start
    named = any(goal and each.slug == goal.slug and not each.weak and each.span.end <= start for each in found.mentions)
    return None if named else start


def _without_amounts(found: Found, end: int) -> str:
    words = list(found.text[:end])
    for span in (*found.timed, *(each.stretch for each in found.amounts)):
        if span.start < end:
            words[span.start : min(span.end, end)] = " " * (min(span.end, end) - span.start)
    return re.sub(r"\s+", " ", "".join(words)).strip()


def mechanism_of(
    found: Found, means: Sequence[Clause], front: Clause | None, guards: Sequence[Clause]
) -> tuple[str, list[Span]]:
    """Return how, from the surest place that says it, and the stretches that are used up by it."""
    best = max(means, key=lambda clause: (min(clause.strength, 2), -clause.span.start), default=None)
    if best is not None and (whole := _item_around(found, best)) is not None:
        return clauses.tidied(found.text[whole.start : whole.end]), [whole]
    if best is not None and (best.strength > 1 or front is None):
        return _TAIL.sub("", best.text).rstrip(" ,"), []
    if front is not None:
        return front.text, []
    named = [each.span for each in found.mentions]
    bracketed = clauses.in_brackets(found.text, [*found.timed, *found.sizes, *named])
    for clause in (*bracketed, *_afterwards(found, guards)):
        if not is_group(clause.text):
            return as_means(clause.text), [clause.span]
    return "", []


def _item_around(found: Found, clause: Clause) -> Span | None:
    """Return what stands between commas around a clause and is one thing with it: “…, simpler tariffs via branches”."""
    taken = [*found.timed, *found.sizes, *(each.span for each in found.mentions), *(mark.span for mark in found.marks)]
    for item in clauses.items(found.text):
        lead = Span(item.start, clause.span.start)
        words = found.text[lead.start : lead.end].strip()
        if not (lead.start < lead.end and clause.span.end <= item.end and words) or _NO_THING.fullmatch(words):
            continue
        if not (any(lead.touches(each) for each in taken) or is_group(words) or OPENS.match(words)):
            return item
    return None


def _afterwards(found: Found, guards: Sequence[Clause]) -> list[Clause]:
    """Return “…, calling patients first”, and what follows the comma of “To cut no-shows, call patients first”."""
    match = _AFTERWARDS.search(found.text) or _WE_DO.search(found.text)
    start = None
    if match is not None and not any(guard.span.holds(match.start("how")) for guard in guards):
        start = match.start("how")
    elif found.text.lower().startswith(("to ", "in order to ")) and "," in found.text:
        start = found.text.index(",") + 1
    if start is None:
        return []
    ends = (stop.start for stop in (*found.timed, *found.sizes) if stop.start > start)
    end = min(ends, default=match.end() if match is not None else len(found.text))
    words = clauses.tidied(re.sub(r"^\s*we (?:will |'ll )?", "", found.text[start:end]))
    return [Clause(Span(start, end), words)] if " " in words else []
