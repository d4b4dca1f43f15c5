"""How many use cases were in each trap at the end of each fiscal quarter, as far as that can be known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.stages import Status
from cxdash.domain.traps import Trap
from cxdash.reports import earlier_traps, portfolio
from cxdash.reports.earlier_traps import FROM_THE_LOG, OnDay
from cxdash.store import organisation

QUARTERS = 8
NOW = "Now"
COLUMNS = ("quarter", "position", "trap", "use_cases", "of", "share", "names")


@dataclass(frozen=True)
class Trend:
    """The traps over time.

    Attributes:
        rows: ``quarter``, ``position``, ``trap``, ``use_cases``, ``of`` (those known of), ``share`` (percent) and
            ``names``; a trap of which nothing is known in a quarter has no row there.
        says: what changed over a year, in a sentence.
        note: how each number is known.
    """

    rows: pd.DataFrame
    says: str
    note: str


def trend(session: Session, *, today: date) -> Trend:
    """Return the last two years by quarter and the state of today, judged by today's policy."""
    calendar = organisation.calendar(session)
    running = calendar.quarter_of(today)
    quarters = [running.shifted(-back) for back in range(QUARTERS, 0, -1)]
    days = [calendar.period(each).ends_before - timedelta(days=1) for each in quarters]
    then = earlier_traps.on_days(session, days)
    today_is = [
        OnDay(entry.line.title, frozenset(flag.trap for flag in entry.flags), is_recorded=True)
        for entry in portfolio.entries(session, today=today)
        if entry.status is Status.ACTIVE
    ]
    points = [(calendar.name(quarter), then[day]) for quarter, day in zip(quarters, days, strict=True) if then[day]]
    rows = pd.DataFrame(_rows([*points, (NOW, today_is)]), columns=list(COLUMNS))
    return Trend(rows, _says(rows, points), _note(rows, points))


def _rows(points: Sequence[tuple[str, Sequence[OnDay]]]) -> Iterator[tuple[object, ...]]:
    for position, (name, found) in enumerate(points):
        for trap in Trap:
            known = [each for each in found if each.is_recorded or trap not in FROM_THE_LOG]
            if known:
                caught = [each.title for each in known if trap in each.traps]
                share = round(100 * len(caught) / len(known))
                yield name, position, trap.label, len(caught), len(known), share, ", ".join(caught) or "none"


def _says(rows: pd.DataFrame, points: Sequence[tuple[str, Sequence[OnDay]]]) -> str:
    """Say what the stalled ones did in a year: their number rests on the days of moves and on nothing else."""
    stalled = rows[rows["trap"] == Trap.STALLED.label].set_index("quarter")["use_cases"]
    if not points or NOW not in stalled.index:
        return "Traps by quarter"
    name = points[-4][0] if len(points) >= 4 else points[0][0]
    before, after = int(stalled[name]), int(stalled[NOW])
    if before == after:
        return f"{count(after, 'use case')} stalled, as many as at the end of {name}"
    return f"{count(after, 'use case')} stalled, {before} at the end of {name}"


def _note(rows: pd.DataFrame, points: Sequence[tuple[str, Sequence[OnDay]]]) -> str:
    note = (
        "Use cases being worked on at the end of each quarter, judged by today's policy. Stalled and the pilot trap "
        "rest on the days of moves, unmeasured on the days of locks and figures."
    )
    known = rows[rows["trap"] == Trap.UNOWNED.label]["quarter"].tolist()
    if points and points[0][0] not in known:
        since = known[0] if known else NOW
        when = "today" if since == NOW else since
        note += f" Who answered and what was shared is known since a use case was recorded here: from {when} on."
    return note
