"""The minutes of a meeting: who was there, what was before it, what was decided and why, and who does what by when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.brief import Brief, Section, Table
from cxdash.domain.council import action_state
from cxdash.domain.gate_reviews import Decision, Vote
from cxdash.domain.ownership import Function
from cxdash.domain.periods import Quarter
from cxdash.store import council, gates, organisation, through, use_cases
from cxdash.store.council_tables import CouncilAction, CouncilMeeting
from cxdash.store.gate_tables import GateReview
from cxdash.store.through import Names


def minutes(session: Session, row: CouncilMeeting, *, today: date) -> Brief:
    """Return the minutes of a meeting: once they are agreed as they were on that day, before as they stand today."""
    if row.agreed is not None:
        return _read(row.agreed)
    return _composed(session, row, f"draft of {today:%-d %b %Y}", today=today)


def to_be_kept(session: Session, row: CouncilMeeting, *, today: date) -> dict[str, Any]:
    """Return the minutes of a meeting as they are agreed today, to be stored with it."""
    return asdict(_composed(session, row, f"agreed on {today:%-d %b %Y}", today=today))


def _read(kept: Mapping[str, Any]) -> Brief:
    return Brief(kept["title"], kept["about"], kept["statement"], tuple(_section(each) for each in kept["sections"]))


def _section(kept: Mapping[str, Any]) -> Section:
    table = kept["table"]
    return Section(
        kept["title"],
        tuple(kept["says"]),
        tuple(kept["points"]),
        is_numbered=kept["is_numbered"],
        table=table and Table(tuple(table["heads"]), tuple(tuple(row) for row in table["rows"])),
    )


def _composed(session: Session, row: CouncilMeeting, state: str, *, today: date) -> Brief:
    calendar = organisation.calendar(session)
    quarter = f" It reviewed {calendar.name(Quarter.parse(row.quarter))}." if row.quarter else ""
    return Brief(
        title=row.name,
        about=f"Minutes, {state}",
        statement=f"{organisation.name(session)}: the council met on {row.held_on:%-d %b %Y}.{quarter}",
        sections=tuple(_sections(session, row, today=today)),
    )


def _sections(session: Session, row: CouncilMeeting, *, today: date) -> Iterator[Section]:
    present = tuple(each.name for each in council.present(session, row.id))
    yield Section("Present", (", ".join(present) or "Not recorded yet.",))
    decided, waiting = _reviews(session, row)
    by = through.names(session, [*decided, *(vote for each in decided for vote in each.votes)])
    topics = council.topics(session, row.id)
    points = (
        *(f"{_of(session, each)}: gate to {each.to_stage}" for each in (*decided, *waiting)),
        *(each.title for each in topics),
    )
    yield Section("Agenda", () if points else ("Nothing was put on it.",), points, is_numbered=True)
    if decided:
        yield Section(
            "Decisions",
            points=tuple(_decision(session, each, by) for each in decided),
            table=_votes(session, decided, by),
        )
    conditions = tuple(
        (each.text, each.owner.name, f"{each.due:%-d %b %Y}", _of(session, review))
        for review in decided
        for each in review.conditions
    )
    if conditions:
        yield Section("Conditions", table=Table(("Condition", "Who", "By", "Use case"), conditions))
    said = tuple(f"{each.title}: {each.outcome}" for each in topics if each.outcome)
    if said:
        yield Section("Topics", points=said)
    if row.minutes:
        yield Section("What was said", tuple(line for line in row.minutes.splitlines() if line.strip()))
    actions = tuple(_action(each, today=today) for each in council.actions(session, meeting_id=row.id))
    if actions:
        yield Section("Actions", table=Table(("Action", "Who", "By", "Stands"), actions))


def _action(row: CouncilAction, *, today: date) -> tuple[str, str, str, str]:
    state = action_state(row.due, done_on=row.done_on, dropped_on=row.dropped_on, today=today)
    return row.text, row.person.name, f"{row.due:%-d %b %Y}", state


def _reviews(session: Session, row: CouncilMeeting) -> tuple[list[GateReview], list[GateReview]]:
    """Return the reviews on a meeting: those with a decision in effect, and those that waited."""
    found = [gates.review(session, number) for number in council.reviews_by_meeting(session).get(row.id, ())]
    kept = [each for each in found if each.withdrawn_on is None]
    decided = [each for each in kept if each.effective_on is not None]
    return decided, [each for each in kept if each.effective_on is None]


def _of(session: Session, review: GateReview) -> str:
    return use_cases.link(session, review.use_case_id)[1]


def _decision(session: Session, review: GateReview, by: Names) -> str:
    decision = Decision(review.decision or Decision.HOLD)
    decided = "" if review.decided_by is None else f" by {by.of(review, review.decided_by, 'decision')}"
    stands_by = by.of(review, review.seconded_by, "seconded_by_id")
    second = f", {stands_by} stands by it" if stands_by else ""
    against = ", against the recommendation" if review.against_recommendation else ""
    head = f"{_of(session, review)}, gate to {review.to_stage}: {decision.label.lower()}{decided}{against}{second}"
    return f"{head}. {review.rationale}".strip()


def _votes(session: Session, decided: Sequence[GateReview], by: Names) -> Table | None:
    rows = tuple(
        (
            _of(session, review),
            Function(each.function).label,
            by.of(each, each.person, "vote"),
            Vote(each.vote).label,
            each.reason,
        )
        for review in decided
        for each in review.votes
    )
    return Table(("Use case", "Function", "Who", "Vote", "Why"), rows) if rows else None
