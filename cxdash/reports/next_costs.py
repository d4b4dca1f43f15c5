"""What use cases take in a quarter to come: as somebody put it down, else by what their pilots are said to cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from cxdash.domain import money
from cxdash.domain.periods import Period
from cxdash.domain.spending import Spent, cost_in
from cxdash.domain.stages import Status
from cxdash.store import money_entries
from cxdash.store.tables import Pilot, UseCase

if TYPE_CHECKING:
    from cxdash.domain.money_entries import MoneyEntry


@dataclass(frozen=True, slots=True)
class Cost:
    """An amount in currency, and in words where it comes from."""

    amount: float
    words: str


def of_quarter(session: Session, use_cases: Sequence[UseCase], quarter: Period) -> Mapping[str, Cost]:
    """Return what use cases take in a quarter, by slug; those of which nobody said anything are left out."""
    put_down = _put_down(session, quarter)
    found = {each.slug: _cost(each, put_down.get(each.slug), quarter) for each in use_cases}
    return {slug: cost for slug, cost in found.items() if cost is not None}


def _put_down(session: Session, quarter: Period) -> Mapping[str, Spent]:
    by_use_case: dict[str, list[MoneyEntry]] = {}
    for bearer, entries in money_entries.in_period(session, quarter.starts, quarter.ends_before).items():
        by_use_case.setdefault(bearer.use_case, []).extend(entries)
    found = {slug: cost_in(entries, quarter) for slug, entries in by_use_case.items()}
    return {slug: spent for slug, spent in found.items() if spent is not None}


def _cost(use_case: UseCase, put_down: Spent | None, quarter: Period) -> Cost | None:
    if put_down is not None:
        return Cost(put_down.amount, put_down.rests_on)
    pilots = [each for each in use_case.pilots if each.archived_at is None and Status(each.status) is Status.ACTIVE]
    amounts = [amount for each in pilots for amount in _amounts(each, quarter)]
    return Cost(sum(amounts), "by what its pilots cost") if amounts else None


def _amounts(pilot: Pilot, quarter: Period) -> list[float]:
    """Return a one-off cost that is still to come, and the quarter's share of a year's run cost.

    What a pilot that is live has cost once is spent, whatever is decided now.
    """
    amounts = []
    if pilot.one_off_cost is not None and (pilot.goes_live is None or pilot.goes_live >= quarter.starts):
        amounts.append(pilot.one_off_cost)
    if pilot.run_cost_year is not None:
        amounts.append(money.run_cost(pilot.run_cost_year, starts=quarter.starts, ends_before=quarter.ends_before))
    return amounts
