"""Money drawn from everything that is not known, against plain formulas, an independent simulation and its limits."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.cash_flow import Costs, cash_flow
from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Direction
from cxdash.domain.money_policy import START, MoneyPolicy
from cxdash.effects.estimation import estimate
from cxdash.effects.net_value import Likely, NetValue, Stake, net_value
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import is_measurable
from cxdash.effects.posterior import Mixture, ScoreDifference
from tests.effects.series import LONG_AFTER, a_plan, noisy, weekly, weekly_counts

CERTAIN = replace(START, volume_error=0.0)
FALL = RequiredChange(-0.3)
STAKE = Stake(Likely(0.5, 0.6, 0.9), 50_000, Costs(30_000, 20_000, 0.1), Likely(0.5, 0.8, 0.9))


@cache
def _effect(*, target=FALL, direction=Direction.DOWN, levels=(20, 16)):
    plan = a_plan(target=target, direction=direction)
    return estimate(weekly(noisy(*levels)), plan, as_of=LONG_AFTER)


def _without_spread(effect):
    """The same effect, as if it were known exactly."""
    certain = Mixture.single(effect.analysed_on.coefficient(effect.effect), 1e-12, float("inf"))
    return replace(effect, posterior=certain, low=effect.effect, high=effect.effect)


@pytest.mark.parametrize("relative", [True, False])
def test_without_spread_it_is_the_plain_formula(relative):
    """Effect × volume × unit value × adoption, laid out by month."""
    effect = _without_spread(_effect(target=RequiredChange(-0.3 if relative else -6, relative=relative)))
    stake = Stake(Likely.around(0.6), 50_000, Costs(30_000, 20_000, 0.1), Likely.around(0.8))

    found = net_value(effect, stake, policy=CERTAIN)

    minutes = effect.effect * (effect.baseline_mean if relative else 1)
    gross = minutes * 50_000 * 0.6 * 0.8
    flow = cash_flow(gross, volume=50_000, costs=stake.costs, policy=CERTAIN)
    assert (found.p10, found.p50, found.p90) == pytest.approx((flow.net_present_value,) * 3, rel=1e-9)
    assert found.gross_year == pytest.approx(gross)
    assert found.first_year == pytest.approx(0.75 * gross)
    assert found.payback_month == flow.payback_month
    assert found.return_on_investment == pytest.approx(flow.return_on_investment)
    assert found.p_positive == 1
    assert found.at(effect.attainment[1]) == pytest.approx(flow.net_present_value)


def test_by_hand():
    """2 minutes of 10,000 contacts at £1.50 are £30,000 a year; one year, no ramp, no discount, £10,000 to begin."""
    effect = _without_spread(replace(_effect(target=RequiredChange(-6, relative=False)), effect=2.0))
    policy = MoneyPolicy(discount_rate=0.0, horizon_years=1, ramp_months=0.0, volume_error=0.0)

    found = net_value(effect, Stake(Likely.around(1.5), 10_000, Costs(10_000, 5_000)), policy=policy)

    assert found.p50 == pytest.approx(15_000)
    assert found.return_on_investment == pytest.approx(1.0)
    # £2,500 less £417 a month reach £10,000 in the fifth.
    assert found.payback_month == 5
    assert found.cost == pytest.approx(15_000)
    assert found.of_target == pytest.approx(90_000)


def test_a_rate_per_thousand_is_worth_a_thousandth():
    effect = _effect(target=RequiredChange(-6, relative=False))

    found = net_value(effect, replace(STAKE, per=1_000))

    assert found.gross_year == pytest.approx(net_value(effect, STAKE).gross_year / 1_000)


@pytest.mark.parametrize("direction", [Direction.DOWN, Direction.UP])
def test_an_independent_simulation_agrees(direction):
    """Inverse distribution functions, scipy's distributions, a loop over the months: within 2 % of the range."""
    levels, size = ((20, 16), -0.3) if direction is Direction.DOWN else ((16, 20), 0.3)
    effect = _effect(target=RequiredChange(size), direction=direction, levels=levels)

    found = net_value(effect, STAKE, draws=100_000)

    random = np.random.default_rng(77)
    levels = np.linspace(0.0005, 0.9995, 1_000)
    quantiles = [effect.posterior.quantile(level) for level in levels]
    coefficients = np.interp(random.random(200_000), levels, quantiles)
    minutes = (1 if direction is Direction.UP else -1) * (np.exp(coefficients) - 1) * effect.baseline_mean
    value = scipy.stats.triang.rvs(0.25, loc=0.5, scale=0.4, size=200_000, random_state=random)
    adoption = scipy.stats.triang.rvs(0.75, loc=0.5, scale=0.4, size=200_000, random_state=random)
    volume = scipy.stats.norm.rvs(50_000, 5_000, size=200_000, random_state=random)
    net = np.full(200_000, -30_000.0)
    for month in range(1, 37):
        ramp = min((month - 0.5) / 6, 1.0)
        gross = minutes * volume * value * adoption / 12 * ramp * 0.8 ** ((month - 1) // 12)
        net += (gross - (20_000 + 0.1 * volume) / 12) / 1.10 ** (month / 12)
    expected = np.quantile(net, [0.1, 0.5, 0.9])
    assert (found.p10, found.p50, found.p90) == pytest.approx(expected, abs=0.02 * (expected[2] - expected[0]))
    assert found.p_positive == pytest.approx((net > 0).mean(), abs=0.01)


def test_the_same_result_always_has_the_same_money():
    effect = _effect()

    assert net_value(effect, STAKE) == net_value(effect, STAKE)
    other = replace(effect, checksum="f" * 64)
    assert net_value(other, STAKE).p50 != net_value(effect, STAKE).p50
    assert net_value(other, STAKE).p50 == pytest.approx(net_value(effect, STAKE).p50, rel=0.05)


def test_effect_and_volume_are_drawn_independently():
    """Were both read off one stream of chance, good effects would come with large volumes and widen the range."""
    effect = _effect(target=RequiredChange(-6, relative=False))
    wide = replace(START, volume_error=0.5)

    found = net_value(effect, Stake(Likely.around(1.0), 1_000), policy=wide, draws=40_000)

    draws = effect.posterior.draws(200_000, seed=3)
    volumes = np.maximum(np.random.default_rng(4).normal(1_000, 500, 200_000), 0)
    years = found.of_target / 6_000
    expected = np.quantile(-draws * volumes * years, [0.1, 0.9])
    assert (found.p10, found.p90) == pytest.approx(expected, rel=0.03)


def test_groups_drawn_by_lot_have_money_too():
    plan = a_plan(
        kind=Kind.RATE, target=RequiredChange(-0.05, relative=False), comparison=Comparison.RANDOMISED, unit="%"
    )
    points = [
        *weekly_counts([15] * 13, [100] * 13, baseline=0),
        *weekly_counts([22] * 13, [100] * 13, baseline=0, arm=Arm.COMPARISON),
    ]
    effect = estimate(points, plan, as_of=LONG_AFTER)

    found = net_value(effect, Stake(Likely.around(40.0), 10_000))

    assert isinstance(effect.posterior, ScoreDifference)
    assert found.gross_year == pytest.approx(0.07 * 10_000 * 40)
    assert found.p10 < found.p50 < found.p90
    assert found.p_positive == pytest.approx(effect.p_improved, abs=0.01)


def test_masked_gains_count_as_nothing_and_cost_what_they_cost():
    found = net_value(_effect(), replace(STAKE, masked=True), policy=CERTAIN)

    assert (found.gross_year, found.of_target) == (0, 0)
    assert found.p90 == pytest.approx(-found.cost)


def test_what_another_pilot_claims_as_well_is_shared():
    whole, half = (net_value(_effect(), replace(STAKE, counted=share)) for share in (1.0, 0.5))

    assert half.gross_year == pytest.approx(whole.gross_year / 2)
    assert half.cost == whole.cost


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"unit_value": None}, "nobody has said what one unit is worth"),
        ({"volume": None}, "nobody has said how many cases a year has"),
        ({"volume": 0.0}, "nobody has said how many cases a year has"),
    ],
    ids=str,
)
def test_without_an_input_there_is_a_sentence_instead_of_money(changed, because):
    assert net_value(_effect(), replace(STAKE, **changed)) == because


