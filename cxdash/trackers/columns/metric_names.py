"""The metric of the catalogue that a label of a tracker means."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from cxdash.domain.metrics import Catalogue, Metric, plain
from cxdash.trackers.words import LIKELY, SURE, is_unit

# What behind a metric's name says for whom or what it is given: "Cost per contact" is a name, "Run cost per pilot" is
# the run cost.
_YEARS = re.compile(r"[\s,:–-]*\(?(?:FY\s?)?(?:19|20)\d{2}(?:\s?[/–-]\s?\d{2,4})?\)?$", re.IGNORECASE)
_LONGEST = 300
"""Characters; a longer label is a page of text and names nothing."""
_FOR_EACH = re.compile(r"\s+(?:by|per|je|nach|pro|par|por)\s+\S.*$", re.IGNORECASE)


class MetricNames:
    """Finds the metric that a label of a tracker means."""

    def __init__(self, catalogue: Catalogue, said: Mapping[str, str]) -> None:
        """Keep the catalogue and what a person has said about labels."""
        self._catalogue = catalogue
        self._said = {plain(label): slug for label, slug in said.items()}
        self._found: dict[str, Metric | None] = {}
        self.suggested: dict[str, tuple[str, ...]] = {}

    def find(self, label: str) -> Metric | None:
        """Return the metric for a label: as said, by name or alias, or by a name that is nearly the same."""
        if label not in self._found:
            self._found[label] = self._find(label)
        return self._found[label]

    def said(self, label: str) -> Metric | None:
        """Return the metric that a person has said a label means."""
        slug = self._said.get(plain(label))
        return None if slug is None else self._catalogue.get(slug)

    def key(self, label: str) -> str:
        """Return the slug for a label, the label itself where no metric is known."""
        metric = self.find(label)
        return metric.slug if metric else label

    def _find(self, label: str) -> Metric | None:
        if plain(label) in self._said:
            return self.said(label)
        if len(label) > _LONGEST:
            return None
        bare = _YEARS.sub("", label)
        found = named(self._catalogue, label) or self._close(label)
        return self._close(bare) if found is None and bare != label else found

    def _close(self, label: str) -> Metric | None:
        name = plain(label)
        if len(name) < 5:
            return None
        names = self._catalogue.names()
        close = process.extract(name, names.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY, limit=3)
        long = [(text, score) for text, score, _ in close if len(text) >= 5]
        if long and long[0][1] >= SURE:
            return names[long[0][0]]
        if long:
            self.suggested[label] = tuple(dict.fromkeys(names[text].name for text, _ in long))
        return None


def named(catalogue: Catalogue, label: str) -> Metric | None:
    """Return the metric that has a label for its name or alias, whatever units and footnotes stand behind it."""
    if len(label) > _LONGEST:
        return None
    found = (catalogue.named(text) for text in _variants(label))
    return next((metric for metric in found if metric is not None), None)


def _variants(label: str) -> tuple[str, ...]:
    """Return a label as it is, then without units, footnotes, and what it is given for."""
    without = label.split("(", maxsplit=1)[0].split("[", maxsplit=1)[0].strip()
    name, comma, unit = without.rpartition(",")
    without = name.strip() if comma and is_unit(unit) else without
    bare = _YEARS.sub("", without).rstrip("%*†0123456789 ").strip()
    whole = _FOR_EACH.sub("", bare)
    return tuple(dict.fromkeys(text for text in (label, without, bare, whole) if text))


def names_part_of(metric: Metric, label: str) -> bool:
    """Whether a label is that of a rate's counted part, such as ``Transfers``, or ``Contained`` of contained sessions.

    The metric's own name is none, even where the part is called nearly the same.
    """
    if not (metric.is_fraction or metric.per > 1):
        return False
    if plain(label) == plain(metric.numerator):
        return True
    said, part = set(plain(label).split()), set(plain(metric.numerator).split())
    own = {name.casefold() for name in (metric.slug, metric.name, *metric.aliases)}
    return bool(said) and said < part and label.strip().casefold() not in own
