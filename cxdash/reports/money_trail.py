"""One amount of money opened down: effect × cases × what one is worth, who says so, and the cells it all came from."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.periods import Quarter
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.valuations import NOBODY_SAID, Valued
from cxdash.effects.net_value import NetValue
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result
from cxdash.reports import counted_cells, quarter_value, stands_behind, trail_factors, use_case_costs
from cxdash.reports.earned import Earned
from cxdash.reports.trail_factors import Factor
from cxdash.reports.use_case_costs import Listed
from cxdash.store import metric_uses, money_entries, organisation, use_cases, valuations
from cxdash.store.tables import UseCase, UseCaseMetric


@dataclass(frozen=True)
class Trail:
    """Where an amount comes from.

    Attributes:
        finding: the sum in one line, with its numbers.
        factors: what is multiplied, and where each number is from; their product is ``amount``.
        amount: gross, in currency: of a year at full use, or of the days of a quarter.
        behind: what stands behind the worth of one, label and words.
        cases: the figures that the cases of a quarter were counted in, with their cells; None for a year, whose volume
            is a forecast.
        cost_says: what it costs, in a sentence each.
        costs: the costs that were recorded for the pilot or its use case.
    """

    slug: str
    metric: str
    finding: str
    factors: tuple[Factor, ...]
    amount: float
    behind: tuple[tuple[str, str], ...]
    cases: pd.DataFrame | None
    cost_says: tuple[str, ...]
    costs: tuple[Listed, ...]


class _Asked(NamedTuple):
    """A pilot on a metric, with what is stored around it."""

    result: Result
    use: MetricUse
    valued: Valued
    use_case: UseCase
    figures: Figures


def trail(session: Session, slug: str, metric: str, quarter: Quarter | None = None, *, today: date) -> Trail | str:
    """Return where a pilot's money on a primary metric (both by slug) comes from, or the sentence why there is none.

    Args:
        session: reads.
        slug: of the pilot.
        metric: what it is measured by.
        quarter: whose realised money is asked for; None for a year at full use.
        today: the day of the question.
    """
    everybody = pilot_results.results(session, today=today)
    result = pilot_results.named(everybody, slug, metric)
    if result is None:
        return "There is no such pilot on this metric any more."
    use_case = use_cases.get(session, result.use_case)
    row = next(each for each in use_case.metrics if each.metric.slug == metric)
    asked = _Asked(result, metric_uses.use_of(row), _valued(row), use_case, organisation.figures(session))
    if quarter is None:
        return _of_year(session, asked)
    return _of_quarter(session, asked, everybody, quarter)


def _valued(row: UseCaseMetric) -> Valued:
    return valuations.valued(row.valuation) if row.valuation else NOBODY_SAID


def _of_year(session: Session, asked: _Asked) -> Trail | str:
    money = asked.result.money
    if not isinstance(money, NetValue):
        return f"There is no money figure, because {money}."
    factors = tuple(trail_factors.of_year(asked.result, asked.use, money, asked.figures))
    said = [f"{_exactly(money.run_year, asked.figures)} a year to run it."] if money.run_year else []
    return _trail(session, asked, factors, unit="a year", cases=None, cost_says=(*_by_plan(asked), *said))


def _of_quarter(session: Session, asked: _Asked, everybody: Sequence[Result], quarter: Quarter) -> Trail | str:
    calendar = organisation.calendar(session)
    (value,) = quarter_value.values(session, everybody, (calendar.period(quarter),))
    is_asked = pilot_results.key_of(asked.result)
    earned = next((each for each in value.earned if pilot_results.key_of(each.result) == is_asked), None)
    if earned is None:
        why = next((why for each, why in value.left_out if pilot_results.key_of(each) == is_asked), "it was not live")
        return f"{asked.result.name} has no money in {calendar.name(quarter)}, because {why}."
    factors = tuple(trail_factors.of_quarter(earned, asked.use, asked.figures))
    claim = earned.counted.claim
    cases = counted_cells.counted(session, asked.result, claim.starts, claim.ends_before)
    said = tuple(_in_quarter(earned, asked.figures))
    return _trail(session, asked, factors, unit=f"in {calendar.name(quarter)}", cases=cases, cost_says=said)


def _trail(
    session: Session,
    asked: _Asked,
    factors: tuple[Factor, ...],
    *,
    unit: str,
    cases: pd.DataFrame | None,
    cost_says: tuple[str, ...],
) -> Trail:
    amount = math.prod(factor.size for factor in factors)
    sum_said = " × ".join(factor.written for factor in factors)
    return Trail(
        slug=asked.result.slug,
        metric=asked.use.metric,
        finding=f"{_exactly(amount, asked.figures)} {unit} = {sum_said}",
        factors=factors,
        amount=amount,
        behind=stands_behind.says(asked.use, asked.valued, asked.figures),
        cases=cases,
        cost_says=cost_says,
        costs=tuple(_costs(session, asked)),
    )


def _costs(session: Session, asked: _Asked) -> Iterator[Listed]:
    entries = money_entries.of_use_case(session, asked.use_case.id)
    own = [entry for entry in entries if entry.pilot in (None, asked.result.slug)]
    names = {asked.result.slug: asked.result.name}
    listed = use_case_costs.listing(session, own, names, asked.figures, organisation.calendar(session))
    return (each for each in listed if each.is_cost)


def _by_plan(asked: _Asked) -> Iterator[str]:
    pilot = next(each for each in asked.use_case.pilots if each.slug == asked.result.slug)
    parts = (
        (pilot.one_off_cost, "once"),
        (pilot.run_cost_year, "a year, whatever the volume"),
        (pilot.usage_cost, "for each case"),
    )
    said = [f"{_exactly(amount, asked.figures)} {words}" for amount, words in parts if amount]
    if said:
        yield f"The pilot's plan says {'; '.join(said)}."


def _in_quarter(earned: Earned, figures: Figures) -> Iterator[str]:
    if earned.run_cost is not None:
        yield f"Running it cost {_exactly(earned.run_cost, figures)} in these days ({earned.run_cost_basis})."
    if earned.one_off:
        yield f"{_exactly(earned.one_off, figures)} of what was paid once falls into these days."


def _exactly(amount: float, figures: Figures) -> str:
    return trail_factors.exactly(amount, figures)
