"""What an estimator hands to the grade and the verdict: the three numbers, the posterior, or why there is none."""

from dataclasses import dataclass
from enum import StrEnum

from cxdash.effects.posterior import Posterior
from cxdash.effects.scale import Scale


class Shape(StrEnum):
    """What the data look like; the letters are those of the method's table."""

    BEFORE_AFTER = "a"
    COMPARED = "b"
    RANDOMISED = "c1"
    COMPARED_WITHOUT_PAST = "c2"
    ONE_NUMBER_BEFORE = "d"
    TARGET_ONLY = "e"


class Estimator(StrEnum):
    """What turned the figures into an effect."""

    ENGINE = "engine"
    ENGINE_ON_DIFFERENCE = "engine on difference"
    NEWCOMBE = "Newcombe score difference"
    LOG_RATIO = "log-method ratio"
    PAIRED_PERIODS = "paired-period t"
    ONE_NOISY_PERIOD = "t against one noisy period"
    DIFFERENCE_ONLY = "difference only"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimator's result, before it is graded.

    ``observed_change`` is on the scale of the effect, positive where the metric improved. ``coefficient`` is the
    effect in units of the analysis; with a ``coefficient`` but no ``posterior`` the difference is all there is to say.
    ``baseline_mean`` is the comparison's share for randomised units, which have no before. ``slope_is_clear`` says,
    of a series without a comparison, whether the baseline's own drift is distinguishable from none.
    """

    shape: Shape
    estimator: Estimator
    scale: Scale
    n_baseline: int
    n_pilot: int
    baseline_mean: float | None = None
    pilot_mean: float | None = None
    observed_change: float | None = None
    coefficient: float | None = None
    posterior: Posterior | None = None
    rho_mean: float | None = None
    no_interval_because: str | None = None
    slope_is_clear: bool = False
    cautions: tuple[str, ...] = ()
