"""What one finished pilot was worth in the days of a quarter, and what it had promised on the same cases."""

from dataclasses import replace

from cxdash.domain import money
from cxdash.domain.money import Claim, Span
from cxdash.domain.money_policy import MoneyPolicy
from cxdash.domain.valuations import Valued
from cxdash.effects.effect import Effect
from cxdash.judging.pilot_results import Result
from cxdash.reports.live_days import Stretch

_NO_FIGURES = "no figures came in for these days"


def worth(each: Result, stretch: Stretch, valued: Valued, policy: MoneyPolicy) -> Span | str:
    """Return measured effect × counted cases × unit value × what of it is money, or why that cannot be said."""
    effect, metric, unit_value = each.effect, each.metric, each.unit_value
    if effect is None or metric is None or effect.effect is None:
        return f"no effect, because {each.why_no_interval}"
    if not unit_value:
        return "nobody has said what one unit is worth"
    share = valued.money_share(policy)
    if not share:
        return valued.why_no_money
    size = _natural(effect)
    if size is None:
        return "its baseline is not known"
    if not stretch.volume:
        return "the tracker has no counts of cases beside its rates" if stretch.figures else _NO_FIGURES
    return money.worth(size, volume=stretch.volume, unit_value=unit_value * share, per=metric.per)


def promised(each: Result, stretch: Stretch, valued: Valued, policy: MoneyPolicy) -> float | None:
    """Return what the required effect would have been worth on the same cases; None without a target."""
    effect, metric, unit_value = each.effect, each.metric, each.unit_value
    if effect is None or metric is None or effect.required is None or unit_value is None:
        return None
    size = money.natural(effect.required, baseline=effect.baseline_mean, relative=effect.relative)
    share = valued.money_share(policy)
    return None if size is None else size * stretch.volume * unit_value * share / metric.per


def claim(each: Result, stretch: Stretch, realised: Span, valued: Valued) -> Claim:
    """Return what a pilot claims, with the people and the budget line that others may claim too."""
    said = Claim(
        pilot=each.slug,
        metric=each.metric.slug if each.metric else "",
        population=each.population,
        starts=stretch.starts,
        ends_before=stretch.ends_before,
        realised=realised,
    )
    line = valued.budget_line
    return said if line is None else replace(said, line=line.name, line_amount=line.annual_amount, line_slug=line.slug)


def _natural(effect: Effect) -> Span | None:
    """Return the effect in metric units with its interval; without one the ends are the effect itself."""
    middle = effect.effect
    ends = (
        middle,
        effect.low if effect.low is not None else middle,
        effect.high if effect.high is not None else middle,
    )
    sizes = [
        None if end is None else money.natural(end, baseline=effect.baseline_mean, relative=effect.relative)
        for end in ends
    ]
    likely, low, high = sizes
    return None if likely is None or low is None or high is None else Span(likely, low, high)
