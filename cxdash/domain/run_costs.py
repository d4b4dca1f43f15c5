"""What running a pilot cost in some days: as entered by period where it was, else by the day from what a year costs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from cxdash.domain import money
from cxdash.domain.figures import listed
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntry, Side
from cxdash.domain.spending import between

PRO_RATA = "pro rata"
_ORDER = (Basis.ACTUAL.value, Basis.FORECAST.value, Basis.PLANNED.value, PRO_RATA)


@dataclass(frozen=True, slots=True)
class RunCost:
    """A run cost in currency, and what it rests on, the surest first: actual, forecast, planned, pro rata."""

    amount: float
    bases: tuple[str, ...]

    @property
    def rests_on(self) -> str:
        """The bases in words: ``actual``, ``actual and pro rata``."""
        return listed(self.bases)


def run_cost(
    entries: Iterable[MoneyEntry],
    starts: date,
    ends_before: date,
    *,
    year: float | None = None,
    usage: float | None = None,
) -> RunCost | None:
    """Return what running cost from ``starts`` to before ``ends_before``; None where nobody said anything about it.

    Days that an entry is about cost what it says; of two for one line, what was spent before the forecast, and that
    before the plan. The other days cost their share of a year's run cost, and of what the cases of all days cost.

    Args:
        entries: of one pilot, or of one use case as a whole.
        starts: the first day.
        ends_before: the first day that no longer counts.
        year: a year's run cost.
        usage: what the cases of all these days cost, each at the price of one.
    """
    running = [each for each in entries if each.side is Side.COST and each.kind is CostKind.RUN]
    spent = between(running, starts, ends_before, side=Side.COST)
    bases = [] if spent is None else [basis.value for basis in spent.by_basis]
    amounts = [] if spent is None else [spent.amount]
    open_days = _days(starts, ends_before) - _covered(running, starts, ends_before)
    if open_days > 0 and (year is not None or usage is not None):
        share = open_days / _days(starts, ends_before)
        a_year = money.run_cost(year or 0.0, starts=starts, ends_before=ends_before)
        amounts.append((a_year + (usage or 0.0)) * share)
        bases.append(PRO_RATA)
    return RunCost(fsum(amounts), _in_order(bases)) if amounts else None


def together(costs: Iterable[RunCost | None]) -> RunCost | None:
    """Return several costs as one; None where none of them is known."""
    known = [each for each in costs if each is not None]
    if not known:
        return None
    return RunCost(fsum(each.amount for each in known), _in_order([basis for each in known for basis in each.bases]))


def shared(cost: RunCost | None, among: int) -> RunCost | None:
    """Return one of several equal parts of a cost."""
    return None if cost is None else RunCost(cost.amount / among, cost.bases)


def one_off(entries: Iterable[MoneyEntry], *, before: date) -> float | None:
    """Return what was spent once in all the time before a day; None where no entry says.

    What is paid later than that says nothing yet, so that the plan stands until then.
    """
    kind = CostKind.ONE_OFF
    once = [each for each in entries if each.side is Side.COST and each.kind is kind and each.period.starts < before]
    spent = between(once, date.min, before, side=Side.COST)
    return None if spent is None else spent.amount


def _covered(entries: Sequence[MoneyEntry], starts: date, ends_before: date) -> int:
    """Return on how many of the days some entry says what they cost."""
    days, reached = 0, starts
    for each in sorted(entries, key=lambda each: each.period.starts):
        first, after = max(each.period.starts, reached), min(each.period.ends_before, ends_before)
        if first < after:
            days, reached = days + _days(first, after), after
    return days


def _days(starts: date, ends_before: date) -> int:
    return (ends_before - starts).days


def _in_order(bases: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in _ORDER if each in bases)
