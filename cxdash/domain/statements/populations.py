"""Whose outcome a statement is about: words before the metric, and phrases such as “among new customers”."""

import re
from collections.abc import Iterable, Sequence

from cxdash.domain.statements.group_bounds import FOR_WHOM, NOT_A_GROUP, PURPOSE, alone
from cxdash.domain.statements.group_words import plural, trimmed
from cxdash.domain.statements.mentions import Mention
from cxdash.domain.statements.people import GROUPS, PEOPLE
from cxdash.domain.statements.text import Span

_OPENING = re.compile(
    r"(?<![\w-])(?P<word>for|among|amongst|across|of|in|on|at|from|within|during|by|throughout|with|experienced by"
    r"|affecting|amid"
    r"|to|population:|who:|segment:|about|regarding|concerning|related to)\s+",
    re.IGNORECASE,
)
_SURE = frozenset(
    {
        "for",
        "among",
        "amongst",
        "across",
        "of",
        "affecting",
        "experienced by",
        "population:",
        "who:",
        "segment:",
        "from",
    }
)
_FRONTED = re.compile(
    rf"\W*(?:(?:for|in|at|among|on|within|across) )?(?P<who>(?:[\w'-]+ ){{0,3}}"
    rf"(?:{PEOPLE}|(?!(?:cas|ticket|issu|question|request|plan)e?s?\b)"
    r"\w+s|line|queue|desk|clinic|hospital|branch|store|site|region))(?::| -)\s",
    re.IGNORECASE,
)
"""Whom a statement begins with: “Passengers: 15 % fewer complaints”."""
_TOPIC = frozenset({"about", "regarding", "concerning", "related to"})
_STOP = re.compile(r"[.;!?:](?:\s|$)|\s-\s|[()\[\]]|,(?=\s)")
_IN_LIST = re.compile(
    r",\s*(?:[\w' -]{2,30}?,\s*)*[\w' -]{2,30}?\s(?:and|or|&)\s(?!(?:hold|keep|measure)\b)[\w'-]+", re.IGNORECASE
)
_NOTHING = re.compile(r"(?:an?|the|our|their|its|some|any|this|that|each|every|all)", re.IGNORECASE)
_ANYTHING = frozenset(
    {"customer", "customers", "agents", ""}
    | {f"{word}s" for word in ("call", "issue", "case", "contact", "ticket", "appointment", "chat", "problem", "visit")}
    | {"queries", "enquiries", "inquiries", "call", "case", "ticket", "contact", "chat", "people"}
)
_SHARE_BEFORE = re.compile(r"(?:%|per cent|percent)\s*$", re.IGNORECASE)
_TOOL = re.compile(
    r"(?:the |our )?(?:[\w-]+ )?(?:ai|agent assist|co-?pilot|chat-?bot|bot|assistant|tool|app)\b", re.IGNORECASE
)
_PEOPLE_AT_ONCE = re.compile(
    rf"(?:[\w-]+ ){{0,3}}{PEOPLE}(?=$|,| (?:who|that|with|in|at|on|from|over|under|aged|and|or|whose"
    r"|about|regarding)\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"^(?:who|that|which|with|over|under|aged|whose|in|on|at|from|of|between|calling|using)\b", re.IGNORECASE
)


def population(
    text: str, goal: Mention | None, *, masked: Sequence[Span], stops: Iterable[Span], before: int, with_is_means: bool
) -> str:
    """Return the words that say whose outcome it is, or an empty text.

    Args:
        text: the statement.
        goal: the metric.
        masked: stretches that are something else: how, by how much, in what time.
        stops: where a phrase ends, besides at punctuation.
        before: where the words begin that may stand before the metric.
        with_is_means: whether “with” opens another clause than one about people.
    """
    stops = list(stops)
    described = (
        [] if goal is None else [words for words in (of_phrase(goal), _before(text, goal, before, masked)) if words]
    )
    phrases = _phrases(text, goal, masked=masked, stops=stops, with_is_means=with_is_means)
    sure = [words for opening, words in phrases if opening in _SURE]
    told = [words for words in sure if words.lower() not in _ANYTHING]
    sure = _told_apart(phrases) or told or sure
    if sure:
        return " ".join(
            [sure[0], *(f"{opening} {words}" for opening, words in phrases if opening not in _SURE | _TOPIC)][:2]
        )
    first = fronted(text, [*masked, *stops])
    if first and not described:
        return first
    places = [f"{opening} {words}" for opening, words in phrases if opening not in _TOPIC]
    if described and places and (described[0] in places[0] or not is_group(described[0])):
        return phrases[0][1]
    if described and places:
        return f"{described[0]} {places[0]}"
    if described:
        return described[0]
    return phrases[0][1] if phrases else ""


