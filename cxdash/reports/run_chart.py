"""A pilot's primary metric period by period, with baseline, go-live, window, target and comparison."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.periods import Period
from cxdash.domain.sums import value_of
from cxdash.effects.effect import Effect
from cxdash.reports.effect_words import sign_of
from cxdash.reports.pilot_results import Result
from cxdash.store import pilot_cells
from cxdash.store.pilot_cells import Cell

COLUMNS = ("kind", "starts", "ends", "value", "label")
"""``kind`` is pilot, comparison, baseline, window, go-live or target; ``starts`` and ``ends`` are days, ``value`` is in
metric units (shares from 0 to 1)."""
ARMS = ("pilot", "comparison")


def run_charts(session: Session, results: Sequence[Result]) -> dict[str, pd.DataFrame]:
    """Return the rows of each pilot's run chart by slug, in one query for all; pilots without figures are left out.

    A pilot with several primary metrics is drawn on the first.
    """
    first = {each.slug: each for each in reversed(results) if each.metric is not None}
    cells = pilot_cells.by_period(
        session, {each.id for each in first.values()}, {each.metric_id for each in first.values() if each.metric_id}
    )
    by_pilot: dict[tuple[int, int | None], list[Cell]] = {}
    for cell in cells:
        by_pilot.setdefault((cell.pilot_id, cell.metric_id), []).append(cell)
    return {
        slug: _rows(each, by_pilot[each.id, each.metric_id])
        for slug, each in first.items()
        if (each.id, each.metric_id) in by_pilot
    }


def target_level(result: Result) -> float | None:
    """Return the level that would meet the target, in metric units: the measured baseline moved by what is required."""
    effect = result.effect
    if effect is None or effect.required is None or effect.baseline_mean is None:
        return None
    return effect.baseline_mean + sign_of(effect) * _in_units(effect.required, effect)


def _in_units(size: float, effect: Effect) -> float:
    return size * (abs(effect.baseline_mean or 0.0) if effect.relative else 1.0)


def _rows(result: Result, cells: Sequence[Cell]) -> pd.DataFrame:
    metric = result.metric
    if metric is None:
        return pd.DataFrame(columns=list(COLUMNS))
    rows: list[tuple[str, date, date, float | None, str]] = []
    for cell in cells:
        period = Period(date.fromordinal(cell.day), cell.grain)
        whose = result.comparison or "Comparison" if cell.arm == ARMS[1] else result.name
        rows.append((cell.arm, period.starts, period.ends_before, value_of(metric, cell.sums), whose))
    first, last = rows[0][1], max(row[2] for row in rows)
    rows += _marks(result, first=first, last=last)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _marks(result: Result, *, first: date, last: date) -> list[tuple[str, date, date, float | None, str]]:
    live, ends = result.goes_live, result.window_ends_before
    if live is None or ends is None:
        return []
    begins = max(result.baseline_starts or first, first)
    marks: list[tuple[str, date, date, float | None, str]] = [
        ("window", live, ends, None, f"{result.window_days}-day window"),
        ("go-live", live, live + timedelta(days=1), None, "Go-live"),
    ]
    if begins < live:
        level = result.effect.baseline_mean if result.effect is not None else None
        marks.append(("baseline", begins, live, level, "Baseline"))
    target = target_level(result)
    if target is not None:
        marks.append(("target", live, max(ends, last), target, "Target"))
    return marks
