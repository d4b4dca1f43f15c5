"""Turns of phrase that mean a metric without naming it."""

import re

from cxdash.domain.statements.customer_phrases import CUSTOMER_PHRASES
from cxdash.domain.statements.service_phrases import SERVICE_PHRASES
from cxdash.domain.statements.time_phrases import TIME_PHRASES

PHRASES = tuple(
    (slug, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
    for slug, words in (*CUSTOMER_PHRASES, *SERVICE_PHRASES, *TIME_PHRASES)
)
"""By slug; a group ``who`` or ``what`` of a match holds whose outcome it is."""
