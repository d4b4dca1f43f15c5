"""The most valuable set of things whose costs stay within a budget (the 0/1 knapsack), exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

_CENT = 0.005
_MOST_NODES, _MOST_NODES_AGAIN = 20_000, 200
"""So many branches are tried at most for the best set, and then for a cheaper one worth the same; real portfolios need
a handful."""


@dataclass(frozen=True, slots=True)
class Item:
    """What something is worth and what it costs, both in currency; the cost is not negative."""

    worth: float
    cost: float


def best(items: Sequence[Item], *, budget: float | None) -> tuple[int, ...]:
    """Return the places of the items that are worth most together within the budget, in their order.

    Of sets that are worth the same the cheapest is taken. Amounts count in whole units of the currency, costs
    rounded up; what is worth less than half of one is never taken. Without a budget everything else is.
    """
    worth = [round(each.worth) for each in items]
    valued = [at for at in range(len(items)) if worth[at] > 0]
    if budget is None or sum(items[at].cost for at in valued) <= budget + _CENT:
        return tuple(valued)
    limit = floor(budget + _CENT)
    cost = [ceil(each.cost - _CENT) for each in items]
    affordable = [at for at in valued if cost[at] <= limit]
    if not affordable:
        return ()
    values, costs = [worth[at] for at in affordable], [cost[at] for at in affordable]
    found = _solved(values, costs, limit)
    by_density = greedy(values, costs, limit)
    if sum(values[at] for at in found) < sum(values[at] for at in by_density):
        found = by_density
    return tuple(sorted(affordable[at] for at in found))


def greedy(values: Sequence[int], costs: Sequence[int], limit: int) -> tuple[int, ...]:
    """Return the places that are taken when the most valuable for its cost comes first, as long as it still fits."""
    order = sorted(range(len(values)), key=lambda at: (costs[at] / values[at], -values[at], at))
    taken, spent = [], 0
    for at in order:
        if spent + costs[at] <= limit:
            taken.append(at)
            spent += costs[at]
    return tuple(taken)


def _solved(values: Sequence[int], costs: Sequence[int], limit: int) -> tuple[int, ...]:
    """Return the places of the best set, and of the cheapest of those that are worth the same."""
    dearest = _binary([-each for each in values], [(costs, 0, limit)], nodes=_MOST_NODES)
    worth = sum(values[at] for at in dearest)
    cheapest = _binary(list(costs), [(costs, 0, limit), (values, worth, sum(values))], nodes=_MOST_NODES_AGAIN)
    return cheapest if sum(values[at] for at in cheapest) == worth else dearest


def _binary(aims: Sequence[int], rows: Sequence[tuple[Sequence[int], int, int]], *, nodes: int) -> tuple[int, ...]:
    """Return which of 0/1 variables are 1 where the sum of aims is least; each row's sum stays between its bounds."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - takes long, and one list needs it

    found = milp(
        aims,
        integrality=[1] * len(aims),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint([row], low, high) for row, low, high in rows],
        options={"mip_rel_gap": 0.0, "node_limit": nodes},
    )
    taken = () if found.x is None else tuple(at for at, share in enumerate(found.x) if share > 0.5)
    within = all(low <= sum(row[at] for at in taken) <= high for row, low, high in rows)
    return taken if within else ()
