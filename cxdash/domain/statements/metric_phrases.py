"""Turns of phrase that mean a metric without naming it."""

import re
from collections.abc import Iterator

from cxdash.domain.statements.customer_phrases import CUSTOMER_PHRASES
from cxdash.domain.statements.service_phrases import SERVICE_PHRASES
from cxdash.domain.statements.time_phrases import TIME_PHRASES

_NEEDED = {
    slug: re.compile(beginnings, re.IGNORECASE)
    for slug, beginnings in {
        "abandonment_rate": "hang|giv|drop|abandon|lost",
        "churn_rate": "leav|cancel|quit|churn|los|defect|switch|laps",
        "complaint_rate": "complain",
        "first_contact_resolution": "first|1st|single|one|without",
        "no_show_rate": "show|turn|attend|com|appear|miss|skip",
        "renewal_rate": "renew",
        "repeat_contact_rate": "back|again|twice|once|second|repeat|follow|recurr|chas",
        "resolution_rate": "resolv|solv|settl|fixed",
    }.items()
}
"""What a text must hold for any phrase of a metric to match: its phrases begin with any people, and are slow to try."""
_PHRASES = tuple(
    (slug, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
    for slug, words in (*CUSTOMER_PHRASES, *SERVICE_PHRASES, *TIME_PHRASES)
)


def phrases(text: str, slugs: set[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the turns of phrase of these metrics; a group ``who`` or ``what`` of one holds whose outcome it is."""
    for slug, pattern in _PHRASES:
        needed = _NEEDED.get(slug)
        if slug in slugs and (needed is None or needed.search(text)):
            for match in pattern.finditer(text):
                yield slug, match
