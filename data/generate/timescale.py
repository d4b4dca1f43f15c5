"""The weeks and months of the sample organisation as numbers: years gone by, height of the season, share of a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cxdash.domain.periods import Grain, Period, periods_between
from data.generate.organisation import FIRST_MONTH, FIRST_WEEK, NEXT_WEEK_ENDS

Numbers = NDArray[np.float64]

DAYS_IN_YEAR = 365.25
MID_JANUARY = 14


@dataclass(frozen=True, slots=True)
class Timescale:
    """All periods of one grain: years since the first, the season (1 in mid-January) and each length in weeks."""

    periods: Sequence[Period]
    years: Numbers
    season: Numbers
    weeks: Numbers


@cache
def timescale(grain: Grain) -> Timescale:
    """Return the organisation's weeks or months, the one after the last kept week included."""
    starts = FIRST_WEEK if grain is Grain.WEEK else FIRST_MONTH
    periods = tuple(periods_between(grain, starts, NEXT_WEEK_ENDS))
    days = np.array([(period.ends_before - period.starts).days for period in periods], dtype=float)
    first = np.array([period.starts.toordinal() for period in periods], dtype=float)
    middle = first + days / 2
    new_year = np.array([period.starts.replace(month=1, day=1).toordinal() for period in periods], dtype=float)
    season = np.cos(2 * np.pi * (middle - new_year - MID_JANUARY) / DAYS_IN_YEAR)
    return Timescale(periods, (middle - first[0]) / DAYS_IN_YEAR, season, days / 7)
