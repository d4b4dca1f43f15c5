"""The quarter in five answers, each a number and a sentence with its figures."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.periods import FiscalCalendar, Period, Quarter
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, day
from cxdash.reports import (
    portfolio,
    quarter_gates,
    quarter_money,
    quarter_money_tables,
    quarter_moves,
    quarter_needs,
    quarter_outcomes,
    quarter_state,
    quarter_stuck,
    quarter_value,
    waiting_for,
)
from cxdash.reports.answer import Answer
from cxdash.reports.quarter_needs import Group
from cxdash.reports.quarter_scope import Scope
from cxdash.reports.quarter_state import Item
from cxdash.store import organisation, people

Beside = Literal["before", "last year"]
_BACK = {"before": 1, "last year": 4}
_A_QUARTER = 93


_OF_TODAY = (
    *("trapped", "trapped_finding", "reasons", "alarms", "stuck"),
    *("decisions", "decisions_finding", "due", "waiting"),
)
"""What is said of the day of the question, whatever the quarter."""


@dataclass(frozen=True)
class Quarterly:
    """A quarter on one page.

    Each of the five answers has a chart: its rows, and its finding as a title, which is empty where there is nothing
    to draw.

    Attributes:
        beside: the name of the quarter it is compared with.
        cautions: what to know before reading on, a sentence each: whether it is running, what is of today, what the
            page is narrowed to.
        value: value realised against value promised; ``by_use_case`` and ``by_grade`` have a row for each, what stands
            apart in rows of its own; ``lines`` one per pilot, of which ``trails`` are pilot and metric, both slugs.
            ``value_details`` are what was assumed and left out, a sentence each.
        people: customers and agents; ``outcomes`` has a row per metric.
        moves: the funnel; ``steps`` has a row per way to move. Lists: moves, gates decided, commitments.
        trapped: what is stuck; ``reasons`` has a row per reason. Lists: alarms, use cases.
        decisions: what waits for anybody; ``due`` has a row per sort of thing. Lists: those things by sort.
    """

    name: str
    beside: str
    cautions: tuple[str, ...]
    currency: str
    value: Answer
    value_finding: str
    value_details: tuple[str, ...]
    by_use_case: pd.DataFrame
    by_grade: pd.DataFrame
    lines: pd.DataFrame
    trails: tuple[tuple[str, str], ...]
    people: Answer
    people_finding: str
    outcomes: pd.DataFrame
    moves: Answer
    moves_finding: str
    steps: pd.DataFrame
    moved: tuple[Item, ...]
    decided: tuple[Item, ...]
    promises: tuple[Item, ...]
    trapped: Answer
    trapped_finding: str
    reasons: pd.DataFrame
    alarms: tuple[Item, ...]
    stuck: tuple[Item, ...]
    decisions: Answer
    decisions_finding: str
    due: pd.DataFrame
    waiting: tuple[Group, ...]

    def with_today_of(self, now: "Quarterly") -> "Quarterly":
        """Return this page, kept from an earlier day, with what is stuck and what waits as ``now`` says."""
        return replace(self, **{name: getattr(now, name) for name in _OF_TODAY})


def quarterly(
    session: Session,
    quarter: Quarter,
    *,
    today: date,
    site: str | None = None,
    client: str | None = None,
    beside: Beside = "before",
) -> Quarterly:
    """Return a quarter's answers beside another quarter's; what is stuck and what waits is as of ``today``.

    Args:
        session: asked as often whatever the number of use cases.
        quarter: the fiscal quarter.
        today: the day of the question.
        site: only pilots at this site (a slug), and the use cases they belong to.
        client: only pilots for this client (its name), likewise.
        beside: the quarter before, or the same quarter last year.
    """
    calendar, figures = organisation.calendar(session), organisation.figures(session)
    scope, other = Scope(site, client), quarter.shifted(-_BACK[beside])
    period, earlier = calendar.period(quarter), calendar.period(other)
    name, beside_name = calendar.name(quarter), calendar.name(other)
    every = pilot_results.results(session, today=today)
    results = scope.results(every)
    entries = scope.entries(portfolio.entries(session, today=today), results)
    now, then = (
        scope.value(each, results) for each in quarter_value.values(session, every, (period, earlier), today=today)
    )
    outcomes = quarter_outcomes.outcomes(
        session, quarter=period, before=earlier, live_pilots={each.id for each in results if _is_live(each, period)}
    )
    moves = quarter_moves.moves(
        session,
        entries,
        quarter=quarter,
        period=period,
        beside=earlier,
        beside_name=beside_name,
        is_whole=scope.is_whole,
    )
    gates = quarter_gates.at_gates(session, entries, today=today)
    waiting = quarter_state.waiting(session, results, today=today)
    stuck = quarter_stuck.stuck(entries, results, gates, waiting.silent, figures)
    needs = quarter_needs.needs(
        waiting_for.everything(session, today=today),
        waiting,
        people.everybody(session),
        today=today,
        use_cases=None if scope.is_whole else frozenset(entry.line.slug for entry in entries),
    )
    confirmed, is_over = quarter_money.is_confirmed(now, then), period.ends_before <= today
    return Quarterly(
        name=name,
        beside=beside_name,
        cautions=_cautions(calendar, quarter, today=today, narrowed=scope.words(results)),
        currency=figures.currency,
        value=quarter_money.answer(now, then, than=beside_name if is_over else "", figures=figures),
        value_finding=quarter_money.finding(now, figures, confirmed=confirmed),
        value_details=quarter_money.details(
            now, {each.line.slug: each.line.title for each in entries}, figures, confirmed=confirmed
        ),
        by_use_case=quarter_money_tables.by_use_case(now, figures, confirmed=confirmed),
        by_grade=quarter_money_tables.by_grade(now, figures),
        lines=quarter_money_tables.lines(now, figures),
        trails=quarter_money_tables.trails(now),
        people=quarter_outcomes.answer(outcomes, figures, this=name, before=beside_name),
        people_finding=quarter_outcomes.finding(outcomes),
        outcomes=quarter_outcomes.table(outcomes, figures),
        moves=moves.answer,
        moves_finding=moves.finding,
        steps=moves.drawn,
        moved=moves.moved,
        decided=moves.decided,
        promises=moves.promises,
        trapped=stuck.answer,
        trapped_finding=stuck.finding,
        reasons=stuck.drawn,
        alarms=stuck.alarms,
        stuck=stuck.items,
        decisions=needs.answer,
        decisions_finding=needs.finding,
        due=needs.drawn,
        waiting=needs.groups,
    )


def _is_live(each: Result, period: Period) -> bool:
    return each.goes_live is not None and each.goes_live < period.ends_before


def _cautions(calendar: FiscalCalendar, quarter: Quarter, *, today: date, narrowed: str) -> tuple[str, ...]:
    name, period = calendar.name(quarter), calendar.period(quarter)
    found = [narrowed]
    if period.starts > today:
        found.append(f"{name} has not begun yet.")
    elif period.ends_before > today:
        found.append(f"{name} is still running; its figures are those that have arrived by {day(today)}.")
    elif (today - period.ends_before).days >= _A_QUARTER:
        found.append(f"What is stuck and what needs you are as of {day(today)}, not of {name}.")
    return tuple(filter(None, found))
