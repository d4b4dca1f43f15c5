"""What stands between commas, in brackets or within the how, and says by itself for whom or how."""

import re
from collections.abc import Sequence

from cxdash.domain.statements import clauses
from cxdash.domain.statements.directions import Way
from cxdash.domain.statements.found import Found
from cxdash.domain.statements.fronts import as_means
from cxdash.domain.statements.people import GROUPS, PEOPLE
from cxdash.domain.statements.populations import is_group
from cxdash.domain.statements.text import Span

_FOR_WHOM = re.compile(
    rf"^(?P<how>.{{6,}}?)\s+(?:for|among|amongst|across|of)\s+(?P<who>(?:(?:all|our|the|new|existing|most) )?"
    rf"(?:[\w'-]+ ){{0,3}}(?:{GROUPS}|support|service)"
    rf"|(?:[\w'-]+ ){{0,2}}{PEOPLE} (?:over|under|aged|above|below|with|without|who|in|from|on) [\w' -]{{2,40}})$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"^(?P<how>.{6,}?)\s+(?:in|at|on)\s+(?P<who>(?:the|our) (?:[\w'-]+ ){0,3}"
    r"(?:clinic|line|branch|site|region|cent(?:re|er)|stores?|hospital|queue|hotline|helpline|ward|market|segment))$",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"\b(?:outreach|calls?|texts?|reminders?|letters|emails|messages|visits) to "
    rf"(?P<who>(?:[\w'-]+ ){{0,2}}{PEOPLE})(?:\s+(?:the|an?|one|two|three|before|after|when|on|\d+)\s.*)?$",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"(?:for|among|in|on|at|by|with|we|our|this|that|which|who|and|it|to|as|if|the|i|is|measured|so|from|please|goal"
    r"|aim)\b",
    re.IGNORECASE,
)
"""What opens another clause than a thing by itself."""
SENT = re.compile(
    r"\b(?:reminders?|outreach|call-?backs?|proactive|courtesy|welcome|follow-?up|check-in|coaching|training|alerts?"
    r"|texts?|sms|scripts?|win-?back|onboarding)\b",
    re.IGNORECASE,
)
"""Words for what is done rather than for whom, in “reminder calls”."""
_PEOPLE_LAST = re.compile(
    rf"^(?!.* (?:per|each|every) )(?:(?:.* )?{PEOPLE}|(?:[\w'-]+ ){{0,2}}{PEOPLE}"
    r" (?:in|over|under|with|without|from|on|at|aged|who|whose|of|above|below) .+)$",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"(?:ing|ly|ed)$|^(?:please|thanks|total|maybe|perhaps|ideally|again|asap|overall|first|today|soon|since|though"
    r"|because|however|what|why|who|how|yes|okay|right|also|else)$",
    re.IGNORECASE,
)
"""Single words that are no department or group, unlike “paediatrics”."""
_LONGEST_ITEM = 6
"""Words that may stand between two commas by themselves."""


def split_population(mechanism: str) -> tuple[str, str]:
    """Return a mechanism and whose outcome it is, where only the mechanism says it.

    “A guide for new customers” is parted; in “outreach to patients” the words belong to both.
    """
    addressed = _TO_WHOM.search(mechanism)
    if addressed is not None:
        return mechanism, addressed["who"]
    match = _FOR_WHOM.match(mechanism) or _WHERE.match(mechanism)
    if match is None:
        return mechanism, ""
    return clauses.tidied(match["how"]), match["who"]


def _is_place(text: str, span: Span, words: str) -> bool:
    """Whether one word between commas names a department or group; one in brackets tells the metric apart."""
    return words.isalpha() and text[span.start - 1] != "(" and not _NO_PLACE.search(words)


def listed(found: Found, who: str, how: str, aside: Sequence[Span]) -> tuple[str, str]:
    """Return population and mechanism, a missing one from what stands in brackets or between commas by itself."""
    named = [each.span for each in found.mentions if not each.weak]
    # “Better error messages” may say how.
    telling = [mark.span for mark in found.marks if not mark.particle and mark.way is not Way.GOOD]
    taken = [*aside, *found.timed, *found.sizes, *named, *telling]
    for span in clauses.items(found.text):
        words = clauses.tidied(found.text[span.start : span.end])
        if any(span.touches(other) for other in taken) or words.count(" ") >= _LONGEST_ITEM:
            continue
        if _PEOPLE_LAST.search(words) and not SENT.search(words):
            who = who if _PEOPLE_LAST.search(who) else words
        elif not who and ((is_group(words) and not SENT.search(words)) or _is_place(found.text, span, words)):
            who = words
        elif " " in words and not OPENS.match(words):
            how = how or as_means(words)
    return who, how
