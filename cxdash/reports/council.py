"""The council: what the next meeting has before it, the meetings there were, and the actions agreed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cxdash.domain.council import Rhythm, action_state, rhythm
from cxdash.domain.figures import count
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.gates import sentences
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.stages import Status
from cxdash.judging import gates as judging
from cxdash.judging import reviews
from cxdash.judging.gates import Gate
from cxdash.reports import council_items
from cxdash.reports.council_items import VERDICTS, Item, Since
from cxdash.store import at_gates, council, gates, organisation, waivers
from cxdash.store.council_tables import CouncilAction, CouncilMeeting
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import UseCase

EXPIRES_SOON = 30
"""A waiver that expires within so many days is on the agenda."""
DECIDE, SECOND, WAIVE, EXPIRING, LATE, READY = (
    "To decide",
    "To stand by",
    "Waivers to approve",
    "Waivers that expire",
    "Overdue",
    "Ready for a review",
)
GROUPS = (DECIDE, SECOND, VERDICTS, WAIVE, EXPIRING, LATE, READY)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Who does what by when, and how it stands on the day."""

    number: int
    text: str
    person: str
    person_id: int
    due: date
    state: str
    outcome: str
    meeting: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in the list; ``quarter`` as people say it, "" where it reviews none."""

    number: int
    name: str
    held_on: date
    quarter: str
    is_closed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Council:
    """What the page shows of the council; ``finding`` says the most pressing of it."""

    finding: str
    calendar: FiscalCalendar
    rhythm: Rhythm
    is_overdue: bool
    agenda: Sequence[Item]
    since: Since
    meetings: Sequence[MeetingLine]
    actions: Sequence[ActionLine]


def overview(session: Session, *, today: date) -> Council:
    """Return the agenda of the day, every meeting and every action."""
    calendar = organisation.calendar(session)
    found = rhythm(calendar, council.reviewed_quarters(session, today=today), today=today)
    meetings = council.meetings(session)
    names = {each.id: each.name for each in meetings}
    actions = tuple(_action(each, names, today=today) for each in council.actions(session))
    use_cases = {each.id: each for each in at_gates.every(session)}
    reviewed = calendar.period(found.quarter).starts
    return Council(
        found.words(calendar, today),
        calendar,
        found,
        today > found.due,
        tuple(agenda(session, use_cases, today=today)),
        council_items.decided_since(session, use_cases, meetings, otherwise=reviewed, today=today),
        tuple(_meeting(each, calendar, today=today) for each in meetings),
        actions,
    )


def agenda(session: Session, use_cases: Mapping[int, UseCase], *, today: date) -> Iterator[Item]:
    """Yield what waits for a meeting on a day, the most pressing kind first; use cases by their number."""
    judged = judging.gates(session, today=today)
    open_reviews = gates.open_reviews(session)
    known = [(use_cases[key], review) for key, review in open_reviews.items() if key in use_cases]
    yield from (_to_decide(use_case, judged[use_case.slug], review) for use_case, review in known)
    yield from council_items.verdicts(session, today=today)
    yield from _waivers(session, use_cases, judged, today=today)
    yield from _late(session, use_cases, today=today)
    for use_case in (each for each in use_cases.values() if Status(each.status) is Status.ACTIVE):
        gate = judged.get(use_case.slug)
        if gate is not None and gate.to is not None and gate.is_open and use_case.id not in open_reviews:
            words = f"{gate.words} at the gate to {gate.to.value}, and nobody asked for a review"
            yield Item(READY, words, use_case.title, use_case.slug)


def _action(row: CouncilAction, names: Mapping[int, str], *, today: date) -> ActionLine:
    is_open = row.done_on is None and row.dropped_on is None
    state = action_state(row.due, done_on=row.done_on, dropped_on=row.dropped_on, today=today)
    meeting = names.get(row.meeting_id or 0, "")
    return ActionLine(
        row.id, row.text, row.person.name, row.person_id, row.due, state, row.outcome, meeting, is_open=is_open
    )


def _to_decide(use_case: UseCase, gate: Gate, review: GateReview) -> Item:
    if review.decision is not None:
        name = "" if review.decided_by is None else review.decided_by.name
        words = f"{name} decided {Decision(review.decision).label.lower()} at the gate to {review.to_stage}"
        group = SECOND
    else:
        votes = sum(reviews.counts(vote, review, gate.facts.owners) for vote in review.votes)
        words = f"Gate to {review.to_stage}: {gate.words}, {count(votes, 'vote')}"
        group = DECIDE
    return Item(group, words, use_case.title, use_case.slug, review.id, review.meeting_id)


def _waivers(
    session: Session, use_cases: Mapping[int, UseCase], judged: Mapping[str, Gate], *, today: date
) -> Iterator[Item]:
    for each in waivers.waiting(session):
        use_case = use_cases.get(each.use_case_id)
        if use_case is not None:
            said = sentences(judged[use_case.slug].policy).get(each.criterion, each.criterion).rstrip(".")
            words = f"“{said}” until {each.expires_on:%-d %b %Y}, asked by {each.asked_by.name}: {each.reason}"
            yield Item(WAIVE, words, use_case.title, use_case.slug)
    for use_case_id, found in waivers.by_use_case(session).items():
        for each in found:
            ends = today <= each.expires_on <= today + timedelta(days=EXPIRES_SOON)
            if each.approved_on is not None and each.ended_on is None and ends and use_case_id in use_cases:
                use_case = use_cases[use_case_id]
                said = sentences(judged[use_case.slug].policy).get(each.criterion, each.criterion).rstrip(".")
                yield Item(EXPIRING, f"“{said}” on {each.expires_on:%-d %b %Y}", use_case.title, use_case.slug)


def _late(session: Session, use_cases: Mapping[int, UseCase], *, today: date) -> Iterator[Item]:
    for use_case_id, found in gates.overdue_conditions(session, today=today).items():
        if use_case_id in use_cases:
            use_case = use_cases[use_case_id]
            for each in found:
                words = f"Condition “{each.text}”, {each.owner.name}, was due {each.due:%-d %b %Y}"
                yield Item(LATE, words, use_case.title, use_case.slug)
    for action in council.actions(session):
        if action.done_on is None and action.dropped_on is None and action.due < today:
            words = f"Action “{action.text}”, {action.person.name}, was due {action.due:%-d %b %Y}"
            about = use_cases.get(action.use_case_id or 0)
            yield Item(LATE, words, "" if about is None else about.title, "" if about is None else about.slug)


def _meeting(row: CouncilMeeting, calendar: FiscalCalendar, *, today: date) -> MeetingLine:
    quarter = calendar.name(Quarter.parse(row.quarter)) if row.quarter else ""
    if row.closed_on is not None:
        state = "minutes agreed"
    else:
        state = "planned" if row.held_on > today else "minutes to write and agree"
    reviews = f", reviews {quarter}" if quarter else ""
    words = f"{state[:1].upper()}{state[1:]}{reviews}"
    return MeetingLine(row.id, row.name, row.held_on, quarter, row.closed_on is not None, words)
