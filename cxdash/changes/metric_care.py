"""Who answers for a metric: its owner, somebody who verified it, and its place in the catalogue."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import names
from cxdash.domain.archives import check_current
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.merging import merged
from cxdash.domain.metric_rules import check_metric
from cxdash.domain.metric_versions import changed_parts, differences
from cxdash.domain.metrics import Metric, MetricClass
from cxdash.store import audit, metric_uses, metrics
from cxdash.store.schema import now
from cxdash.store.tables import MetricRow

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Care:
    """Who answers for a metric, by name; empty where nobody does."""

    owner: str = ""


def care(session: Session, slug: str) -> Care:
    """Return who answers for a metric; NotFoundError where there is no such metric."""
    return _care(metric_uses.get(session, slug))


def give(session: Session, slug: str, *, seen: Care, wanted: Care) -> None:
    """Give a metric its owner, or take it from them; a name nobody has yet becomes a person.

    Raises:
        StaleEditError: somebody else gave it to another person meanwhile.
        NotFoundError: there is no such metric.
    """
    row = metric_uses.get(session, slug)
    result = merged(f"The metric {row.name}", seen=seen, wanted=wanted, stored=_care(row))
    name = result.owner.strip()
    row.owner_id = names.person_named(session, name).id if name else None
    session.flush()


def verify(session: Session, slug: str, *, seen: Metric, today: date) -> None:
    """Confirm in the person's name that what they saw of a metric is right: its formula, its unit and its sources.

    Raises:
        StaleEditError: its meaning was changed since the person opened it.
        RuleError: nobody has said yet what it is or how it is worked out, or it is archived.
        NotFoundError: there is no such metric.
    """
    row = metric_uses.get(session, slug)
    stored = metrics.as_metric(row)
    changed = differences(seen, stored)
    if changed:
        part = min(changed_parts(seen, stored))
        raise StaleEditError(
            f"The metric {row.name}",
            field=part.replace("_", " "),
            seen=str(getattr(seen, part)),
            mine="verified",
            theirs=str(getattr(stored, part)),
        )
    if row.archived_at is not None:
        raise RuleError(f"{row.name} is archived. Bring it back before you verify it.")
    if stored.metric_class is MetricClass.UNCLASSIFIED:
        raise RuleError(f"Nobody has said yet what {row.name} is. Give it its class before you verify it.")
    if not stored.formula.strip():
        raise RuleError(f"{row.name} has no formula. Write how it is worked out before you verify it.")
    row.verified_on = today
    row.verified_by_id = audit.person_of(session).id
    session.flush()


def archive(session: Session, slug: str) -> None:
    """Take a metric out of every list and choice; its figures, versions and log stay.

    Raises:
        RuleError: use cases are judged by it, or it is archived already.
        NotFoundError: there is no such metric.
    """
    metric_uses.hold(session, [slug], to_change=True)
    row = metric_uses.get(session, slug)
    check_current(row.name, row.archived_at)
    titles = [f"“{user.title}”" for user in metric_uses.users(session, slug)]
    if titles:
        more = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
        raise RuleError(
            f"{row.name} judges {', '.join(titles[:_NAMED])}{more}. Take it out of these use cases before you "
            "archive it."
        )
    row.archived_at = now()
    session.flush()


def bring_back(session: Session, slug: str) -> None:
    """Put an archived metric back into the catalogue.

    Raises:
        RuleError: another metric took its name or an alias meanwhile.
        NotFoundError: there is no such metric.
    """
    row = metric_uses.get(session, slug)
    metric = metrics.as_metric(row)
    check_metric(metric, metrics.catalogue(session), paired_before=metric.pairs)
    row.archived_at = None
    session.flush()


def _care(row: MetricRow) -> Care:
    return Care(row.owner.name if row.owner else "")
