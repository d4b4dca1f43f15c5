"""What finished pilots were worth in a quarter: measured effect × counted cases × unit value, beside the promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.money import NOTHING, Counted, Span
from cxdash.domain.money_entries import Side
from cxdash.domain.money_policy import MoneyPolicy
from cxdash.domain.periods import Grain, Period
from cxdash.domain.pools import Pool, pooled
from cxdash.domain.spending import between
from cxdash.domain.valuations import NOBODY_SAID, Valued
from cxdash.effects.grade import Grade
from cxdash.judging.pilot_results import Result, State
from cxdash.reports import measured_worth
from cxdash.reports.earned import Basis, Earned, Modelled, QuarterValue, totals_of
from cxdash.reports.earned_costs import Cost, Entries, by_bearer, costs
from cxdash.reports.live_days import Stretch, is_partial, stretch_of
from cxdash.store import money_entries, money_policies, pilot_cells, valuations
from cxdash.store.pilot_cells import Cell

__all__ = ["Basis", "Earned", "Modelled", "QuarterValue", "values"]
_LONGEST = 31
"""Days that a week or month may have begun before the quarter that it counts in."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What holds for every quarter: how effects become money, what stands behind values, and what was entered."""

    policy: MoneyPolicy
    valued: dict[tuple[str, int], Valued]
    entries: Entries

    def of(self, each: Result) -> Valued:
        return NOBODY_SAID if each.metric_id is None else self.valued.get((each.use_case, each.metric_id), NOBODY_SAID)


@dataclass(frozen=True, slots=True)
class _Found:
    """One pilot in a quarter before what is claimed twice was taken out."""

    result: Result
    basis: Basis
    stretch: Stretch
    realised: Span
    valued: Valued


def values(
    session: Session, results: Sequence[Result], quarters: Sequence[Period], *, today: date | None = None
) -> list[QuarterValue]:
    """Return the value of each quarter, from go-live on, by what is measured today.

    The same few queries whatever the number of pilots and quarters: sums of the quarters, finer sums of pilots live in
    a part of one, the policy, what stands behind unit values, and what was entered by period.

    Args:
        session: reads.
        results: of every pilot, whatever is asked about afterwards: what is claimed twice is taken out of all of them.
        quarters: their days.
        today: before which modelled benefits count; the day of the results where nobody says, without one none do.
    """
    finished = [each for each in results if each.state is State.FINISHED and each.metric_id is not None]
    whole = pilot_cells.of_quarters(session, [quarter.starts.toordinal() for quarter in quarters])
    partly = [each for each in finished if any(is_partial(each, quarter) for quarter in quarters)]
    fine = pilot_cells.of_pilots_between(
        session,
        {each.id for each in partly},
        {each.metric_id for each in partly if each.metric_id is not None},
        starts=min((quarter.starts.toordinal() for quarter in quarters), default=0) - _LONGEST,
        ends_before=max((quarter.ends_before.toordinal() for quarter in quarters), default=0),
    )
    cells = _by_pilot([*whole, *(cell for cell in fine if cell.grain is not Grain.QUARTER)])
    known = _Known(
        money_policies.current(session),
        dict(valuations.by_use_case_metric(session)),
        by_bearer(money_entries.every(session)),
    )
    until = today or max((each.today for each in results), default=date.min)
    return [
        replace(_value(finished, quarter, cells, known), modelled=_modelled(known.entries, quarter, today=until))
        for quarter in quarters
    ]


def _by_pilot(cells: Iterable[Cell]) -> dict[tuple[int, int | None], list[Cell]]:
    found: dict[tuple[int, int | None], list[Cell]] = {}
    for cell in cells:
        if cell.arm == "pilot":
            found.setdefault((cell.pilot_id, cell.metric_id), []).append(cell)
    return found


def _value(
    finished: Sequence[Result], quarter: Period, cells: dict[tuple[int, int | None], list[Cell]], known: _Known
) -> QuarterValue:
    left_out: list[tuple[Result, str]] = []
    masked: list[Result] = []
    found: list[_Found] = []
    for each in finished:
        stretch = stretch_of(each, quarter, cells.get((each.id, each.metric_id), []))
        if stretch is None or stretch.is_too_short:
            continue
        valued = known.of(each)
        worth = measured_worth.worth(each, stretch, valued, known.policy)
        if each.alarms and _improved(each):
            masked.append(each)
            worth = NOTHING
        if isinstance(worth, str):
            left_out.append((each, worth))
            continue
        found.append(_Found(each, _basis(each), stretch, worth, valued))
    counted, pools = _counted(found)
    spent = costs([(row.result, row.stretch) for row in found], known.entries, years=known.policy.horizon_years)
    earned = [_earned(row, counts, cost, known.policy) for row, counts, cost in zip(found, counted, spent, strict=True)]
    ranked = tuple(sorted(earned, key=lambda each: -each.counts.likely))
    return QuarterValue(ranked, totals_of(ranked), tuple(left_out), tuple(masked), pools)


def _improved(each: Result) -> bool:
    """Say whether there is a gain that a mask makes nothing of, whatever one unit of it is said to be worth."""
    return each.effect is not None and each.effect.effect is not None and each.effect.effect > 0


def _basis(each: Result) -> Basis:
    if not each.has_interval:
        return Basis.UNPROVEN
    return Basis.WEAK if each.grade is Grade.D else Basis.MEASURED


def _counted(found: Sequence[_Found]) -> tuple[list[Counted], tuple[Pool, ...]]:
    """Cap shared claims; what is unproven never takes away from what was measured, and its pools are not shown."""
    counted: dict[int, Counted] = {}
    pools: tuple[Pool, ...] = ()
    for is_unproven in (True, False):
        rows = [at for at, row in enumerate(found) if (row.basis is Basis.UNPROVEN) is is_unproven]
        claims = [
            measured_worth.claim(found[at].result, found[at].stretch, found[at].realised, found[at].valued)
            for at in rows
        ]
        together = pooled(claims)
        counted |= dict(zip(rows, together.counted, strict=True))
        pools = together.pools
    return [counted[at] for at in range(len(found))], pools


def _earned(row: _Found, counted: Counted, cost: Cost, policy: MoneyPolicy) -> Earned:
    each = row.result
    return Earned(
        result=each,
        basis=row.basis,
        promised=measured_worth.promised(each, row.stretch, row.valued, policy),
        run_cost=None if cost.run is None else cost.run.amount,
        volume=row.stretch.volume,
        counted=counted,
        valued=row.valued,
        run_cost_basis="" if cost.run is None else cost.run.rests_on,
        one_off=cost.one_off,
        is_headline=row.basis is Basis.MEASURED and row.valued.is_headline and policy.is_headline(each.grade.value),
    )


def _modelled(entries: Entries, quarter: Period, *, today: date) -> tuple[Modelled, ...]:
    """Return what was entered as a benefit of the days of a quarter that are over."""
    ends_before = min(quarter.ends_before, today)
    found = []
    for (use_case, pilot), of in entries.items():
        for finance_class in (*FinanceClass, None):
            kept = [each for each in of if each.side is Side.BENEFIT and each.kind is finance_class]
            said = between(kept, quarter.starts, ends_before, side=Side.BENEFIT)
            if said is not None:
                found.append(Modelled(use_case, pilot, finance_class, said.amount, said.rests_on))
    return tuple(sorted(found, key=lambda each: (-each.amount, each.use_case, each.pilot or "")))
