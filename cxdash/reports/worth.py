"""What one pilot's effect is worth: the range of its net value, and the steps from what was seen to bankable money."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.money_policy import MoneyPolicy
from cxdash.domain.waterfall import Rung, Seen, Step, waterfall
from cxdash.effects.effect import Effect
from cxdash.effects.net_value import NetValue
from cxdash.effects.shrinkage import UNCONFIRMED
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, key_of
from cxdash.reports import compare, effect_words, steps
from cxdash.store import money_policies, organisation

_WORDS = {
    Rung.OBSERVED: "The change of the plain averages, over a year at full use.",
    Rung.DRIFT: "What was under way anyway, or moved the comparison group too.",
    Rung.SHRINKAGE: "The best of many look better than they are.",
    Rung.ALLOWANCE: "An allowance for what evidence of this grade has not shown.",
    Rung.OVERLAP: "What other pilots claim as well is counted once, and no more is saved than the budget line costs.",
    Rung.RUN_COST: "Licences, usage, support and monitoring of a year.",
}


@dataclass(frozen=True)
class Worth:
    """Money from one pilot.

    Attributes:
        says: the range of the net value, its chance and what it rests on, a sentence each.
        steps: a year's money from observed to bankable, rows of ``reports.steps``; None where nothing leads there.
        finding: what the steps show.
    """

    says: tuple[str, ...]
    steps: pd.DataFrame | None
    finding: str


def worth(session: Session, slug: str, metric: str, *, today: date) -> Worth | None:
    """Return what a pilot's effect on a primary metric (a slug) is worth; None where there is no effect."""
    everybody = pilot_results.results(session, today=today)
    each = pilot_results.named(everybody, slug, metric)
    if each is None or each.effect is None:
        return None
    figures, money = organisation.figures(session), each.money
    if isinstance(money, str):
        return Worth((f"There is no money figure, because {money}.",), steps=None, finding="")
    shrunk = compare.shrunk_among(everybody).get(key_of(each))
    likely = None if shrunk is None or shrunk.label == UNCONFIRMED else shrunk.shrunk
    rungs = _rungs(each, each.effect, money, likely, policy=money_policies.current(session))
    return Worth(
        says=tuple(_says(each, money, figures)),
        steps=steps.table(steps.of_money(rungs, figures, _WORDS)) if rungs else None,
        finding=_finding(rungs, figures),
    )


def _says(each: Result, money: NetValue, figures: Figures) -> Iterator[str]:
    low, middle, high = (figures.money(size) for size in (money.p10, money.p50, money.p90))
    yield (
        f"Net value over {money.horizon_years} years, in today's money and after all costs: {middle} in the middle; "
        f"nine times in ten more than {low}, one time in ten more than {high}."
    )
    month = money.payback_month
    back = "does not pay back within that time" if month is None else f"pays back in month {month}"
    yield f"The chance that it is above 0 is {effect_words.chance(money.p_positive)}; it {back}."
    if each.alarms:
        yield "Gains count as 0 here: they hide what customers met."
    if each.value_source:
        yield f"What one unit is worth comes from: {each.value_source}."


def _rungs(
    each: Result, effect: Effect, money: NetValue, likely: float | None, *, policy: MoneyPolicy
) -> tuple[Step, ...]:
    """Return a year's steps; none without an observed change, or where the effect has no money to scale by."""
    if effect.observed_change is None or not effect.effect or not money.gross_year:
        return ()
    counted = money.counted if effect.effect > 0 else 1.0
    of_one = money.gross_year / counted / effect.effect
    weighed = effect.effect if likely is None or effect.required is None else likely * effect.required
    seen = Seen(effect.observed_change * of_one, effect=effect.effect * of_one, shrunk=weighed * of_one)
    cost = (each.run_cost_year or 0.0) if money.run_year is None else money.run_year
    return waterfall(seen, grade=effect.grade.value, policy=policy, overlap_share=1 - counted, run_cost=cost)


def _finding(rungs: tuple[Step, ...], figures: Figures) -> str:
    if not rungs:
        return ""
    seen, left = figures.money(rungs[0].amount), figures.money(rungs[-1].left)
    if rungs[-1].left <= 0:
        return f"Nothing is bankable of the {seen} a year that anybody would see"
    return f"Of {seen} a year that anybody would see, {left} is bankable"
