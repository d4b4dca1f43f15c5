"""Where the portfolio stands and leaks: counts with evidence, conversion, time in stage, ageing and moves."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count, percent
from cxdash.domain.periods import FiscalCalendar
from cxdash.domain.stages import Stage, Status
from cxdash.domain.traps import STAGE_DAYS, Trap
from cxdash.reports import portfolio
from cxdash.reports.portfolio import Entry
from cxdash.store import organisation

QUARTERS_SHOWN = 8
MOST_BARS = 20
WITHIN = "within the policy"
NOT_MEASURED = "None"
GRADES = ("A", "B", "C", "D", NOT_MEASURED)
PUBLISHED_SHARE = 0.05
PUBLISHED = "5 % of enterprise AI systems reach production (published claim, “CX leadership 2026” essay)"


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
        return None if self.share is None else round(self.share * 100)


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage on the board: how many are active there, what evidence they have and what rests, and the active ones."""

    stage: Stage
    active: str
    says: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Funnel:
    """The answers of the page; frames are made for charts and for taking away.

    Attributes:
        lanes: a lane for each stage, its active use cases with those in trouble first, then the longest there.
        resting: parked, stopped and retired ones.
        stages: per stage and grade: ``stage``, ``evidence``, ``use_cases``.
        counts: per stage: ``stage`` and one column per status, ``measured`` with evidence A to D, their
            ``grades`` in words, and ``over_policy``.
        reached: per stage: ``stage``, ``reached`` of all ideas ever, ``share`` (fraction), ``label``.
        moved_on: the share that moved on from each stage, in a line.
        cohorts: per step and year of entry: ``step``, ``entered_in``, ``entered``, ``moved_on``, ``share`` (percent),
            ``median_days``.
        ageing: active ones before scale, longest first: ``use_case``, ``stage``, ``days``, ``policy``, ``state``;
            ``longest`` are the first of them, ``late`` the names of those past the policy.
        moves: per quarter and stage entered: ``quarter``, ``to``, ``use_cases``, ``names``, ``position``.
        flow: what moved in the last two quarters, in a line.
        recent: sentences about the moves of the last two quarters, newest first.
    """

    lanes: tuple[Lane, ...]
    resting: tuple[Entry, ...]
    headline: str
    bottleneck: str
    steps: tuple[Step, ...]
    stages: pd.DataFrame
    counts: pd.DataFrame
    reached: pd.DataFrame
    moved_on: str
    cohorts: pd.DataFrame
    ageing: pd.DataFrame
    longest: pd.DataFrame
    late: tuple[str, ...]
    moves: pd.DataFrame
    flow: str
    recent: tuple[str, ...]

    @property
    def active(self) -> tuple[Entry, ...]:
        """Every active use case, stage by stage."""
        return tuple(entry for lane in self.lanes for entry in lane.entries)


def seen(
    session: Session,
    *,
    today: date,
    site: str | None = None,
    owner: str | None = None,
    metric: str | None = None,
    step: str | None = None,
) -> Funnel:
    """Return the funnel of every use case that fits the filters; without any, its frames are empty."""
    found = portfolio.narrowed(
        portfolio.entries(session, today=today), site=site, owner=owner, metric=metric, step=step
    )
    active = sorted((entry for entry in found if entry.status is Status.ACTIVE), key=_urgency)
    steps = conversion(found)
    calendar = organisation.calendar(session)
    ageing = _ageing(active)
    return Funnel(
        lanes=tuple(_lane(stage, found, active) for stage in Stage),
        resting=tuple(entry for entry in found if entry.status is not Status.ACTIVE),
        headline=_headline(active),
        bottleneck=_bottleneck(active, found, today=today),
        steps=steps,
        stages=_by_grade(active),
        counts=_counts(found),
        reached=_reached(found),
        moved_on=_moved_on(steps),
        cohorts=_cohorts(found),
        ageing=ageing,
        longest=ageing.head(MOST_BARS),
        late=tuple(ageing.loc[ageing["state"] != WITHIN, "use_case"]),
        moves=_moves(found, calendar, today=today),
        flow=_flow(found, calendar, today=today),
        recent=_recent(found, calendar, today=today),
    )


def conversion(found: Iterable[Entry]) -> tuple[Step, ...]:
    """Return for each stage but scale how many entered, how many went on, and how long these stayed."""
    stays = list(_stays(found))
    return tuple(_step(stage, [stay for stay in stays if stay.stage is stage]) for stage in list(Stage)[:-1])


@dataclass(frozen=True, slots=True)
class _Stay:
    """One use case's time in one stage; ``left`` is None while it is there or where it ended there."""

    stage: Stage
    entered: date
    left: date | None


