"""The quarter in five answers, each a number and a sentence with its figures."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count, percent
from cxdash.domain.periods import Period, Quarter
from cxdash.domain.stages import Status
from cxdash.domain.traps import Trap
from cxdash.effects.verdict import Recommendation
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, day
from cxdash.reports import portfolio, quarter_gates, quarter_money, quarter_outcomes, quarter_state, quarter_value
from cxdash.reports.answer import Answer
from cxdash.reports.portfolio import Entry
from cxdash.reports.quarter_gates import AtGates
from cxdash.reports.quarter_outcomes import Outcome
from cxdash.reports.quarter_state import Item, Waiting
from cxdash.store import organisation

OUTCOME_COLUMNS = ("metric", "who", "before", "now", "words", "improved", "direction", "pilots")
_A_QUARTER = 93
_IN_TRAP = {Trap.PILOT_TRAP: "over 24 months old"}
_PART = {
    Recommendation.STOP: "to stop",
    Recommendation.FUND: "to fund as proof point",
    Recommendation.DISCUSS: "to discuss",
    Recommendation.EXTEND: "to extend",
}


@dataclass(frozen=True)
class Quarterly:
    """A quarter on one page.

    Attributes:
        caution: what to know about the quarter's age before reading on; empty where it is the latest that is over.
        value: value realised against value promised; ``by_grade`` has a row per grade, ``lines`` one per pilot.
        people: customers and agents; ``outcomes`` has a row per metric.
        reviews: the gate reviews that wait.
        value_finding: the title of the chart over ``by_grade``; empty where there is nothing to draw.
        people_finding: the title of the chart over ``outcomes``; empty where there is nothing to draw.
    """

    name: str
    name_before: str
    caution: str
    currency: str
    value: Answer
    by_grade: pd.DataFrame
    lines: pd.DataFrame
    value_finding: str
    people: Answer
    outcomes: pd.DataFrame
    people_finding: str
    moves: Answer
    moved: tuple[Item, ...]
    trapped: Answer
    stuck: tuple[Item, ...]
    decisions: Answer
    waiting: Waiting
    reviews: tuple[Item, ...]


def quarterly(session: Session, quarter: Quarter, *, today: date) -> Quarterly:
    """Return a quarter's answers, beside the quarter before; what is stuck and what waits is as of ``today``."""
    calendar, figures = organisation.calendar(session), organisation.figures(session)
    period, earlier = calendar.period(quarter), calendar.period(quarter.shifted(-1))
    results = pilot_results.results(session, today=today)
    entries = portfolio.entries(session, today=today)
    now, before = quarter_value.values(session, results, (period, earlier))
    live = {each.id for each in results if each.goes_live is not None and each.goes_live < period.ends_before}
    outcomes = quarter_outcomes.outcomes(session, quarter=period, before=earlier, live_pilots=live)
    moved, moved_before = quarter_state.moved(entries, period), quarter_state.moved(entries, earlier)
    gates = quarter_gates.at_gates(session, entries, today=today)
    stuck = quarter_state.stuck(entries, results, gates.holding)
    waiting = quarter_state.waiting(session, results, today=today)
    name, name_before = calendar.name(quarter), calendar.name(quarter.shifted(-1))
    return Quarterly(
        name=name,
        name_before=name_before,
        caution=_caution(name, period, today=today),
        currency=figures.currency,
        value=quarter_money.answer(
            now, before, than=name_before if period.ends_before <= today else "", figures=figures
        ),
        by_grade=quarter_money.by_grade(now, figures),
        lines=quarter_money.lines(now, figures),
        value_finding=quarter_money.finding(now, figures),
        people=_people(outcomes, this=name, before=name_before),
        outcomes=_outcome_rows(outcomes, figures),
        people_finding=_people_finding(outcomes),
        moves=_moves(moved, before=f"{name_before} had {count(len(moved_before), 'move')}"),
        moved=moved,
        trapped=_trapped(stuck, entries, results, gates),
        stuck=stuck,
        decisions=_decisions(waiting, gates),
        waiting=waiting,
        reviews=gates.reviews,
    )


