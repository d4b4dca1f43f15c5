"""Which decisions of pilots wait today, which windows end soon, and which pilots fell silent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cxdash.domain.stages import Stage, Status
from cxdash.effects.verdict import Recommendation
from cxdash.judging.pilot_results import Result, State, day, days_left
from cxdash.store import freshness, gate_policies

GATE = "Gate"
"""The tab of a use case where its gate is reviewed."""
_SOON_DAYS = 30
_RECENT_DAYS = 120
_URGENCY = (Recommendation.STOP, Recommendation.FUND, Recommendation.DISCUSS, Recommendation.EXTEND)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: what it is about, what is to be said, and the page, slug and tab where it can be opened."""

    name: str
    says: str
    page: str
    slug: str
    view: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A pilot whose verdict is ready, with what the method suggests."""

    advice: Recommendation
    item: Item


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that waits for somebody: verdicts, windows about to end, pilots that fell silent."""

    decisions: tuple[Decision, ...]
    ending: tuple[Item, ...]
    silent: tuple[Item, ...]

    @property
    def by_advice(self) -> Counter[Recommendation]:
        """How many decisions there are of each kind."""
        return Counter(each.advice for each in self.decisions)


def waiting(session: Session, results: Sequence[Result], *, today: date) -> Waiting:
    """Return what needs somebody today, in use cases and pilots that are active.

    A verdict waits while its use case is in its pilot stage, and elsewhere for some months after its window ended.
    """
    active = [each for each in results if Status.ACTIVE is each.status is each.use_case_status]
    decisions = [
        Decision(each.recommendation, _verdict(each))
        for each in active
        if each.state is State.FINISHED and each.recommendation is not None and _is_open(each)
    ]
    ending = sorted(
        (
            (each.window_ends_before - timedelta(days=1), each)
            for each in active
            if each.state is State.RUNNING
            and each.window_ends_before is not None
            and 0 <= (each.window_ends_before - today).days <= _SOON_DAYS
        ),
        key=lambda pair: (pair[0], pair[1].name),
    )
    return Waiting(
        decisions=tuple(sorted(decisions, key=lambda each: (_URGENCY.index(each.advice), each.item.name))),
        ending=tuple(
            Item(each.name, f"window ends {day(last)}, {days_left(last, today=today)}", "compare", each.slug)
            for last, each in ending
        ),
        silent=_silent(session, active, today=today),
    )


def _silent(session: Session, active: Sequence[Result], *, today: date) -> tuple[Item, ...]:
    """Return the pilots whose newest figure is older than the gate policy allows a running use case."""
    fresh_days = gate_policies.current(session).fresh_days
    newest: dict[int, date] = {}
    for reach in freshness.reaches(session):
        if reach.pilot_id is not None:
            newest[reach.pilot_id] = max(reach.until, newest.get(reach.pilot_id, reach.until))
    live = {each.id: each for each in active if each.state is not State.PLANNED}
    found = [(newest.get(number), each) for number, each in live.items()]
    return tuple(
        Item(each.name, "no figures yet" if last is None else f"no figures since {day(last)}", "compare", each.slug)
        for last, each in found
        if last is None or (today - last).days > fresh_days
    )


def _is_open(each: Result) -> bool:
    ended = each.window_ends_before
    return each.stage is Stage.PILOT or (ended is not None and (each.today - ended).days <= _RECENT_DAYS)


def _verdict(each: Result) -> Item:
    advice = each.recommendation.value if each.recommendation is not None else ""
    return Item(each.name, f"{each.verdict.value}, grade {each.grade}: {advice}", "compare", each.slug)
