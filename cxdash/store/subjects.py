"""What observations are about: found by key ``pilot:slug`` or ``use_case:slug``, made where they do not exist yet."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.store.tables import Pilot, Subject, UseCase

PILOT = "pilot:"
USE_CASE = "use_case:"


def ids(session: Session, keys: Collection[str]) -> dict[str, int]:
    """Return the ids of the subjects that exist already, by key."""
    pilots = {key.removeprefix(PILOT) for key in keys if key.startswith(PILOT)}
    whole = {key.removeprefix(USE_CASE) for key in keys if key.startswith(USE_CASE)}
    of_pilots = select(Pilot.slug, Subject.id).join(Subject, Subject.pilot_id == Pilot.id).where(Pilot.slug.in_(pilots))
    of_use_cases = (
        select(UseCase.slug, Subject.id)
        .join(Subject, Subject.use_case_id == UseCase.id)
        .where(UseCase.slug.in_(whole), Subject.pilot_id.is_(None))
    )
    found = {f"{PILOT}{slug}": subject_id for slug, subject_id in session.execute(of_pilots)}
    return found | {f"{USE_CASE}{slug}": subject_id for slug, subject_id in session.execute(of_use_cases)}


def of_pilot(session: Session, pilot: Pilot) -> Subject:
    """Return what a pilot's observations hang on."""
    found = session.scalar(select(Subject).where(Subject.pilot_id == pilot.id))
    return found or _added(session, Subject(use_case_id=pilot.use_case_id, pilot_id=pilot.id))


def of_use_case(session: Session, use_case: UseCase) -> Subject:
    """Return what a use case's own observations hang on."""
    found = session.scalar(select(Subject).where(Subject.use_case_id == use_case.id, Subject.pilot_id.is_(None)))
    return found or _added(session, Subject(use_case_id=use_case.id))


def _added(session: Session, subject: Subject) -> Subject:
    session.add(subject)
    session.flush()
    return subject
