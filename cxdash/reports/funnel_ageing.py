"""Who waits: days in the present stage against the policy, the 24-month trap, and the bottleneck in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxdash.domain.figures import count
from cxdash.domain.stages import Stage
from cxdash.domain.traps import Trap
from cxdash.reports.funnel_conversion import stays
from cxdash.reports.portfolio import Entry

MOST_BARS = 20
WITHIN, PAST, TRAPPED = "within the policy", "past the policy", "in the pilot trap"
COLUMNS = ("use_case", "stage", "days", "policy", "state", "slug")


@dataclass(frozen=True)
class Ageing:
    """How long active use cases before scale have been in their stage.

    Attributes:
        every: the longest first: ``use_case``, ``stage``, ``days``, ``policy``, ``state``, ``slug``.
        longest: as many of them as a chart has room for.
        listed: all of them, as a table for people.
        stalled: the names of those past the policy, ``trapped`` of those in the pilot trap.
        says: both in a sentence.
    """

    every: pd.DataFrame
    longest: pd.DataFrame
    listed: pd.DataFrame
    stalled: tuple[str, ...]
    trapped: tuple[str, ...]
    says: str

    @property
    def late(self) -> tuple[str, ...]:
        """The names of those in either, the longest first."""
        return tuple(self.every.loc[self.every["state"] != WITHIN, "use_case"])


def ageing(active: Sequence[Entry]) -> Ageing:
    """Return how long the active use cases have waited."""
    waiting = [entry for entry in active if entry.policy_days is not None and entry.days_in_stage is not None]
    rows = [
        (
            entry.line.title,
            entry.stage.label,
            entry.days_in_stage,
            entry.policy_days,
            _state(entry),
            entry.line.slug,
        )
        for entry in waiting
    ]
    every = pd.DataFrame(rows, columns=list(COLUMNS)).sort_values("days", ascending=False, ignore_index=True)
    by_days = sorted(waiting, key=lambda entry: -(entry.days_in_stage or 0))
    stalled = tuple(entry.line.title for entry in by_days if is_over(entry))
    trapped = tuple(entry.line.title for entry in by_days if entry.is_in(Trap.PILOT_TRAP))
    return Ageing(every, every.head(MOST_BARS), _listed(every), stalled, trapped, _says(by_days, stalled, trapped))


def is_over(entry: Entry) -> bool:
    """Say whether it is longer in its stage than the policy allows."""
    return entry.is_in(Trap.STALLED)


def narrowest(active: Iterable[Entry]) -> Stage | None:
    """Return the stage where the most use cases wait beyond the policy, of two the earlier; None where none does."""
    late = Counter(entry.stage for entry in active if is_over(entry))
    return min(late, key=lambda stage: (-late[stage], stage.position), default=None)


def bottleneck(active: Sequence[Entry], found: Sequence[Entry], *, today: date) -> str:
    """Say where the most use cases wait beyond the policy, how long they have waited, and when one last moved on."""
    stage = narrowest(active)
    if stage is None:
        return "No active use case is longer in its stage than the policy allows."
    there = [entry for entry in active if entry.stage is stage]
    late = [entry for entry in there if is_over(entry)]
    longest = max(entry.days_in_stage or 0 for entry in late)
    return (
        f"The bottleneck is {stage.label}: {len(late)} of {len(there)} there are past the "
        f"{late[0].policy_days}-day policy, the longest for {longest:,} days. "
        f"{_last_to_leave(stage, found, today=today)}"
    )


def _listed(every: pd.DataFrame) -> pd.DataFrame:
    names = {"use_case": "Use case", "stage": "Stage", "days": "Days in it", "policy": "Policy, days"}
    return every[[*names, "state"]].rename(columns=names | {"state": "State"})


def _says(waiting: Sequence[Entry], stalled: Sequence[str], trapped: Sequence[str]) -> str:
    if not stalled and not trapped:
        return "Nobody waits longer than the policy allows"
    months = waiting[0].policy.trap_months
    past = f"{len(stalled)} of {len(waiting)} wait longer than the policy allows"
    return past + (f", {len(trapped)} for {months} months since the idea" if trapped else "")


def _state(entry: Entry) -> str:
    if entry.is_in(Trap.PILOT_TRAP):
        return TRAPPED
    return PAST if is_over(entry) else WITHIN


def _last_to_leave(stage: Stage, found: Sequence[Entry], *, today: date) -> str:
    days = [stay.left for stay in stays(found) if stay.stage is stage and stay.left is not None]
    if not days:
        return "No use case ever moved on from it."
    return f"The last one to leave it did so {count((today - max(days)).days, 'day')} ago."
