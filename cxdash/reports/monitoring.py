"""A pilot's metric against the limits its own baseline set: patterns that are a reason to ask, and no proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.comparisons import Arm
from cxdash.domain.figures import Figures, count
from cxdash.domain.metrics import Metric
from cxdash.domain.periods import Period
from cxdash.domain.sums import value_of
from cxdash.effects.scrutiny import Unusual
from cxdash.effects.xmr import Limits, Pattern
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, day
from cxdash.reports import happenings
from cxdash.reports.happenings import Happening
from cxdash.reports.run_chart import period_words
from cxdash.store import organisation, pilot_cells

COLUMNS = ("kind", "starts", "ends", "value", "pattern", "when", "words")
"""``kind`` is figure, mean, limit or go-live; ``pattern`` is the first pattern a figure belongs to, ``words`` all."""


@dataclass(frozen=True)
class Monitored:
    """An XmR chart.

    Attributes:
        finding: how many signals there are since go-live.
        rows: see ``COLUMNS``.
        patterns: those that are marked, in the order of the rules.
        says: limits, what they rest on, and what a signal is worth, a sentence each.
        signals: when and what, one row per signal.
    """

    finding: str
    rows: pd.DataFrame
    patterns: tuple[str, ...]
    says: tuple[str, ...]
    signals: tuple[tuple[str, str], ...]
    percent: bool


def monitored(session: Session, slug: str, metric: str, *, today: date) -> Monitored | None:
    """Return the chart of a pilot's primary metric (a slug); None where the baseline sets no limits."""
    each = pilot_results.one(session, slug, metric, today=today)
    if each is None or each.metric is None or each.metric_id is None or each.goes_live is None:
        return None
    limits, unusual = each.scrutiny.limits, each.scrutiny.unusual
    if limits is None:
        return None
    figures = organisation.figures(session)
    left_out = happenings.left_out(session, each)
    rows = [row for row in _figures(session, each, each.metric, unusual) if not _is_out(row, left_out)]
    if not rows:
        return None
    stretch = (rows[0][1], rows[-1][2])
    lines = [
        ("mean", *stretch, limits.centre, "", "", "Baseline mean"),
        ("limit", *stretch, limits.low, "", "", "Lower limit"),
        ("limit", *stretch, limits.high, "", "", "Upper limit"),
        ("go-live", each.goes_live, each.goes_live, None, "", day(each.goes_live), "Go-live"),
    ]
    return Monitored(
        finding=_finding(each.metric, unusual),
        rows=pd.DataFrame([*rows, *lines], columns=list(COLUMNS)),
        patterns=tuple(pattern.value for pattern in Pattern if any(row[4] == pattern for row in rows)),
        says=tuple(_says(each.metric, limits, figures)),
        signals=tuple((_days(one), f"{one.pattern.value}, {_way(one)}") for one in unusual),
        percent=each.metric.is_fraction,
    )


_Row = tuple[str, date, date, float | None, str, str, str]


def _figures(session: Session, each: Result, metric: Metric, unusual: Sequence[Unusual]) -> Iterator[_Row]:
    """Yield the pilot's figures from the baseline's first day on, each with its signals."""
    cells = pilot_cells.by_period(session, [each.id], [] if each.metric_id is None else [each.metric_id])
    for cell in cells:
        period = Period(date.fromordinal(cell.day), cell.grain)
        if cell.arm != Arm.PILOT or (each.baseline_starts is not None and period.starts < each.baseline_starts):
            continue
        of = [one.pattern for one in unusual if one.first < period.ends_before and period.starts <= one.last]
        patterns = [pattern.value for pattern in Pattern if pattern in of]
        value = value_of(metric, cell.sums)
        first, words = patterns[0] if patterns else "", "; ".join(patterns)
        yield "figure", period.starts, period.ends_before, value, first, period_words(period), words


def _is_out(row: _Row, left_out: Sequence[Happening]) -> bool:
    return any(each.overlaps(row[1], row[2]) for each in left_out)


def _finding(metric: Metric, unusual: Sequence[Unusual]) -> str:
    if not unusual:
        return f"{metric.name} has given no signal since go-live"
    return f"{metric.name} has given {count(len(unusual), 'signal')} since go-live: a reason to ask"


def _says(metric: Metric, limits: Limits, figures: Figures) -> Iterator[str]:
    mean, low, high = (figures.value(metric, each) for each in (limits.centre, limits.low, limits.high))
    name = "Trial limits" if limits.is_trial else "Limits"
    yield f"{name} {low} to {high} around the baseline's mean of {mean}, frozen at go-live."
    if limits.is_trial:
        yield "They rest on fewer than 12 periods and may still move."
    yield (
        "A signal is a prompt, not proof: where nothing changed at all, 13 weeks after 13 before show one in 23 to 45 "
        "of 100 pilots."
    )


def _days(signal: Unusual) -> str:
    first, last = day(signal.first), day(signal.last)
    return first if first == last else f"{first} to {last}"


def _way(signal: Unusual) -> str:
    if signal.pattern is Pattern.TREND:
        return "rising" if signal.is_high else "falling"
    return "above" if signal.is_high else "below"