def _stays(found: Iterable[Entry]) -> Iterable[_Stay]:
    """Yield every stay of every use case; a use case that came back to a stage has several."""
    for entry in found:
        moves = entry.moves
        for move, following in zip(moves, [*moves[1:], None], strict=True):
            went_on = following is not None and Stage(following.to_stage).position > Stage(move.to_stage).position
            yield _Stay(Stage(move.to_stage), move.moved_on, following.moved_on if following and went_on else None)


def _step(stage: Stage, stays: Sequence[_Stay]) -> Step:
    days = [(stay.left - stay.entered).days for stay in stays if stay.left is not None]
    return Step(stage, len(stays), len(days), round(median(days)) if days else None)


def _urgency(entry: Entry) -> tuple[bool, int, int]:
    over = entry.policy_days is not None and (entry.days_in_stage or 0) > entry.policy_days
    return not over, -len(entry.flags), -(entry.days_in_stage or 0)


def _is_over(entry: Entry) -> bool:
    return entry.is_in(Trap.STALLED)


def _lane(stage: Stage, found: Sequence[Entry], active: Sequence[Entry]) -> Lane:
    here = tuple(entry for entry in active if entry.stage is stage)
    grades = sorted(Counter(_grades(here)).items())
    told = [f"{sum(number for _, number in grades)} with evidence ({_grades_in_words(grades)})" if grades else ""]
    late = sum(map(_is_over, here))
    told.append(f"{late} past the policy" if late else "")
    apart = Counter(entry.status for entry in found if entry.stage is stage)
    told += [f"{apart[status]} {status.value}" for status in Status if status is not Status.ACTIVE and apart[status]]
    return Lane(stage, f"{len(here)} active", " · ".join(part for part in told if part) or "No evidence yet", here)


