"""Open points of a workshop: who does what by when, kept with the council's actions."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import names
from cxdash.changes.workshops.entering import Sender, entered, tell
from cxdash.domain.actions import Action
from cxdash.domain.council import check_action
from cxdash.domain.errors import RuleError
from cxdash.domain.names import tidy
from cxdash.domain.workshops.phases import Deed
from cxdash.store import audit, named, workshops
from cxdash.store.council_tables import CouncilAction
from cxdash.store.tables import PersonRow


def add(
    session: Session, sender: Sender, text: str, *, person: str, due: date, today: date, card_id: int | None = None
) -> CouncilAction:
    """Agree in the room that somebody does something by a day; by everybody who takes part.

    Args:
        session: writes.
        sender: who says so.
        text: what is to be done.
        person: the name of who does it; who leads workshops may name somebody new.
        due: the last day on which that is in time.
        today: the day it is agreed on.
        card_id: the card that it is about; the action then belongs to the use case of the card, where it has one.

    Raises:
        RuleError: it says nothing, is due before today, or names nobody who is known.
        NotFoundError: there is no such card.
    """
    who = entered(session, sender, Deed.POINT_ADD)
    check_action(text, due=due, agreed_on=today)
    card = None if card_id is None else workshops.card(session, who.workshop.id, card_id)
    session.info["reason"] = f"Workshop {who.workshop.title}"
    somebody = _named(session, person)
    row = CouncilAction(
        text=tidy(text),
        person_id=somebody.id,
        due=due,
        agreed_on=today,
        workshop_id=who.workshop.id,
        use_case_id=None if card is None else card.use_case_id,
    )
    session.add(row)
    session.flush()
    after = {"text": row.text, "person": somebody.name, "due": due.isoformat(), "card": card_id}
    tell(session, who, Deed.POINT_ADD, f"point {row.id}", after=after)
    return row


def _named(session: Session, name: str) -> PersonRow:
    """Return the person of this name; a new one only where somebody who leads workshops says so."""
    if not name.strip():
        raise RuleError("Say who does it.", field="person")
    known = named.find(session, PersonRow, name)
    if known is not None and known.archived_at is None:
        return known
    if not audit.person_of(session).may(Action.WORKSHOP_LEAD):
        raise RuleError(
            f"Nobody is called “{tidy(name)}”. Choose somebody, or ask who leads to add it.", field="person"
        )
    return names.person_named(session, name)