def _told_apart(phrases: Sequence[tuple[str, str]]) -> list[str]:
    """Return people after “for” and “among” where “of” names only a thing: “attach rate of warranties among buyers”."""
    if not phrases or phrases[0][0] != "of" or re.search(rf"\b{GROUPS}\b", phrases[0][1], re.IGNORECASE):
        return []
    return [
        words
        for opening, words in phrases[1:]
        if opening in {"for", "among", "amongst", "across"} and re.search(rf"\b{PEOPLE}\b", words, re.IGNORECASE)
    ]


def fronted(text: str, taken: Iterable[Span] = ()) -> str:
    """Return whom a statement begins with, before a colon or dash, where that is not taken for something else."""
    match = _FRONTED.match(text)
    if match is None or any(span.touches(Span(*match.span("who"))) for span in taken) or not is_group(match["who"]):
        return ""
    return match["who"]


def is_group(words: str) -> bool:
    """Whether words end with those who are told apart: customers, calls, a queue."""
    return re.search(rf"\b(?:{GROUPS}|support|service|banking)$", words, re.IGNORECASE) is not None


def of_phrase(goal: Mention) -> str:
    """Return whose outcome the turn of phrase itself names that means a metric: “patients who miss appointments”."""
    words = goal.population if goal.population.lower() == "customers" else trimmed(goal.population)
    if words.lower() in _ANYTHING - {"customers"}:
        return ""
    return plural(words)


def _before(text: str, goal: Mention, before: int, masked: Sequence[Span]) -> str:
    """Return what stands between the word of direction and the metric: “patient” of “reduce patient no-shows”."""
    start = max([before, *(span.end for span in masked if span.end <= goal.span.start)])
    words = text[start : goal.span.start]
    words = re.split(r"[,;:.()]\s", words)[-1]
    group = trimmed(words)
    if goal.guessed and before == 0:
        return ""
    if (
        not group
        or len(group) > 50
        or re.search(r"\d{2}", group)
        or group.count(" ") > 4
        or not re.search(r"[A-Za-z]{2}", group)
    ):
        return ""
    return plural(group)


def _phrases(
    text: str, goal: Mention | None, *, masked: Sequence[Span], stops: list[Span], with_is_means: bool
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    taken = 0
    for match in _OPENING.finditer(text):
        opening = match["word"].lower()
        if match.start() < taken or any(span.holds(match.start()) for span in masked):
            continue
        if goal is not None and goal.span.holds(match.start()):
            continue
        if NOT_A_GROUP.match(text, match.end()) or (goal is not None and goal.span.holds(match.end())):
            continue
        end = _end(text, match.end(), stops)
        if opening in _TOPIC and (other := FOR_WHOM.search(text, match.end(), end)) is not None:
            end = other.start()
        if (purpose := PURPOSE.search(text, match.end(), end)) is not None:
            end = purpose.start()
        words = alone(text[match.end() : end])
        if (
            words
            and not _NOTHING.fullmatch(words)
            and _is_group(opening, words, with_is_means=with_is_means, goal=goal, at=match.start(), text=text)
        ):
            found.append((opening, words))
            taken = end
    return found


def _is_group(opening: str, words: str, *, with_is_means: bool, goal: Mention | None, at: int, text: str) -> bool:
    if not re.search(r"[A-Za-z]{2}", words) or len(words) > 120:
        return False
    named = re.search(rf"\b{GROUPS}\b", words, re.IGNORECASE) is not None
    if opening == "to":
        replied = goal is not None and goal.slug == "first_response_time" and goal.span.end <= at
        return replied and named and goal is not None and not text[goal.span.end : at].strip()
    if opening == "of":
        return _is_group_of(words, goal, at, text, named=named)
    if opening in {"by", "from", "with"}:
        people = (
            re.match(rf"(?!more |extra |additional )(?:[\w-]+ ){{0,3}}{GROUPS}\b", words, re.IGNORECASE) is not None
        )
        return people and (opening != "with" or not with_is_means)
    if opening in {"for", "during"} and not named:
        return not re.match(r"(?:good|real|free|example|now|better|cheaper)\b", words, re.IGNORECASE)
    return True


def _is_group_of(words: str, goal: Mention | None, at: int, text: str, *, named: bool) -> bool:
    """Whether “of …” says whose: after the metric, after “6 %”, or before people; not the tool that is adopted."""
    if _SHARE_BEFORE.search(text[:at]):
        return named and words.lower() not in _ANYTHING
    if _TOOL.match(words):
        return False
    after_metric = goal is not None and goal.span.end <= at and not text[goal.span.end : at].strip()
    return after_metric or _PEOPLE_AT_ONCE.match(words) is not None


def _end(text: str, start: int, stops: list[Span]) -> int:
    limit = min((span.start for span in stops if span.start > start), default=len(text))
    for match in _STOP.finditer(text, start, limit):
        if match[0][0] == ",":
            listed = _IN_LIST.match(text, match.start(), limit)
            if listed is not None and not _RELATIVE.match(text[match.end() :].lstrip()):
                continue
        return match.start()
    return limit