def _caution(name: str, period: Period, *, today: date) -> str:
    if period.ends_before > today:
        return f"{name} is still running; its figures are those that have arrived."
    if (today - period.ends_before).days < _A_QUARTER:
        return ""
    return f"What is stuck and what needs you are as of {day(today)}, not of {name}."


def _people(outcomes: tuple[Outcome, ...], *, this: str, before: str) -> Answer:
    if not outcomes:
        return Answer("–", "no figures", f"No customer or agent metric has figures in {this} and {before}.")
    found = Counter(each.direction for each in outcomes)
    worst = min(outcomes, key=lambda each: each.improved)
    told = [f"{found['worse']} worse, most of all {worst.metric.name}"] if found["worse"] else []
    told += [f"{found['same']} about the same"] if found["same"] else []
    return Answer(
        f"{found['better']} of {len(outcomes)}",
        f"customer and agent metrics are better than in {before}",
        f"{', '.join(told) or 'None is worse'}. Plain figures of the pilots: season not removed, not graded.",
    )


def _people_finding(outcomes: tuple[Outcome, ...]) -> str:
    if not outcomes:
        return ""
    most = max(outcomes, key=lambda each: abs(each.improved))
    return f"{most.metric.name} moved most: {percent(abs(most.improved))} {most.direction}"


def _outcome_rows(outcomes: tuple[Outcome, ...], figures: Figures) -> pd.DataFrame:
    rows = [
        (
            each.metric.name,
            each.who,
            each.before,
            each.now,
            each.words(figures),
            each.improved,
            each.direction,
            each.pilots,
        )
        for each in outcomes
    ]
    return pd.DataFrame(rows, columns=list(OUTCOME_COLUMNS))


def _moves(moved: tuple[Item, ...], *, before: str) -> Answer:
    ideas = sum(each.says.startswith("new ") for each in moved)
    steps = len(moved) - ideas
    if not moved:
        return Answer("0", "moves in the funnel", f"Nothing moved; {before}.")
    sentence = f"{count(steps, 'use case')} reached a new stage, {count(ideas, 'new idea')} came in; {before}."
    return Answer(str(len(moved)), "move in the funnel" if len(moved) == 1 else "moves in the funnel", sentence)


def _trapped(
    stuck: tuple[Item, ...], entries: tuple[Entry, ...], results: tuple[Result, ...], gates: AtGates
) -> Answer:
    active = [entry for entry in entries if entry.status is Status.ACTIVE]
    traps = Counter(flag.trap for entry in active for flag in entry.flags)
    told = [", ".join(f"{traps[trap]}\u00a0{_IN_TRAP.get(trap, trap.value)}" for trap in Trap if traps[trap])]
    alarms = sum(bool(each.alarms) for each in results)
    harmed = sum(bool(each.harmed) and each.status is Status.ACTIVE for each in results)
    told += [count(alarms, "masking alarm")] if alarms else []
    told += [f"{count(harmed, 'pilot')} with a guardrail harmed"] if harmed else []
    told += [f"{count(len(gates.reopened), 'gate')} open again as a waiver is over"] if gates.reopened else []
    overdue = sum(map(len, gates.overdue.values()))
    told += [count(overdue, "overdue condition")] if overdue else []
    said = "; ".join(part for part in told if part)
    sentence = f"{said}." if said else "No use case is in a pilot trap, and no guardrail is harmed."
    return Answer(str(len(stuck)), "use cases" if len(stuck) != 1 else "use case", sentence)


def _decisions(waiting: Waiting, gates: AtGates) -> Answer:
    by = waiting.by_advice
    told = [", ".join(f"{by[advice]}\u00a0{words}" for advice, words in _PART.items() if by[advice])]
    if gates.reviews:
        told.insert(0, f"{count(len(gates.reviews), 'gate review')} waiting")
    if waiting.ending:
        told.append(f"{count(len(waiting.ending), 'window')} ending within 30 days")
    if waiting.silent:
        told.append(f"{count(len(waiting.silent), 'pilot')} without fresh figures")
    said = "; ".join(part for part in told if part)
    waits = len(waiting.decisions)
    return Answer(str(waits), "verdict is ready" if waits == 1 else "verdicts are ready", f"{said or 'Nothing waits'}.")
