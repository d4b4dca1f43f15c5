"""What one reader may see of a room: the only thing of it that a browser ever gets."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cxdash.domain.workshops.phases import PHASES_OF, Deed, Phase, phases_of
from cxdash.domain.workshops.pieces import OWNERS, Field
from cxdash.domain.workshops.placing import Axis, spread
from cxdash.domain.workshops.votes import ranked
from cxdash.reports.workshops.room import CardThere, GroupThere, NoteThere, PersonThere, RoomThere

HERE = timedelta(seconds=25)
"""Whose browser was heard within so long is here; it says so every ten seconds."""
_LEAST_PLACES = 2
_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: the number of somebody who takes part, 0 for who only watches.

    ``may_lead`` says whether they may take the lead of a workshop.
    """

    participant_id: int = 0
    may_lead: bool = False


def seen_by(room: RoomThere, reader: Reader, *, now: datetime) -> _Json:
    """Return what a reader may see of a room, as plain values for JSON; times are Unix seconds.

    While notes are captured a reader gets their own; of others only how many there are. Dots stay hidden until the vote
    is over, places until everybody who is here has placed the group. Nobody sees another's drafts.

    Args:
        room: everything there is.
        reader: who looks.
        now: the time of day, UTC.
    """
    me = next((each for each in room.people if each.id == reader.participant_id), None)
    own = me.id if me else 0
    notes = [each for each in room.notes if room.phase is not Phase.CAPTURE or each.by == own]
    return {
        "kind": "room",
        "rev": room.rev,
        "now": _unix(now),
        "room": _room(room),
        "me": {"id": me.id, "name": me.name, "leads": me.leads} if me else None,
        "people": [_person(each, own, now) for each in room.people],
        "notes": [_note(room, each, own) for each in notes],
        "behind": _behind(room, own),
        "groups": [_group(room, each, own, now) for each in _in_order(room)],
        "dots": _dots(room, own),
        "placed": _placed(room),
        "cards": [_card(room, each, me) for each in room.cards],
        "drafts": {
            place: {"text": text, "base": base} for place, (text, base) in (room.drafts or {}).get(own, {}).items()
        },
        "choices": {
            "metric": [list(each) for each in room.metrics],  # who only watches reads their names on the cards
            "people": list(room.known_people) if me else [],
        },
        "may": sorted(deed.value for deed in _may(room, me, reader)),
        "undo": _undo(room, me),
    }


def _unix(moment: datetime) -> float:
    return moment.replace(tzinfo=UTC).timestamp()


def _room(room: RoomThere) -> _Json:
    timer = room.timer
    return {
        "code": room.code,
        "title": room.title,
        "journey": room.journey,
        "agenda": list(room.agenda),
        "phase": room.phase.value,
        "phases": [{"key": each.value, "label": each.label} for each in Phase],
        "says": room.phase.says if room.is_open else "This workshop is closed. What came of it stays.",
        "open": room.is_open,
        "timer": {
            "seconds": timer.seconds,
            "ends_at": _unix(timer.ends_at) if timer.ends_at else None,
            "left": timer.left,
        },
        "dots_each": room.dots_each,
        "summoned": room.summoned,
        "led_by": room.led_by,
    }


def _person(person: PersonThere, own: int, now: datetime) -> _Json:
    """Say who is here; where somebody is, only with cards: elsewhere it would tell whose note or vote is whose."""
    at = person.at if person.id == own or person.at.startswith("card ") else ""
    return {"id": person.id, "name": person.name, "here": _is_here(person, now), "at": at, "leads": person.leads}


def _is_here(person: PersonThere, now: datetime) -> bool:
    return now - person.seen_at < HERE


def _note(room: RoomThere, note: NoteThere, own: int) -> _Json:
    by = next((each.name for each in room.people if each.id == note.by), None)
    return {
        "id": note.id,
        "text": note.text,
        "kind": note.kind,
        "by": by,
        "mine": note.by == own,
        "group": _shown_group(room, note),
    }


def _shown_group(room: RoomThere, note: NoteThere) -> int | None:
    return None if room.phase is Phase.CAPTURE else note.group


def _behind(room: RoomThere, own: int) -> _Json:
    """Count what others wrote while it is hidden; who they are cannot be told from it."""
    if room.phase is not Phase.CAPTURE:
        return {"notes": 0, "people": 0}
    others = [note.by for note in room.notes if note.by != own]
    return {"notes": len(others), "people": len(set(others))}


