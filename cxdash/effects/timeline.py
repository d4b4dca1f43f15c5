"""The periods a series should have: their length, their true places in time, and the phase each belongs to."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from statistics import median

from cxdash.domain.periods import Grain
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point

# Five days of seven: the share of a period that must lie in a phase, or have passed, before it counts.
ENOUGH_OF_A_PERIOD = 5 / 7
_LONGEST_DAYS = {Grain.DAY: 3.5, Grain.WEEK: 17, Grain.MONTH: 60, Grain.QUARTER: 200}
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
_DAYS = {Grain.DAY: 1, Grain.WEEK: 7}


class Phase(StrEnum):
    """Where a period stands towards go-live; NEITHER also holds the run-in and the period that straddles go-live."""

    BASELINE = "baseline"
    PILOT = "pilot"
    NEITHER = "neither"


class MixedCadenceError(ValueError):
    """The series holds periods of different lengths."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One period that the calendar of the series provides for, with its true place in time."""

    index: int
    starts: date
    ends_before: date
    phase: Phase

    def __hash__(self) -> int:
        """Tell slots of one series apart by their index alone, which is quick."""
        return self.index

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_before - self.starts).days


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every period from the first of the baseline to the last of the window, in order, present or not."""

    grain: Grain
    slots: tuple[Slot, ...]

    def slot_of(self, day: date) -> Slot | None:
        """Return the slot that a period starting on this day fills; None outside the timeline.

        Raises:
            MixedCadenceError: the day is more than a quarter of a period away from any slot's start.
        """
        if not self.slots or not self.slots[0].starts <= day < self.slots[-1].ends_before:
            return None
        at = bisect_left(self.slots, day, key=lambda slot: slot.starts)
        slot = min(self.slots[max(at - 1, 0) : at + 1], key=lambda each: abs((each.starts - day).days))
        if abs((slot.starts - day).days) > slot.days / 4:
            raise MixedCadenceError(f"the period from {day} does not fit a series by {self.grain.value}")
        return slot

    def week_of(self, day: date) -> Slot | None:
        """Return the slot whose days hold this one; None outside the timeline."""
        at = bisect_right(self.slots, day, key=lambda slot: slot.starts) - 1
        return self.slots[at] if at >= 0 and day < self.slots[at].ends_before else None

    def expected(self, phase: Phase) -> tuple[Slot, ...]:
        """Return the slots of one phase."""
        return tuple(slot for slot in self.slots if slot.phase is phase)


def grain_of(points: Iterable[Point]) -> Grain:
    """Return how long the periods are: what their ends say, else the usual distance between their starts.

    Raises:
        MixedCadenceError: the points' own ends disagree.
    """
    chosen = list(points)
    days = {(each.ends_before - each.starts).days for each in chosen if each.ends_before is not None}
    lengths = {_grain(each) for each in days}
    if len(lengths) > 1:
        named = " and ".join(sorted(each.value for each in lengths))
        raise MixedCadenceError(f"the series mixes periods of a {named}")
    if lengths:
        return lengths.pop()
    starts = sorted({each.starts for each in chosen})
    gaps = [(later - earlier).days for earlier, later in pairwise(starts)]
    return _grain(median(gaps)) if gaps else Grain.WEEK


def timeline(starts: Collection[date], plan: Plan, *, grain: Grain) -> Timeline:
    """Lay out the periods from the baseline's first to the window's last, aligned with the series' own starts.

    Days become weeks counted outwards from go-live, whatever weekday that is.
    """
    weeks = grain is Grain.DAY
    anchor = plan.go_live if weeks or not starts else min(starts)
    step = Grain.WEEK if weeks else grain
    first_day = min([*starts, plan.go_live]) if plan.baseline_starts is None else plan.baseline_starts
    bounds = _Bounds(first_day, plan.go_live, plan.measured_from, plan.window_ends_before)
    return _laid_out(anchor, step, bounds)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The days between which periods belong to a phase."""

    first_day: date
    go_live: date
    measured_from: date
    window_ends_before: date

    def phase(self, begins: date, ends: date) -> Phase:
        enough = ENOUGH_OF_A_PERIOD * (ends - begins).days
        if ends <= self.go_live:
            in_baseline = (ends - max(begins, self.first_day)).days
            return Phase.BASELINE if in_baseline >= enough else Phase.NEITHER
        in_window = (min(ends, self.window_ends_before) - begins).days
        return Phase.PILOT if begins >= self.measured_from and in_window >= enough else Phase.NEITHER


@lru_cache(maxsize=256)
def _laid_out(anchor: date, step: Grain, bounds: _Bounds) -> Timeline:
    """Lay the periods out; the metrics of one pilot mostly share theirs."""
    offset = 0
    while _shifted(anchor, step, offset) > bounds.first_day:
        offset -= 1
    slots: list[Slot] = []
    while (begins := _shifted(anchor, step, offset)) < bounds.window_ends_before:
        ends = _shifted(anchor, step, offset + 1)
        slots.append(Slot(offset, begins, ends, bounds.phase(begins, ends)))
        offset += 1
    return Timeline(step, tuple(slots))


def _grain(days: float) -> Grain:
    return next((grain for grain, longest in _LONGEST_DAYS.items() if days < longest), Grain.YEAR)


def _shifted(day: date, grain: Grain, periods: int) -> date:
    """Move a day by whole periods, keeping its day of the month where the month has one."""
    if grain in _DAYS:
        return day + timedelta(days=_DAYS[grain] * periods)
    month = day.year * 12 + day.month - 1 + _MONTHS[grain] * periods
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
