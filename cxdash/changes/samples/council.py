"""The sample portfolio's council: its meetings, what was put on them, said there and agreed to be done."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import council, council_actions
from cxdash.changes.samples.gestures import Said
from cxdash.domain.council import MeetingValues
from cxdash.domain.use_cases import slug_of
from cxdash.store import council as stored
from cxdash.store import use_cases
from cxdash.store.council_tables import CouncilMeeting


def plan(session: Session, said: Said, _: date) -> None:
    """Plan a meeting."""
    council.plan(session, MeetingValues(said["name"], date.fromisoformat(said["held_on"]), said["quarter"]))


def put(session: Session, said: Said, _: date) -> None:
    """Put the newest review of a use case on a meeting."""
    newest = use_cases.get(session, slug_of(said["use_case"])).reviews[-1]
    council.put_review(session, newest.id, _meeting(session, said).id)


def hold(session: Session, said: Said, on: date) -> None:
    """Write down who was there, what was said and agreed, and agree on the minutes."""
    meeting = _meeting(session, said)
    council.record_presence(session, meeting.id, [slug_of(name) for name in said["present"]])
    for topic in said["topics"]:
        about = topic["use_case"] and slug_of(topic["use_case"])
        added = council.add_topic(session, meeting.id, topic["title"], use_case=about or None)
        council.settle_topic(session, added.id, topic["outcome"])
    for action in said["actions"]:
        council_actions.add(
            session,
            action["text"],
            person=slug_of(action["who"]),
            due=date.fromisoformat(action["due"]),
            today=on,
            meeting_id=meeting.id,
            use_case=slug_of(action["use_case"]) if action["use_case"] else None,
        )
    council.write_minutes(session, meeting.id, said["minutes"], seen="")
    council.close(session, meeting.id, today=on)


def report(session: Session, said: Said, on: date) -> None:
    """Report an action as done."""
    action = next(each for each in stored.actions(session) if each.text == said["action"])
    council_actions.done(session, action.id, outcome=said["outcome"], today=on)


def _meeting(session: Session, said: Said) -> CouncilMeeting:
    return next(each for each in stored.meetings(session) if each.name == said["name"])
