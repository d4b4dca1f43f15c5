"""What browsers send to a room, done one by one and answered under the names that the browsers gave it."""

import importlib
import logging
import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from cxdash.changes.workshops import (
    cards,
    choosing,
    committing,
    drafts,
    entering,
    groups,
    notes,
    points,
    rooms,
    undoing,
)
from cxdash.changes.workshops.entering import Sender
from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError, StaleEditError
from cxdash.domain.people import Person
from cxdash.domain.workshops.phases import LED
from cxdash.domain.workshops.pieces import Written
from cxdash.reports.workshops import summary as report
from cxdash.store.database import OUT_OF_REACH, Database
from cxdash.ui.workshop import deeds

AT_ONCE = 200
"""So many edits of one message are done; whatever is left has no answer yet and is sent again."""
_NO_SENSE = "This could not be understood, so nothing was changed. Load the page anew; what you typed is kept."
_FAULT = "This could not be stored because of a fault of ours, number {}. What you typed is kept; try again."
_BOTH = {
    "merged": "Somebody else wrote here at the same time. Both are kept.",
    "clash": "Somebody else changed the same words. Nothing was written over: choose, or write one of both.",
}
_LOG = logging.getLogger("cxdash")
_READ: TypeAdapter[deeds.Edit] = TypeAdapter(deeds.AnyEdit)
_Change = Callable[[Session, Sender, Any, date], object]
_CHANGES: Mapping[type[deeds.Edit], _Change] = {
    deeds.AddNote: lambda at, by, edit, _: notes.add(at, by, edit.kind, edit.text),
    deeds.WriteNote: lambda at, by, edit, _: notes.write(at, by, edit.note, edit.text, base=edit.base),
    deeds.WithdrawNote: lambda at, by, edit, _: notes.withdraw(at, by, edit.note),
    deeds.GroupNote: lambda at, by, edit, _: notes.move_to_group(at, by, edit.note, edit.group),
    deeds.MakeGroup: lambda at, by, edit, _: groups.make(at, by, edit.notes, edit.name),
    deeds.NameGroup: lambda at, by, edit, _: groups.name(at, by, edit.group, edit.name, base=edit.base),
    deeds.MergeGroup: lambda at, by, edit, _: groups.merge(at, by, edit.group, edit.into),
    deeds.GiveDots: lambda at, by, edit, _: choosing.give_dots(at, by, edit.group, edit.dots),
    deeds.PutPlace: lambda at, by, edit, _: choosing.place(at, by, edit.group, edit.value, edit.effort),
    deeds.MakeCard: lambda at, by, edit, _: cards.make(at, by, group_id=edit.group, use_case=edit.use_case),
    deeds.RemoveCard: lambda at, by, edit, _: cards.take_away(at, by, edit.card),
    deeds.WritePiece: lambda at, by, edit, _: cards.write(at, by, edit.card, edit.field, edit.text, edit.base),
    deeds.LockCard: lambda at, by, edit, _: cards.lock(at, by, edit.card, locked=edit.locked),
    deeds.HandPen: lambda at, by, edit, _: cards.hand_pen(at, by, edit.card, edit.to),
    deeds.Summon: lambda at, by, edit, _: cards.summon(at, by, edit.card),
    deeds.KeepDraft: lambda at, by, edit, _: drafts.keep(at, by, edit.place, edit.text, edit.base),
    deeds.DropDraft: lambda at, by, edit, _: drafts.drop(at, by, edit.place),
    deeds.Here: lambda at, by, edit, _: rooms.seen(at, by, edit.at),
    deeds.Undo: lambda at, by, *_: undoing.undo(at, by),
    deeds.Rename: lambda at, by, edit, _: rooms.rename(at, by, edit.name),
    deeds.TakeLead: lambda at, by, *_: rooms.take_lead(at, by),
    deeds.MovePhase: lambda at, by, edit, _: rooms.move(at, by, edit.to),
    deeds.StartTimer: lambda at, by, edit, _: rooms.set_timer(at, by, edit.seconds),
    deeds.PauseTimer: lambda at, by, *_: rooms.pause(at, by),
    deeds.ResumeTimer: lambda at, by, *_: rooms.resume(at, by),
    deeds.StopTimer: lambda at, by, *_: rooms.stop(at, by),
    deeds.CloseRoom: lambda at, by, _, today: _close(at, by, today=today),
    deeds.CommitCard: lambda at, by, edit, today: committing.commit_card(at, by, edit.card, today=today),
    deeds.AddPoint: lambda at, by, edit, today: points.add(
        at, by, edit.text, person=edit.person, due=edit.due, today=today, card_id=edit.card
    ),
}
"""What each edit becomes; whoever sends it holds the room's row from its first line on."""


