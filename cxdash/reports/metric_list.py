"""The catalogue as a list: what each metric is, what it may be, who uses and owns it, how new and how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Direction, Metric, MetricClass, Role, plain
from cxdash.reports import metric_use
from cxdash.store import freshness, gate_policies, metric_uses, metric_versions, metrics, organisation
from cxdash.store.tables import MetricRow

ON_SCREEN = (
    *(
        "Metric",
        "Class",
        "Highest role",
        "Unit",
        "Good is",
        "Use cases",
        "Newest figure",
        "Stale in",
        "Owner",
        "Verified",
    ),
)
"""The columns that a screen has room for; the rest is in the table to take away."""
LIST_COLUMNS = (*ON_SCREEN, "May be", "Figures", "Version", "Series")
GOOD = {Direction.UP: "up", Direction.DOWN: "down", Direction.BAND: "in a band", Direction.NONE: "not said"}
_FRESH, _NONE = "fresh", "none yet"


class Only(StrEnum):
    """What the list may be narrowed to, in the words of its filter."""

    IN_USE = "In use"
    NOT_IN_USE = "Not in use"
    STALE = "Stale figures"
    UNVERIFIED = "Not verified"
    ARCHIVED = "Archived"


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
class _Known:
    """What is known around the metrics, by slug or by the metric's id."""

    used: Mapping[str, int]
    series: Mapping[str, int]
    newest: Mapping[str, date]
    stale: Mapping[str, int]
    versions: Mapping[int, tuple[int, date | None]]
    figures: Figures

    def fits(self, row: MetricRow, only: Only | None) -> bool:
        """Whether a metric is one of those that are asked for."""
        match only:
            case Only.IN_USE:
                return row.slug in self.used
            case Only.NOT_IN_USE:
                return row.slug not in self.used
            case Only.STALE:
                return row.slug in self.stale
            case Only.UNVERIFIED:
                return row.verified_on is None
            case _:
                return True

    def line(self, row: MetricRow, metric: Metric) -> tuple[object, ...]:
        """Return the row of one metric."""
        return (
            metric.name,
            metric.metric_class.label,
            next(role.value for role in Role if role in metric.allowed_roles),
            self.figures.unit(metric),
            GOOD[metric.direction],
            self.used.get(metric.slug, 0),
            self.newest.get(metric.slug),
            self.stale.get(metric.slug),
            row.owner.name if row.owner else None,
            row.verified_on,
            may_be(metric).removesuffix(", context"),
            self._freshness(metric.slug),
            self.versions.get(row.id, (1, None))[0],
            self.series.get(metric.slug, 0),
        )

    def _freshness(self, slug: str) -> str | None:
        if slug not in self.used:
            return None
        if slug in self.stale:
            return f"stale in {self.stale[slug]} of {self.used[slug]}"
        return _FRESH if slug in self.newest else _NONE


def listed(
    session: Session,
    *,
    today: date,
    search: str = "",
    metric_class: MetricClass | None = None,
    only: Only | None = None,
) -> Listed:
    """Return the metrics that are asked for, in catalogue order.

    Args:
        session: reads.
        today: the day freshness is judged by.
        search: words that must all stand in a metric's name, aliases or formula.
        metric_class: their class.
        only: what else narrows them; archived ones are left out unless they are asked for.
    """
    current, words = metrics.rows(session), plain(search).split()
    rows = metrics.archived(session) if only is Only.ARCHIVED else current
    known = _known(session, today=today)
    fitting = [
        (row, metric)
        for row in rows
        if metric_class in (None, (metric := metrics.as_metric(row)).metric_class)
        and known.fits(row, only)
        and all(word in _searched(metric) for word in words)
    ]
    return Listed(
        table=pd.DataFrame([known.line(row, metric) for row, metric in fitting], columns=list(LIST_COLUMNS)),
        slugs=tuple(metric.slug for _, metric in fitting),
        of=len(current),
        unclassified=_unclassified(current),
    )


def may_be(metric: Metric) -> str:
    """Name the roles a metric may have."""
    return ", ".join(role.value for role in Role if role in metric.allowed_roles)


def _known(session: Session, *, today: date) -> _Known:
    users, reached = metric_uses.users(session), freshness.reaches(session)
    used: dict[str, int] = {}
    for user in users:
        used[user.metric] = used.get(user.metric, 0) + 1
    return _Known(
        used=used,
        series=metric_uses.series_counts(session),
        newest=metric_use.newest_by_metric(reached),
        stale=metric_use.stale(users, reached, fresh_days=gate_policies.current(session).fresh_days, today=today),
        versions=metric_versions.newest(session),
        figures=organisation.figures(session),
    )


def _unclassified(rows: Sequence[MetricRow]) -> tuple[tuple[str, str], ...]:
    unclassified = MetricClass.UNCLASSIFIED.value
    return tuple((row.slug, row.name) for row in rows if row.metric_class == unclassified)


def _searched(metric: Metric) -> str:
    return plain(" ".join((metric.name, metric.slug, *metric.aliases, metric.formula)))
