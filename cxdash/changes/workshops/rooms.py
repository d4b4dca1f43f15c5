"""Rooms opened, joined, led from phase to phase, timed and closed; who is in them, and where."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from cxdash.changes.workshops import cards, resuming
from cxdash.changes.workshops.entering import Entered, Sender, entered, leave, tell
from cxdash.domain.actions import Action
from cxdash.domain.archives import check_current
from cxdash.domain.errors import RuleError
from cxdash.domain.names import tidy
from cxdash.domain.workshops.codes import code as random_code
from cxdash.domain.workshops.codes import tidy_code
from cxdash.domain.workshops.notes import check_participant_name, check_title
from cxdash.domain.workshops.phases import Deed, Phase
from cxdash.domain.workshops.timer import Timer, started
from cxdash.domain.workshops.votes import DOTS_EACH, check_dots_each
from cxdash.store import audit, journeys, use_cases, workshops
from cxdash.store.schema import now
from cxdash.store.workshop_tables import Participant, Workshop, WorkshopScope

AWAY_AFTER = timedelta(seconds=20)
"""Who was not seen for so long counts as away."""
_SEEN_LATELY = timedelta(seconds=5)
"""Who was seen so lately need not be written down as seen again."""


@dataclass(frozen=True, slots=True)
class RoomValues:
    """What a workshop is about: a journey and use cases by slug, what is to be done in order, and dots for each."""

    title: str
    journey: str | None = None
    use_cases: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    dots_each: int = DOTS_EACH


def open_room(session: Session, values: RoomValues, *, resumes: str | None = None) -> Workshop:
    """Open a room that the session's person leads.

    Args:
        session: writes.
        values: what the workshop is about.
        resumes: the code of a closed workshop to go on with, from the phase that it ended in; what is in it is taken
            over.

    Raises:
        NotAllowedError: the person does not lead workshops.
        RuleError: the title is empty or too long, dots are too few or too many, a use case is archived, or the earlier
            workshop is still open.
        NotFoundError: there is no such journey, use case or earlier workshop.
    """
    leader = audit.person_of(session)
    leader.must_be_allowed(Action.WORKSHOP_LEAD)
    check_title(values.title)
    check_dots_each(values.dots_each)
    earlier = None if resumes is None else _closed(session, resumes)
    room = Workshop(
        code=_free_code(session),
        title=tidy(values.title),
        journey_id=None if values.journey is None else journeys.get_journey(session, values.journey).id,
        agenda=[tidy(each) for each in values.agenda if each.strip()],
        phase=Phase.CAPTURE.value if earlier is None else earlier.phase,
        dots_each=values.dots_each,
        leader_id=leader.id,
        resumes_id=None if earlier is None else earlier.id,
        secret=secrets.token_urlsafe(),
    )
    session.add(room)
    session.flush()
    for slug in dict.fromkeys(values.use_cases):
        use_case = use_cases.get(session, slug)
        check_current(use_case.title, use_case.archived_at)
        session.add(WorkshopScope(workshop_id=room.id, use_case_id=use_case.id))
    if earlier is not None:
        resuming.take_over(session, earlier, room)
    first = _of_person(session, room.id, leader.id)
    if first is None:
        first = Participant(workshop_id=room.id, person_id=leader.id, name=_free_name(session, room.id, leader.name))
        session.add(first)
    first.leads = True
    session.flush()
    begins = {} if earlier is None else resuming.taken_over(session, room)
    after = {"title": room.title, "phase": room.phase} | begins
    tell(session, Entered(room, first), Deed.ROOM_OPEN, "room", after=after)
    return room


def join(session: Session, code: str, name: str, secret: str, *, person_id: int | None = None) -> Participant:
    """Take part in a workshop; whoever takes part already is found again, by their account or their browser's secret.

    Args:
        session: writes.
        code: what the big screen shows, however it is typed.
        name: what the others shall read; who is found again keeps the name that they have.
        secret: what only this browser knows; it is stored as a hash.
        person_id: the person's account, None where people take part by name alone.

    Raises:
        RuleError: the name is empty, too long or taken by somebody else; or the workshop is closed.
        NotFoundError: no workshop has this code.
    """
    room = workshops.locked(session, workshops.by_code(session, tidy_code(code)).id)
    known = _known(session, room.id, _hashed(secret), person_id)
    if known is not None:
        return known
    if room.closed_at is not None:
        raise RuleError("This workshop is closed. Read its history and summary, or open one that goes on with it.")
    check_participant_name(name)
    words = tidy(name)
    somebody = _so_called(session, room.id, words)
    if somebody is None:
        somebody = Participant(workshop_id=room.id, name=words)
        session.add(somebody)
    elif somebody.secret_hash or somebody.person_id is not None:  # else they come from an earlier workshop
        free = _free_name(session, room.id, words)
        raise RuleError(f"Somebody else is called “{words}” here. Call yourself “{free}”, for example.", field="name")
    somebody.secret_hash, somebody.person_id, somebody.seen_at = _hashed(secret), person_id, now()
    session.flush()
    tell(session, Entered(room, somebody), Deed.ROOM_JOIN, f"participant {somebody.id}", after={"name": somebody.name})
    return somebody


def move(session: Session, sender: Sender, to: Phase) -> None:
    """Move the room to a phase, earlier ones included; the timer stops, and refining begins with its cards."""
    room = entered(session, sender, Deed.PHASE_MOVE)
    if to is room.phase:
        leave(session, room)
        return
    before = room.workshop.phase
    room.workshop.phase = to.value
    _set_timer(room.workshop, Timer())
    tell(session, room, Deed.PHASE_MOVE, "room", before={"phase": before}, after={"phase": to.value})
    if to is Phase.REFINE:
        cards.for_ranked(session, room)


def set_timer(session: Session, sender: Sender, seconds: int) -> None:
    """Start the timer anew, at so many seconds; RuleError where that is too short or too long."""
    _time(session, sender, Deed.TIMER_START, lambda _: started(seconds, now()))


def pause(session: Session, sender: Sender) -> None:
    """Hold the timer where it is."""
    _time(session, sender, Deed.TIMER_PAUSE, lambda timer: timer.paused(now()))


def resume(session: Session, sender: Sender) -> None:
    """Let the timer go on from where it was held."""
    _time(session, sender, Deed.TIMER_RESUME, lambda timer: timer.resumed(now()))


def stop(session: Session, sender: Sender) -> None:
    """Take the timer away."""
    _time(session, sender, Deed.TIMER_STOP, lambda _: Timer())


def close(session: Session, sender: Sender, *, summary: str = "") -> Workshop:
    """End the workshop; nothing in it changes after that. ``summary`` is what came of it, as Markdown."""
    room = entered(session, sender, Deed.ROOM_CLOSE)
    _set_timer(room.workshop, Timer())
    room.workshop.closed_at, room.workshop.summary, room.workshop.summoned_id = now(), summary, None
    tell(session, room, Deed.ROOM_CLOSE, "room")
    return room.workshop


def take_lead(session: Session, sender: Sender) -> None:
    """Lead the workshop from now on, in place of who did; NotAllowedError for who does not lead workshops."""
    person = audit.person_of(session)
    person.must_be_allowed(Action.WORKSHOP_LEAD)
    room = entered(session, sender, Deed.LEAD_TAKE)
    if room.participant.leads:
        leave(session, room)
        return
    led = [each for each in workshops.participants(session, room.workshop.id) if each.leads]
    for each in led:
        each.leads = False
    room.participant.leads, room.workshop.leader_id = True, person.id
    before = {"participant": led[0].id} if led else None
    subject = f"participant {room.participant.id}"
    tell(session, room, Deed.LEAD_TAKE, subject, before=before, after={"participant": room.participant.id})


def rename(session: Session, sender: Sender, name: str) -> None:
    """Call oneself otherwise; RuleError where the name is empty, too long or taken by somebody else."""
    room = entered(session, sender, Deed.NAME)
    check_participant_name(name)
    words, somebody = tidy(name), room.participant
    other = _so_called(session, room.workshop.id, words)
    if other is not None and other is not somebody:
        free = _free_name(session, room.workshop.id, words)
        raise RuleError(f"Somebody else is called “{words}” here. Call yourself “{free}”, for example.", field="name")
    if words == somebody.name:
        leave(session, room)
        return
    before, somebody.name = somebody.name, words
    tell(session, room, Deed.NAME, f"participant {somebody.id}", before={"name": before}, after={"name": words})


def seen(session: Session, sender: Sender, at: str) -> None:
    """Know that somebody is there, and where; the journal tells it only where they came back or went elsewhere."""
    room = entered(session, sender, Deed.HERE)
    somebody, moment = room.participant, now()
    was_at, away = somebody.at, moment - somebody.seen_at
    if at == was_at and away < _SEEN_LATELY:
        return
    somebody.seen_at, somebody.at = moment, at
    if at != was_at or away > AWAY_AFTER:
        tell(session, room, Deed.HERE, f"participant {somebody.id}", before={"at": was_at}, after={"at": at})


def _time(session: Session, sender: Sender, deed: Deed, change: Callable[[Timer], Timer]) -> None:
    room = entered(session, sender, deed)
    timer = change(workshops.timer_of(room.workshop))
    if timer == workshops.timer_of(room.workshop):
        leave(session, room)
        return
    _set_timer(room.workshop, timer)
    tell(session, room, deed, "timer", after={"seconds": timer.seconds})


def _set_timer(room: Workshop, timer: Timer) -> None:
    room.timer_seconds, room.timer_ends_at, room.timer_left = timer.seconds, timer.ends_at, timer.left


def _closed(session: Session, code: str) -> Workshop:
    earlier = workshops.by_code(session, tidy_code(code))
    if earlier.closed_at is None:
        raise RuleError(f"“{earlier.title}” is still open. Join it with the code {earlier.code}, or close it first.")
    return earlier


def _free_code(session: Session) -> str:
    while True:
        code = random_code(secrets.choice)
        if not workshops.is_taken(session, code):
            return code


def _hashed(secret: str) -> str:
    """Return what is stored of a browser's secret: it is random and long, so a plain hash cannot be guessed back."""
    return sha256(secret.encode()).hexdigest() if secret else ""