def test_without_an_interval_there_is_no_money():
    short = estimate(weekly([20, 21, 19, 18, 17], baseline=3), a_plan(), as_of=LONG_AFTER)
    running = estimate(weekly(noisy(20, 16)), a_plan(), as_of=a_plan().go_live)

    assert "least that can be judged" in net_value(short, STAKE)
    assert net_value(running, STAKE) == "the measurement window is not complete"


def test_evidence_that_misses_too_much_has_no_money():
    values = noisy(20, 16)
    values[3:12] = [None] * 9
    effect = estimate(weekly(values), a_plan(), as_of=LONG_AFTER)

    assert (effect.grade, effect.low is None) == ("E", False)
    assert net_value(effect, STAKE) == "evidence of grade E counts as nothing"


def test_without_a_baseline_a_share_has_no_size():
    assert net_value(replace(_effect(), baseline_mean=None), STAKE) == "its baseline is not known"


def test_without_a_target_nothing_can_be_said_of_attainment():
    found = net_value(_effect(target=None), STAKE)

    assert (found.of_target, found.at(0.5)) == (None, None)
    assert found.p10 < found.p90


AMOUNTS = st.floats(0.01, 1e4)


@settings(max_examples=40, deadline=None)
@given(unit_value=AMOUNTS, one_off=AMOUNTS, running=AMOUNTS, factor=st.sampled_from([0.01, 3.7, 1e4]))
def test_another_currency_multiplies_everything(unit_value, one_off, running, factor):
    def money(rate):
        value = Likely(0.5 * unit_value * rate, unit_value * rate, 1.2 * unit_value * rate)
        return net_value(_effect(), Stake(value, 500, Costs(one_off * rate, running * rate)), draws=500)

    here, there = money(1.0), money(factor)

    amounts = ("p10", "p50", "p90", "gross_year", "first_year", "of_target", "cost")
    for name in amounts:
        assert getattr(there, name) == pytest.approx(factor * getattr(here, name), rel=1e-9, abs=1e-6)
    assert there.p_positive == here.p_positive
    assert there.return_on_investment == pytest.approx(here.return_on_investment)


