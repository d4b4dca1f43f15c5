"""The figures of one use case over time, as they were observed: per pilot, comparison and segment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Metric, MetricClass
from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.domain.sums import value_of
from cxdash.store import metric_uses, metrics, organisation, use_case_cells
from cxdash.store.use_case_cells import SeriesLine

COLUMNS = ("line", "starts", "value", "arm")
GRAINS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER)
WHOLE = "Everybody"
COMPARISON = "comparison"
MOST_LINES = 6
_FINENESS = {Grain.DAY: 0, Grain.WEEK: 0, Grain.MONTH: 1, Grain.QUARTER: 2, Grain.YEAR: 3}


@dataclass(frozen=True, slots=True)
class Lines:
    """What can be drawn: metrics with figures as (slug, name), and the names of the lines of each by slug.

    ``has_pilots`` is false where the figures are about the use case as a whole, and so are observed, not evidence.
    """

    metrics: tuple[tuple[str, str], ...]
    names: dict[str, tuple[str, ...]]
    grains: dict[str, tuple[Grain, ...]]
    has_pilots: bool


@dataclass(frozen=True)
class OverTime:
    """Lines of one metric: rows with ``COLUMNS`` (shares from 0 to 1), the finding, and the axis in words."""

    rows: pd.DataFrame
    finding: str
    axis: str
    is_fraction: bool


def lines(session: Session, slug: str) -> Lines:
    """Return what a use case has figures of, primary metrics first, then what can be drawn and somebody has defined."""
    found = use_case_cells.series(session, slug)
    catalogue = metrics.catalogue(session)
    order = {slug: place for place, slug in enumerate(dict.fromkeys(line.metric for line in found))}
    primary = metric_uses.primaries_of(session, slug)
    grains = {
        each: _grains([line for line in found if line.metric == each]) for each in {line.metric for line in found}
    }
    unclassified = {metric.slug for metric in catalogue if metric.metric_class is MetricClass.UNCLASSIFIED}
    slugs = sorted(grains, key=lambda each: (each not in primary, not grains[each], each in unclassified, order[each]))
    return Lines(
        metrics=tuple((each, metric.name) for each in slugs if (metric := catalogue.get(each)) is not None),
        names={each: tuple(_name(line) for line in found if line.metric == each) for each in slugs},
        grains=grains,
        has_pilots=any(line.pilot is not None for line in found),
    )


def over_time(session: Session, slug: str, metric: str, chosen: tuple[str, ...], grain: Grain) -> OverTime | None:
    """Return these lines of a metric by week, month or quarter, line by line; None where the metric is not known."""
    known = metrics.catalogue(session).get(metric)
    if known is None:
        return None
    found = {line.id: line for line in use_case_cells.series(session, slug) if line.metric == metric}
    wanted = {number: line for number, line in found.items() if _name(line) in chosen}
    rows = [
        (_name(wanted[number]), date.fromordinal(first), value_of(known, sums), wanted[number].arm)
        for number, first, sums in use_case_cells.sums(session, wanted.keys(), grain)
    ]
    rows.sort(key=lambda row: chosen.index(row[0]))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    figures = organisation.figures(session)
    return OverTime(
        rows=frame,
        finding=_finding(frame, known, grain, figures, organisation.calendar(session)),
        axis=_axis(known, figures),
        is_fraction=known.is_fraction,
    )


def first_lines(names: Sequence[str]) -> tuple[str, ...]:
    """Return what is drawn until somebody chooses: comparisons only beside one or two lines, six lines at most."""
    own = [name for name in names if not name.endswith(COMPARISON)]
    return tuple((own if len(own) > 2 else list(names))[:MOST_LINES])


def _name(line: SeriesLine) -> str:
    parts = [line.pilot or "", line.segment, COMPARISON if line.arm == COMPARISON else ""]
    return ", ".join(part for part in parts if part) or WHOLE


def _axis(metric: Metric, figures: Figures) -> str:
    if metric.is_fraction or metric.unit == "count":
        return ""
    return figures.unit(metric)


def _grains(of_metric: Sequence[SeriesLine]) -> tuple[Grain, ...]:
    """A monthly series has no weeks."""
    finest = min((_FINENESS[Grain(line.grain)] for line in of_metric), default=0)
    return tuple(grain for grain in GRAINS if _FINENESS[grain] >= finest)


def _finding(rows: pd.DataFrame, metric: Metric, grain: Grain, figures: Figures, calendar: FiscalCalendar) -> str:
    """Say the newest value of the first line, and what it was in the same period a year before."""
    known = rows.dropna(subset=["value"])
    if known.empty:
        return f"{metric.name}: no figures for this choice"
    name = str(known["line"].iloc[0])
    line = known.loc[known["line"] == name]
    newest = line.iloc[-1]
    said = f"{figures.value(metric, float(newest['value']))} in {_when(newest['starts'], grain, calendar)}"
    earlier = line.loc[line["starts"] == _year_before(newest["starts"], grain), "value"]
    before = "" if earlier.empty else f", {figures.value(metric, float(earlier.iloc[0]))} a year before"
    whose = "" if name == WHOLE else f", {name}"
    return f"{metric.name}{whose}: {said}{before}"


def _when(starts: date, grain: Grain, calendar: FiscalCalendar) -> str:
    match grain:
        case Grain.MONTH:
            return f"{starts:%b %Y}"
        case Grain.QUARTER:
            return calendar.name(calendar.quarter_of(starts))
        case _:
            return f"the week of {starts.day} {starts:%b %Y}"


def _year_before(starts: date, grain: Grain) -> date:
    if grain is Grain.WEEK:
        return date.fromordinal(starts.toordinal() - 364)
    return Period(starts, grain).starts.replace(year=starts.year - 1)
