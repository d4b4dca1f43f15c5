"""The council's meetings, topics and actions, found by what people ask for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.errors import NotFoundError
from cxdash.domain.periods import Quarter
from cxdash.store.council_tables import CouncilAction, CouncilMeeting, CouncilPresence, CouncilTopic
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import PersonRow


def meeting(session: Session, meeting_id: int, *, held: bool = False) -> CouncilMeeting:
    """Return a meeting as it is now; ``held`` keeps others from changing it until this change is done.

    Raises:
        NotFoundError: there is no such meeting.
    """
    query = select(CouncilMeeting).where(CouncilMeeting.id == meeting_id, CouncilMeeting.archived_at.is_(None))
    query = query.execution_options(populate_existing=True)
    found = session.scalar(query.with_for_update() if held else query)
    if found is None:
        raise NotFoundError(f"There is no meeting {meeting_id}. Open it from the page Operating model.")
    return found


def meetings(session: Session) -> Sequence[CouncilMeeting]:
    """Return every meeting that is not archived, the latest first."""
    query = select(CouncilMeeting).where(CouncilMeeting.archived_at.is_(None))
    return session.scalars(query.order_by(CouncilMeeting.held_on.desc(), CouncilMeeting.id.desc())).all()


def reviewed_quarters(session: Session, *, today: date) -> frozenset[Quarter]:
    """Return the quarters that a meeting has reviewed by today."""
    return frozenset(
        Quarter.parse(each.quarter) for each in meetings(session) if each.quarter and each.held_on <= today
    )


def present(session: Session, meeting_id: int) -> Sequence[PersonRow]:
    """Return who took part in a meeting, by name."""
    query = select(PersonRow).join(CouncilPresence, CouncilPresence.person_id == PersonRow.id)
    return session.scalars(query.where(CouncilPresence.meeting_id == meeting_id).order_by(PersonRow.name)).all()


def presences(session: Session, meeting_id: int) -> Sequence[CouncilPresence]:
    """Return the rows that say who took part in a meeting."""
    return session.scalars(select(CouncilPresence).where(CouncilPresence.meeting_id == meeting_id)).all()


def topics(session: Session, meeting_id: int) -> Sequence[CouncilTopic]:
    """Return what a meeting speaks about, in order."""
    query = select(CouncilTopic).where(CouncilTopic.meeting_id == meeting_id, CouncilTopic.archived_at.is_(None))
    return session.scalars(query.order_by(CouncilTopic.position, CouncilTopic.id)).all()


def topic(session: Session, topic_id: int) -> CouncilTopic:
    """Return a topic; NotFoundError where there is none."""
    found = session.get(CouncilTopic, topic_id)
    if found is None or found.archived_at is not None:
        raise NotFoundError(f"There is no topic {topic_id}. Open the meeting again.")
    return found


def action(session: Session, action_id: int) -> CouncilAction:
    """Return an action; NotFoundError where there is none."""
    found = session.get(CouncilAction, action_id)
    if found is None:
        raise NotFoundError(f"There is no action {action_id}. Open it from the page Operating model.")
    return found


def actions(session: Session, *, meeting_id: int | None = None) -> Sequence[CouncilAction]:
    """Return the actions of a meeting, or all of them, the first due first."""
    query = select(CouncilAction).options(joinedload(CouncilAction.person))
    if meeting_id is not None:
        query = query.where(CouncilAction.meeting_id == meeting_id)
    return session.scalars(query.order_by(CouncilAction.due, CouncilAction.id)).all()


def reviews_by_meeting(session: Session) -> Mapping[int, Sequence[int]]:
    """Return the reviews that each meeting is to decide or decided, by its number."""
    found: dict[int, list[int]] = defaultdict(list)
    query = select(GateReview.meeting_id, GateReview.id).where(GateReview.meeting_id.is_not(None))
    for meeting_id, review_id in session.execute(query.order_by(GateReview.id)):
        found[meeting_id or 0].append(review_id)
    return dict(found)
