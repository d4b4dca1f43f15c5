"""Saved views: what people narrowed a list to, their own and those for everybody."""

from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.store.definition_tables import SavedView
from cxdash.store.tables import PersonRow


class View(NamedTuple):
    """A saved view with the name of who saved it."""

    id: int
    name: str
    query: dict[str, Any]
    is_shared: bool
    person_id: int
    author: str


def seen_by(session: Session, *, page: str, person_id: int) -> tuple[View, ...]:
    """Return the views of a page that a person may choose from, their own and the shared ones, by name."""
    columns = (
        SavedView.id,
        SavedView.name,
        SavedView.query,
        SavedView.is_shared,
        SavedView.person_id,
        PersonRow.name,
    )
    query = (
        select(*columns)
        .join(PersonRow, PersonRow.id == SavedView.person_id)
        .where(SavedView.page == page, or_(SavedView.is_shared, SavedView.person_id == person_id))
        .order_by(func.lower(SavedView.name), SavedView.id)
    )
    return tuple(View._make(row) for row in session.execute(query))


def named(session: Session, *, page: str, person_id: int, name: str) -> SavedView | None:
    """Return a person's own view of this name, ignoring case, or None."""
    return session.scalar(
        select(SavedView).where(
            SavedView.page == page,
            SavedView.person_id == person_id,
            func.lower(SavedView.name) == func.lower(name),
        )
    )


def get(session: Session, view_id: int) -> SavedView:
    """Return a stored view; NotFoundError where somebody has deleted it."""
    found = session.get(SavedView, view_id)
    if found is None:
        raise NotFoundError("This view is there no more: its author deleted it. Choose another one.")
    return found
