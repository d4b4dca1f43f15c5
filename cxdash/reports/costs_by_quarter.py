"""Costs by fiscal quarter: planned, forecast and actual beside each other, one-off and run told apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from cxdash.domain import money
from cxdash.domain.figures import Figures
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntry, Side
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.spending import between
from cxdash.store.tables import Pilot

COLUMNS = ("quarter", "position", "basis", "kind", "amount", "words")
"""One row per quarter, basis and kind with an amount, in currency; ``position`` is the quarter's order."""
NONE = "–"
_SHOWN = 10
"""Quarters: as many as a chart shows side by side."""


@dataclass(frozen=True)
class ByQuarter:
    """Costs by fiscal quarter.

    Attributes:
        finding: what was spent against the plan, in a sentence without a full stop; empty without costs.
        rows: ``COLUMNS``.
        table: the same in words, a row per quarter, and what counts of it.
    """

    finding: str
    rows: pd.DataFrame
    table: pd.DataFrame


class _Amount(NamedTuple):
    """What one bearer, a pilot by slug or None for the use case as a whole, has in one quarter on one basis."""

    bearer: str | None
    quarter: Quarter
    basis: Basis
    kind: CostKind
    amount: float


def by_quarter(
    costs: Sequence[MoneyEntry], planned: Sequence[Pilot], figures: Figures, calendar: FiscalCalendar, *, today: date
) -> ByQuarter:
    """Return what the quarters cost from the first with a cost on, the newest of them where there are many.

    Args:
        costs: as they were recorded.
        planned: pilots whose own plans stand in for costs that nobody planned by period.
        figures: writes the amounts.
        calendar: says what a quarter is.
        today: the last quarter is the one of this day, or a later one with a cost.
    """
    quarters = _quarters(costs, planned, calendar, today=today)
    found = [
        each
        for quarter in quarters
        for each in (*_recorded(costs, quarter, calendar), *_by_plan(planned, quarter, calendar))
    ]
    counted = {quarter: _counted(costs, found, quarter, calendar) for quarter in quarters}
    shown = quarters[-_SHOWN:]
    return ByQuarter(
        _finding(found, sum(amount for amount, _ in counted.values()), figures, calendar, today=today),
        _rows(found, shown, calendar, figures),
        pd.DataFrame(
            [_line(found, quarter, counted[quarter], calendar, figures) for quarter in shown],
            columns=["Quarter", *(basis.label for basis in Basis), "What counts"],
        ),
    )


def _quarters(
    costs: Sequence[MoneyEntry], planned: Sequence[Pilot], calendar: FiscalCalendar, *, today: date
) -> list[Quarter]:
    days = [day for each in costs for day in (each.period.starts, each.period.ends_before - timedelta(days=1))]
    days += [each.goes_live for each in planned if each.goes_live and (each.one_off_cost or each.run_cost_year)]
    if not days:
        return []
    first, last = calendar.quarter_of(min(days)), calendar.quarter_of(max(*days, today))
    found = [first]
    while found[-1] < last:
        found.append(found[-1].shifted(1))
    return found


def _recorded(costs: Sequence[MoneyEntry], quarter: Quarter, calendar: FiscalCalendar) -> Iterator[_Amount]:
    period = calendar.period(quarter)
    for bearer in dict.fromkeys(entry.pilot for entry in costs):
        for basis in Basis:
            known = [entry for entry in costs if entry.pilot == bearer and entry.basis is basis]
            spent = between(known, period.starts, period.ends_before, side=Side.COST)
            for kind in CostKind:
                amount = 0.0 if spent is None else spent.of(kind)
                if amount:
                    yield _Amount(bearer, quarter, basis, kind, amount)


