"""How often the method is right over many simulated pilots; every answer comes from the product's own engine."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

from benchmarks.simulated import (
    SIZES,
    Design,
    Floats,
    autocorrelated,
    between_groups,
    heavy_tailed,
    skewed,
    with_outliers,
)
from cxdash.effects import engine
from cxdash.effects.guardrails import STOP_EARLY, GuardrailStatus, guardrail_status
from cxdash.effects.shrinkage import Attainment, shrink

RHOS = (0.0, 0.3, 0.6)
DRIFTS = (0.0, 0.05)
_TAIL = 0.025
_MARGIN = 2.0
_TARGET = 2.0
_NORMAL = autocorrelated(0.0)
_HARD_NOISE = {
    "rho 0.8": Design(0, 0, autocorrelated(0.8)),
    "rho 0.8, drift 0.05": Design(0, 0, autocorrelated(0.8), drift=0.05),
    "drift 0.10": Design(0, 0, autocorrelated(0.3), drift=0.10),
    "heavy tails": Design(0, 0, heavy_tailed),
    "skew": Design(0, 0, skewed),
    "two outliers": Design(0, 0, with_outliers),
    "ramping effect": Design(0, 0, _NORMAL, effect=(0.0, 4.0)),
    "fading effect": Design(0, 0, _NORMAL, effect=(4.0, 0.0)),
}


class Cell(NamedTuple):
    """One column and one row of the table: sizes, autocorrelation, drift per period."""

    before: int
    after: int
    rho: float
    drift: float


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of the runs: the 95 % interval held the truth; it lay wholly above it (a win that is none)."""

    held: float
    wins: float


def rates(design: Design, random: np.random.Generator, runs: int) -> Rates:
    """Simulate one kind of pilot and judge each run."""
    found = engine.steps(list(design.series(random, runs)), np.arange(len(design.phases)), design.phases)
    below = np.array([each.posterior.cdf(design.truth) for each in found])
    return Rates(float(np.mean((below >= _TAIL) & (below <= 1 - _TAIL))), float(np.mean(below < _TAIL)))


def before_and_after(runs: int, seed: int) -> dict[Cell, Rates]:
    """Return the 72 cells without an effect: 3 autocorrelations × 2 drifts × 12 sizes."""
    cells = [Cell(*size, rho, drift) for drift in DRIFTS for rho in RHOS for size in SIZES]
    return {
        cell: rates(
            Design(cell.before, cell.after, autocorrelated(cell.rho), cell.drift), _random(seed, 0, number), runs
        )
        for number, cell in enumerate(cells)
    }


def plain_averages(runs: int, seed: int) -> list[Rates]:
    """Return the same 72 cells judged as spreadsheets do: two averages and Welch's t test."""
    cells = [Design(*size, autocorrelated(rho), drift) for drift in DRIFTS for rho in RHOS for size in SIZES]
    found = []
    for number, design in enumerate(cells):
        series = design.series(_random(seed, 0, number), runs)
        before, after = series[:, ~design.phases], series[:, design.phases]
        low, high = scipy.stats.ttest_ind(after, before, axis=1, equal_var=False).confidence_interval(0.95)
        found.append(Rates(float(np.mean((low <= 0) & (high >= 0))), float(np.mean(low > 0))))
    return found


def with_a_comparison(runs: int, seed: int) -> list[Rates]:
    """Return 48 cells with a comparison group: common drift 0 or 0.1, own drift 0 or 0.03, 12 sizes; ρ is 0.3."""
    cells = [(size, common, own) for common in (0.0, 0.1) for own in (0.0, 0.03) for size in SIZES]
    return [
        rates(Design(*size, between_groups(0.3, common_drift=common), own), _random(seed, 1, number), runs)
        for number, (size, common, own) in enumerate(cells)
    ]


def hard_series(runs: int, seed: int) -> dict[str, list[Rates]]:
    """Return what the model does not provide for, each over the 12 sizes."""
    return {
        name: [
            rates(replace(design, before=before, after=after), _random(seed, 2, kind, number), runs)
            for number, (before, after) in enumerate(SIZES)
        ]
        for kind, (name, design) in enumerate(_HARD_NOISE.items())
    }


