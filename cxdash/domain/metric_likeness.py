"""Metrics that call themselves outcomes and read like what stands for none: containment under another name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cxdash.domain.metrics import SATISFACTION, Catalogue, Metric, MetricClass, Role, plain, with_article


@dataclass(frozen=True, slots=True)
class _Look:
    """Words of a name, what they speak of, and the class that has."""

    words: str
    what: str
    metric_class: MetricClass


_LOOKS = (
    _Look(r"contain(?:ed|ment|s)?", "containment", MetricClass.TECHNICAL),
    _Look(r"deflect(?:ed|ion|ions|s)?", "deflection", MetricClass.TECHNICAL),
    _Look(
        r"(?:model|prediction|intent|bot|ai) (?:accuracy|precision|recall)|f1|latency|hallucinations?|groundedness|"
        r"intent (?:match|recognition)",
        "how well the machine works",
        MetricClass.TECHNICAL,
    ),
    _Look(
        r"automation (?:rate|share|level)|(?:interactions|contacts|calls|chats|sessions) automated|"
        r"automated (?:interactions|contacts|calls|chats|sessions)|(?:bot|ai) (?:sessions|interactions|actions)|"
        r"pilots? launched|(?:features|tools) (?:deployed|released)",
        "activity",
        MetricClass.VANITY,
    ),
    _Look(r"nps|net promoter(?: score)?", "the net promoter score", MetricClass.VANITY),
    _Look(r"aht|handl(?:e|ing) times?|after call work|acw|wrap(?: up)? time", "handle time", MetricClass.OPERATIONAL),
    _Look(r"adoption(?: rate)?|active users|(?:suggestion )?acceptance rate", "adoption", MetricClass.ADOPTION),
)
"""What is often mistaken for an outcome. What is counted in money is spared: the cost of contained contacts is one."""

_NO_OUTCOMES = {MetricClass.TECHNICAL, MetricClass.VANITY, MetricClass.OPERATIONAL, MetricClass.ADOPTION}

_SATISFIED = re.compile(r"\b(?:csat|c sat|cust sat|satisfaction|t2b|effort score|ces)\b")


def likeness_problem(metric: Metric, catalogue: Catalogue) -> str | None:
    """Say why a definition may not be classed as an outcome, or return None.

    It may not where its name or an alias speaks of containment and the like, where it is worked out as a metric of the
    catalogue that is no outcome, or where it is a satisfaction score that does not say so.
    """
    if Role.PRIMARY not in metric.allowed_roles or metric.unit.startswith("currency"):
        return None
    names = [plain(name) for name in (metric.name, *metric.aliases)]
    look = next((each for each in _LOOKS if _any_has(names, each.words)), None)
    if look is not None:
        return _sentence(metric, look.what, look.metric_class)
    same = next((each for each in catalogue if each.slug != metric.slug and _counts_the_same(metric, each)), None)
    if same is not None:
        return _sentence(metric, same.name, same.metric_class)
    return _satisfaction_problem(metric, names)


def _sentence(metric: Metric, what: str, metric_class: MetricClass) -> str:
    kind = with_article(metric_class.value)
    return (
        f"“{metric.name}” reads like {what}, which is {kind} metric and no outcome, whatever it is called. "
        f"Class it as {metric_class.value}, or give it the name and formula of the outcome that it counts."
    )


def _counts_the_same(metric: Metric, other: Metric) -> bool:
    """Whether two definitions are worked out alike and the other one is no outcome."""
    if other.metric_class not in _NO_OUTCOMES:
        return False
    parts = (plain(metric.numerator), plain(metric.denominator))
    same_parts = all(parts) and parts == (plain(other.numerator), plain(other.denominator))
    return same_parts or (bool(metric.formula.strip()) and plain(metric.formula) == plain(other.formula))


def _satisfaction_problem(metric: Metric, names: Iterable[str]) -> str | None:
    reads_so = any(_SATISFIED.search(name) for name in names)
    is_one = metric.subclass == SATISFACTION
    if not reads_so and not is_one:
        return None
    if is_one and metric.metric_class is MetricClass.CUSTOMER_OUTCOME:
        return None
    return (
        f"“{metric.name}” is a satisfaction score. Class it as customer outcome and mark it as a satisfaction score, "
        "which is never the only primary metric; or give it the name of the outcome that it counts."
    )


def _any_has(names: Iterable[str], words: str) -> bool:
    return any(re.search(rf"\b(?:{words})\b", name) for name in names)
