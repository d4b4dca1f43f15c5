"""How ready use cases were at the end of each fiscal quarter, as far back as the log tells."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import NO_BREAK
from cxdash.domain.forecast import asking
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage, Status
from cxdash.reports.earlier_traps import place, was_active
from cxdash.reports.trap_trend import NOW, QUARTERS
from cxdash.store import gate_policies, organisation, readiness, replay, standings, trap_facts

COLUMNS = ("quarter", "position", "dimension", "share", "words")
_Levels = Mapping[tuple[int, Dimension], int]
_Point = tuple[str, Mapping[int, Stage], _Levels]


@dataclass(frozen=True)
class ReadinessTrend:
    """Rows as ``COLUMNS`` say: ``share`` in percent, ``words`` such as 3 of 7; and since when anything is known."""

    rows: pd.DataFrame
    note: str

    @property
    def has_past(self) -> bool:
        """Whether it goes back any further than today."""
        return bool((self.rows["quarter"] != NOW).any())

    @property
    def says(self) -> str:
        """What moved most since the earliest quarter known: ``Data rose most since Q1 2026: 40 % to 69 %``."""
        first = str(self.rows["quarter"].iloc[0])
        before, now = self._shares(first), self._shares(NOW)
        moved = {each: now[each] - before[each] for each in now if each in before and now[each] != before[each]}
        if not moved:
            return f"No dimension moved since {first}"
        most = max(moved, key=lambda each: abs(moved[each]))
        way = "rose" if moved[most] > 0 else "fell"
        return f"{most} {way} most since {first}: {before[most]}{NO_BREAK}% to {now[most]}{NO_BREAK}%"

    def _shares(self, quarter: str) -> dict[str, int]:
        rows = self.rows[self.rows["quarter"] == quarter]
        return dict(zip(rows["dimension"].tolist(), rows["share"].tolist(), strict=True))


def trend(session: Session, *, today: date) -> ReadinessTrend:
    """Return the share of use cases ready for their next gate, by dimension, for two years and today."""
    calendar, policy = organisation.calendar(session), gate_policies.current(session)
    running = calendar.quarter_of(today)
    ends = {
        calendar.period(quarter).ends_before - timedelta(days=1): calendar.name(quarter)
        for quarter in (running.shifted(-back) for back in range(QUARTERS, 0, -1))
    }
    dated, moves = trap_facts.use_cases(session), standings.moves(session)
    known = {day: [each for each in dated if each.recorded_on <= day] for day in ends}
    days = [day for day in ends if known[day]]
    _, then = replay.on(session, days)
    levels = _levels_on(session, days)
    points: list[_Point] = []
    for day in days:
        working = [each for each in known[day] if was_active(each, then[day], day)]
        placed = ((each.id, place(each, moves.get(each.id, ()), day)) for each in working)
        points.append((ends[day], {number: at[0] for number, at in placed if at is not None}, levels[day]))
    now = {each.id: Stage(each.stage) for each in dated if each.status == Status.ACTIVE.value}
    points.append((NOW, now, _levels_now(session)))
    rows = pd.DataFrame(_rows(points, policy), columns=list(COLUMNS))
    since = points[0][0]
    when = "Nothing is known of earlier quarters" if since == NOW else f"Known since {since}"
    return ReadinessTrend(
        rows, f"{when}: levels before a use case was recorded here are in no log. Judged by today's policy."
    )


def _rows(points: Sequence[_Point], policy: GatePolicy) -> Iterator[tuple[object, ...]]:
    for position, (name, stages, levels) in enumerate(points):
        needs = {number: asking(stage, policy)[1] for number, stage in stages.items()}
        for dimension in Dimension:
            asked = [number for number in stages if dimension in needs[number]]
            if asked:
                ready = sum(levels.get((number, dimension), -1) >= needs[number][dimension] for number in asked)
                yield name, position, dimension.label, round(100 * ready / len(asked)), f"{ready} of {len(asked)}"


def _levels_now(session: Session) -> dict[tuple[int, Dimension], int]:
    judged = readiness.judged(session)
    return {(number, each): said.level for number, levels in judged.items() for each, said in levels.items()}


def _levels_on(session: Session, days: Sequence[date]) -> Mapping[date, _Levels]:
    """Return the levels at the end of each day: those of now, with later changes taken back."""
    if not days:
        return {}
    levels = _levels_now(session)
    changes = deque(readiness.level_changes(session, after=min(days)))
    found: dict[date, _Levels] = {}
    for day in sorted(days, reverse=True):
        while changes and changes[0].at.date() > day:
            change = changes.popleft()
            if change.before is None:
                levels.pop((change.use_case_id, change.dimension), None)
            else:
                levels[change.use_case_id, change.dimension] = change.before
        found[day] = dict(levels)
    return found
