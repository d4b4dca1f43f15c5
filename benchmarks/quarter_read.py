"""A quarter of the portfolio read from the roll-up, against the same sums taken over the observations."""

from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select

from benchmarks import portfolios
from benchmarks.portfolios import QUARTER, Portfolio
from benchmarks.timing import interleaved
from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import FiscalCalendar
from cxdash.store import pilot_cells
from cxdash.store.tables import Observation, Pilot, Series, Subject, UseCase

_ROUNDS = 11


def measure(folder: Path) -> dict[str, float]:
    """Return how many times quicker the roll-up is at a million observations, in processor seconds.

    Raises:
        RuntimeError: the two do not give the same sums, so that nothing is compared.
    """
    held = portfolios.both(folder)[1]
    if _from_rollup(held) != _from_observations(held):
        raise RuntimeError("The roll-up and the observations give different sums for a quarter.")
    took = interleaved({"rollup": lambda: _from_rollup(held), "raw": lambda: _from_observations(held)}, rounds=_ROUNDS)
    return {"rollup_vs_raw": took["raw"] / took["rollup"]}


def _from_rollup(held: Portfolio) -> dict[tuple[int, int], tuple[float, float]]:
    with held.database.reading() as session:
        cells = pilot_cells.of_quarters(session, [portfolios.quarter_day()])
    return {(cell.pilot_id, cell.metric_id): (cell.numerator, cell.denominator) for cell in cells}


def _from_observations(held: Portfolio) -> dict[tuple[int, int], tuple[float, float]]:
    with held.database.reading() as session:
        return {(row[0], row[1]): (row[4], row[5]) for row in session.execute(_raw())}


def _raw() -> Select[*tuple[Any, ...]]:
    """Sum the quarter as it would be without roll-ups: every pilot's own arm, segments where no total is reported."""
    quarter = FiscalCalendar().period(QUARTER)
    sums = (func.sum(each) for each in (Observation.value, Observation.numerator, Observation.denominator))
    return (
        select(Subject.pilot_id, Series.metric_id, func.count(), *sums)
        .join(Series, Series.subject_id == Subject.id)
        .join(Observation, Observation.series_id == Series.id)
        .join(Pilot, Pilot.id == Subject.pilot_id)
        .join(UseCase, UseCase.id == Pilot.use_case_id)
        .where(
            Series.counts_in_total,
            Series.arm == Arm.PILOT.value,
            Pilot.archived_at.is_(None),
            UseCase.archived_at.is_(None),
            Observation.day >= quarter.starts.toordinal(),
            Observation.day < quarter.ends_before.toordinal(),
        )
        .group_by(Subject.pilot_id, Series.metric_id)
    )
