"""The catalogue of metrics: what each number means, what it may be used for, who uses it, how fresh it is."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count
from cxdash.domain.metric_pairs import read_with
from cxdash.domain.metrics import Aggregation, Direction, Metric, MetricClass, Role, plain
from cxdash.store import freshness, metric_uses, metrics, organisation
from cxdash.store.metric_uses import MetricUser

LIST_COLUMNS = ("Metric", "Class", "Unit", "Good is", "Newest figure", "Use cases", "Series", "May be")
_GOOD = {Direction.UP: "up", Direction.DOWN: "down", Direction.BAND: "within a band", Direction.NONE: "not said"}
_ADDS_UP = {
    Aggregation.RATIO_OF_SUMS: "Longer periods are sums over sums, never means of shares.",
    Aggregation.SUM: "Longer periods are sums.",
    Aggregation.WEIGHTED_MEAN: "Longer periods are means, weighted by how much each part counts.",
    Aggregation.NEVER: "Values of several periods cannot be joined into one.",
}
_WHY = {
    MetricClass.BUSINESS_OUTCOME: "It shows in revenue, cost, retention or speed: a use case may stand or fall by it.",
    MetricClass.CUSTOMER_OUTCOME: "It shows what customers got. It may lead up to proof; scaling also needs a business "
    "outcome met, and a satisfaction score is never the only primary metric.",
    MetricClass.AGENT_EXPERIENCE: "It shows how people at work fare: worth improving and worth guarding, no reason to "
    "fund by itself.",
    MetricClass.ADOPTION: "It shows that something is used, not that anything got better.",
    MetricClass.OPERATIONAL: "It shows how work runs. It can fall while customers come back unserved, so it "
    "supports an outcome and never stands for one.",
    MetricClass.TECHNICAL: "It shows how the machine works. A model may be right and nobody better off.",
    MetricClass.VANITY: "It grows by doing more of anything, so it tells the setting and judges nothing.",
    MetricClass.UNCLASSIFIED: "It came with a tracker and nobody has said what it is. Until then it judges nothing.",
}


@dataclass(frozen=True)
class Listed:
    """The metrics that fit, one row each with ``LIST_COLUMNS``, and their slugs in the same order.

    ``of`` counts all metrics; ``unclassified`` are slug and name of those nobody has classified.
    """

    table: pd.DataFrame
    slugs: tuple[str, ...]
    of: int
    unclassified: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Opened:
    """One metric in words.

    Attributes:
        reads: what it is: formula, unit, direction and how it adds up.
        why: what its class means for its use.
        may_be: the roles it may have.
        paired: slugs and names of the metrics it should be read with.
        fresh: how much there is of it and how new.
        users: the use cases it judges.
    """

    metric: Metric
    reads: tuple[tuple[str, str], ...]
    why: str
    may_be: str
    paired: tuple[tuple[str, str], ...]
    fresh: str
    users: tuple[MetricUser, ...]


def listed(session: Session, *, search: str = "", metric_class: MetricClass | None = None) -> Listed:
    """Return the metrics of a class with every word of ``search`` in name, alias or formula, in catalogue order."""
    catalogue = metrics.catalogue(session)
    words = plain(search).split()
    fitting = [
        metric
        for metric in catalogue
        if metric_class in (None, metric.metric_class) and all(word in _searched(metric) for word in words)
    ]
    users = metric_uses.users(session)
    used = {metric.slug: sum(user.metric == metric.slug for user in users) for metric in fitting}
    series = metric_uses.series_counts(session)
    newest = _newest(session)
    figures = organisation.figures(session)
    table = pd.DataFrame(
        [
            (
                metric.name,
                metric.metric_class.label,
                figures.unit(metric),
                _GOOD[metric.direction],
                newest.get(metric.slug),
                used[metric.slug],
                series.get(metric.slug, 0),
                may_be(metric),
            )
            for metric in fitting
        ],
        columns=list(LIST_COLUMNS),
    )
    return Listed(
        table=table,
        slugs=tuple(metric.slug for metric in fitting),
        of=len(catalogue.metrics),
        unclassified=tuple(
            (metric.slug, metric.name) for metric in catalogue if metric.metric_class is MetricClass.UNCLASSIFIED
        ),
    )


def opened(session: Session, slug: str) -> Opened | None:
    """Return one metric with everything that is known of it; None where there is none of this slug."""
    catalogue = metrics.catalogue(session)
    metric = catalogue.get(slug)
    if metric is None:
        return None
    return Opened(
        metric=metric,
        reads=_reads(metric, organisation.figures(session)),
        why=_WHY[metric.metric_class],
        may_be=may_be(metric),
        paired=tuple((each.slug, each.name) for each in read_with(metric, catalogue)),
        fresh=_fresh(metric_uses.series_counts(session).get(slug, 0), _newest(session).get(slug)),
        users=tuple(metric_uses.users(session, slug)),
    )


def may_be(metric: Metric) -> str:
    """Name the roles a metric may have."""
    return ", ".join(role.value for role in Role if role in metric.allowed_roles)


def _searched(metric: Metric) -> str:
    return plain(" ".join((metric.name, metric.slug, *metric.aliases, metric.formula)))


def _newest(session: Session) -> dict[str, date]:
    newest: dict[str, date] = {}
    for reach in freshness.reaches(session):
        newest[reach.metric] = max(reach.until, newest.get(reach.metric, reach.until))
    return newest


def _reads(metric: Metric, figures: Figures) -> tuple[tuple[str, str], ...]:
    said = (
        ("Formula", metric.formula),
        ("Unit", figures.unit(metric)),
        ("Good is", _GOOD[metric.direction]),
        ("Adds up", _ADDS_UP[metric.aggregation]),
        ("Also called", ", ".join(metric.aliases)),
        ("Note", metric.notes),
    )
    return tuple((label, words) for label, words in said if words)


def _fresh(series: int, newest: date | None) -> str:
    if newest is None:
        return "No figure was uploaded yet."
    return f"{count(series, 'series', 'series')} of figures, the newest up to {newest.day} {newest:%b %Y}."
