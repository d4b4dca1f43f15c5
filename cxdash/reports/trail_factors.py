"""The numbers whose product is an amount of money, each as precise as it takes to multiply them again."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxdash.domain import money
from cxdash.domain.figures import NO_BREAK, Figures, number, signed
from cxdash.domain.metrics import Metric
from cxdash.domain.plans import days_between
from cxdash.domain.use_cases import MetricUse
from cxdash.effects.effect import Effect
from cxdash.effects.net_value import Likely, NetValue
from cxdash.judging.pilot_results import Result
from cxdash.reports import effect_words
from cxdash.reports.earned import Earned
from cxdash.reports.stands_behind import worth_of_one

_DUST = 1e-9
"""The share by which products of floating-point numbers may miss."""
_OTHERS_CLAIM_IT = "What other pilots or use cases claim as well, or is more than the budget line costs, counts once."
_MASKED = "Gains count as nothing here: they hide what customers met."


@dataclass(frozen=True, slots=True)
class Factor:
    """One number of a product: what it is, how it is written, its size, and where it is from."""

    what: str
    written: str
    size: float
    says: str


def exactly(amount: float, figures: Figures) -> str:
    """Write an amount to the last unit: ``£1,048,212``; to the penny below 1,000."""
    gap = NO_BREAK if figures.symbol == figures.currency else ""
    whole = abs(amount) >= 1_000 or amount == round(amount)
    return signed(f"{figures.symbol}{gap}{abs(amount):,.{0 if whole else 2}f}", amount, show_plus=False)


def of_year(each: Result, use: MetricUse, net: NetValue, figures: Figures) -> Iterator[Factor]:
    """Yield what is multiplied to what a year is worth at full use, in the middle."""
    metric, effect = each.metric, each.effect
    if metric is None or effect is None or effect.effect is None or use.unit_value is None:
        return
    yield _effect(each, metric, effect, figures)
    forecast = "A year's cases as the use case forecasts them: not the window's, and not four times the window's."
    yield _cases(use.annual_volume or 0.0, metric, says=forecast)
    worth = Likely.around(use.unit_value, low=use.unit_value_low, high=use.unit_value_high)
    said = f"{worth_of_one(use, figures)}; {use.value_source or 'no source is named'}."
    average = " What is multiplied is the average of the three." if worth.low != worth.high else ""
    yield Factor("What one is worth", exactly(worth.mean, figures), worth.mean, said + average)
    yield from _shares(net.adoption, net.money_share)
    if effect.effect > 0 and net.counted != 1:
        says = _OTHERS_CLAIM_IT if net.counted else _MASKED
        yield Factor("Counts", _share(net.counted), net.counted, says)


def of_quarter(earned: Earned, use: MetricUse, figures: Figures) -> Iterator[Factor]:
    """Yield what is multiplied to what the days of a quarter were worth, in the middle."""
    each, claim = earned.result, earned.counted.claim
    metric, effect = each.metric, each.effect
    if metric is None or effect is None or effect.effect is None or use.unit_value is None:
        return
    yield _effect(each, metric, effect, figures)
    days = days_between(claim.starts, claim.ends_before)
    yield _cases(earned.volume, metric, says=f"Counted in its figures while it was live, {days}.")
    said = f"The likely value; {use.value_source or 'no source is named'}."
    yield Factor("What one is worth", exactly(use.unit_value, figures), use.unit_value, said)
    size = _natural(effect) * earned.volume * use.unit_value / metric.per
    share = claim.realised.likely / size if size else 0.0
    masked = bool(each.alarms) and not claim.realised.likely
    if masked:
        yield Factor("Counts", _share(0.0), 0.0, _MASKED)
        return
    if abs(share - 1) > _DUST:
        yield from _shares(1.0, share)
    if earned.overlap:
        counted = earned.counts.likely / claim.realised.likely
        yield Factor("Counts", _share(counted), counted, _OTHERS_CLAIM_IT)


def _effect(each: Result, metric: Metric, effect: Effect, figures: Figures) -> Factor:
    size = _natural(effect)
    shown, unit = (size * 100, "points") if metric.is_fraction else (size, figures.unit(metric))
    written = signed(f"{_four_digits(abs(shown))}{NO_BREAK}{unit}".strip(), size, show_plus=False)
    says = f"{effect_words.with_range(effect, metric, figures)}, grade {effect.grade.value}, in {each.name}."
    of = "" if effect.baseline_mean is None else f" Its baseline was {figures.value(metric, effect.baseline_mean)}."
    return Factor(f"Effect on {metric.name}", written, size, says + (of if effect.relative else ""))


def _natural(effect: Effect) -> float:
    """Return an effect in metric units, positive where it improved."""
    size = money.natural(effect.effect or 0.0, baseline=effect.baseline_mean, relative=effect.relative)
    return size or 0.0


def _cases(volume: float, metric: Metric, *, says: str) -> Factor:
    per = f" ÷ {metric.per:,.0f}" if metric.per != 1 else ""
    return Factor("Cases", f"{number(volume, places=0)}{per}", volume / metric.per, says)


def _shares(adoption: float, money_share: float) -> Iterator[Factor]:
    if adoption != 1:
        yield Factor("Reached", _share(adoption), adoption, "The share of the cases that it will reach.")
    if money_share != 1:
        says = "The share of it that is money, by its class: of released hours, those that are used for something."
        yield Factor("Is money", _share(money_share), money_share, says)


def _share(share: float) -> str:
    return f"{_four_digits(share * 100)}{NO_BREAK}%"


def _four_digits(size: float) -> str:
    """Write a size with four digits that count, or all of them before the point: ``7.736``, ``12,345``."""
    return f"{size:,.0f}" if size >= 1_000 else f"{size:.4g}"
