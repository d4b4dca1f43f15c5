"""The longer periods that every observation is added up over: by week, month and fiscal quarter."""

from collections.abc import Mapping

from cxdash.domain.periods import Grain

CODES: Mapping[Grain, int] = {Grain.WEEK: 1, Grain.MONTH: 2, Grain.QUARTER: 3}
"""How the table of sums writes a grain."""

COARSER: Mapping[Grain, tuple[Grain, ...]] = {
    Grain.DAY: (Grain.WEEK, Grain.MONTH, Grain.QUARTER),
    Grain.WEEK: (Grain.WEEK, Grain.MONTH, Grain.QUARTER),
    Grain.MONTH: (Grain.MONTH, Grain.QUARTER),
    Grain.QUARTER: (Grain.QUARTER,),
    Grain.YEAR: (),
}
"""The grains over which observations of a grain are added up."""
