"""A workshop that goes on with an earlier one: what is in that room is copied into the new one.

The earlier room stays as it was. People are found again by their account, or by their name where they had none.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from cxdash.store import workshop_cards, workshops
from cxdash.store.workshop_tables import (
    Participant,
    Workshop,
    WorkshopCard,
    WorkshopDots,
    WorkshopGroup,
    WorkshopNote,
    WorkshopPiece,
    WorkshopPlace,
    WorkshopScope,
)

_Numbers = Mapping[int | None, int | None]
"""The new number of a row by the one it had."""


def take_over(session: Session, earlier: Workshop, room: Workshop) -> None:
    """Copy people, notes, groups, dots, places and cards; those that became use cases wait to be made again."""
    known = {each.use_case_id for each in workshops.scope(session, room.id)}
    for each in workshops.scope(session, earlier.id):
        if each.use_case_id not in known:
            session.add(WorkshopScope(workshop_id=room.id, use_case_id=each.use_case_id))
    people = _people(session, earlier, room)
    groups = _groups(session, earlier, room, people)
    for note in workshops.notes(session, earlier.id):
        session.add(
            WorkshopNote(
                workshop_id=room.id,
                participant_id=people[note.participant_id],
                kind=note.kind,
                text=note.text,
                group_id=groups[note.group_id],
                made_at=note.made_at,
            )
        )
    _cards(session, earlier, room, people, groups)
    session.flush()


def taken_over(session: Session, room: Workshop) -> dict[str, Any]:
    """Return what a room begins with, for the first entry of its journal: its history is told from there."""
    return {
        "notes": [[each.id, each.text, each.group_id] for each in workshops.notes(session, room.id)],
        "groups": [[each.id, each.name] for each in workshops.groups(session, room.id)],
        "cards": [
            [each.id, workshop_cards.texts(session, each.id), each.taken_away_at is None]
            for each in workshop_cards.ever_made(session, room.id)
        ],
    }


def _people(session: Session, earlier: Workshop, room: Workshop) -> _Numbers:
    before = workshops.participants(session, earlier.id)
    copies = [
        Participant(
            workshop_id=room.id,
            person_id=each.person_id,
            name=each.name,
            joined_at=each.joined_at,
            seen_at=each.seen_at,
        )
        for each in before
    ]
    session.add_all(copies)
    session.flush()
    return {None: None} | {old.id: new.id for old, new in zip(before, copies, strict=True)}


def _groups(session: Session, earlier: Workshop, room: Workshop, people: _Numbers) -> _Numbers:
    before = workshops.groups(session, earlier.id)
    copies = [WorkshopGroup(workshop_id=room.id, name=each.name, made_at=each.made_at) for each in before]
    session.add_all(copies)
    session.flush()
    for old, new in zip(before, copies, strict=True):
        for given in workshops.dots_of(session, old.id):
            session.add(WorkshopDots(group_id=new.id, participant_id=people[given.participant_id], dots=given.dots))
        for put in workshops.places_of(session, old.id):
            at = {"value": put.value, "effort": put.effort}
            session.add(WorkshopPlace(group_id=new.id, participant_id=people[put.participant_id], **at))
    return {None: None} | {old.id: new.id for old, new in zip(before, copies, strict=True)}


def _cards(session: Session, earlier: Workshop, room: Workshop, people: _Numbers, groups: _Numbers) -> None:
    for old in workshop_cards.ever_made(session, earlier.id):
        new = WorkshopCard(
            workshop_id=room.id,
            group_id=groups[old.group_id],
            use_case_id=old.use_case_id,
            position=old.position,
            taken_away_at=old.taken_away_at or old.committed_at,
            committed_at=old.committed_at,
        )
        session.add(new)
        session.flush()
        for piece in workshops.pieces(session, old.id):
            writer = people[piece.participant_id]
            session.add(
                WorkshopPiece(card_id=new.id, field=piece.field, text=piece.text, participant_id=writer, at=piece.at)
            )
