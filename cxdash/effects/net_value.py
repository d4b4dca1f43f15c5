"""What an effect is worth over the horizon, with everything that is not known about it drawn ten thousand times."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np

from cxdash.domain.cash_flow import Costs, cash_flow, discounts, monthly_profile, year_factor
from cxdash.domain.errors import RuleError
from cxdash.domain.money import natural
from cxdash.domain.money_policy import START, MoneyPolicy
from cxdash.effects.effect import Effect
from cxdash.effects.grade import Grade
from cxdash.effects.points import is_measurable
from cxdash.effects.posterior import Floats
from cxdash.effects.scale import Scale

DRAWS = 10_000
# The logarithm of the largest change that a figure can have, so that rare draws stay numbers.
_LARGEST_LOG = 69.0
_QUANTILES = (0.1, 0.5, 0.9)
_FREE = Costs()


@dataclass(frozen=True, slots=True)
class Likely:
    """A number that people give as low, likely and high: a triangular distribution.

    Raises:
        RuleError: the three do not rise, or one is no number.
    """

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what has no order."""
        ends = (self.low, self.likely, self.high)
        if not (all(map(is_measurable, ends)) and self.low <= self.likely <= self.high):
            raise RuleError(f"{self.low:g}, {self.likely:g}, {self.high:g} must rise from low over likely to high.")

    @classmethod
    def around(cls, likely: float, *, low: float | None = None, high: float | None = None) -> Self:
        """Return a likely value with the ends that somebody gave; an end that nobody gave is the likely value."""
        return cls(likely if low is None else low, likely, likely if high is None else high)

    @property
    def mean(self) -> float:
        """The expected value."""
        return (self.low + self.likely + self.high) / 3

    def draws(self, random: np.random.Generator, count: int) -> Floats | float:
        """Return ``count`` random values; the value itself where it is certain."""
        if self.low == self.high:
            return self.likely
        return random.triangular(self.low, self.likely, self.high, count)


@dataclass(frozen=True, slots=True)
class Stake:
    """What turns an improvement into money, in the organisation's currency; None where nobody has said it.

    Attributes:
        unit_value: what one unit of the metric in one case is worth.
        volume: cases forecast for a year.
        costs: one-off and running.
        adoption: share of these cases that the change will reach once it is rolled out.
        per: cases that one unit of the metric refers to: 1,000 for rates per 1,000.
        masked: whether gains count as nothing, because they hide what customers met.
        counted: share of a gain that is left when other pilots claim the same cases.
        money_share: share of the unit value that is money at all, by what finance calls the benefit.
        most_year: what the budget line costs a year that gains come out of, which they cannot exceed.

    Raises:
        RuleError: volume or ``per`` is not above 0, or a share not between 0 and 1.
    """

    unit_value: Likely | None
    volume: float | None
    costs: Costs = _FREE
    adoption: Likely = Likely(1.0, 1.0, 1.0)
    per: float = 1.0
    masked: bool = False
    counted: float = 1.0
    money_share: float = 1.0
    most_year: float = math.inf

    def __post_init__(self) -> None:
        """Refuse what cannot be multiplied."""
        if self.volume is not None and not (is_measurable(self.volume) and self.volume >= 0):
            raise RuleError("The annual volume is how many cases a year has: 0 or more.", field="annual_volume")
        if not (is_measurable(self.per) and self.per > 0):
            raise RuleError("One unit of a metric refers to a number of cases above 0.")
        shares = (self.adoption.low, self.adoption.high, self.counted, self.money_share)
        if not all(0 <= share <= 1 for share in shares):
            raise RuleError("Adoption, and what of a gain counts and is money, are shares between 0 and 1.")

    @property
    def share(self) -> float:
        """The share of a gain that counts."""
        return 0.0 if self.masked else self.counted