def _grades_in_words(grades: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{number}\u00a0×\u00a0{grade}" for grade, number in grades)


def _moved_on(steps: Iterable[Step]) -> str:
    parts = [f"{percent(step.share, places=0)} from {step.stage.value}" for step in steps if step.share is not None]
    return f"Moved on: {', '.join(parts)}" if parts else "Nobody moved on yet"


def _headline(active: Sequence[Entry]) -> str:
    if not active:
        return "No use case is active."
    number = Counter(entry.stage for entry in active)
    parts = [
        count(number[Stage.IDEA], "is an idea", "are ideas"),
        f"{number[Stage.PILOT]} in pilot",
        f"{number[Stage.PROOF]} in proof",
        f"{number[Stage.SCALE]} at scale",
    ]
    evidence = sum(entry.best_grade is not None for entry in active)
    return (
        f"Of {count(len(active), 'active use case')}, {', '.join(parts[:-1])} and {parts[-1]}. "
        f"{count(evidence, 'has', 'have')} evidence of any grade."
    )


def _bottleneck(active: Sequence[Entry], found: Sequence[Entry], *, today: date) -> str:
    """Say where the most use cases wait beyond the policy, how long they have waited, and when one last moved on."""
    waiting = {stage: [entry for entry in active if entry.stage is stage and _is_over(entry)] for stage in STAGE_DAYS}
    stage = max(waiting, key=lambda each: len(waiting[each]))  # of two with as many, the earlier one
    if not waiting[stage]:
        return "No active use case is longer in its stage than the policy allows."
    there = sum(entry.stage is stage for entry in active)
    longest = max(entry.days_in_stage or 0 for entry in waiting[stage])
    return (
        f"The bottleneck is {stage.label}: {len(waiting[stage])} of {there} there are past the "
        f"{STAGE_DAYS[stage]}-day policy, the longest for {longest:,} days. {_last_to_leave(stage, found, today=today)}"
    )


def _last_to_leave(stage: Stage, found: Sequence[Entry], *, today: date) -> str:
    days = [stay.left for stay in _stays(found) if stay.stage is stage and stay.left is not None]
    if not days:
        return "No use case ever moved on from it."
    return f"The last one to leave it did so {count((today - max(days)).days, 'day')} ago."


def _by_grade(active: Sequence[Entry]) -> pd.DataFrame:
    found = Counter((entry.stage, entry.best_grade or NOT_MEASURED) for entry in active)
    rows = [(stage.label, grade, found[stage, grade]) for stage in Stage for grade in GRADES if found[stage, grade]]
    return pd.DataFrame(rows, columns=["stage", "evidence", "use_cases"])


def _counts(found: Sequence[Entry]) -> pd.DataFrame:
    rows = []
    for stage in Stage:
        there = [entry for entry in found if entry.stage is stage]
        active = [entry for entry in there if entry.status is Status.ACTIVE]
        rows.append(
            {"stage": stage.label}
            | {status.value: sum(entry.status is status for entry in there) for status in Status}
            | {
                "measured": sum(entry.best_grade is not None for entry in active),
                "grades": _grades_in_words(sorted(Counter(_grades(active)).items())),
                "over_policy": sum(map(_is_over, active)),
            }
        )
    return pd.DataFrame(rows)


def _grades(active: Iterable[Entry]) -> list[str]:
    return [entry.best_grade for entry in active if entry.best_grade is not None]


def _reached(found: Sequence[Entry]) -> pd.DataFrame:
    everybody = len(found)
    rows = []
    for stage in Stage:
        reached = sum(_furthest(entry) >= stage.position for entry in found)
        share = reached / everybody if everybody else None
        rows.append((stage.label, reached, share, f"{reached} of {everybody}"))
    return pd.DataFrame(rows, columns=["stage", "reached", "share", "label"])


def _furthest(entry: Entry) -> int:
    return max([entry.stage.position, *(Stage(move.to_stage).position for move in entry.moves)])


def _cohorts(found: Sequence[Entry]) -> pd.DataFrame:
    stays = list(_stays(found))
    rows = []
    for stage in list(Stage)[:-1]:
        for year in sorted({stay.entered.year for stay in stays if stay.stage is stage}):
            step = _step(stage, [stay for stay in stays if stay.stage is stage and stay.entered.year == year])
            name = f"{stage.label} → {stage.following.label if stage.following else ''}"
            rows.append((name, str(year), step.entered, step.moved_on, step.percent, step.median_days))
    columns = ["step", "entered_in", "entered", "moved_on", "share", "median_days"]
    return pd.DataFrame(rows, columns=columns).astype({"median_days": "Int64"})


def _ageing(active: Sequence[Entry]) -> pd.DataFrame:
    rows = [
        (entry.line.title, entry.stage.label, entry.days_in_stage, entry.policy_days, _state(entry))
        for entry in active
        if entry.policy_days is not None and entry.days_in_stage is not None
    ]
    columns = ["use_case", "stage", "days", "policy", "state"]
    return pd.DataFrame(rows, columns=columns).sort_values("days", ascending=False, ignore_index=True)


def _state(entry: Entry) -> str:
    if entry.is_in(Trap.PILOT_TRAP):
        return "24 months since the idea"
    return "past the policy" if _is_over(entry) else WITHIN


def _moves(found: Sequence[Entry], calendar: FiscalCalendar, *, today: date) -> pd.DataFrame:
    latest = calendar.quarter_of(today)
    shown = [latest.shifted(-back) for back in range(QUARTERS_SHOWN - 1, -1, -1)]
    names: dict[tuple[int, Stage], list[str]] = {}
    for entry in found:
        for move in entry.moves:
            quarter = calendar.quarter_of(move.moved_on)
            if quarter in shown:
                names.setdefault((shown.index(quarter), Stage(move.to_stage)), []).append(entry.line.title)
    rows = [
        (calendar.name(quarter), stage.label, len(moved), ", ".join(moved), position)
        for position, quarter in enumerate(shown)
        for stage in Stage
        if (moved := names.get((position, stage), []))
    ]
    busy = {row[-1] for row in rows}
    quiet = [(calendar.name(each), Stage.SCALE.label, 0, "", at) for at, each in enumerate(shown) if at not in busy]
    columns = ["quarter", "to", "use_cases", "names", "position"]
    return pd.DataFrame(rows + quiet if rows else [], columns=columns).sort_values("position", ignore_index=True)


def _flow(found: Sequence[Entry], calendar: FiscalCalendar, *, today: date) -> str:
    """Say how many moved on in this quarter and the one before."""
    this = calendar.quarter_of(today)
    on = Counter(
        calendar.quarter_of(stay.left)
        for stay in _stays(found)
        if stay.left is not None and calendar.quarter_of(stay.left) in {this, this.shifted(-1)}
    )
    before = on[this.shifted(-1)] or "none"
    return f"{on[this] or 'None'} moved on in {calendar.name(this)}, {before} in the quarter before"


def _recent(found: Sequence[Entry], calendar: FiscalCalendar, *, today: date) -> tuple[str, ...]:
    begins = calendar.starts(calendar.quarter_of(today).shifted(-1))
    moves = [(move.moved_on, entry.line.title, move) for entry in found for move in entry.moves]
    return tuple(
        f"{title} {_way(move.from_stage, move.to_stage)} on {day:%-d %b %Y}."
        for day, title, move in sorted(moves, key=lambda each: each[:2], reverse=True)
        if day >= begins
    )


def _way(from_stage: str | None, to_stage: str) -> str:
    if from_stage is None:
        return "was recorded as an idea" if to_stage == Stage.IDEA.value else f"was recorded in {to_stage}"
    back = Stage(to_stage).position < Stage(from_stage).position
    return f"went {'back ' if back else ''}from {from_stage} to {to_stage}"
