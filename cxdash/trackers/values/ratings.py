"""Ratings on a scale, such as 4.3 of 5 stars, which go by the names of shares of satisfied people."""

import re

from cxdash.domain.metrics import Metric, plain

_RATED = frozenset({"satisfaction", "score", "engagement"})
_MOST = 10.0
_SCALE = re.compile(
    r"\(?\b[01]\s?(?:-|–|to|bis)\s?(?:5|6|7|10)\b\)?|(?:/|out of|of|von)\s?(?:5|6|7|10)\b", re.IGNORECASE
)
_SHARE = re.compile(r"%|percent|prozent|\bpct\b", re.IGNORECASE)


def has_scale(label: str) -> bool:
    """Whether a label says from what to what its ratings go: ``(1-5)``, ``out of 10``."""
    return _SCALE.search(label) is not None


def rates_on_scale(metric: Metric, label: str, unit: str, largest: float) -> bool:
    """Whether figures that go by the name of a share are ratings: none above 10, in the units of a scale.

    A mean rating of 4.3 is no 4.3 %, and nothing tells how many of those asked were satisfied.

    Args:
        largest: the largest plain number; figures written in percent do not count.
    """
    if not metric.is_fraction or not 1 < largest <= _MOST or _SHARE.search(f"{label} {unit}"):
        return False
    return has_scale(label) or bool(_RATED & set(plain(metric.name).split()))