class Answer(TypedDict, total=False):
    """What became of an edit.

    ``outcome`` is done, merged, clash or refused, ``says`` what to tell; of a clash ``stored`` and ``mine`` are both
    texts, of a merge ``stored`` is what became of them.
    """

    outcome: str
    says: str
    stored: str
    mine: str


_DONE: Answer = {"outcome": "done", "says": ""}


@dataclass(frozen=True, slots=True)
class Asking:
    """Who sends, and to which room: known from the session, never from what was sent."""

    person: Person
    workshop_id: int
    participant_id: int
    today: date


def do_all(database: Database, asking: Asking, sent: object) -> dict[str, Answer]:
    """Do what a browser sent, each in a transaction of its own, and return the answers by the names it gave.

    What carries no name cannot be answered and is not done, and neither is anything but a list.
    """
    if not isinstance(sent, list):
        return {}
    answers: dict[str, Answer] = {}
    for raw in sent[:AT_ONCE]:
        name = _name(raw)
        answer = None if name is None else do(database, asking, raw)
        if name is not None and answer is not None:
            answers[name] = answer
    return answers


def do(database: Database, asking: Asking, raw: object) -> Answer | None:
    """Do one edit, once however often it is sent; None, so that it is sent again, where the database is not there."""
    try:
        edit = _READ.validate_python(raw)
    except ValidationError:
        return _refused(_NO_SENSE)
    try:
        return _stored(database, asking, edit)
    except CxdashError as problem:
        return _refused(str(problem))
    except OUT_OF_REACH:
        _LOG.warning("An edit of workshop %s was not stored; it will be sent again.", asking.workshop_id, exc_info=True)
        return None
    except Exception:  # noqa: BLE001 a defect of ours must not stop the edits behind it
        reference = secrets.token_hex(4)
        _LOG.exception("Unexpected error, reference %s", reference)
        return _refused(_FAULT.format(reference))


def _stored(database: Database, asking: Asking, edit: deeds.Edit) -> Answer:
    sender = Sender(asking.workshop_id, asking.participant_id, edit.sent)
    if isinstance(edit, deeds.CloseRoom):
        importlib.import_module("cxdash.exports.workshop")  # takes a second, in which nobody's room shall be held
    try:
        with _changing(database, asking, edit) as changing:
            if entering.done_before(changing, sender):
                return _DONE
            said = _CHANGES[type(edit)](changing, sender, edit, asking.today)
    except StaleEditError as refusal:
        if isinstance(edit, deeds.CommitCard):
            with _changing(database, asking, edit) as changing:
                committing.warned(changing, sender, edit.card, refusal)
        raise
    return _answer(said, edit)


def _changing(database: Database, asking: Asking, edit: deeds.Edit) -> AbstractContextManager[Session]:
    is_led = edit.deed in LED
    return database.changing(asking.person, Action.WORKSHOP_LEAD if is_led else Action.WORKSHOP_TAKE_PART)


def _answer(said: object, edit: deeds.Edit) -> Answer:
    """Say what became of an edit: nothing more of one that stands, and both texts of one that met another."""
    if not isinstance(said, Written) or said.outcome not in _BOTH:
        return _DONE
    match edit:
        case deeds.NameGroup(name=mine) | deeds.WriteNote(text=mine) | deeds.WritePiece(text=mine):
            return {"outcome": said.outcome, "says": _BOTH[said.outcome], "stored": said.text, "mine": mine}
        case _:
            return _DONE


def _close(session: Session, sender: Sender, *, today: date) -> None:
    """Close the room with what came of it, as it stands at this moment."""
    from cxdash.exports import workshop  # noqa: PLC0415 python-pptx is loaded only once somebody closes a room

    came = report.summary(session, sender.workshop_id, today=today)
    rooms.close(session, sender, summary=workshop.markdown(came).decode())


def _refused(sentence: str) -> Answer:
    return {"outcome": "refused", "says": sentence}


def _name(raw: object) -> str | None:
    """Return the name of an edit, whatever else is wrong with it."""
    name = raw.get("sent") if isinstance(raw, Mapping) else None
    return name if isinstance(name, str) and 0 < len(name) <= deeds.LONGEST_SENT else None