def _by_plan(pilots: Sequence[Pilot], quarter: Quarter, calendar: FiscalCalendar) -> Iterator[_Amount]:
    """Yield what the pilots' own plans say: one-off costs when they go live, run costs from then on."""
    period = calendar.period(quarter)
    for pilot in pilots:
        live = pilot.goes_live
        if live is None or live >= period.ends_before:
            continue
        if pilot.one_off_cost and live >= period.starts:
            yield _Amount(pilot.slug, quarter, Basis.PLANNED, CostKind.ONE_OFF, pilot.one_off_cost)
        if pilot.run_cost_year:
            starts = max(live, period.starts)
            run = money.run_cost(pilot.run_cost_year, starts=starts, ends_before=period.ends_before)
            yield _Amount(pilot.slug, quarter, Basis.PLANNED, CostKind.RUN, run)


def _counted(
    costs: Sequence[MoneyEntry], found: Sequence[_Amount], quarter: Quarter, calendar: FiscalCalendar
) -> tuple[float, str]:
    """Return what a quarter costs with what that rests on: a plan stands in only where nothing else is recorded."""
    period = calendar.period(quarter)
    spent = between(costs, period.starts, period.ends_before, side=Side.COST)
    recorded = {part.entry.pilot for part in spent.parts} if spent else set()
    plans = [each.amount for each in found if each.quarter == quarter and each.bearer not in recorded]
    bases = {*(spent.by_basis if spent else ()), *([Basis.PLANNED] if plans else [])}
    amount = (spent.amount if spent else 0.0) + sum(plans)
    return amount, " and ".join(basis.value for basis in reversed(Basis) if basis in bases)


def _sum(found: Sequence[_Amount], basis: Basis, quarter: Quarter) -> float:
    return sum(each.amount for each in found if each.quarter == quarter and each.basis is basis)


def _rows(
    found: Sequence[_Amount], quarters: Sequence[Quarter], calendar: FiscalCalendar, figures: Figures
) -> pd.DataFrame:
    sums: dict[tuple[Quarter, Basis, CostKind], float] = {}
    for each in found:
        if each.quarter in quarters:
            key = (each.quarter, each.basis, each.kind)
            sums[key] = sums.get(key, 0.0) + each.amount
    rows = [
        (calendar.name(quarter), quarters.index(quarter), basis.label, kind.label, amount, figures.money(amount))
        for (quarter, basis, kind), amount in sums.items()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _line(
    found: Sequence[_Amount], quarter: Quarter, counted: tuple[float, str], calendar: FiscalCalendar, figures: Figures
) -> tuple[str, ...]:
    sums = [_sum(found, basis, quarter) for basis in Basis]
    words = [figures.money(amount) if amount else NONE for amount in sums]
    amount, rests_on = counted
    return (calendar.name(quarter), *words, f"{figures.money(amount)}, {rests_on}" if rests_on else NONE)


def _finding(
    found: Sequence[_Amount], counted: float, figures: Figures, calendar: FiscalCalendar, *, today: date
) -> str:
    """Say what was spent, and how far from the plan where the same bearer has both for a quarter that is over."""
    spent = [each for each in found if each.basis is Basis.ACTUAL]
    if not spent:
        return f"Nothing spent is recorded; {figures.money(counted)} is expected" if counted else ""
    sums: dict[tuple[str | None, Quarter], dict[Basis, float]] = {}
    for each in found:
        if calendar.period(each.quarter).ends_before <= today:
            of = sums.setdefault((each.bearer, each.quarter), {})
            of[each.basis] = of.get(each.basis, 0.0) + each.amount
    both = [of for of in sums.values() if {Basis.ACTUAL, Basis.PLANNED} <= of.keys()]
    said = f"{figures.money(sum(each.amount for each in spent))} spent so far"
    if not both:
        return said
    over = sum(of[Basis.ACTUAL] - of[Basis.PLANNED] for of in both)
    than = f"{figures.money(abs(over))} {'more' if over > 0 else 'less'} than planned" if over else "as planned"
    return f"{said}, {than} for the same quarters"
