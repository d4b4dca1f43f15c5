"""Use cases and pilots, found by slug or name."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from cxdash.domain.errors import NotFoundError
from cxdash.domain.metrics import plain
from cxdash.store.plan_tables import Exclusion
from cxdash.store.tables import Ownership, Pilot, Site, UseCase, UseCaseMetric


def find(session: Session, slug: str) -> UseCase | None:
    """Return the use case with this slug, archived or not, or None."""
    return session.scalar(select(UseCase).where(UseCase.slug == slug))


def get(session: Session, slug: str) -> UseCase:
    """Return the use case with this slug; NotFoundError tells where to look."""
    found = find(session, slug)
    if found is None:
        message = f"There is no use case “{slug}”. Open it from the list of use cases."
        raise NotFoundError(message)
    return found


def link(session: Session, use_case_id: int) -> tuple[str, str]:
    """Return slug and title of a use case, archived or not."""
    found = session.get_one(UseCase, use_case_id)
    return found.slug, found.title


def active(session: Session) -> Sequence[UseCase]:
    """Return every use case that is not archived, with owners, metrics, pilots, steps, modules and moves, by title."""
    return session.scalars(_active().options(selectinload(UseCase.moves)).order_by(UseCase.title)).all()


def of_slugs(session: Session, slugs: Iterable[str]) -> Sequence[UseCase]:
    """Return those of these use cases that are not archived, with all that a person may edit about them."""
    return session.scalars(_active().where(UseCase.slug.in_(list(slugs)))).all()


def _active() -> Select[UseCase]:
    """Ask for the use cases that are not archived, with owners, metrics, pilots, steps and modules."""
    return (
        select(UseCase)
        .where(UseCase.archived_at.is_(None))
        .options(
            selectinload(UseCase.owners).joinedload(Ownership.person),
            selectinload(UseCase.metrics).joinedload(UseCaseMetric.metric),
            selectinload(UseCase.pilots).joinedload(Pilot.site),
            selectinload(UseCase.steps),
            selectinload(UseCase.modules),
        )
    )


def archived(session: Session) -> dict[str, date]:
    """Return the day each archived use case was archived, by its plain title."""
    query = select(UseCase.title, UseCase.archived_at).where(UseCase.archived_at.is_not(None))
    return {plain(title): at.date() for title, at in session.execute(query) if at is not None}


def find_pilot(session: Session, slug: str) -> Pilot | None:
    """Return the pilot with this slug, or None."""
    return session.scalar(select(Pilot).where(Pilot.slug == slug))


def get_pilot(session: Session, slug: str) -> Pilot:
    """Return the pilot with this slug; NotFoundError tells where to look."""
    found = find_pilot(session, slug)
    if found is None:
        message = f"There is no pilot “{slug}”. Open it from its use case."
        raise NotFoundError(message)
    return found


def pilots(session: Session) -> Sequence[Pilot]:
    """Return every pilot that is not archived, by name, with all that its plan says and its use case's metrics."""
    query = (
        select(Pilot)
        .where(Pilot.archived_at.is_(None))
        .options(
            selectinload(Pilot.use_case).selectinload(UseCase.metrics).joinedload(UseCaseMetric.metric),
            selectinload(Pilot.site),
            selectinload(Pilot.occasions),
            selectinload(Pilot.exclusions).joinedload(Exclusion.metric),
        )
        .order_by(Pilot.name)
    )
    return session.scalars(query).all()


def pilots_about(session: Session, rows: Iterable[tuple[str, str]]) -> set[int]:
    """Return the ids of the pilots whose plans or metrics these rows hold, given by table and key as the log does."""
    keys: dict[str, set[int]] = {"pilot": set(), "use_case": set(), "use_case_metric": set()}
    for table, key in rows:
        if table in keys:
            keys[table].add(int(key))
    of_metrics = select(UseCaseMetric.use_case_id).where(UseCaseMetric.id.in_(keys["use_case_metric"]))
    whole = keys["use_case"] | set(session.scalars(of_metrics))
    return set(session.scalars(select(Pilot.id).where(Pilot.id.in_(keys["pilot"]) | Pilot.use_case_id.in_(whole))))


def sites(session: Session) -> Sequence[Site]:
    """Return every site by name."""
    return session.scalars(select(Site).order_by(Site.name)).all()
