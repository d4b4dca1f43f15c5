"""How true effects, season, drift and noise become the figures that a pilot and its comparison site report."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cxdash.domain.metrics import Catalogue, Direction, metric_from_row
from cxdash.domain.periods import Period
from data.generate.noise import carried_over, rng_for
from data.generate.organisation import KEPT_UNTIL, SITES, Pilot
from data.generate.portfolio import PILOTS
from data.generate.profiles import DRIFT_PER_YEAR, GROWTH_PER_YEAR, PROFILES, VOLUME_SEASON, Profile
from data.generate.timescale import timescale

Numbers = NDArray[np.float64]
Figures = dict[str, dict[str, "Simulated"]]

BETWEEN_SITES = 0.03
VOLUME_NOISE = 0.04


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one arm: a numerator and a denominator per period; the value is their ratio times ``per``."""

    periods: Sequence[Period]
    numerators: Numbers
    denominators: Numbers
    per: float = 1.0

    @property
    def values(self) -> Numbers:
        """The metric per period, in its own unit (shares from 0 to 1)."""
        return self.per * self.numerators / self.denominators


@dataclass(frozen=True, slots=True)
class Truth:
    """A true change over the window, positive is better: in the metric's unit, and as a share of the level without."""

    natural: float
    relative: float


@dataclass(frozen=True, slots=True)
class Simulated:
    """One metric of one pilot: both arms and the truth behind them.

    ``joint`` is the change of all pilots that report this series; it differs from ``truth`` where two claim one change.
    """

    pilot: Series
    comparison: Series | None
    truth: Truth
    joint: Truth

    def arms(self) -> Iterator[tuple[str, Series]]:
        """Yield the word trackers have for an arm and its figures."""
        yield "Pilot", self.pilot
        if self.comparison is not None:
            yield "Comparison", self.comparison


@cache
def catalogue() -> Catalogue:
    """Return the product's metric catalogue."""
    with (Path(__file__).parents[1] / "metrics.csv").open(encoding="utf-8", newline="") as rows:
        return Catalogue(tuple(metric_from_row(row) for row in csv.DictReader(rows)))


def good_sign(metric: str) -> int:
    """Return 1 where more of the metric is better, -1 where less is."""
    known = catalogue().get(metric)
    return -1 if known is not None and known.direction is Direction.DOWN else 1


def simulate(seed: int, *, until: date = KEPT_UNTIL) -> Figures:
    """Return every pilot's metrics with their observations and true effects, for one draw of all noise."""
    return {
        pilot.name: {metric: observe(pilot, metric, seed=seed, until=until) for metric in pilot.effects}
        for pilot in PILOTS
    }


def observe(pilot: Pilot, metric: str, *, seed: int, until: date = KEPT_UNTIL) -> Simulated:
    """Return one metric of a pilot, with its comparison site where it has one."""
    profile = PROFILES[metric]
    own = pilot.effects[metric]
    others = [other.effects[metric] for other in sharing(pilot) if metric in other.effects]
    joint = combined(profile, [own, *others]) if others else own
    teller = pilot.twin or pilot.name
    draw = seed + pilot.kept_draw
    common = profile.shared * carried_over(rng_for(draw, teller, metric), len(timescale(pilot.grain).periods))
    site_rng = rng_for(draw, teller, metric, "pilot")
    comparison = None
    if pilot.comparison_site is not None:
        rng = rng_for(draw, teller, metric, "comparison")
        comparison = _figures(pilot, metric, pilot.comparison_site, change=0.0, common=common, rng=rng)
    measured = _figures(pilot, metric, pilot.site, change=joint, common=common, rng=site_rng)
    return Simulated(
        pilot=_kept(pilot, measured, until),
        comparison=None if comparison is None else _kept(pilot, comparison, until),
        truth=_truth(pilot, metric, own),
        joint=_truth(pilot, metric, joint),
    )


def sharing(pilot: Pilot) -> list[Pilot]:
    """Return the other pilots that report the same series."""
    return [other for other in PILOTS if other.name == pilot.twin or other.twin == pilot.name]


