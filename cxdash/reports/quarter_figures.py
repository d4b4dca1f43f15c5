"""Every figure of a quarter as a flat list with names that last, each with what it was worked out from."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cxdash.domain.closing import COUNT, SHARE, Figure
from cxdash.domain.periods import Grain, Period, add_months
from cxdash.domain.stages import Stage
from cxdash.domain.traps import Trap
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result
from cxdash.reports import earlier_traps, quarter_outcomes, quarter_value, quarter_value_figures
from cxdash.reports.quarter_outcomes import Outcome
from cxdash.store import standings, trap_facts


def figures(session: Session, period: Period, *, today: date) -> tuple[Figure, ...]:
    """Return every figure of a quarter as it reads on a day: money first, then customers, moves, stages and traps.

    Args:
        session: reads.
        period: the quarter's days, whatever the calendar calls them.
        today: the day by which windows are over.
    """
    results = pilot_results.results(session, today=today)
    [value] = quarter_value.values(session, results, (period,), today=today)
    return (
        *quarter_value_figures.figures(value),
        *_outcomes(session, results, period),
        *_stages(session, period),
        *_traps(session, period),
    )


def _outcomes(session: Session, results: tuple[Result, ...], period: Period) -> Iterator[Figure]:
    before = Period(add_months(period.starts, -3), Grain.QUARTER)
    live = {each.id for each in results if each.goes_live is not None and each.goes_live < period.ends_before}
    found = quarter_outcomes.outcomes(session, quarter=period, before=before, live_pilots=live)
    for each in sorted(found, key=lambda each: each.metric.slug):
        yield _outcome(each, "now", each.now, "in the quarter")
        yield _outcome(each, "before", each.before, "in the quarter before")


def _outcome(each: Outcome, key: str, value: float, words: str) -> Figure:
    return Figure(
        key=f"outcome/{each.metric.slug}/{key}",
        words=f"{each.metric.name} {words}",
        value=value,
        unit=SHARE if each.metric.is_fraction else each.metric.unit,
        metric=each.metric.slug,
        evidence={"pilots": each.pilots},
    )


def _stages(session: Session, period: Period) -> Iterator[Figure]:
    """Yield where use cases stood on the quarter's last day, and how many entered each stage in it."""
    last, moves = period.ends_before - timedelta(days=1), standings.moves(session)
    places = [earlier_traps.place(each, moves.get(each.id, ()), last) for each in trap_facts.use_cases(session)]
    stood = Counter(place[0] for place in places if place is not None)
    entered = Counter(
        move.to_stage for each in moves.values() for move in each if period.starts <= move.moved_on <= last
    )
    for stage in Stage:
        yield _count(f"stage/{stage.value}", f"Use cases at {stage.value} when the quarter ended", stood[stage])
    for stage in Stage:
        yield _count(f"moved/{stage.value}", f"Use cases that entered {stage.value}", entered[stage.value])


def _traps(session: Session, period: Period) -> Iterator[Figure]:
    last = period.ends_before - timedelta(days=1)
    found = Counter(trap for each in earlier_traps.on_days(session, [last])[last] for trap in each.traps)
    for trap in Trap:
        yield _count(f"trap/{trap.name.lower()}", f"{trap.label} when the quarter ended", found[trap])


def _count(key: str, words: str, number: int) -> Figure:
    return Figure(key=key, words=words, value=float(number), unit=COUNT)
