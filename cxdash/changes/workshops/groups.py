"""Groups of notes: made, named, merged with all that was given to them, and parted again."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes.workshops.entering import Sender, entered, tell
from cxdash.domain.errors import RuleError
from cxdash.domain.names import tidy
from cxdash.domain.workshops.notes import check_group_name
from cxdash.domain.workshops.phases import Deed
from cxdash.domain.workshops.pieces import Written, written
from cxdash.store import workshops
from cxdash.store.workshop_tables import WorkshopDots, WorkshopGroup, WorkshopNote, WorkshopPlace


def make(session: Session, sender: Sender, notes: Sequence[int], name: str = "") -> WorkshopGroup:
    """Make a group of notes, which leave the groups they were in; without a name it is numbered.

    Raises:
        RuleError: the name is too long.
        NotFoundError: there is no such note.
    """
    room = entered(session, sender, Deed.GROUP_MAKE)
    words = tidy(name) or _numbered(session, room.workshop.id)
    check_group_name(words)
    into = [workshops.note(session, room.workshop.id, each) for each in dict.fromkeys(notes)]
    group = WorkshopGroup(workshop_id=room.workshop.id, name=words)
    session.add(group)
    session.flush()
    before = {str(note.id): note.group_id for note in into}
    for note in into:
        note.group_id = group.id
    after = {"name": words, "notes": [note.id for note in into]}
    tell(session, room, Deed.GROUP_MAKE, f"group {group.id}", before={"groups": before}, after=after)
    return group


def name(session: Session, sender: Sender, group_id: int, wanted: str, *, base: str) -> Written:
    """Give a group another name.

    Args:
        session: writes.
        sender: who names it.
        group_id: which group.
        wanted: the new name.
        base: the name that it began from, as the sender had it on the screen.

    Returns:
        What the group is called now, and how it came to that; on a clash nothing was stored.

    Raises:
        RuleError: the name is empty or too long, or the group was merged meanwhile.
        NotFoundError: there is no such group.
    """
    room = entered(session, sender, Deed.GROUP_NAME)
    group = _unmerged(session, room.workshop.id, group_id)
    check_group_name(wanted)
    result = written(tidy(base), tidy(wanted), group.name)
    if result.outcome != "clash" and result.text != group.name:
        check_group_name(result.text)
        before, group.name = group.name, result.text
        tell(session, room, Deed.GROUP_NAME, f"group {group.id}", before={"name": before}, after={"name": group.name})
    return result


def merge(session: Session, sender: Sender, group_id: int, into_id: int) -> None:
    """Let a group go into another with its notes, dots and places; who placed both keeps the place of the other.

    Raises:
        RuleError: it would go into itself, or was merged already.
        NotFoundError: there is no such group.
    """
    room = entered(session, sender, Deed.GROUP_MERGE)
    group = _unmerged(session, room.workshop.id, group_id)
    into = workshops.standing_group(session, room.workshop.id, into_id)
    if into is group:
        raise RuleError("A group cannot go into itself. Choose another one.")
    moved = {
        "into": into.id,
        "notes": _move_notes(session, group, into),
        "dots": _move_dots(session, group, into),
        "places": _move_places(session, group, into),
    }
    group.merged_into_id = into.id
    tell(session, room, Deed.GROUP_MERGE, f"group {group.id}", before={"into": None}, after=moved)


def part(session: Session, group: WorkshopGroup, moved: Mapping[str, Any]) -> None:
    """Let a merged group stand for itself again, with as much of what it brought as is still where it went.

    Args:
        session: writes.
        group: the one that was merged.
        moved: what the journal says ``after`` its merging.
    """
    into = workshops.group(session, group.workshop_id, moved["into"])
    for note_id in moved["notes"]:
        note = session.get_one(WorkshopNote, note_id)
        if note.group_id == into.id:
            note.group_id = group.id
    for key, dots in moved["dots"].items():
        given = session.get(WorkshopDots, (into.id, int(key)))
        back = min(dots, given.dots) if given is not None else 0
        if back:
            _give(session, into.id, int(key), -back)
            _give(session, group.id, int(key), back)
    for key, (value, effort) in moved["places"].items():
        place = session.get(WorkshopPlace, (into.id, int(key)))
        if place is not None and (place.value, place.effort) == (value, effort):
            session.delete(place)
            session.add(WorkshopPlace(group_id=group.id, participant_id=int(key), value=value, effort=effort))
    group.merged_into_id = None
    session.flush()


def _numbered(session: Session, workshop_id: int) -> str:
    """Return the first name of “Group 1”, “Group 2” that is free."""
    taken = {each.name for each in workshops.groups(session, workshop_id)}
    return next(name for number in count(1) if (name := f"Group {number}") not in taken)


def _unmerged(session: Session, workshop_id: int, group_id: int) -> WorkshopGroup:
    group = workshops.group(session, workshop_id, group_id)
    if group.merged_into_id is not None:
        into = workshops.standing_group(session, workshop_id, group_id)
        raise RuleError(f"Somebody merged this group into “{into.name}” meanwhile. Look at that one.")
    return group


def _move_notes(session: Session, group: WorkshopGroup, into: WorkshopGroup) -> list[int]:
    moved = workshops.notes_in(session, group.id)
    for note in moved:
        note.group_id = into.id
    return [note.id for note in moved]


def _move_dots(session: Session, group: WorkshopGroup, into: WorkshopGroup) -> dict[str, int]:
    moved = {}
    for each in workshops.dots_of(session, group.id):
        moved[str(each.participant_id)] = each.dots
        _give(session, into.id, each.participant_id, each.dots)
        session.delete(each)
    return moved


def _give(session: Session, group_id: int, participant_id: int, more: int) -> None:
    """Add dots to those that somebody gave a group, or take them away."""
    given = session.get(WorkshopDots, (group_id, participant_id))
    if given is None:
        session.add(WorkshopDots(group_id=group_id, participant_id=participant_id, dots=more))
    elif given.dots + more == 0:
        session.delete(given)
    else:
        given.dots += more


def _move_places(session: Session, group: WorkshopGroup, into: WorkshopGroup) -> dict[str, list[int]]:
    """Move the places of those who did not place the other; the rest stay behind, unseen, with the merged group."""
    moved = {}
    for each in workshops.places_of(session, group.id):
        if session.get(WorkshopPlace, (into.id, each.participant_id)) is None:
            moved[str(each.participant_id)] = [each.value, each.effort]
            session.add(
                WorkshopPlace(
                    group_id=into.id, participant_id=each.participant_id, value=each.value, effort=each.effort
                )
            )
            session.delete(each)
    return moved
