"""Every way to name the metrics of a catalogue, as the stems of its words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cxdash.domain.metrics import Catalogue, plain
from cxdash.domain.statements.metric_words import WEAK_ALIASES, WORDS

TOKEN = re.compile(r"\d+/\d+|[a-z0-9]+(?:'[a-z]+)?", re.IGNORECASE)
"""A word of a name."""
_CATALOGUES_KEPT = 8
_INDEXES: dict[int, tuple[Catalogue, "MetricIndex"]] = {}
_WEAK = frozenset(WEAK_ALIASES.split("|"))


@dataclass(frozen=True, slots=True)
class Named:
    """What a name means.

    Attributes:
        slug: the metric.
        weak: whether the name is of ordinary words.
        opposite: whether it names what the metric is not.
    """

    slug: str
    weak: bool = False
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class MetricIndex:
    """The names of a catalogue's metrics.

    Attributes:
        names: by the stems of their words.
        longest: the number of words of the longest name that begins with a stem.
        words: the stems in names by their first letter, those that are long enough to be told when misspelt.
        joined: by first letter, the names that are long enough: without spaces, and as words; no weak ones.
    """

    names: Mapping[tuple[str, ...], Named]
    longest: dict[str, int] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joined: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


_SHORTEST_WORD = 5
SHORTEST_NAME = 8
"""Letters of a name that can be told when it is misspelt."""


def index_of(catalogue: Catalogue) -> MetricIndex:
    """Return the index of a catalogue, made once: by identity, because hashing every metric takes a millisecond."""
    kept = _INDEXES.get(id(catalogue))
    if kept is None or kept[0] is not catalogue:
        while len(_INDEXES) >= _CATALOGUES_KEPT:
            _INDEXES.pop(next(iter(_INDEXES)), None)
        kept = _INDEXES[id(catalogue)] = catalogue, _new_index(_names(catalogue))
    return kept[1]


def _new_index(names: Mapping[tuple[str, ...], Named]) -> MetricIndex:
    index = MetricIndex(names)
    letters: dict[str, set[str]] = {}
    for stems, named in names.items():
        index.longest[stems[0]] = max(index.longest.get(stems[0], 0), len(stems))
        for each in stems:
            short_name = len(each) < SHORTEST_NAME and (each,) in names
            if len(each) >= _SHORTEST_WORD and each.isalpha() and not short_name:
                letters.setdefault(each[0], set()).add(each)
        if not named.weak and sum(map(len, stems)) >= SHORTEST_NAME:
            index.joined.setdefault(stems[0][0], {}).setdefault("".join(stems), stems)
    index.words.update((letter, tuple(sorted(known))) for letter, known in letters.items())
    return index


def _names(catalogue: Catalogue) -> dict[tuple[str, ...], Named]:
    """Return every way to name a metric as the stems of its words; the catalogue's own words come first."""
    index: dict[tuple[str, ...], Named] = {}
    for slug, phrases in WORDS.items():
        if catalogue.get(slug) is None:
            continue
        for phrase in phrases.split("|"):
            named = Named(slug, weak=phrase.startswith("!"), opposite=phrase.startswith("~"))
            index.setdefault(_stems(phrase.lstrip("!~")), named)
    for name, metric in catalogue.names().items():
        key = _stems(name)
        if key:
            index.setdefault(key, Named(metric.slug, weak=name in _WEAK or len(name) < 3))
    for metric in catalogue:
        without_brackets = _stems(re.sub(r"\(.*?\)", "", metric.name))
        index[_stems(plain(metric.slug))] = index[without_brackets] = Named(metric.slug)
    index.pop((), None)
    return index


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(match[0]) for match in TOKEN.finditer(text))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word in lower case, singular, in American spelling where the two differ."""
    low = word.lower().removesuffix("'s").replace("isation", "ization").replace("centre", "center")
    low = "to" if low in {"till", "until"} else low
    low = low.replace("cancell", "cancel").replace("enquir", "inquir").replace("handling", "handle")
    if len(low) > 4 and low.endswith("ies"):
        return f"{low[:-3]}y"
    if len(low) > 4 and low.endswith(("xes", "sses", "ches", "shes")):
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low
