"""The limits in a brief: how much worse a guardrail may get, what stops the pilot, and what is no proof."""

from collections.abc import Iterator

from cxdash.domain.figures import Figures, percent
from cxdash.domain.metrics import Direction, Metric, MetricClass, Role
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.use_words import change_words
from cxdash.reports.brief.facts import Facts

_ACTIVITY = "activity"
"""The subclass of vanity metrics that count what was done."""
_STALE_DAYS = 45
"""Days without figures after which nobody can say what a pilot does."""


def limit_words(use: MetricUse, metric: Metric, figures: Figures) -> str:
    """Write by how much a guardrail may get worse: ``not more than 3 points lower``."""
    if use.margin is None:
        return "not worse"
    way = "higher" if metric.direction is Direction.DOWN else "lower"
    if use.margin_relative:
        return f"not more than {percent(use.margin, places=0)} {way}"
    return f"not more than {change_words(use.margin, metric, figures).lstrip('+')} {way}"


def stops(facts: Facts) -> tuple[str, ...]:
    """Return what ends the pilot before its window does."""
    return tuple(_stops(facts))


def no_proof(facts: Facts) -> tuple[str, ...]:
    """Return what will not be taken for a result, the catalogue's technical and vanity metrics by name."""
    return tuple(_no_proof(facts))


def _stops(facts: Facts) -> Iterator[str]:
    main = facts.main.metric
    way = "rises" if main.direction is Direction.DOWN else "falls"
    against = "the comparison" if facts.has_comparison else "its own past"
    yield f"{main.name} {way} against {against}, beyond chance."
    for each in facts.of_role(Role.GUARDRAIL):
        if each.use.margin is not None:
            limit = limit_words(each.use, each.metric, facts.figures).removeprefix("not more than ")
            yield f"{each.metric.name} is more than {limit} against its baseline, beyond chance."
    yield "Automation rises while resolution falls or customers come back more often: that hides work."
    yield f"No figures arrive for {_STALE_DAYS} days, or the way of counting changes without being told."
    yield "Somebody is harmed, or data leave the places agreed: switched off first, discussed afterwards."


def _no_proof(facts: Facts) -> Iterator[str]:
    technical = _names(facts, MetricClass.TECHNICAL)
    activity = _names(facts, MetricClass.VANITY, subclass=_ACTIVITY)
    if technical:
        yield f"How well the system works: {technical}. They say nothing about {facts.main.metric.name}."
    if activity:
        yield f"What only grows with activity: {activity}."
    yield "Before against after without a comparison, or a percentage without the counts behind it."
    yield "Results of another organisation, a demonstration, or a sample that the vendor chose."
    yield "Satisfaction of those alone who finished the automated way; who gave up is counted too."
    yield "Time saved that nobody's roster or budget has felt."


def _names(facts: Facts, metric_class: MetricClass, *, subclass: str = "") -> str:
    chosen = (each for each in facts.catalogue if each.metric_class is metric_class)
    return ", ".join(each.name for each in chosen if subclass in ("", each.subclass))
