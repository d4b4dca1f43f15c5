"""A year's benefit and its costs laid out by month: what they are worth today, when they are earned back."""

import math
from dataclasses import dataclass
from itertools import accumulate

from cxdash.domain.errors import RuleError
from cxdash.domain.money_policy import MoneyPolicy

_LARGEST = 1e30


@dataclass(frozen=True, slots=True)
class Costs:
    """What a use case costs, in the organisation's currency.

    Attributes:
        one_off: before the first month.
        run_year: a year's licences, support, monitoring and change management.
        usage_per_case: what is paid for each case, so that it grows with the volume.

    Raises:
        RuleError: a cost is negative, no number, or above 1e30.
    """

    one_off: float = 0.0
    run_year: float = 0.0
    usage_per_case: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no cost."""
        for name in ("one_off", "run_year", "usage_per_case"):
            if not 0 <= getattr(self, name) <= _LARGEST:
                raise RuleError(f"{name.replace('_', ' ').capitalize()} is a cost: write 0 or more.", field=name)

    def of_a_year(self, volume: float) -> float:
        """Return what running costs in a year with this many cases."""
        return self.run_year + self.usage_per_case * volume


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Benefits and running costs by month after a one-off cost, in currency.

    ``rate`` is a year's; what falls into month m, counted from 1, is worth (1 + rate)^(−m/12) of it today.
    """

    one_off: float
    benefits: tuple[float, ...]
    costs: tuple[float, ...]
    rate: float

    @property
    def net_present_value(self) -> float:
        """−C₀ + Σ (Bₘ − Rₘ) / (1 + r)^(m/12)."""
        months = zip(self.benefits, self.costs, discounts(self.rate, len(self.benefits)), strict=True)
        return math.fsum([-self.one_off, *((benefit - cost) * worth for benefit, cost, worth in months)])

    @property
    def payback_month(self) -> int | None:
        """The first month at whose end cumulative cash is not below 0; None where that is not within the horizon."""
        monthly = [benefit - cost for benefit, cost in zip(self.benefits, self.costs, strict=True)]
        cumulative = list(accumulate(monthly, initial=-self.one_off))[1:]
        return next((month for month, cash in enumerate(cumulative, start=1) if cash >= 0), None)

    @property
    def return_on_investment(self) -> float | None:
        """(ΣB − ΣC) / ΣC, not discounted; None where nothing is spent."""
        spent = math.fsum([self.one_off, *self.costs])
        return (math.fsum(self.benefits) - spent) / spent if spent else None


def cash_flow(benefit_year: float, *, volume: float, costs: Costs, policy: MoneyPolicy) -> CashFlow:
    """Lay out a year's benefit at full use, and what it costs.

    Args:
        benefit_year: gross, in currency, with everybody on board who will be.
        volume: cases in a year.
        costs: of which running ones are paid in full from the first month.
        policy: ramp, persistence, horizon and rate.
    """
    profile = monthly_profile(policy)
    running = costs.of_a_year(volume) / 12
    return CashFlow(
        costs.one_off,
        tuple(benefit_year / 12 * share for share in profile),
        (running,) * len(profile),
        policy.discount_rate,
    )


def cost_of_delay(benefit_year: float, *, volume: float, costs: Costs) -> float:
    """Return what every month of waiting forgoes, in currency: a month's benefit at full use less what running costs.

    The whole stream begins a month later, so that a month of it is lost however long the ramp is; what is paid once is
    paid all the same. Below 0 where waiting saves money, because running costs more than it brings.

    Args:
        benefit_year: gross, as expected, with everybody on board who will be.
        volume: cases in a year.
        costs: of which running ones are saved while nothing runs.

    Source: Reinertsen (2009), The Principles of Product Development Flow, chapter 2: quantify the cost of delay.
    """
    return (benefit_year - costs.of_a_year(volume)) / 12


def monthly_profile(policy: MoneyPolicy) -> tuple[float, ...]:
    """Return for each month of the horizon the share of the full benefit that it brings: ramp × persistence.

    A straight ramp over R months leaves (12 − R/2) / 12 of the first year; the second year brings the persistence of
    the first, the third that of the second.
    """
    months = range(1, 12 * policy.horizon_years + 1)
    return tuple(
        (_ramped(month, policy.ramp_months) - _ramped(month - 1, policy.ramp_months))
        * policy.persistence ** ((month - 1) // 12)
        for month in months
    )


def year_factor(policy: MoneyPolicy, *, year: int = 1, adoption: float = 1.0) -> float:
    """Return the share of a full year's benefit that a year brings: adoption × ramp × persistence."""
    profile = monthly_profile(policy)[12 * (year - 1) : 12 * year]
    return adoption * math.fsum(profile) / 12


def discounts(rate: float, months: int) -> tuple[float, ...]:
    """Return what one unit of currency in each month from the first on is worth today."""
    return tuple((1 + rate) ** (-month / 12) for month in range(1, months + 1))


def _ramped(month: float, ramp: float) -> float:
    """Return how many months at full use the time until a month's end is worth."""
    return month * month / (2 * ramp) if month < ramp else month - ramp / 2
