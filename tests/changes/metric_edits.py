"""Short ways to add, edit and read metrics, and to edit a use case, in one transaction each."""

from dataclasses import replace

from cxdash.changes import metric_care, tracker_import, use_cases
from cxdash.changes import metrics as changing_metrics
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Direction, Metric, MetricClass
from cxdash.store import metric_uses, metrics
from tests.builders import TODAY, tracker

OWN = Metric("", "Rooms ready", "%", Direction.UP, MetricClass.BUSINESS_OUTCOME, formula="ready / all rooms")


def add(database, person, metric=OWN):
    """Add a metric; returns its slug."""
    with database.changing(person, Action.METRIC_EDIT) as session:
        return changing_metrics.create(session, metric).slug


def edit(database, person, slug, *, seen=None, today=TODAY, reason="", **said):
    """Edit a metric's definition as it is stored, or as somebody had seen it."""
    seen = seen or stored(database, slug)
    with database.changing(person, Action.METRIC_EDIT) as session:
        changing_metrics.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=today, reason=reason)


def stored(database, slug):
    """The definition that is stored, archived or not."""
    with database.reading() as session:
        return changing_metrics.definition(session, slug)


def verified(database, slug):
    """The day of a metric's verification and by whom; None for what there is not."""
    with database.reading() as session:
        row = metric_uses.get(session, slug)
        return row.verified_on, row.verified_by and row.verified_by.name


def verify(database, person, slug, *, seen=None, today=TODAY):
    """Verify a metric as it is stored, or as somebody had seen it."""
    seen = seen or stored(database, slug)
    with database.changing(person, Action.METRIC_VERIFY) as session:
        metric_care.verify(session, slug, seen=seen, today=today)


def known(database):
    """The slugs of all metrics that are not archived."""
    with database.reading() as session:
        return {metric.slug for metric in metrics.catalogue(session)}


def edit_use_case(database, person, slug, *, reason="", **said):
    """Edit a use case as its page does."""
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY, reason=reason)


def upload(database, person, *readings, register=()):
    """Import a tracker; returns the number of the import."""
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker(*readings, register=register))
        return tracker_import.apply(session, plan, b"", today=TODAY)
