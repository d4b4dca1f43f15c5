"""Choosing between groups: dots given to them, and their places between value and effort."""

from sqlalchemy.orm import Session

from cxdash.changes.workshops.entering import Entered, Sender, entered, leave, tell
from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.phases import Deed
from cxdash.domain.workshops.placing import Place, check_place
from cxdash.domain.workshops.votes import check_dots
from cxdash.store import workshops
from cxdash.store.workshop_tables import WorkshopDots, WorkshopGroup, WorkshopPlace


def give_dots(session: Session, sender: Sender, group_id: int, dots: int) -> None:
    """Give a group so many of one's dots in all; none takes back what it had.

    Raises:
        RuleError: that is more than the sender has left, or the group was merged meanwhile.
        NotFoundError: there is no such group.
    """
    room = entered(session, sender, Deed.DOTS_GIVE)
    group = _choice(session, room, group_id)
    given = session.get(WorkshopDots, (group.id, room.participant.id))
    before = 0 if given is None else given.dots
    others = workshops.dots_given(session, room.participant.id) - before
    check_dots(dots, others, room.workshop.dots_each)
    if dots == before:
        leave(session, room)
        return
    if given is None:
        session.add(WorkshopDots(group_id=group.id, participant_id=room.participant.id, dots=dots))
    elif dots == 0:
        session.delete(given)
    else:
        given.dots = dots
    tell(session, room, Deed.DOTS_GIVE, f"group {group.id}", before={"dots": before}, after={"dots": dots})


def place(session: Session, sender: Sender, group_id: int, value: int, effort: int) -> None:
    """Say how much value a group has and how much effort it takes, each from 1 to 10.

    Raises:
        RuleError: a number is out of range, or the group was merged meanwhile.
        NotFoundError: there is no such group.
    """
    room = entered(session, sender, Deed.PLACE_PUT)
    group = _choice(session, room, group_id)
    check_place(Place(value, effort))
    put = session.get(WorkshopPlace, (group.id, room.participant.id))
    before = None if put is None else {"value": put.value, "effort": put.effort}
    after = {"value": value, "effort": effort}
    if before == after:
        leave(session, room)
        return
    if put is None:
        put = WorkshopPlace(group_id=group.id, participant_id=room.participant.id)
        session.add(put)
    put.value, put.effort = value, effort
    tell(session, room, Deed.PLACE_PUT, f"group {group.id}", before=before, after=after)


def _choice(session: Session, room: Entered, group_id: int) -> WorkshopGroup:
    group = workshops.group(session, room.workshop.id, group_id)
    if group.merged_into_id is not None:
        into = workshops.standing_group(session, room.workshop.id, group_id)
        raise RuleError(f"This group was merged into “{into.name}” meanwhile. Choose that one.")
    return group