@dataclass(frozen=True, slots=True)
class NetValue:
    """What an effect is worth, in the organisation's currency, worth of today after all costs unless said otherwise.

    Attributes:
        p10: one time in ten the net present value is lower; ``p50`` is the middle, ``p90`` is exceeded one time in ten.
        p_positive: probability that the net present value is above 0.
        gross_year: benefit of a full year at full use: effect × volume × unit value × adoption, as expected.
        first_year: the part of it that the first year brings while use ramps up, before costs.
        payback_month: as expected; None where it is not within the horizon.
        return_on_investment: as expected, (benefits − costs) / costs over the horizon; None without costs.
        horizon_years: how many years are counted.
        of_target: present value of the benefit if the target is met exactly; None without a target.
        cost: present value of all costs, as expected.
        counted: share of a gain that was counted, because other pilots claim the same cases, a mask hides what
            customers met, or the budget line costs no more.
        run_year: what running costs in a year at the forecast volume; None in what was stored before it was kept.
        adoption: share of the cases that will be reached, as expected.
        money_share: share of the unit value that is money, by what finance calls the benefit.
        policy_number: the version of the money policy that it was counted by.
    """

    p10: float
    p50: float
    p90: float
    p_positive: float
    gross_year: float
    first_year: float
    payback_month: int | None
    return_on_investment: float | None
    horizon_years: int
    of_target: float | None
    cost: float
    counted: float = 1.0
    run_year: float | None = None
    adoption: float = 1.0
    money_share: float = 1.0
    policy_number: int = 0

    def at(self, attainment: float) -> float | None:
        """Return the expected net present value if this share of the target is attained; None without a target."""
        return None if self.of_target is None else attainment * self.of_target - self.cost

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild what ``to_json`` returned, by this cxdash or an earlier one; further keys are left alone."""
        return cls(**{each.name: stored[each.name] for each in fields(cls) if each.name in stored})


def net_value(effect: Effect, stake: Stake, *, policy: MoneyPolicy = START, draws: int = DRAWS) -> NetValue | str:
    """Return what an effect is worth, or the end of the sentence “no money figure, because …”.

    The effect is drawn from its posterior, unit value and adoption from their triangular distributions, the volume from
    a normal one (never below 0). The draws' seed follows from the effect's checksum, so that the same result always has
    the same money; take the effect as it was estimated without a probability of a net value.

    Args:
        effect: of a complete window.
        stake: unit value, volume, costs.
        policy: ramp, persistence, horizon, rate, error of the volume.
        draws: how many.
    """
    posterior, unit_value, volume = effect.posterior, stake.unit_value, stake.volume
    per_effect = natural(1.0, baseline=effect.baseline_mean, relative=effect.relative)
    if posterior is None or effect.effect is None:
        return effect.no_interval_because or "the effect has no interval"
    if effect.grade is Grade.E:
        return "evidence of grade E counts as nothing"
    if unit_value is None:
        return "nobody has said what one unit is worth"
    if not volume:
        return "nobody has said how many cases a year has"
    if not per_effect:
        return "its baseline is not known"

    seed = int(effect.checksum[:16], 16)
    random = np.random.default_rng([seed, 1])
    gains = _counted(_drawn(effect.analysed_on, posterior.draws(draws, seed=seed)) * per_effect, stake)
    volumes = np.maximum(random.normal(volume, policy.volume_error * volume, draws), 0.0)
    of_one = stake.money_share / stake.per
    worth_of_one = unit_value.draws(random, draws) * stake.adoption.draws(random, draws) * of_one
    of_benefit, of_cost = _present_years(policy)
    running = stake.costs.run_year + stake.costs.usage_per_case * volumes
    benefits = np.minimum(gains * volumes * worth_of_one, stake.most_year)
    net = benefits * of_benefit - running * of_cost - stake.costs.one_off

    expected_worth = volume * unit_value.mean * stake.adoption.mean * of_one
    uncapped_year = float(_counted(effect.effect * per_effect, stake)) * expected_worth
    gross_year = min(uncapped_year, stake.most_year)
    flow = cash_flow(gross_year, volume=volume, costs=stake.costs, policy=policy)
    promised = None if effect.required is None else float(_counted(effect.required * per_effect, stake))
    promised_year = None if promised is None else min(promised * expected_worth, stake.most_year)
    p10, p50, p90 = (float(each) for each in np.quantile(net, _QUANTILES))
    return NetValue(
        p10=p10,
        p50=p50,
        p90=p90,
        p_positive=float((net > 0).mean()),
        gross_year=gross_year,
        first_year=gross_year * year_factor(policy),
        payback_month=flow.payback_month,
        return_on_investment=flow.return_on_investment,
        horizon_years=policy.horizon_years,
        of_target=None if promised_year is None else promised_year * of_benefit,
        cost=stake.costs.one_off + stake.costs.of_a_year(volume) * of_cost,
        counted=stake.share * (gross_year / uncapped_year if gross_year < uncapped_year else 1.0),
        run_year=stake.costs.of_a_year(volume),
        adoption=stake.adoption.mean,
        money_share=stake.money_share,
        policy_number=policy.number,
    )


def _drawn(scale: Scale, coefficients: Floats) -> Floats:
    """Return effects for coefficients, as ``Scale.effect`` does for one."""
    if not scale.log:
        return scale.sign * coefficients / scale.divisor
    return scale.sign * np.expm1(np.clip(coefficients, -_LARGEST_LOG, _LARGEST_LOG))


def _counted(gains: Floats | float, stake: Stake) -> Floats:
    """Return what of improvements counts; what got worse counts in full."""
    return np.where(np.greater(gains, 0.0), np.multiply(gains, stake.share), gains)


def _present_years(policy: MoneyPolicy) -> tuple[float, float]:
    """Return how many years' worth of today the horizon holds, of a benefit at full use and of a running cost."""
    profile = monthly_profile(policy)
    worth = discounts(policy.discount_rate, len(profile))
    benefit = math.fsum(share * each for share, each in zip(profile, worth, strict=True))
    return benefit / 12, math.fsum(worth) / 12