@settings(max_examples=30, deadline=None)
@given(one_off=AMOUNTS, more=AMOUNTS)
def test_what_is_spent_once_is_taken_off_every_outcome(one_off, more):
    before, after = (
        net_value(_effect(), replace(STAKE, costs=Costs(each)), draws=500) for each in (one_off, one_off + more)
    )

    for name in ("p10", "p50", "p90"):
        assert getattr(after, name) == pytest.approx(getattr(before, name) - more, abs=1e-6)
    assert after.p_positive <= before.p_positive
    assert after.cost == pytest.approx(before.cost + more)


@settings(max_examples=30, deadline=None)
@given(volume=st.floats(1, 1e7), factor=st.floats(1.1, 10))
def test_without_costs_money_grows_with_the_volume(volume, factor):
    smaller, larger = (
        net_value(_effect(), replace(STAKE, volume=each, costs=Costs()), draws=500)
        for each in (volume, factor * volume)
    )

    assert larger.p50 == pytest.approx(factor * smaller.p50)
    assert larger.of_target == pytest.approx(factor * smaller.of_target)


_ANY_AMOUNT = st.one_of(st.floats(0, 1e30).filter(is_measurable), st.sampled_from([0.0, 1e-30, 1e30]))
_ANY_VALUE = st.one_of(st.floats(-1e30, 1e30).filter(is_measurable), st.sampled_from([0.0, 1.0, 1e30, -1e30, 1e-30]))


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(_ANY_VALUE, min_size=8, max_size=12, unique=True),
    worth=st.tuples(_ANY_AMOUNT, _ANY_AMOUNT, _ANY_AMOUNT).map(sorted),
    volume=_ANY_AMOUNT,
    costs=st.tuples(_ANY_AMOUNT, _ANY_AMOUNT, _ANY_AMOUNT),
    target=st.sampled_from([FALL, RequiredChange(-6, relative=False), None]),
)
def test_what_is_no_number_never_becomes_money(values, worth, volume, costs, target):
    effect = estimate(
        weekly(values, baseline=4), a_plan(target=target, window_days=7 * (len(values) - 4)), as_of=LONG_AFTER
    )

    found = net_value(effect, Stake(Likely(*worth), volume, Costs(*costs)), draws=200)

    assert (
        isinstance(found, str) or NetValue.from_json(json.loads(json.dumps(found.to_json(), allow_nan=False))) == found
    )