def _in_order(room: RoomThere) -> list[GroupThere]:
    """Return the groups as they were made, and once the vote is over by their dots; none before notes are revealed."""
    if room.phase is Phase.CAPTURE:
        return []
    if not _is_voted(room):
        return list(room.groups)
    known = {each.id: each for each in room.groups}
    return [known[number] for number in ranked({number: _given(room, number) for number in known})]


def _is_voted(room: RoomThere) -> bool:
    return room.phase.position > Phase.VOTE.position


def _given(room: RoomThere, group: int) -> int:
    return sum(dots for (of, _), dots in (room.dots or {}).items() if of == group)


def _group(room: RoomThere, group: GroupThere, own: int, now: datetime) -> _Json:
    place = (room.places or {}).get((group.id, own))
    return {
        "id": group.id,
        "name": group.name,
        "notes": [note.id for note in room.notes if note.group == group.id],
        "dots": _given(room, group.id) if _is_voted(room) else None,
        "mine": (room.dots or {}).get((group.id, own), 0),
        "place": {"value": place.value, "effort": place.effort} if place else None,
        "spread": _spread(room, group.id, now),
        "card": next((card.id for card in room.cards if card.group == group.id), None),
    }


def _spread(room: RoomThere, group: int, now: datetime) -> _Json | None:
    placed = {by: place for (of, by), place in (room.places or {}).items() if of == group}
    if not _is_shown(room, set(placed), now):
        return None
    found = spread([placed[by] for by in sorted(placed)])
    if found is None:
        return None
    return {"n": found.n, "value": _axis(found.value), "effort": _axis(found.effort), "says": found.disagreement}


def _is_shown(room: RoomThere, placed: set[int], now: datetime) -> bool:
    if room.phase.position > Phase.PLACE.position:
        return True
    waited_for = {each.id for each in room.people if _is_here(each, now)}
    return room.phase is Phase.PLACE and len(placed) >= _LEAST_PLACES and waited_for <= placed


def _axis(axis: Axis) -> list[float]:
    return [axis.low, axis.median, axis.high]


def _dots(room: RoomThere, own: int) -> _Json:
    """Say how many dots the reader has left, and how many people gave any; who they are stays hidden."""
    given = room.dots or {}
    left = room.dots_each - sum(dots for (_, by), dots in given.items() if by == own)
    return {"left": left, "voted": len({by for (_, by), dots in given.items() if dots}), "of": len(room.people)}


def _placed(room: RoomThere) -> _Json:
    """Count who has placed every group."""
    whole = {each.id for each in room.groups}
    placed: dict[int, set[int]] = {}
    for group, by in room.places or {}:
        placed.setdefault(by, set()).add(group)
    return {"people": sum(bool(whole) and whole <= groups for groups in placed.values()), "of": len(room.people)}


def _card(room: RoomThere, card: CardThere, me: PersonThere | None) -> _Json:
    slug, title = card.use_case or ("", "")
    return {
        "id": card.id,
        "group": card.group,
        "use_case": {"slug": slug, "title": title} if slug else None,
        "locked": card.locked,
        "pen": card.pen,
        "writes": _writes(room, card, me),
        "fields": {field.value: _field(room, card, field) for field in Field},
        "lint": {"passes": card.judged.passes, "says": list(card.judged.says), "rewrite": card.judged.rewrite},
        "lacks": list(card.lacks),
        "committed": {"slug": slug, "title": title} if card.is_committed else None,
        "changed": card.is_changed,
    }


def _field(room: RoomThere, card: CardThere, field: Field) -> _Json:
    text, writer = card.pieces.get(field, ("", None))
    by = next((each.name for each in room.people if each.id == writer), None)
    choices = "metric" if field is Field.METRIC else "people" if field in OWNERS else None
    return {"text": text, "label": field.label, "by": by, "choices": choices}


def _writes(room: RoomThere, card: CardThere, me: PersonThere | None) -> bool:
    if me is None or not room.is_open or room.phase not in PHASES_OF[Deed.PIECE_WRITE]:
        return False
    if me.leads or card.pen == me.id:
        return True
    return card.pen is None and not card.locked


def _may(room: RoomThere, me: PersonThere | None, reader: Reader) -> list[Deed]:
    if me is None or not room.is_open:
        return []
    takes_lead = reader.may_lead and not me.leads
    possible = [deed for deed in Deed if room.phase in phases_of(deed, leads=me.leads)]
    return [deed for deed in possible if takes_lead or deed is not Deed.LEAD_TAKE]


def _undo(room: RoomThere, me: PersonThere | None) -> _Json | None:
    says = (room.undo or {}).get(me.id) if me and room.is_open else None
    return {"says": says} if says else None
