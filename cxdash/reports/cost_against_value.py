"""What each measured pilot costs over the horizon against the net value it is likely to bring."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count
from cxdash.effects.net_value import NetValue
from cxdash.effects.verdict import Verdict
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State, name_among
from cxdash.reports import compare
from cxdash.store import organisation

COLUMNS = ("name", "put_in", "low", "measured", "high", "likely", "state", "mark", "words")
PAYS, UNSURE, LOSES, HARMS = "pays", "may pay", "loses", "does harm"
MOST = 30
"""So many pilots are drawn at most, the likely most valuable ones."""


@dataclass(frozen=True)
class CostAgainstValue:
    """The money of finished pilots, of measured effects alone.

    Attributes:
        finding: how many are above break-even, in a line.
        drawn: in ``COLUMNS``, the likely most valuable first; ``put_in`` is the cost below 0, all worth of today.
        without: finished pilots without money, with the end of the sentence “no money, because …”.
        currency: its code.
        more: how many have money and are not drawn.
        horizon: over how long it is counted, in words, such as ``3 years``; empty without money.
    """

    finding: str
    drawn: pd.DataFrame
    without: tuple[tuple[str, str], ...]
    currency: str
    more: int
    horizon: str = ""


def of_pilots(session: Session, slugs: tuple[str, ...], *, today: date) -> CostAgainstValue:
    """Return the money of these pilots; attainments are weighed among all finished ones."""
    everybody, figures = pilot_results.results(session, today=today), organisation.figures(session)
    chosen = set(slugs)
    asked = [each for each in everybody if each.slug in chosen and each.state is State.FINISHED]
    shrunk = compare.shrunk_among(everybody)
    priced = [
        (each, each.money, compare.likely_net(each, shrunk)) for each in asked if isinstance(each.money, NetValue)
    ]
    states = Counter(_state(each, money) for each, money, _ in priced)
    priced.sort(key=lambda row: (-(row[1].p50 if row[2] is None else row[2]), row[0].name))
    rows = [_row(each, money, likely, asked, figures) for each, money, likely in priced]
    return CostAgainstValue(
        finding=_finding(states),
        drawn=pd.DataFrame(rows[:MOST], columns=list(COLUMNS)),
        without=tuple((name_among(each, asked), each.money) for each in asked if isinstance(each.money, str)),
        currency=figures.currency,
        more=max(len(rows) - MOST, 0),
        horizon=count(priced[0][1].horizon_years, "year") if priced else "",
    )


def _row(
    each: Result, money: NetValue, likely: float | None, among: Sequence[Result], figures: Figures
) -> tuple[str | float | None, ...]:
    state = _state(each, money)
    likely_words = "" if likely is None else f"{figures.money(likely)} · "
    return (
        name_among(each, among),
        -money.cost,
        money.p10,
        money.p50,
        money.p90,
        likely,
        state,
        f"{likely_words}costs {figures.money(money.cost)}{' · harm' if state == HARMS else ''}",
        f"{figures.money(money.p50)} ({figures.money(money.p10)} to {figures.money(money.p90)})",
    )


def _state(each: Result, money: NetValue) -> str:
    """Say whether a pilot earns more than it costs; no money makes up for harm."""
    if each.verdict is Verdict.HARM:
        return HARMS
    return PAYS if money.p10 > 0 else LOSES if money.p90 < 0 else UNSURE


def _finding(states: Mapping[str, int]) -> str:
    of = sum(states.values())
    if not of:
        return "No finished pilot of this choice has a money figure"
    harmed = f"; {states[HARMS]} did harm" if states[HARMS] else ""
    earn = "earns more than it costs" if of == 1 else "earn more than they cost"
    return f"{states[PAYS]} of {count(of, 'pilot')} {earn}, nine times in ten{harmed}"