def test_money_survives_storage_exactly():
    found = net_value(_effect(), STAKE)

    stored = json.loads(json.dumps(found.to_json() | {"currency": "GBP"}, allow_nan=False))

    assert NetValue.from_json(stored) == found


@pytest.mark.parametrize("wrong", [(3, 2, 4), (1, 5, 4), (float("nan"), 1, 2), (0, 1, float("inf"))], ids=str)
def test_low_likely_and_high_must_rise(wrong):
    with pytest.raises(RuleError, match="must rise"):
        Likely(*wrong)


@pytest.mark.parametrize("wrong", [{"volume": -1.0}, {"per": 0.0}, {"adoption": Likely.around(1.2)}, {"counted": 2.0}])
def test_a_stake_without_meaning_is_refused(wrong):
    with pytest.raises(RuleError):
        replace(STAKE, **wrong)


def test_what_is_not_money_is_not_counted_and_costs_are():
    whole, quarter = (net_value(_effect(), replace(STAKE, money_share=share)) for share in (1.0, 0.25))

    assert quarter.gross_year == pytest.approx(whole.gross_year / 4)
    assert quarter.of_target == pytest.approx(whole.of_target / 4)
    assert (quarter.cost, quarter.money_share) == (whole.cost, 0.25)


def test_no_draw_saves_more_than_the_budget_line_costs():
    """A line of £1,000: the best case is three years of it, less all costs at the smallest volume that is drawn."""
    free = replace(STAKE, costs=Costs())
    uncapped, capped = (net_value(_effect(), replace(free, most_year=most)) for most in (float("inf"), 1_000.0))

    assert uncapped.gross_year > 1_000
    assert (capped.gross_year, capped.p90) == (1_000, pytest.approx(capped.p50))
    assert capped.p90 < 3 * 1_000
    assert capped.counted == pytest.approx(1_000 / uncapped.gross_year)


def test_a_line_that_costs_enough_changes_nothing():
    assert net_value(_effect(), replace(STAKE, most_year=1e9)) == net_value(_effect(), STAKE)


def test_what_an_earlier_cxdash_stored_is_still_read():
    """Before run cost, adoption, class and policy were kept with the money."""
    found = net_value(_effect(), STAKE)
    later = ("run_year", "adoption", "money_share", "policy_number")
    stored = {name: kept for name, kept in json.loads(json.dumps(found.to_json())).items() if name not in later}

    read = NetValue.from_json(stored)

    assert (read.p50, read.run_year, read.money_share, read.policy_number) == (found.p50, None, 1.0, 0)


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_of_money_is_between_none_and_all(share):
    with pytest.raises(RuleError, match="shares between 0 and 1"):
        replace(STAKE, money_share=share)
