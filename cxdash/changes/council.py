"""The council's meetings: planned, edited, held, written down and closed."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import held
from cxdash.domain.actions import Action
from cxdash.domain.council import MeetingValues, check_close, check_may_change, check_meeting, check_topic
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.merging import merged
from cxdash.domain.names import tidy
from cxdash.judging import minutes
from cxdash.store import audit, council, organisation, people, use_cases
from cxdash.store.council_tables import CouncilMeeting, CouncilPresence, CouncilTopic
from cxdash.store.gate_tables import GateReview
from cxdash.store.schema import now


def values_of(row: CouncilMeeting) -> MeetingValues:
    """Return what people plan about a stored meeting."""
    return MeetingValues(row.name, row.held_on, row.quarter)


def plan(session: Session, wanted: MeetingValues) -> CouncilMeeting:
    """Plan a meeting, or record one that was held.

    Raises:
        NotAllowedError: the person does not prepare meetings.
        RuleError: it has no name, or reviews a quarter that is not over on its day.
    """
    _must_prepare(session)
    check_meeting(wanted, organisation.calendar(session))
    row = CouncilMeeting(name=tidy(wanted.name), held_on=wanted.held_on, quarter=wanted.quarter)
    session.add(row)
    session.flush()
    return row


def edit(session: Session, meeting_id: int, *, seen: MeetingValues, wanted: MeetingValues) -> CouncilMeeting:
    """Carry a person's edit of a planned meeting into what is stored now.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        NotAllowedError: the person does not prepare meetings.
        RuleError: it would say what no meeting may, or its minutes are agreed.
        NotFoundError: there is no such meeting.
    """
    row = _open(session, meeting_id)
    result = merged(f"“{row.name}”", seen=seen, wanted=wanted, stored=values_of(row))
    check_meeting(result, organisation.calendar(session))
    row.name, row.held_on, row.quarter = tidy(result.name), result.held_on, result.quarter
    session.flush()
    return row


def archive(session: Session, meeting_id: int) -> None:
    """Take a meeting that is not held out of the lists.

    Raises:
        NotAllowedError: the person does not prepare meetings.
        RuleError: its minutes are agreed, or reviews are on it.
        NotFoundError: there is no such meeting.
    """
    row = _open(session, meeting_id)
    on_it = council.reviews_by_meeting(session).get(meeting_id, ())
    if on_it:
        raise RuleError("Gate reviews are on this meeting. Put them on another one first.")
    row.archived_at = now()
    session.flush()


def record_presence(session: Session, meeting_id: int, slugs: Collection[str]) -> None:
    """Say who took part, all of them at once.

    Raises:
        NotAllowedError: the person does not prepare meetings.
        RuleError: the minutes are agreed.
        NotFoundError: there is no such meeting or person.
    """
    _open(session, meeting_id)
    wanted = {people.get(session, slug).id for slug in slugs}
    stored = {each.person_id: each for each in council.presences(session, meeting_id)}
    for person_id in sorted(wanted - stored.keys()):
        session.add(CouncilPresence(meeting_id=meeting_id, person_id=person_id))
    for person_id in sorted(stored.keys() - wanted):
        session.delete(stored[person_id])
    session.flush()


def write_minutes(session: Session, meeting_id: int, text: str, *, seen: str) -> None:
    """Write what was said; decisions, conditions and actions need not be repeated, for the minutes list them.

    Raises:
        StaleEditError: somebody else wrote meanwhile.
        NotAllowedError: the person does not prepare meetings.
        RuleError: the minutes are agreed.
        NotFoundError: there is no such meeting.
    """
    row = _open(session, meeting_id)
    if row.minutes not in (seen, text):
        raise StaleEditError(
            f"“{row.name}”",
            field="minutes",
            seen=seen,
            mine=text,
            theirs=row.minutes,
            part=("minutes", None),
            stored=row.minutes,
        )
    row.minutes = text.strip()
    session.flush()


def add_topic(session: Session, meeting_id: int, title: str, *, use_case: str | None = None) -> CouncilTopic:
    """Put something on the agenda of a meeting, at its end; ``use_case`` is a slug where it is about one.

    Raises:
        NotAllowedError: the person does not prepare meetings.
        RuleError: it has no words, or the minutes are agreed.
        NotFoundError: there is no such meeting or use case.
    """
    _open(session, meeting_id)
    check_topic(title)
    row = CouncilTopic(
        meeting_id=meeting_id,
        position=len(council.topics(session, meeting_id)) + 1,
        title=tidy(title),
        use_case_id=None if use_case is None else use_cases.get(session, use_case).id,
    )
    session.add(row)
    session.flush()
    return row


def settle_topic(session: Session, topic_id: int, outcome: str) -> None:
    """Write down what came of a topic.

    Raises:
        NotAllowedError: the person does not prepare meetings.
        RuleError: the minutes are agreed.
        NotFoundError: there is no such topic.
    """
    row = council.topic(session, topic_id)
    _open(session, row.meeting_id)
    row.outcome = outcome.strip()
    session.flush()


def drop_topic(session: Session, topic_id: int) -> None:
    """Take a topic off the agenda; refused as in ``settle_topic``."""
    row = council.topic(session, topic_id)
    _open(session, row.meeting_id)
    row.archived_at = now()
    session.flush()


def put_review(session: Session, review_id: int, meeting_id: int | None) -> GateReview:
    """Put a gate review that waits on a meeting, on another one, or (None) on none.

    Raises:
        NotAllowedError: the person does not prepare meetings.
        RuleError: the review is decided or withdrawn, or the meeting's minutes are agreed.
        NotFoundError: there is no such review or meeting.
    """
    _must_prepare(session)
    _, review = held.review(session, review_id)
    if review.decision is not None or review.withdrawn_on is not None:
        raise RuleError("This review is decided or withdrawn, so no meeting has to decide it.")
    if review.meeting_id is not None:
        before = council.meeting(session, review.meeting_id)
        check_may_change(before.name, before.closed_on)
    if meeting_id is not None:
        _open(session, meeting_id)
    review.meeting_id = meeting_id
    session.flush()
    return review


def close(session: Session, meeting_id: int, *, today: date) -> CouncilMeeting:
    """Agree the minutes: nothing about the meeting changes after that, and its minutes are kept as they read today.

    Raises:
        NotAllowedError: the person does not prepare meetings.
        RuleError: it is to come, nobody was present, it has no minutes, or they are agreed already.
        NotFoundError: there is no such meeting.
    """
    row = _open(session, meeting_id)
    check_close(
        held_on=row.held_on, present=len(council.presences(session, meeting_id)), minutes=row.minutes, today=today
    )
    row.agreed = minutes.to_be_kept(session, row, today=today)
    row.closed_on = today
    session.flush()
    return row


def _must_prepare(session: Session) -> None:
    audit.person_of(session).must_be_allowed(Action.COUNCIL_EDIT)


def _open(session: Session, meeting_id: int) -> CouncilMeeting:
    """Return a meeting that the person may change, kept from others until this change is done."""
    _must_prepare(session)
    row = council.meeting(session, meeting_id, held=True)
    check_may_change(row.name, row.closed_on)
    return row
