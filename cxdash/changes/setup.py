"""The rows every database has: the organisation, its first person, everybody's segment, the metrics of this version."""

import contextlib

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Catalogue, Metric, plain
from cxdash.domain.people import Person, Role
from cxdash.store import metrics, people
from cxdash.store.database import Database
from cxdash.store.tables import WHOLE, Organisation, Segment
from cxdash.trackers.catalogue import default_catalogue

LOCAL = "local"


def ensure_ready(database: Database) -> Person:
    """Migrate the database, give an empty one its first rows, and return the person of single-user mode.

    Safe to call at every start: what is there is left as it is. Metrics that are new with this version are added.
    """
    database.migrate()
    with database.reading() as session:
        first = people.find(session, LOCAL)
        known = None if first is None else people.as_person(first)
    if known is not None:
        _add_new_metrics(database, known, default_catalogue())
        return known
    person = database.add_first_person(LOCAL, "Local administrator", frozenset({Role.ADMIN}))
    with database.changing(person, Action.ORGANISATION_EDIT, reason="A new database") as session:
        _add_first_rows(session, default_catalogue())
    return person


def _add_first_rows(session: Session, catalogue: Catalogue) -> None:
    if session.get(Segment, WHOLE) is not None:
        return
    session.add(Segment(id=WHOLE, name=""))
    session.add(Organisation(id=1, name="My organisation"))
    session.add_all(metrics.as_row(metric, position=position) for position, metric in enumerate(catalogue))


def _add_new_metrics(database: Database, person: Person, catalogue: Catalogue) -> None:
    """Add the metrics that a database lacks; another process that starts at the same time may be the one to do it."""
    with database.reading() as session:
        if not _new_to(session, catalogue):
            return
    with (
        contextlib.suppress(RuleError),
        database.changing(person, Action.METRIC_EDIT, reason="Metrics new with this version") as session,
    ):
        position = len(metrics.ids(session))
        new = _new_to(session, catalogue)
        session.add_all(metrics.as_row(metric, position=position + at) for at, metric in enumerate(new))


def _new_to(session: Session, catalogue: Catalogue) -> list[Metric]:
    """Return the metrics that a database never had; a name that the organisation gave one of its own stays its own."""
    had, known = metrics.ids(session), metrics.catalogue(session)
    return [
        metric
        for metric in catalogue
        if metric.slug not in had and not any(map(known.names().get, map(plain, (metric.name, *metric.aliases))))
    ]
