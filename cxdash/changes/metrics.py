"""Metrics of one's own added, definitions edited, and unclassified metrics of a tracker given their class."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import effects, names
from cxdash.domain.merging import merged
from cxdash.domain.metric_rules import Use, check_change, check_metric
from cxdash.domain.metrics import Metric, Role
from cxdash.store import metric_uses, metrics
from cxdash.store.tables import MetricRow


def definition(session: Session, slug: str) -> Metric:
    """Return a metric's definition as a person may edit it; NotFoundError where there is none."""
    return metrics.as_metric(metric_uses.get(session, slug))


def create(session: Session, wanted: Metric) -> MetricRow:
    """Add a metric to the catalogue, under a slug made from its name; RuleError when its definition breaks a rule."""
    catalogue = metrics.catalogue(session)
    check_metric(wanted, catalogue)
    row = metrics.as_row(wanted, position=1 + max((row.position for row in metrics.rows(session)), default=0))
    row.slug = names.free_slug(session, MetricRow, wanted.name)
    session.add(row)
    session.flush()
    return row


def edit(session: Session, slug: str, *, seen: Metric, wanted: Metric, today: date) -> MetricRow:
    """Carry a person's edit into what is stored now, and judge the pilots anew that the metric judges.

    Args:
        slug: which metric; a class other than unclassified lets it judge.
        seen: the definition as the person had it on the screen.
        wanted: the definition as the person wants it.
        today: the day for which effects are judged.

    Raises:
        StaleEditError: somebody else changed the same part meanwhile.
        RuleError: the definition breaks a rule, or use cases and figures rest on what would change.
        NotFoundError: there is no such metric.
    """
    row = metric_uses.get(session, slug)
    stored, catalogue = metrics.as_metric(row), metrics.catalogue(session)
    result = merged(f"The metric {row.name}", seen=seen, wanted=wanted, stored=stored)
    check_metric(result, catalogue)
    check_change(
        stored,
        result,
        uses=_uses(session, slug),
        catalogue=catalogue,
        has_figures=slug in metric_uses.series_counts(session),
        locked=metric_uses.locked_plans_on(session, slug),
    )
    _store(row, result)
    session.flush()
    judged = metric_uses.pilots_judged_by(session, slug)
    effects.recompute(session, pilot_ids=judged, today=today, because=f"The definition of {row.name} was changed")
    return row


def _uses(session: Session, slug: str) -> list[Use]:
    primaries = metric_uses.primaries_beside(session, slug)
    return [
        Use(user.title, Role(user.role), tuple(primaries.get(user.slug, ())))
        for user in metric_uses.users(session, slug)
    ]


def _store(row: MetricRow, metric: Metric) -> None:
    row.name = metric.name.strip()
    row.unit = metric.unit.strip()
    row.direction = metric.direction.value
    row.metric_class = metric.metric_class.value
    row.subclass = metric.subclass
    row.aggregation = metric.aggregation.value
    row.formula = metric.formula
    row.numerator = metric.numerator
    row.denominator = metric.denominator
    row.roles = sorted(role.value for role in metric.roles)
    row.paired_with = metric.paired_with
    row.aliases = list(metric.aliases)
    row.notes = metric.notes
