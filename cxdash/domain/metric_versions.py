"""What a metric meant when: what of a definition is its meaning, how two meanings differ, and when a reason is due."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count, listed
from cxdash.domain.metrics import Aggregation, Direction, Metric, MetricClass, Role

_WORDS: Mapping[str, str] = {
    "metric_class": "class",
    "subclass": "kind",
    "roles": "roles of its own",
    "unit": "unit",
    "direction": "direction of good",
    "formula": "formula",
    "numerator": "what is counted",
    "denominator": "out of what",
    "aggregation": "how periods add up",
}
"""The parts of a definition that say what a number means or may be used for, as sentences name them."""

COUNTING = frozenset({"formula", "numerator", "denominator", "aggregation", "unit"})
"""What of a definition decides which number comes out."""

_ADDS_UP = {
    Aggregation.RATIO_OF_SUMS: "sums over sums",
    Aggregation.SUM: "sums",
    Aggregation.WEIGHTED_MEAN: "weighted means",
    Aggregation.NEVER: "not at all",
}
_LISTS = frozenset({"roles", "aliases"})


@dataclass(frozen=True, slots=True)
class Version:
    """What a metric meant from a day on; the first has no day where nobody recorded when it began."""

    number: int
    made_on: date | None
    person: str
    reason: str
    metric: Metric


def changed_parts(before: Metric, after: Metric) -> frozenset[str]:
    """Return which parts of a metric's meaning differ; names, aliases, notes and pairs are none."""
    return frozenset(part for part in _WORDS if _meant(before, part) != _meant(after, part))


def differences(before: Metric, after: Metric) -> tuple[str, ...]:
    """Say what of a metric's meaning changed, one sentence for each part."""
    changed = changed_parts(before, after)
    return tuple(
        f"{words[0].upper()}{words[1:]}: was {_in_words(before, part)}, is {_in_words(after, part)}."
        for part, words in _WORDS.items()
        if part in changed
    )


def meaning_of(version: Metric, onto: Metric) -> Metric:
    """Return a definition that means what an earlier version meant, under the name it has now."""
    return replace(onto, **{part: getattr(version, part) for part in _WORDS})


def in_use(*, use_cases: int, series: int, locked: int, versions: int = 0) -> str:
    """Say what rests on a metric's meaning, so that it may not change unnoticed; "" where nothing does.

    Args:
        use_cases: how many are judged by it.
        series: how many series of figures it has.
        locked: how many pilots have a locked plan on it.
        versions: how many were recorded, which happens only while it is in use.
    """
    said = [
        f"{count(use_cases, 'use case is', 'use cases are')} judged by it" if use_cases else "",
        f"{count(series, 'series of figures is', 'series of figures are')} stored" if series else "",
        f"{count(locked, 'locked plan rests', 'locked plans rest')} on it" if locked else "",
    ]
    known = [each for each in said if each]
    return ", ".join(known) or ("it was, and its versions are recorded" if versions else "")


def check_reason(before: Metric, after: Metric, *, in_use: str, number: int, reason: str) -> None:
    """Raise RuleError where a metric in use would come to mean something else and nobody says why.

    Args:
        before: the definition as it is.
        after: the definition as it would be.
        in_use: what rests on it, as a sentence says it.
        number: of the version that the change makes.
        reason: what the person gave.
    """
    if reason.strip():
        return
    changed = changed_parts(before, after)
    parts = [words for part, words in _WORDS.items() if part in changed]
    named = listed(parts)
    raise RuleError(
        f"{before.name} is in use: {in_use}. A change of its {named} makes version {number} of what it means. "
        "Say in a sentence why.",
        field="reason",
    )


def content_of(metric: Metric) -> dict[str, Any]:
    """Return a whole definition as plain text and lists, to be kept with a version."""
    kept: dict[str, Any] = {}
    for each in fields(metric):
        value = getattr(metric, each.name)
        kept[each.name] = sorted(value) if isinstance(value, frozenset) else value
    return kept | {"aliases": list(metric.aliases)}


def metric_of(content: Mapping[str, Any]) -> Metric:
    """Return the definition that a version kept."""
    return Metric(
        **{name: value for name, value in content.items() if name not in _LISTS | {"direction", "metric_class"}}
        | {
            "direction": Direction(content["direction"]),
            "metric_class": MetricClass(content["metric_class"]),
            "aggregation": Aggregation(content["aggregation"]),
            "roles": frozenset(Role(role) for role in content["roles"]),
            "aliases": tuple(content["aliases"]),
        }
    )


def _meant(metric: Metric, part: str) -> object:
    value = getattr(metric, part)
    return value.strip() if isinstance(value, str) else value


def _in_words(metric: Metric, part: str) -> str:
    value = getattr(metric, part)
    if part == "aggregation":
        return f"“{_ADDS_UP[metric.aggregation]}”"
    if part == "roles":
        return ", ".join(role.value for role in Role if role in metric.roles) or "those of its class"
    return f"“{value}”" if str(value).strip() else "empty"
