"""Views of a list saved under a name, changed and deleted by who made them; shared ones by an administrator too."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.people import Role
from cxdash.store import audit, views
from cxdash.store.definition_tables import SavedView

LONGEST_NAME = 60
_LONGEST_QUERY = 4_000
Query = Mapping[str, str | bool | list[str]]
"""What a list is narrowed to, as its page writes it."""


def save(session: Session, *, page: str, name: str, query: Query, is_shared: bool) -> SavedView:
    """Store a new view of the person who makes this change; RuleError where they have one of this name."""
    person = audit.person_of(session)
    view = SavedView(
        person_id=person.id,
        page=page,
        name=_free_name(session, name, page=page, person_id=person.id),
        query=_checked(query),
        is_shared=is_shared,
    )
    session.add(view)
    session.flush()
    return view


def edit(session: Session, view_id: int, *, name: str, is_shared: bool) -> None:
    """Give a view another name, and share it with everybody or with nobody.

    Raises:
        NotAllowedError: it is somebody else's, and the person is no administrator.
        NotFoundError: there is none, or none that the person may see.
        RuleError: its author has another view of this name.
    """
    view = _changeable(session, view_id)
    if name.strip().lower() != view.name.lower():
        _free_name(session, name, page=view.page, person_id=view.person_id)
    view.name = name.strip()
    view.is_shared = is_shared
    session.flush()


def overwrite(session: Session, view_id: int, query: Query) -> None:
    """Let a view stand for what is on the screen now; refused as ``edit`` is."""
    _changeable(session, view_id).query = _checked(query)
    session.flush()


def remove(session: Session, view_id: int) -> None:
    """Delete a view; the log keeps what it was. Refused as ``edit`` is."""
    session.delete(_changeable(session, view_id))
    session.flush()


def _changeable(session: Session, view_id: int) -> SavedView:
    """Return a view that the person may change."""
    person, view = audit.person_of(session), views.get(session, view_id)
    if view.person_id == person.id:
        return view
    if not view.is_shared:
        raise NotFoundError("There is no such view. Choose one of the list.")
    if Role.ADMIN not in person.roles:
        raise NotAllowedError(
            f"“{view.name}” is somebody else's view. Save what is on the screen as one of your own, or ask its author "
            "or an administrator."
        )
    return view


def _free_name(session: Session, name: str, *, page: str, person_id: int) -> str:
    words = name.strip()
    if not words:
        raise RuleError("A view needs a name. Say what it shows: “Unowned pilots”.", field="name")
    if len(words) > LONGEST_NAME:
        raise RuleError(f"The name has {len(words)} characters; shorten it to {LONGEST_NAME}.", field="name")
    if views.named(session, page=page, person_id=person_id, name=words) is not None:
        raise RuleError(f"There is a view “{words}” already. Overwrite it, or choose another name.", field="name")
    return words


def _checked(query: Query) -> dict[str, str | bool | list[str]]:
    if len(json.dumps(dict(query))) > _LONGEST_QUERY:
        raise RuleError("What is on the screen is too long to be kept as a view. Shorten the search.")
    return dict(query)
