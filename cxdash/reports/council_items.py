"""What a meeting of the council has before it, and the decisions that were taken since the last one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.gate_reviews import Decision
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import day
from cxdash.reports import quarter_state
from cxdash.store import gates
from cxdash.store.council_tables import CouncilMeeting
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import UseCase

VERDICTS = "Verdicts that are ready"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing before a meeting; ``title`` names what it is about, "" where it is about nothing one can open.

    ``use_case`` and ``pilot`` are slugs, at most one of them given; ``review`` and ``meeting`` are numbers.
    """

    group: str
    words: str
    title: str = ""
    use_case: str = ""
    review: int | None = None
    meeting: int | None = None
    pilot: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """The decisions that took effect since a day, the latest first; ``after`` says what was on that day."""

    after: str
    decisions: Sequence[Item]

    @property
    def words(self) -> str:
        """How many there are, since when: ``2 decisions since Council, October (12 Oct 2026)``."""
        return f"{count(len(self.decisions), 'decision')} since {self.after}"


def verdicts(session: Session, *, today: date) -> Iterator[Item]:
    """Yield the pilots whose verdict is ready, what the method suggests first to be done first."""
    found = pilot_results.results(session, today=today)
    for each in quarter_state.waiting(session, found, today=today).decisions:
        yield Item(VERDICTS, each.item.says, each.item.name, pilot=each.item.slug)


def decided_since(
    session: Session,
    use_cases: Mapping[int, UseCase],
    meetings: Sequence[CouncilMeeting],
    *,
    otherwise: date,
    today: date,
) -> Since:
    """Return the decisions since the last meeting before today; without one, since the day ``otherwise``.

    One that was taken on the meeting's day counts where it was not on that meeting.
    """
    last = max((each for each in meetings if each.held_on < today), key=lambda each: each.held_on, default=None)
    starts = otherwise if last is None else last.held_on
    found = [
        (review.effective_on, review)
        for number, reviews in gates.reviews_by_use_case(session).items()
        if number in use_cases
        for review in reviews
        if review.effective_on is not None
        and starts <= review.effective_on <= today
        and not (last is not None and review.effective_on == starts and review.meeting_id == last.id)
    ]
    ordered = sorted(found, key=lambda each: (each[0], each[1].id), reverse=True)
    return Since(
        f"{day(starts)}, before any meeting" if last is None else f"{last.name} ({day(starts)})",
        tuple(_decided(use_cases[review.use_case_id], review, on) for on, review in ordered),
    )


def _decided(use_case: UseCase, review: GateReview, on: date) -> Item:
    decision = Decision(review.decision or Decision.HOLD).label
    by = "" if review.decided_by is None else f" by {review.decided_by.name}"
    against = ", against the recommendation" if review.against_recommendation else ""
    where = ", outside a meeting" if review.meeting_id is None else ""
    words = f"{decision} at the gate to {review.to_stage}{by}, {day(on)}{against}{where}"
    return Item("", words, use_case.title, use_case.slug, review.id, review.meeting_id)
