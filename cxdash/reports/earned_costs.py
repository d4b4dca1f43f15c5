"""What the pilots of a quarter cost in it: running, and the share of what was paid once that falls into its days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cxdash.domain import run_costs
from cxdash.domain.money import run_cost as part_of_year
from cxdash.domain.money_entries import CostKind, MoneyEntry
from cxdash.domain.run_costs import RunCost
from cxdash.judging.pilot_results import Result
from cxdash.reports.live_days import Stretch

_DAYS_PER_YEAR = 365
Entries = Mapping[tuple[str, str | None], Sequence[MoneyEntry]]
"""Costs and modelled benefits by use case and pilot, both slugs; None for the pilot where the use case has them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one pilot cost in the days of a quarter in which it was live.

    Attributes:
        run: running; None where nobody said.
        one_off: the part of what was paid once that falls into these days, over the years that money is counted for;
            nothing is left of it once as many years have passed since go-live, or since more was paid.
    """

    run: RunCost | None
    one_off: float


def by_bearer(entries: Iterable[MoneyEntry]) -> Entries:
    """Sort entries by whose they are."""
    found: dict[tuple[str, str | None], list[MoneyEntry]] = {}
    for each in entries:
        found.setdefault((each.use_case, each.pilot), []).append(each)
    return found


def costs(live: Sequence[tuple[Result, Stretch]], entries: Entries, *, years: int) -> list[Cost]:
    """Return the cost of each pilot, in the order given; a pilot with several metrics has its cost in equal parts.

    What a use case costs as a whole is spread equally over those of its pilots that are here.

    Args:
        live: pilots on a metric, with the days of the quarter in which they were live.
        entries: of all of them.
        years: over how many what is paid once is spread.
    """
    metrics = Counter(each.id for each, _ in live)
    pilots = Counter({each.id: each.use_case for each, _ in live}.values())
    days = _days_of_use_cases(live)
    return [
        _cost(each, stretch, entries, years=years, parts=metrics[each.id], among=pilots[each.use_case], days=days)
        for each, stretch in live
    ]


def _cost(
    each: Result,
    stretch: Stretch,
    entries: Entries,
    *,
    years: int,
    parts: int,
    among: int,
    days: Mapping[str, tuple[date, date]],
) -> Cost:
    own, whole = entries.get((each.use_case, each.slug), ()), entries.get((each.use_case, None), ())
    usage = None if each.usage_cost is None else each.usage_cost * stretch.volume
    running = run_costs.run_cost(own, stretch.starts, stretch.ends_before, year=each.run_cost_year, usage=usage)
    for_all = run_costs.run_cost(whole, *days[each.use_case])
    once = run_costs.one_off(own, before=stretch.ends_before)
    paid = (each.one_off_cost or 0.0) if once is None else once
    paid += (run_costs.one_off(whole, before=stretch.ends_before) or 0.0) / among
    together = run_costs.together((running, run_costs.shared(for_all, among)))
    paid_off = _last_paid(each, (*own, *whole), stretch) + timedelta(days=_DAYS_PER_YEAR * years)
    spread = part_of_year(paid / years, starts=stretch.starts, ends_before=min(stretch.ends_before, paid_off))
    return Cost(run_costs.shared(together, parts), spread / parts)


def _last_paid(each: Result, entries: Iterable[MoneyEntry], stretch: Stretch) -> date:
    """Return the day by which everything was paid that is paid once: go-live, or the end of a later entry's period."""
    later = [entry.period.ends_before for entry in entries if entry.kind is CostKind.ONE_OFF]
    return max(each.goes_live or stretch.starts, *(day for day in later if day <= stretch.ends_before), date.min)


def _days_of_use_cases(live: Iterable[tuple[Result, Stretch]]) -> dict[str, tuple[date, date]]:
    """Return from which day to before which any pilot of each use case was live."""
    found: dict[str, tuple[date, date]] = {}
    for each, stretch in live:
        starts, ends = found.get(each.use_case, (stretch.starts, stretch.ends_before))
        found[each.use_case] = min(starts, stretch.starts), max(ends, stretch.ends_before)
    return found