def _known(session: Session, workshop_id: int, secret_hash: str, person_id: int | None) -> Participant | None:
    """Return who takes part already: this person, else whoever joined with this browser and is nobody else."""
    mine = None if person_id is None else _of_person(session, workshop_id, person_id)
    if mine is not None:
        mine.secret_hash = mine.secret_hash or secret_hash
        return mine
    same = [
        each for each in workshops.participants(session, workshop_id) if secret_hash and each.secret_hash == secret_hash
    ]
    found = next((each for each in same if person_id is None or each.person_id is None), None)
    if found is not None and person_id is not None:
        found.person_id = person_id
    return found


def _of_person(session: Session, workshop_id: int, person_id: int) -> Participant | None:
    return next((each for each in workshops.participants(session, workshop_id) if each.person_id == person_id), None)


def _so_called(session: Session, workshop_id: int, name: str) -> Participant | None:
    same = name.casefold()
    return next((each for each in workshops.participants(session, workshop_id) if each.name.casefold() == same), None)


def _free_name(session: Session, workshop_id: int, name: str) -> str:
    """Return a name that nobody in the room has: this one, or the first free one of “Ana 2”, “Ana 3”."""
    taken = {each.name.casefold() for each in workshops.participants(session, workshop_id)}
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} {number}"
    return free