def guardrail_lights(runs: int, seed: int) -> dict[tuple[float, float], Mapping[GuardrailStatus, float]]:
    """Return the share of each light by true change and drift, both in standard deviations; 13 + 13 periods.

    The margin is 2. More is better, so a drift that rises hides harm. Averaged over three autocorrelations.
    """
    shares = {}
    for number, (change, drift) in enumerate(product((0.0, -_MARGIN, -3.0), DRIFTS)):
        random, lights = _random(seed, 3, number), []
        for rho in RHOS:
            design = Design(13, 13, autocorrelated(rho), drift, effect=(change, change))
            found = engine.steps(list(design.series(random, runs)), np.arange(26), design.phases)
            lights += [
                guardrail_status(p_beyond_margin=each.posterior.cdf(-_MARGIN), p_worse=each.posterior.cdf(0.0))
                for each in found
            ]
        shares[change, drift] = {light: lights.count(light) / len(lights) for light in GuardrailStatus}
    return shares


def weekly_looks(runs: int, seed: int) -> dict[float, tuple[float, float]]:
    """Return by autocorrelation how often one of ten weekly looks (4 to 13 pilot weeks) calls an effect there is not.

    First with the 95 % interval, a win; then with the rule that stops a running pilot, harm. 13 weeks before go-live.
    """
    outcomes = {}
    for number, rho in enumerate(RHOS):
        series = Design(13, 13, autocorrelated(rho)).series(_random(seed, 4, number), runs)
        won, stopped = np.zeros(runs, bool), np.zeros(runs, bool)
        for periods in range(17, 27):
            phases = np.arange(periods) >= 13
            found = engine.steps(list(series[:, :periods]), np.arange(periods), phases)
            below = np.array([each.posterior.cdf(0.0) for each in found])
            won |= below < _TAIL
            stopped |= below >= STOP_EARLY
        outcomes[rho] = (float(won.mean()), float(stopped.mean()))
    return outcomes


def stated_chances(runs: int, seed: int) -> dict[tuple[float, float], tuple[float, ...]]:
    """Return by stated chance that a target is met (from, to) the share of pilots that met it: no drift, drift 0.05.

    True effects are drawn with standard deviation 3 about 0, the target is 2; the 12 sizes and three autocorrelations.
    The drift runs in the direction of the target.
    """
    bins = ((0.0, 0.1), (0.1, 0.3), (0.3, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0))
    outcomes = [_stated_and_met(drift, runs, seed) for drift in DRIFTS]
    return {
        (low, high): tuple(float(met[(stated >= low) & (stated <= high)].mean()) for stated, met in outcomes)
        for low, high in bins
        if all(((stated >= low) & (stated <= high)).any() for stated, _ in outcomes)
    }


def _stated_and_met(drift: float, runs: int, seed: int) -> tuple[Floats, NDArray[np.bool_]]:
    stated, met = [], []
    for number, (rho, size) in enumerate(product(RHOS, SIZES)):
        random, design = _random(seed, 7, number), Design(*size, autocorrelated(rho), drift)
        truth = 3 * random.standard_normal(runs)
        series = design.series(random, runs) + truth[:, None] * design.phases
        found = engine.steps(list(series), np.arange(len(design.phases)), design.phases)
        stated += [1 - each.posterior.cdf(_TARGET) for each in found]
        met += list(truth >= _TARGET)
    return np.array(stated), np.array(met)


def best_three(runs: int, seed: int) -> dict[int, tuple[float, float, float]]:
    """Return by number of pilots what the best three promise beyond what they hold: raw, shrunk; and coverage.

    True attainment 0.3 with a spread of 0.2 to 0.4, standard errors of 0.2 to 0.7; coverage is that of the shrunk
    pilots' 95 % ranges. Raw and shrunk pick their own three.
    """
    outcomes = {}
    for pilots in (6, 12, 20):
        random = _random(seed, 5, pilots)
        promised, held, covered = np.zeros(2), np.zeros(2), 0
        for _ in range(runs):
            spread, errors = random.uniform(0.2, 0.4), random.uniform(0.2, 0.7, pilots)
            truth = 0.3 + spread * random.standard_normal(pilots)
            raw = truth + errors * random.standard_normal(pilots)
            found = shrink([Attainment(str(at), *each) for at, each in enumerate(zip(raw, errors, strict=True))])
            covered += sum(each.low <= true <= each.high for each, true in zip(found, truth, strict=True))
            for way, shown in enumerate((raw, np.array([each.shrunk for each in found]))):
                best = np.argsort(shown)[-3:]
                promised[way] += shown[best].sum()
                held[way] += truth[best].sum()
        overstated = promised / held - 1
        outcomes[pilots] = (float(overstated[0]), float(overstated[1]), covered / (runs * pilots))
    return outcomes


def _random(*seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)
