"""How use cases come on from stage to stage: each stay in a stage, conversion, time in stage, and that by cohort."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

import pandas as pd

from cxdash.domain.figures import percent, rounded
from cxdash.domain.periods import FiscalCalendar
from cxdash.domain.stages import Stage, Status
from cxdash.reports.portfolio import Entry

COHORT_COLUMNS = (
    "step",
    "entered_in",
    "entered",
    "moved_on",
    "share",
    "median_days",
    "still_there",
    "waiting_days",
    "ended",
    "words",
    "position",
)


@dataclass(frozen=True, slots=True)
class Stay:
    """One use case's time in one stage.

    Attributes:
        left: the day it moved on; None where it is still there, went back or rests.
        waits: whether it is there today and being worked on.
    """

    stage: Stage
    entered: date
    left: date | None
    waits: bool = False

    @property
    def days(self) -> int | None:
        """How long it stayed before it moved on."""
        return None if self.left is None else (self.left - self.entered).days


@dataclass(frozen=True, slots=True)
class Step:
    """How use cases came on from one stage to the next.

    ``entered`` counts those that ever entered the stage, ``moved_on`` those that went further; ``median_days`` is how
    long these stayed, None where nobody moved on.
    """

    stage: Stage
    entered: int
    moved_on: int
    median_days: int | None

    @property
    def share(self) -> float | None:
        """The share that moved on, None where nobody entered."""
        return self.moved_on / self.entered if self.entered else None

    @property
    def percent(self) -> int | None:
        """The same in whole percent."""
        return None if self.share is None else int(rounded(self.share * 100))

    @property
    def name(self) -> str:
        """The step in words: ``Idea → Pilot``."""
        return f"{self.stage.label} → {self.stage.following.label if self.stage.following else ''}"


def stays(found: Iterable[Entry]) -> Iterator[Stay]:
    """Yield every stay of every use case; a use case that came back to a stage has several."""
    for entry in found:
        for move, following in zip(entry.moves, [*entry.moves[1:], None], strict=False):
            stage = Stage(move.to_stage)
            if following is None:
                yield Stay(stage, move.moved_on, None, waits=entry.status is Status.ACTIVE)
                continue
            went_on = Stage(following.to_stage).position > stage.position
            yield Stay(stage, move.moved_on, following.moved_on if went_on else None)


def steps(found: Iterable[Entry]) -> tuple[Step, ...]:
    """Return for each stage but scale how many entered, how many went on, and how long these stayed."""
    every = list(stays(found))
    return tuple(_step(stage, [stay for stay in every if stay.stage is stage]) for stage in list(Stage)[:-1])


def moved_on(found: Iterable[Step]) -> str:
    """Say which share moved on from each stage, in a line."""
    parts = [f"{percent(step.share, places=0)} from {step.stage.value}" for step in found if step.share is not None]
    return f"Moved on: {', '.join(parts)}" if parts else "Nobody moved on yet"


def by_year(found: Iterable[Entry], *, today: date) -> pd.DataFrame:
    """Return conversion and days in stage by the calendar year of entry, in ``COHORT_COLUMNS``."""
    return _cohorts(found, lambda day: str(day.year), today=today)


def by_quarter(found: Iterable[Entry], calendar: FiscalCalendar, *, today: date) -> pd.DataFrame:
    """Return the same by the fiscal quarter of entry, the earliest first."""
    return _cohorts(found, lambda day: calendar.name(calendar.quarter_of(day)), today=today)


def reached(found: Sequence[Entry]) -> pd.DataFrame:
    """Return how many use cases ever came as far as each stage.

    Columns: ``stage``, ``reached``, ``share``, ``label``, ``words``.
    """
    everybody = len(found)
    rows = []
    for stage in Stage:
        came = sum(furthest(entry) >= stage.position for entry in found)
        share, label = came / everybody if everybody else None, f"{came} of {everybody}"
        words = label if share is None else f"{percent(share, places=0)}  ({label})"
        rows.append((stage.label, came, share, label, words))
    return pd.DataFrame(rows, columns=["stage", "reached", "share", "label", "words"])


def furthest(entry: Entry) -> int:
    """Return the position of the furthest stage a use case ever reached."""
    return max([entry.stage.position, *(Stage(move.to_stage).position for move in entry.moves)])


def _step(stage: Stage, found: Sequence[Stay]) -> Step:
    days = [stay.days for stay in found if stay.days is not None]
    return Step(stage, len(found), len(days), round(median(days)) if days else None)


def _cohorts(found: Iterable[Entry], name: Callable[[date], str], *, today: date) -> pd.DataFrame:
    every = sorted(stays(found), key=lambda stay: stay.entered)
    rows = []
    for stage in list(Stage)[:-1]:
        cohorts: dict[str, list[Stay]] = {}
        for stay in every:
            if stay.stage is stage:
                cohorts.setdefault(name(stay.entered), []).append(stay)
        rows += [_cohort(_step(stage, its), label, its, today=today) for label, its in cohorts.items()]
    whole_days = {"median_days": "Int64", "waiting_days": "Int64"}
    return pd.DataFrame(rows, columns=list(COHORT_COLUMNS)).astype(whole_days)


def _cohort(step: Step, name: str, found: Sequence[Stay], *, today: date) -> tuple[object, ...]:
    waiting = [(today - stay.entered).days for stay in found if stay.waits]
    return (
        step.name,
        name,
        step.entered,
        step.moved_on,
        step.percent,
        step.median_days,
        len(waiting),
        round(median(waiting)) if waiting else None,
        step.entered - step.moved_on - len(waiting),
        f"{step.moved_on} of {step.entered}",
        min(stay.entered for stay in found).toordinal(),
    )
