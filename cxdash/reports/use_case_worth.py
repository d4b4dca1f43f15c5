"""What a use case is worth by its measured pilots: a year with its range, over the horizon, and for each month."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdash.domain.figures import NO_BREAK, Figures, count, number
from cxdash.domain.money import Span
from cxdash.domain.valuations import Valued
from cxdash.domain.yearly_worth import cost_of_delay, middle, year
from cxdash.effects.grade import Grade
from cxdash.effects.net_value import NetValue
from cxdash.judging.pilot_results import Result, State
from cxdash.reports import effect_words, masked_words

_MEASURED = frozenset({Grade.A, Grade.B, Grade.C})


@dataclass(frozen=True, slots=True)
class Worth:
    """What a primary metric is worth by the middle one of its measured pilots, in words.

    Attributes:
        slug: of the pilot that stands for all.
        amount: a year at full use, before costs; ``low`` and ``high`` are the ends of its 95 % range.
        is_weak: whether there is nothing better than grade D, which counts in no headline.
        rests_on: whose result it is, and of how many.
        net: after all costs over the horizon, in today's money, in the middle; more than ``net_low`` nine times in ten,
            more than ``net_high`` one time in ten; ``chance`` is that of more than 0.
        back: the return on what is spent; empty where it is no headline return, ``no_return_because`` says why.
        paid_back: when, or that it is not within the horizon.
        delay: what a month of waiting costs; empty where waiting costs nothing.
        alarm: why gains count as nothing; empty where they count.
    """

    metric: str
    metric_slug: str
    pilot: str
    slug: str
    grade: str
    amount: str
    low: str
    high: str
    is_weak: bool
    rests_on: str
    horizon: str
    net: str
    net_low: str
    net_high: str
    chance: str
    back: str
    no_return_because: str
    paid_back: str
    delay: str
    alarm: str


def priced(results: Sequence[Result], metric: str) -> list[Result]:
    """Return the finished pilots on a metric (a slug) with money: those of grade D only where no other has any."""
    known = [
        each
        for each in results
        if each.metric is not None
        and each.metric.slug == metric
        and each.state is State.FINISHED
        and isinstance(each.money, NetValue)
    ]
    return [each for each in known if each.grade in _MEASURED] or known


def stands_for(results: Sequence[Result], metric: str) -> Result | None:
    """Return the pilot whose figure stands for a metric: the middle one by what a year is worth; None without any."""
    known = priced(results, metric)
    if not known:
        return None
    return known[middle([each.money.gross_year if isinstance(each.money, NetValue) else 0.0 for each in known])]


def a_year(each: Result, valued: Valued) -> Span | None:
    """Return what a pilot's effect is worth a year at full use, gross, with its 95 % range; None without money."""
    money, effect = each.money, each.effect
    if isinstance(money, str) or effect is None:
        return None
    if effect.effect is None or effect.low is None or effect.high is None:
        return Span(money.gross_year, money.gross_year, money.gross_year)
    most = valued.budget_line.annual_amount if valued.budget_line else None
    measured = Span(effect.effect, effect.low, effect.high)
    return year(measured, gross=money.gross_year, counted=money.counted, most=most)


def is_weak(each: Result) -> bool:
    """Whether a pilot's grade keeps its money out of every headline."""
    return each.grade not in _MEASURED


def worth_of(each: Result, figures: Figures, valued: Valued, *, among: Sequence[Result]) -> Worth:
    """Return what the pilot that stands for its metric is worth.

    Args:
        each: that pilot; TypeError where it has no money.
        figures: writes the amounts.
        valued: what stands behind the unit value.
        among: all pilots of the metric with money.
    """
    money, span, metric = each.money, a_year(each, valued), each.metric
    if isinstance(money, str) or span is None or metric is None:
        message = "only pilots with money stand for others"
        raise TypeError(message)
    run_year = money.run_year if money.run_year is not None else each.run_cost_year or 0.0
    delay = cost_of_delay(money.gross_year, run_year=run_year)
    horizon = count(money.horizon_years, "year")
    because = _no_return(valued, is_weak=is_weak(each))
    rate = money.return_on_investment
    return Worth(
        metric=metric.name,
        metric_slug=metric.slug,
        pilot=each.name,
        slug=each.slug,
        grade=each.grade.value,
        amount=figures.money(span.likely),
        low=figures.money(span.low),
        high=figures.money(span.high),
        is_weak=is_weak(each),
        rests_on=_rests_on(among, figures),
        horizon=horizon,
        net=figures.money(money.p50),
        net_low=figures.money(money.p10),
        net_high=figures.money(money.p90),
        chance=effect_words.chance(money.p_positive),
        back="" if because or rate is None else f"{number(rate * 100, places=0)}{NO_BREAK}%",
        no_return_because=because or ("" if rate is not None else "No costs are recorded yet."),
        paid_back=f"Not within {horizon}" if money.payback_month is None else f"Month {money.payback_month}",
        delay=figures.money(delay) if delay else "",
        alarm=" ".join(masked_words.every_in_money(each.alarms, figures)),
    )


def _rests_on(among: Sequence[Result], figures: Figures) -> str:
    """Say how many pilots one stands for, and how far apart they are."""
    if len(among) == 1:
        return "the only pilot measured"
    amounts = [each.money.gross_year for each in among if isinstance(each.money, NetValue)]
    least, most = figures.money(min(amounts)), figures.money(max(amounts))
    if len(among) == 2:
        return f"the lesser of two measured pilots, the other shows {most}"
    return f"the middle one of {len(among)} measured pilots, which show {least} to {most}"


def _no_return(valued: Valued, *, is_weak: bool) -> str:
    """Say why there is no headline return; empty where there is one."""
    if is_weak:
        return "Evidence of grade D stands in no headline return."
    if valued.finance_class is None:
        return "Nobody has said what sort of money it is."
    if not valued.is_confirmed:
        return f"Finance has not confirmed that it is {valued.finance_class.value}."
    return "" if valued.is_headline else f"{valued.finance_class.label} stands in no headline return."
