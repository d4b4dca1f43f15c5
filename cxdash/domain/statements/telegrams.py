"""Statements without joining words, where order alone says what is what: “NO SHOWS -30 % PATIENTS REMINDER CALLS”."""

import re
from collections.abc import Iterable, Sequence

from cxdash.domain.statements.clauses import tidied
from cxdash.domain.statements.people import GROUPS
from cxdash.domain.statements.text import Span

_WHO_THEN_HOW = re.compile(rf"(?P<who>(?:[\w'-]+ ){{0,2}}?{GROUPS})(?:\s+(?P<how>[\w' -]{{4,60}}))?", re.IGNORECASE)
_JOINING = re.compile(
    r"\b(?:for|among|amongst|in|on|at|by|with|we|our|this|that|which|who|and|it|to|as|if|the|is|are|be|so|from|of"
    r"|through|via|please|not|goal|aim|want|measured|per|a|an)\b",
    re.IGNORECASE,
)


def in_order(text: str, taken: Iterable[Span]) -> tuple[str, str]:
    """Return whose outcome it is and how, from the words between what is known; empty where these are joined.

    Args:
        text: the statement.
        taken: where the metric, the direction, the size and the window stand.
    """
    free = [words for words in _between(text, sorted(taken)) if not _JOINING.search(words)]
    for place, words in enumerate(free):
        match = _WHO_THEN_HOW.fullmatch(words)
        if match is not None:
            return match["who"], match["how"] or next(iter(free[place + 1 :]), "")
    return "", ""


def _between(text: str, taken: Sequence[Span]) -> Iterable[str]:
    start = 0
    for span in (*taken, Span(len(text), len(text))):
        words = tidied(text[start : max(span.start, start)])
        if words:
            yield words
        start = max(start, span.end)
