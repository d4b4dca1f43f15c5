"""One metric: what the number means, what it may be used for, who uses it, and what it meant before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count
from cxdash.domain.metric_pairs import Watched, read_with, to_watch
from cxdash.domain.metric_versions import Version, differences
from cxdash.domain.metrics import Aggregation, Metric, MetricClass
from cxdash.reports import metric_use
from cxdash.reports.metric_list import GOOD, may_be
from cxdash.reports.metric_use import UsedBy
from cxdash.store import freshness, metric_uses, metric_versions, metrics, organisation
from cxdash.store.tables import MetricRow
from cxdash.trackers.catalogue import default_catalogue

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


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version of a metric's meaning in words: since when, by whom and why, and what it changed."""

    number: int
    said: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Opened:
    """One metric in words.

    Attributes:
        reads: what it is: formula, unit, direction and how it adds up.
        why: what its class means for its use.
        may_be: the roles it may have.
        watched: what could get worse while it improves.
        paired: slugs and names of the metrics it should be read with.
        fresh: how much there is of it and how new.
        users: the use cases it judges.
        owner: who answers for it; "" where nobody does.
        verified: who confirmed its meaning, and when; "" where nobody did.
        version: what it means since when.
        versions: every version, the newest first; none where its meaning never changed.
        rests: what rests on its meaning, so that it changes in versions only; "" where nothing does.
        is_archived: whether it was taken out of every list.
    """

    metric: Metric
    reads: tuple[tuple[str, str], ...]
    why: str
    may_be: str
    watched: tuple[Watched, ...]
    paired: tuple[tuple[str, str], ...]
    fresh: str
    users: tuple[UsedBy, ...]
    owner: str
    verified: str
    version: str
    versions: tuple[VersionShown, ...]
    rests: str
    is_archived: bool


def opened(session: Session, slug: str, *, today: date) -> Opened | None:
    """Return one metric with everything that is known of it; None where there is none of this slug."""
    row = metric_uses.find(session, slug)
    if row is None:
        return None
    catalogue, metric = metrics.catalogue(session), metrics.as_metric(row)
    versions = metric_versions.of(session, row.id)
    newest = metric_use.newest_by_metric(freshness.reaches(session)).get(slug)
    return Opened(
        metric=metric,
        reads=_reads(metric, organisation.figures(session)),
        why=_WHY[metric.metric_class],
        may_be=" or ".join(filter(None, may_be(metric).rpartition(", ")[::2])),
        watched=to_watch(metric, catalogue),
        paired=tuple((each.slug, each.name) for each in read_with(metric, catalogue)),
        fresh=_fresh(metric_uses.series_counts(session).get(slug, 0), newest, today=today),
        users=metric_use.used_by(session, slug, today=today),
        owner=row.owner.name if row.owner else "",
        verified=_verified(row),
        version=_version(slug, versions),
        versions=tuple(_shown(versions))[::-1],
        rests=metric_uses.rests_on(session, slug),
        is_archived=row.archived_at is not None,
    )


def _reads(metric: Metric, figures: Figures) -> tuple[tuple[str, str], ...]:
    said = (
        ("Formula", metric.formula),
        ("Unit", figures.unit(metric)),
        ("Good is", GOOD[metric.direction]),
        ("Adds up", _ADDS_UP[metric.aggregation]),
        ("Also called", ", ".join(alias for alias in metric.aliases if "_" not in alias)),
    )
    return tuple((label, words) for label, words in said if words)


def _fresh(series: int, newest: date | None, *, today: date) -> str:
    if newest is None:
        return "No figure was uploaded yet."
    return f"{count(series, 'series', 'series')} of figures, {metric_use.fresh_words(newest, today=today)}."


def _verified(row: MetricRow) -> str:
    if row.verified_on is None or row.verified_by is None:
        return ""
    return f"Verified by {row.verified_by.name} on {row.verified_on:%-d %b %Y}"


def _version(slug: str, versions: tuple[Version, ...]) -> str:
    if versions:
        return f"Version {versions[-1].number} {_since(versions[-1])}"
    came = "as it came with cxdash" if default_catalogue().get(slug) is not None else "as it was added here"
    return f"Version 1, {came}"


def _shown(versions: tuple[Version, ...]) -> Iterator[VersionShown]:
    if versions:
        yield VersionShown(1, "what it meant first", ())
    for earlier, later in pairwise(versions):
        yield VersionShown(later.number, _since(later), differences(earlier.metric, later.metric))


def _since(version: Version) -> str:
    day = f"since {version.made_on:%-d %b %Y}" if version.made_on else ""
    by = f" ({version.person})" if version.person else ""
    return f"{day}: {version.reason}{by}"
