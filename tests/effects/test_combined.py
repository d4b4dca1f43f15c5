"""Results of several sites as one: published numbers, and what must hold for any of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from cxdash.effects.combined import Study, combined, variance_between

EFFECTS = st.floats(-2, 2)
STUDIES = st.lists(st.builds(lambda at, half: Study(at, at - half, at + half), EFFECTS, st.floats(0.01, 1)), min_size=2)


def study(effect, error):
    return Study(effect, effect - 1.96 * error, effect + 1.96 * error)


def test_it_agrees_with_statsmodels_on_sites_that_differ():
    effects, errors = np.array([0.1, 0.3, 0.8, 0.5]), np.array([0.1, 0.15, 0.12, 0.2])
    reference = combine_effects(effects, errors**2, method_re="iterated", atol=1e-12)

    found = combined([study(*each) for each in zip(effects, errors, strict=True)])

    assert variance_between(effects, errors**2) == pytest.approx(reference.tau2, abs=1e-5)
    assert found.effect == pytest.approx(reference.mean_effect_re, abs=1e-5)
    assert found.unexplained == pytest.approx(reference.i2, abs=1e-9)


def test_bcg_vaccine_trials_spread_as_published():
    """Thirteen trials; tau² 0.3181 by Paule and Mandel, as in the method's oracles."""
    log_ratio = [-0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209, 0.0120, -0.4694, -1.3713, -0.3394]
    log_ratio += [0.4459, -0.0173]
    variance = [0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730, 0.0124, 0.5325, 0.0714]

    assert variance_between(np.array(log_ratio), np.array(variance)) == pytest.approx(0.3181, abs=0.0005)


def test_sites_that_agree_are_one_result_with_nothing_left_to_explain():
    found = combined([study(0.2, 0.1), study(0.21, 0.1)])

    assert found.unexplained == 0.0
    assert found.effect == pytest.approx(0.205)
    assert found.high - found.low < 2 * 1.96 * 0.1


@pytest.mark.parametrize("few", [[], [study(0.2, 0.1)], [study(0.2, 0.1), Study(0.3, 0.3, 0.3)]])
def test_fewer_than_two_results_are_not_combined(few):
    assert combined(few) is None


@given(STUDIES)
def test_the_whole_lies_among_its_parts(studies):
    found = combined(studies)

    effects = [each.effect for each in studies]
    assert min(effects) - 1e-9 <= found.effect <= max(effects) + 1e-9
    assert found.low < found.effect < found.high
    assert 0 <= found.unexplained <= 1
