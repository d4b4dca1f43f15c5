"""The words of statements that are often misspelt, and what a misspelt word was meant to be."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from cxdash.domain.statements.text import words

_OF_METRICS = words(
    "churn abandonment abandoned abandon complaint escalation resolution retention conversion satisfaction"
    " appointment"
    " missed cancelation repeat contact renewal containment deflection attrition transfer refund revenue handle"
    " customer"
    " occupancy accuracy adoption latency upsell reopened reopen waiting callback"
    " satisfied promoter utilization lifetime delivery service"
)
_OF_DIRECTIONS = words(
    "reduce reduces reducing reduced reduction increase increases increasing increased decrease decreases decreasing"
    " decreased improve improves improving improved improvement lower lowering lowered boost boosting shorten"
    " minimise"
    " minimize eliminate halve"
)
_MEANT_AS_WRITTEN = frozenset(
    words(
        "transform transformed transforms revolution convention conversation attribution adaption renewable churned"
        " contract contracts content contacted contactless connect customary customer deduction detection defection"
        " refused refuses reusing revised reaction imported importing imposed improper provided previous renewed"
        " repeal"
        " repeated reported refunded revenues resolved retained extension intention attention attraction action"
        " compliant compliance complain complains complained complete completed delivered deliver reproduce produce"
        " induced introduce introduced deduced seduce release released crease increasingly decreased lowest flower"
        " power"
        " slower tower booster boots roost halves valve have shorter shortest complaisant conversions retentive"
        " elevation"
        " handled handles handler services serviced servers device devices missing mission misses first fist church"
        " churns"
        " calculation calculations promote promotes waiving writing weighting baiting containing contained continent"
        " detention mention tension pension station"
        " direction directions trailing continued continues container containers leader leaders provision procession"
        " defective defect defects detective acceptable accepting complying rejection rejected reflection perfection"
        " transfers transfusion accurate occupant option options adaptation adopted refuel refunds avenue venue times"
        " customers customs appointed disappointment disappointed apartment department satisfactory reopening"
        " lifetimes"
    )
)
_SHORTEST = 5
_ONE_SLIP = 8
"""Words up to this length may have one slip, longer ones two."""


def meant_of_metric(word: str, others: Mapping[str, Sequence[str]]) -> str:
    """Return the word of a metric's name that a word was meant to be, or the word itself; all in lower case.

    Args:
        word: as written.
        others: the words of the names in use, by their first letter.
    """
    if len(word) < _SHORTEST or word in _OF_METRICS or word in others.get(word[0], ()):
        return word
    return _meant(word, _OF_METRICS) or _meant(word, tuple(others.get(word[0], ()))) or word


def is_common(word: str) -> bool:
    """Whether a word is an ordinary one that is only like a word of a name."""
    return word in _MEANT_AS_WRITTEN


@lru_cache(maxsize=2048)
def meant_of_direction(word: str) -> str | None:
    """Return the word of direction that a word was meant to be, or None; both in lower case."""
    return _meant(word, _OF_DIRECTIONS)


@lru_cache(maxsize=4096)
def _meant(word: str, known: tuple[str, ...]) -> str | None:
    if len(word) < _SHORTEST or word in _MEANT_AS_WRITTEN or word in known or not word.isalpha():
        return None
    allowed = 1 if len(word) <= _ONE_SLIP else 2
    alike = (each for each in known if each[0] == word[0])
    distance, nearest = min(((OSA.distance(word, each), each) for each in alike), default=(allowed + 1, ""))
    return nearest if distance <= allowed else None
