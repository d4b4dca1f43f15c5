"""The first rows of a new database: the organisation, its first person, everybody's segment, the metric catalogue."""

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.metrics import Catalogue
from cxdash.domain.people import Person, Role
from cxdash.store import metrics, people
from cxdash.store.database import Database
from cxdash.store.tables import WHOLE, Organisation, Segment
from cxdash.trackers.catalogue import default_catalogue

LOCAL = "local"


def ensure_ready(database: Database) -> Person:
    """Migrate the database, give an empty one its first rows, and return the person of single-user mode.

    Safe to call at every start: what is there is left as it is.
    """
    database.migrate()
    with database.reading() as session:
        first = people.find(session, LOCAL)
        known = None if first is None else people.as_person(first)
    if known is not None:
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
