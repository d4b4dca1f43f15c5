"""Metrics of one's own added, definitions edited in versions, and metrics of a tracker given their class."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import effects, names
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.merging import merged
from cxdash.domain.metric_rules import Use, check_change, check_metric, check_shipped
from cxdash.domain.metric_versions import changed_parts, check_reason, meaning_of
from cxdash.domain.metrics import Metric, Role
from cxdash.store import audit, metric_uses, metric_versions, metrics
from cxdash.store.tables import MetricRow
from cxdash.trackers.catalogue import default_catalogue


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


def edit(session: Session, slug: str, *, seen: Metric, wanted: Metric, today: date, reason: str = "") -> MetricRow:
    """Carry a person's edit into what is stored now, and judge the pilots anew that the metric judges.

    Where the metric is in use, a change of what it means makes a further version. It takes the verification away.

    Args:
        session: writes.
        slug: which metric; a class other than unclassified lets it judge.
        seen: the definition as the person had it on the screen.
        wanted: the definition as the person wants it.
        today: the day for which effects are judged, and from which a further version holds.
        reason: why its meaning changes; needed where the metric is in use.

    Raises:
        StaleEditError: somebody else changed the same part meanwhile.
        RuleError: the definition breaks a rule, use cases and figures rest on what would change, or no reason is given.
        NotFoundError: there is no such metric.
    """
    metric_uses.hold(session, [slug], to_change=True)
    row = metric_uses.get(session, slug)
    if row.archived_at is not None:
        raise RuleError(f"{row.name} is archived. Bring it back before you edit it.")
    stored = metrics.as_metric(row)
    result = merged(f"The metric {row.name}", seen=seen, wanted=wanted, stored=stored)
    _check(session, stored, result)
    means_another = bool(changed_parts(stored, result))
    if means_another:
        _keep_versions(session, row, stored, result, today=today, reason=reason)
        row.verified_on = row.verified_by_id = None
    metrics.fill(row, result)
    session.flush()
    if means_another or result.name != stored.name:
        judged = metric_uses.pilots_judged_by(session, slug)
        effects.recompute(session, pilot_ids=judged, today=today, because=f"The definition of {row.name} was changed")
    return row


def restore(session: Session, slug: str, number: int, *, seen: Metric, today: date, reason: str) -> MetricRow:
    """Let a metric mean again what an earlier version meant, under the name it has now: a further version.

    Args:
        session: writes.
        slug: which metric.
        number: of the earlier version.
        seen: the definition as the person had it on the screen.
        today: the day from which the further version holds.
        reason: why.

    Raises:
        StaleEditError: somebody else changed the meaning meanwhile.
        RuleError: as ``edit``.
        NotFoundError: there is no such metric or version.
    """
    row = metric_uses.get(session, slug)
    version = next((each for each in metric_versions.of(session, row.id) if each.number == number), None)
    if version is None:
        raise NotFoundError(f"{row.name} has no version {number}. Open its page again.")
    wanted = meaning_of(version.metric, onto=seen)
    return edit(session, slug, seen=seen, wanted=wanted, today=today, reason=reason)


def _check(session: Session, stored: Metric, result: Metric) -> None:
    catalogue, slug = metrics.catalogue(session), stored.slug
    check_change(
        stored,
        result,
        uses=_uses(session, slug),
        catalogue=catalogue,
        has_figures=slug in metric_uses.series_counts(session),
        locked=metric_uses.locked_plans_on(session, slug),
    )
    shipped = default_catalogue().get(slug)
    if shipped is not None:
        check_shipped(result, shipped)
    check_metric(result, catalogue, paired_before=stored.pairs)


def _keep_versions(
    session: Session, row: MetricRow, stored: Metric, result: Metric, *, today: date, reason: str
) -> None:
    """Store what the metric meant first, once, and what it means from now on, where something rests on it."""
    words = metric_uses.rests_on(session, row.slug)
    if not words:
        return
    number = len(metric_versions.of(session, row.id)) or 1
    check_reason(stored, result, in_use=words, number=number + 1, reason=reason)
    session.info["reason"] = reason.strip()
    if number == 1:
        metric_versions.add(session, row.id, stored, number=1)
    metric_versions.add(
        session,
        row.id,
        replace(result, name=result.name.strip(), unit=result.unit.strip()),
        number=number + 1,
        made_on=today,
        person_id=audit.person_of(session).id,
        reason=reason.strip(),
    )
    session.flush()  # the log has the versions before the metric, which tells its entries from older ones


def _uses(session: Session, slug: str) -> list[Use]:
    primaries = metric_uses.primaries_beside(session, slug)
    return [
        Use(user.title, Role(user.role), tuple(primaries.get(user.slug, ())))
        for user in metric_uses.users(session, slug)
    ]
