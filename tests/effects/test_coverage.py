"""A short seeded check that 95 % intervals hold the truth as often as they say; ``benchmarks.coverage`` is longer."""

import json
from statistics import fmean

import numpy as np
import pytest

from benchmarks import coverage, operating
from benchmarks.simulated import Design, autocorrelated

RUNS = 800
# Baseline points, pilot points, autocorrelation, drift per week in standard deviations: the hardest and a usual one.
CELLS = [(4, 4, 0.6, 0.05), (13, 4, 0.6, 0.05), (26, 13, 0.6, 0.05), (13, 13, 0.3, 0.0)]


@pytest.fixture(scope="module")
def every_cell():
    """All 72 cells with 100 runs each."""
    return operating.before_and_after(100, 20260101).values()


def test_intervals_hold_the_truth_at_least_19_times_in_20(every_cell):
    assert len(every_cell) == 72
    assert fmean(each.held for each in every_cell) >= 0.95


def test_wins_are_claimed_where_there_are_none_in_at_most_3_of_100(every_cell):
    assert fmean(each.wins for each in every_cell) <= 0.03


@pytest.mark.parametrize("cell", CELLS)
def test_no_design_falls_far_short(cell):
    before, after, rho, drift = cell
    design = Design(before, after, autocorrelated(rho), drift)

    assert operating.rates(design, np.random.default_rng(20260101), RUNS).held >= 0.90


def test_a_comparison_group_takes_common_shocks_and_drift_away():
    found = operating.with_a_comparison(60, 20260101)

    assert len(found) == 48
    assert fmean(each.held for each in found) >= 0.95


def test_effects_that_ramp_up_or_fade_are_held_as_well():
    found = operating.hard_series(60, 20260101)

    assert fmean(each.held for name in ("ramping effect", "fading effect") for each in found[name]) >= 0.95


def test_a_running_pilot_is_hardly_ever_stopped_without_harm():
    looks = operating.weekly_looks(300, 20260101)

    assert fmean(stopped for _, stopped in looks.values()) <= 0.005


def test_guardrails_are_green_without_harm_and_red_with_much():
    lights = operating.guardrail_lights(100, 20260101)

    assert lights[0.0, 0.0]["green"] >= 0.85
    assert lights[-3.0, 0.0]["red"] >= 0.90


def test_a_stated_chance_is_about_the_share_that_met_the_target():
    met = operating.stated_chances(60, 20260101)

    assert met[0.9, 1.0][0] >= 0.93
    assert met[0.3, 0.7][0] == pytest.approx(0.5, abs=0.15)
    assert met[0.0, 0.1][0] <= 0.03


def test_plain_averages_claim_several_times_as_many_wins(every_cell):
    plain = operating.plain_averages(100, 20260101)

    assert fmean(each.wins for each in plain) > 5 * fmean(each.wins for each in every_cell)


def test_noise_is_what_it_says():
    noise = autocorrelated(0.6)(np.random.default_rng(1), 20_000, 6)

    correlations = np.corrcoef(noise.T)[0]
    assert noise.std(axis=0) == pytest.approx(np.ones(6), abs=0.02)
    assert correlations == pytest.approx(0.6 ** np.arange(6), abs=0.03)


def test_the_benchmark_ends_with_a_line_for_programs(capsys):
    status = coverage.main(["--runs", "20", "--seed", "5", "--also", "guardrails", "looks", "best"])

    *_, last = capsys.readouterr().out.splitlines()
    figures = json.loads(last)
    assert figures["promise_kept"] is (status == 0)
    assert {"runs", "seed", "coverage_mean", "coverage_worst", "wins_mean", "wins_worst"} <= figures.keys()
    assert 0 < figures["coverage_worst"] < figures["coverage_mean"] < 1
