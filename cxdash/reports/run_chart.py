"""A pilot's primary metric period by period, with baseline, go-live, window, target, comparison and what happened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain, Period
from cxdash.domain.plans import days_between
from cxdash.domain.sums import value_of
from cxdash.effects.effect import Effect
from cxdash.judging.pilot_results import Result, day, key_of
from cxdash.reports.effect_words import sign_of
from cxdash.reports.happenings import Happening, marks, when
from cxdash.store import pilot_cells
from cxdash.store.pilot_cells import Cell

COLUMNS = ("kind", "starts", "ends", "value", "label", "when", "words", "row")
"""``kind`` is pilot, comparison, left out, comparison left out, baseline, window, run-in, go-live, target or happening;
``starts`` and ``ends`` are days, ``value`` is in metric units (shares from 0 to 1), ``words`` a reason or an event.
``row`` places words: of happenings it counts the rows above the chart; a window at the right edge has 1."""

_BEFORE = timedelta(days=366)
"""How far before go-live the chart reaches where the baseline is shorter."""
_ROOM_FOR_A_WORD = 0.2
_LEFT_OUT = {Arm.PILOT.value: "left out", Arm.COMPARISON.value: "comparison left out"}


class Row(NamedTuple):
    """One row of ``COLUMNS``."""

    kind: str
    starts: date
    ends: date
    value: float | None = None
    label: str = ""
    when: str = ""
    words: str = ""
    row: int = 0


@dataclass(frozen=True)
class RunChart:
    """What is drawn, and what its numbers stand for.

    Attributes:
        rows: see ``COLUMNS``.
        lines: which of pilot, comparison, baseline and target there are.
        happened: number, days and words of each mark.
        number_rows: how many rows of numbers stand above the chart.
    """

    rows: pd.DataFrame
    lines: tuple[str, ...]
    happened: tuple[tuple[str, str, str], ...]
    number_rows: int


def run_charts(
    session: Session, results: Sequence[Result], happenings: Mapping[int, Sequence[Happening]] | None = None
) -> dict[str, RunChart]:
    """Return the run chart of each result by ``key_of``, in one query for all; those without figures are left out.

    Args:
        session: reads the sums by period.
        results: pilots, each on one metric.
        happenings: what happened around each pilot, by its id.
    """
    measured = [each for each in results if each.metric is not None]
    cells = pilot_cells.by_period(
        session, {each.id for each in measured}, {each.metric_id for each in measured if each.metric_id}
    )
    by_result: dict[str, list[Cell]] = {}
    for cell in cells:
        by_result.setdefault(f"{cell.pilot_id}/{cell.metric_id}", []).append(cell)
    return {
        key_of(each): _drawn(each, by_result[key_of(each)], (happenings or {}).get(each.id, ()))
        for each in measured
        if key_of(each) in by_result
    }


def target_level(result: Result) -> float | None:
    """Return the level that would meet the target, in metric units: the measured baseline moved by what is required."""
    effect = result.effect
    if effect is None or effect.required is None or effect.baseline_mean is None:
        return None
    return effect.baseline_mean + sign_of(effect) * _in_units(effect.required, effect)


def period_words(period: Period) -> str:
    """Name a period: ``Week of 3 Mar 2026``, ``Mar 2026``, ``Quarter from 1 Apr 2026``."""
    match period.grain:
        case Grain.WEEK:
            return f"Week of {day(period.starts)}"
        case Grain.MONTH:
            return f"{period.starts:%b %Y}"
        case Grain.DAY:
            return day(period.starts)
        case _:
            return f"{period.grain.value.capitalize()} from {day(period.starts)}"


def _in_units(size: float, effect: Effect) -> float:
    return size * (abs(effect.baseline_mean or 0.0) if effect.relative else 1.0)


def _drawn(result: Result, cells: Sequence[Cell], happenings: Sequence[Happening]) -> RunChart:
    shown = [cell for cell in cells if date.fromordinal(cell.day) >= _first_shown(result)] or cells
    happenings = [each for each in happenings if result.metric is None or each.concerns(result.metric.slug)]
    left_out = [each for each in happenings if each.leaves_out]
    rows = [row for arm in Arm for row in _figures(result, [cell for cell in shown if cell.arm == arm], left_out)]
    first, last = min(row.starts for row in rows), max(row.ends for row in rows)
    stretches = [*_plan(result, first=first, last=last)]
    last = max(last, *(row.ends for row in stretches)) if stretches else last
    numbered = marks(happenings, first=first, last=last)
    happened = [
        Row(
            "happening",
            starts=max(mark.happening.starts, first),
            ends=min(mark.happening.ends_before, last),
            label=mark.number,
            when=when(mark.happening),
            words=mark.happening.words,
            row=mark.row,
        )
        for mark in numbered
    ]
    there = {row.kind for row in [*rows, *stretches] if row.value is not None}
    return RunChart(
        rows=pd.DataFrame([*rows, *stretches, *happened], columns=list(COLUMNS)),
        lines=tuple(each for each in ("pilot", "comparison", "baseline", "target") if each in there),
        happened=tuple((row.label, row.when, row.words) for row in happened),
        number_rows=max((mark.row + 1 for mark in numbered), default=0),
    )


def _first_shown(result: Result) -> date:
    """Return the day the chart starts: everything where all of it is the baseline, else a year before go-live."""
    if result.goes_live is None or result.baseline_starts is None:
        return date.min
    return min(result.baseline_starts, result.goes_live - _BEFORE)


def _figures(result: Result, cells: Sequence[Cell], left_out: Sequence[Happening]) -> Iterator[Row]:
    """Yield one arm's figures; a period that lacks one breaks the line, one that was left out says why."""
    metric = result.metric
    if metric is None:
        return
    expected: date | None = None
    for cell in cells:
        period = Period(date.fromordinal(cell.day), cell.grain)
        whose = result.name if cell.arm == Arm.PILOT else result.comparison or "Comparison"
        if expected is not None and expected < period.starts:
            missing = Period(expected, cell.grain)
            yield Row(cell.arm, expected, period.starts, None, whose, period_words(missing), "No figure")
        expected = period.ends_before
        value, when = value_of(metric, cell.sums), period_words(period)
        why = next((each.words for each in left_out if each.overlaps(period.starts, period.ends_before)), "")
        yield Row(cell.arm, period.starts, period.ends_before, None if why else value, whose, when, why)
        if why:
            yield Row(_LEFT_OUT[cell.arm], period.starts, period.ends_before, value, whose, when, why)


def _plan(result: Result, *, first: date, last: date) -> Iterator[Row]:
    """Yield what was declared: baseline, go-live, run-in, window and target."""
    live, ends = result.goes_live, result.window_ends_before
    if live is None or ends is None:
        return
    last = max(ends, last)
    measured_from = live + timedelta(days=result.run_in_days)
    at_the_edge = (last - live) / (last - first) < _ROOM_FOR_A_WORD
    yield Row(
        "window", measured_from, ends, label="Window", when=days_between(measured_from, ends), row=int(at_the_edge)
    )
    if result.run_in_days:
        yield Row(
            "run-in", live, measured_from, label="Run-in", when=days_between(live, measured_from), words="Not counted"
        )
    yield Row("go-live", live, live + timedelta(days=1), label="Go-live", when=day(live))
    begins = max(result.baseline_starts or first, first)
    if begins < live:
        level = result.effect.baseline_mean if result.effect is not None else None
        yield Row("baseline", begins, live, level, "Baseline", days_between(begins, live))
    target = target_level(result)
    if target is not None:
        yield Row("target", live, last, target, "Target", days_between(live, last))