def combined(profile: Profile, changes: Sequence[float]) -> float:
    """Return the joint change of several: differences add up, shares of the level multiply."""
    if profile.by_points:
        return sum(changes)
    return math.prod(1 + change for change in changes) - 1


def level_at(pilot: Pilot, metric: str, site: str) -> float:
    """Return a metric's usual level at a site: sites differ a little, and always in the same way."""
    profile = PROFILES[metric]
    usual = pilot.levels.get(metric, profile.level)
    quirk = float(rng_for(0, site, metric).uniform(-BETWEEN_SITES, BETWEEN_SITES))
    return usual + quirk / 2 if profile.by_points else usual * (1 + quirk)


def _figures(
    pilot: Pilot, metric: str, site: str, *, change: float, common: Numbers, rng: np.random.Generator
) -> Series:
    """Draw one arm over the whole timescale, whatever is kept of it, so that twins and later trackers agree."""
    profile, scale = PROFILES[metric], timescale(pilot.grain)
    noise = common + profile.own * carried_over(rng, len(scale.periods))
    live = np.array([period.starts >= pilot.goes_live for period in scale.periods])
    expected = _moved(_background(pilot, metric, site), profile, noise)
    expected = np.where(live, _moved(expected, profile, _as_move(profile, change)), expected)
    denominators = _volumes(pilot, profile, site, rng)
    if profile.counted:
        numerators = rng.binomial(denominators.astype(int), np.clip(expected / profile.per, 0.0, 1.0)).astype(float)
    else:
        numerators = np.round(expected * denominators / profile.per)
    return Series(scale.periods, numerators, denominators, profile.per)


def _kept(pilot: Pilot, series: Series, until: date) -> Series:
    """Return the periods that the pilot's tracker holds."""
    kept = [index for index, period in enumerate(series.periods) if pilot.keeps(period, until)]
    periods = [series.periods[index] for index in kept]
    return Series(periods, series.numerators[kept], series.denominators[kept], series.per)


def _background(pilot: Pilot, metric: str, site: str) -> Numbers:
    """Return what the metric would be without pilot and without noise: level, season and slow improvement."""
    profile, scale = PROFILES[metric], timescale(pilot.grain)
    level = level_at(pilot, metric, site)
    drift = good_sign(metric) * DRIFT_PER_YEAR * scale.years
    move = profile.season * scale.season + (drift * level if profile.by_points else drift)
    return _moved(np.full(len(scale.periods), level), profile, move)


def _moved(values: Numbers, profile: Profile, move: Numbers | float) -> Numbers:
    """Move values on the metric's scale: by points, or by a log share of the level."""
    return values + move if profile.by_points else values * np.exp(move)


def _as_move(profile: Profile, change: float) -> float:
    return change if profile.by_points else math.log1p(change)


def _volumes(pilot: Pilot, profile: Profile, site: str, rng: np.random.Generator) -> Numbers:
    """Draw how much there was to count per period, in whole cases."""
    scale = timescale(pilot.grain)
    size = profile.weekly * SITES[site] * pilot.size
    growth = 1 + GROWTH_PER_YEAR * scale.years
    season = 1 + VOLUME_SEASON * scale.season
    spread = np.exp(VOLUME_NOISE * rng.standard_normal(len(scale.periods)))
    length = 1.0 if profile.stock else scale.weeks
    return np.maximum(np.round(size * growth * season * spread * length), 1.0)


def _truth(pilot: Pilot, metric: str, change: float) -> Truth:
    """Return a change over the declared window, as far as it has been observed."""
    profile, scale = PROFILES[metric], timescale(pilot.grain)
    before = _background(pilot, metric, pilot.site)
    after = _moved(before, profile, _as_move(profile, change))
    inside = np.array([pilot.goes_live <= period.starts < pilot.window_ends for period in scale.periods])
    natural = float(np.mean((after - before)[inside]))
    relative = natural / float(np.mean(before[inside])) if profile.by_points else change
    sign = good_sign(metric)
    return Truth(sign * natural + 0.0, sign * relative + 0.0)  # adding zero turns -0.0 into 0.0
