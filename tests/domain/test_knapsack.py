"""The best set within a budget: against every set there is, and against the greedy one."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.knapsack import Item, best, greedy

WHOLE = st.integers(min_value=0, max_value=60)
ITEMS = st.lists(st.builds(Item, WHOLE.map(float), WHOLE.map(float)), max_size=8)
BUDGETS = st.integers(min_value=0, max_value=200).map(float)


def worth(items, places):
    return sum(items[at].worth for at in places)


def cost(items, places):
    return sum(items[at].cost for at in places)


def every_set_within(items, budget):
    sets = (each for size in range(len(items) + 1) for each in combinations(range(len(items)), size))
    return [each for each in sets if cost(items, each) <= budget]


@settings(max_examples=60)
@given(ITEMS, BUDGETS)
def test_no_set_within_the_budget_is_worth_more(items, budget):
    found = best(items, budget=budget)

    assert cost(items, found) <= budget
    assert worth(items, found) == max(worth(items, each) for each in every_set_within(items, budget))


@settings(max_examples=40)
@given(ITEMS, BUDGETS)
def test_of_sets_worth_the_same_the_cheapest_is_taken(items, budget):
    found = best(items, budget=budget)

    as_good = [each for each in every_set_within(items, budget) if worth(items, each) == worth(items, found)]
    assert cost(items, found) == min(cost(items, each) for each in as_good)


@settings(max_examples=40)
@given(ITEMS, BUDGETS, BUDGETS)
def test_a_larger_budget_never_brings_less(items, one, other):
    less, more = sorted((one, other))

    assert worth(items, best(items, budget=less)) <= worth(items, best(items, budget=more))


def test_the_most_valuable_for_its_cost_first_can_be_worse():
    items = [Item(60, 10), Item(100, 20), Item(120, 30)]
    values, costs = [60, 100, 120], [10, 20, 30]

    assert best(items, budget=50) == (1, 2)
    assert worth(items, greedy(values, costs, 50)) == 160


def test_without_a_budget_everything_worth_something_is_taken():
    assert best([Item(10, 1e9), Item(0.4, 0), Item(-5, 0), Item(1, 0)], budget=None) == (0, 3)


def test_a_budget_that_is_the_sum_of_all_costs_pays_for_all_to_the_penny():
    items = [Item(10, 33.33), Item(20, 66.67), Item(5, 0.01)]

    assert best(items, budget=100.01) == (0, 1, 2)
