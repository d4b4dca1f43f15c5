"""A short seeded check that 95 % intervals hold the truth about as often as they say."""

import numpy as np
import pytest

from cxdash.effects import engine

RUNS = 800
# Baseline points, pilot points, autocorrelation, drift per week in standard deviations.
CELLS = [(13, 13, 0.0, 0.0), (8, 8, 0.3, 0.05), (4, 13, 0.3, 0.0), (26, 13, 0.6, 0.05)]


def _noise(random, points, rho):
    noise = random.standard_normal(points)
    for at in range(1, points):
        noise[at] = rho * noise[at - 1] + np.sqrt(1 - rho**2) * noise[at]
    return noise


@pytest.fixture(scope="module")
def outcomes():
    """Per cell: how often the interval held the truth (no effect), and how often it claimed a win."""
    found = {}
    for cell in CELLS:
        before, after, rho, drift = cell
        random = np.random.default_rng(20260101)
        indices = np.arange(before + after)
        chances = np.array(
            [
                engine.step(
                    _noise(random, len(indices), rho) + drift * indices, indices, indices >= before
                ).posterior.cdf(0)
                for _ in range(RUNS)
            ]
        )
        found[cell] = (((chances > 0.025) & (chances < 0.975)).mean(), (chances <= 0.025).mean())
    return found


def test_intervals_hold_the_truth_at_least_19_times_in_20(outcomes):
    assert np.mean([held for held, _ in outcomes.values()]) >= 0.95


@pytest.mark.parametrize("cell", CELLS)
def test_no_design_falls_far_short(outcomes, cell):
    assert outcomes[cell][0] >= 0.90


def test_wins_are_claimed_where_there_are_none_in_at_most_3_of_100(outcomes):
    assert np.mean([wins for _, wins in outcomes.values()]) <= 0.03
