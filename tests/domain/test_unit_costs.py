"""What contacts and issues cost, with numbers that a finance director can check by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.unit_costs import ServiceCost, containment_saving, cost_per_resolved_issue

COUNTS = st.floats(0, 1e6)


def test_the_cost_of_a_resolved_issue_holds_everything():
    """40,000 minutes at £0.60, £3,000 licences, £2,000 bot, £1,000 overhead, 5,000 issues resolved: £6."""
    cost = ServiceCost(agent_minutes=40_000, loaded_rate=0.60, licences=3_000, bot_cost=2_000, overhead=1_000)

    assert cost_per_resolved_issue(cost, resolved=5_000) == pytest.approx(6.0)


def test_without_a_resolved_issue_there_is_no_cost_of_one():
    assert cost_per_resolved_issue(ServiceCost(100, 1.0), resolved=0) is None


def test_fewer_resolved_issues_cost_more_each():
    cost = ServiceCost(1_000, 1.0)

    assert cost_per_resolved_issue(cost, resolved=80) > cost_per_resolved_issue(cost, resolved=100)


def test_contained_contacts_save_what_people_would_have_cost():
    """1,000 more contained at £5 less £0.50 each, 200 of them back for £5: £3,500."""
    saved = containment_saving(contained=1_000, repeat_contacts=200, human_cost=5.0, bot_cost=0.5)

    assert saved == pytest.approx(3_500)


def test_customers_who_come_back_eat_the_saving():
    assert containment_saving(contained=1_000, repeat_contacts=1_000, human_cost=5.0, bot_cost=0.5) == pytest.approx(
        -500
    )


@given(contained=COUNTS, repeats=COUNTS, others=COUNTS)
def test_savings_of_two_sites_add_up(contained, repeats, others):
    costs = {"human_cost": 5.0, "bot_cost": 0.5}

    apart = containment_saving(contained=contained, repeat_contacts=repeats, **costs) + containment_saving(
        contained=others, repeat_contacts=0, **costs
    )

    together = containment_saving(contained=contained + others, repeat_contacts=repeats, **costs)
    assert together == pytest.approx(apart, abs=1e-6)


def test_costs_below_nothing_are_refused():
    with pytest.raises(RuleError, match="Bot cost must be 0 or more"):
        ServiceCost(1, 1, bot_cost=-1)
    with pytest.raises(RuleError, match="resolved issues"):
        cost_per_resolved_issue(ServiceCost(1, 1), resolved=-1)
