"""Words half typed: kept for who typed them, so that a reload or a restart of the server loses nothing."""

import re

from sqlalchemy.orm import Session

from cxdash.changes.workshops.entering import Entered, Sender, entered
from cxdash.domain.workshops.phases import Deed
from cxdash.store import workshop_cards as stored
from cxdash.store.schema import now
from cxdash.store.workshop_tables import WorkshopCard, WorkshopDraft

_ON_A_CARD = re.compile(r"card ([1-9][0-9]{0,8})/([a-z]+)")


def keep(session: Session, sender: Sender, place: str, text: str, base: str) -> None:
    """Keep what somebody typed at a place, such as ``card 3/statement``, and the text they began from.

    The room's journal says nothing of it: nobody else sees it. Words that stand on the card already are no draft: they
    were written, and this came late. RuleError where the room is closed.
    """
    who = entered(session, sender, Deed.DRAFT_KEEP)
    if _stands_there(session, who, place, text):
        drop_for(session, who, place)
    else:
        keep_for(session, who, place, text, base)


def drop(session: Session, sender: Sender, place: str) -> None:
    """Give up what somebody typed at a place; nothing happens where there is nothing."""
    drop_for(session, entered(session, sender, Deed.DRAFT_DROP), place)


def keep_for(session: Session, who: Entered, place: str, text: str, base: str) -> None:
    """Do what ``keep`` does within another edit of the same person."""
    row = stored.draft(session, who.participant.id, place)
    if row is None:
        row = WorkshopDraft(participant_id=who.participant.id, place=place)
        session.add(row)
    row.text, row.base, row.at = text, base, now()
    session.flush()


def drop_for(session: Session, who: Entered, place: str) -> None:
    """Do what ``drop`` does within another edit of the same person."""
    row = stored.draft(session, who.participant.id, place)
    if row is not None:
        session.delete(row)
        session.flush()


def _stands_there(session: Session, who: Entered, place: str, text: str) -> bool:
    """Say whether a field of one of the room's cards holds these words; any other place holds none."""
    found = _ON_A_CARD.fullmatch(place)
    card = session.get(WorkshopCard, int(found[1])) if found else None
    if found is None or card is None or card.workshop_id != who.workshop.id:
        return False
    piece = stored.piece(session, card.id, found[2])
    return piece is not None and piece.text == text
