"""The forecast: value times the weakest needed dimension over four, and what is not known stays not known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.forecast import asking, forecast
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.readiness import ASKS_FOR, LEAST, MOST, STATEMENTS, Dimension, Readiness
from cxdash.domain.stages import Stage

TO_PILOT = {Dimension.DATA: 2, Dimension.INTEGRATION: 2, Dimension.GOVERNANCE: 2}
LEVELS = st.dictionaries(st.sampled_from(Dimension), st.integers(LEAST, MOST))


def judged(**levels):
    return {Dimension(name): Readiness(level, "seen") for name, level in levels.items()}


@pytest.mark.parametrize(
    ("stage", "to", "needs"),
    [
        (Stage.IDEA, Stage.PILOT, TO_PILOT),
        (Stage.PILOT, Stage.SCALE, dict.fromkeys(Dimension, 3)),
        (Stage.PROOF, Stage.SCALE, dict.fromkeys(Dimension, 3)),
        (Stage.SCALE, Stage.SCALE, dict.fromkeys(Dimension, 3)),
    ],
)
def test_the_next_gate_that_asks_for_readiness_counts(stage, to, needs):
    assert asking(stage) == (to, needs)


def test_the_policy_says_how_ready_is_ready_enough():
    assert set(asking(Stage.IDEA, GatePolicy(pilot_level=3))[1].values()) == {3}


def test_a_quarter_of_the_value_is_left_where_the_weakest_is_at_one():
    found = forecast(Stage.IDEA, judged(data=3, integration=1, governance=2), 240_000)

    assert (found.amount, found.level, found.weakest) == (60_000, 1, (Dimension.INTEGRATION,))
    assert [gap.dimension for gap in found.gaps] == [Dimension.INTEGRATION]
    assert found.ready == 2


def test_a_dimension_that_the_gate_does_not_ask_for_takes_nothing_away():
    found = forecast(Stage.IDEA, judged(data=4, integration=4, governance=4, people=0), 240_000)

    assert found.amount == 240_000


def test_all_dimensions_at_the_lowest_level_are_named():
    found = forecast(Stage.IDEA, judged(data=1, integration=1, governance=2), 100)

    assert found.weakest == (Dimension.DATA, Dimension.INTEGRATION)


def test_a_value_that_nobody_knows_stays_unknown():
    found = forecast(Stage.IDEA, judged(data=1, integration=1, governance=2), None)

    assert (found.amount, found.level) == (None, 1)


def test_what_nobody_judged_stays_unknown_and_is_a_gap():
    found = forecast(Stage.IDEA, judged(data=3, integration=3), 100)

    assert (found.amount, found.level, found.weakest) == (None, None, ())
    assert found.unjudged == (Dimension.GOVERNANCE,)
    assert [(gap.dimension, gap.level) for gap in found.gaps] == [(Dimension.GOVERNANCE, None)]


def test_what_is_absent_leaves_nothing_whatever_is_not_judged():
    assert forecast(Stage.IDEA, judged(data=0), 100).amount == 0


def test_a_gap_says_who_closes_it_by_when_and_for_how_much():
    due = date(2026, 11, 20)
    gap_of = Readiness(1, "seen", owner="Ada", due=due, cost_to_close=8_000)
    [gap] = forecast(Stage.IDEA, judged(integration=2, governance=2) | {Dimension.DATA: gap_of}, 1).gaps

    assert (gap.owner, gap.due, gap.cost, gap.needs) == ("Ada", due, 8_000, 2)
    assert (gap.is_overdue(due), gap.is_overdue(date(2026, 11, 21))) == (False, True)


def test_the_cost_of_all_gaps_is_unknown_while_one_of_them_is():
    known = {Dimension.DATA: Readiness(1, cost_to_close=8.0), Dimension.GOVERNANCE: Readiness(0, cost_to_close=2.0)}

    assert forecast(Stage.IDEA, judged(integration=2) | known, 1).cost == 10
    assert forecast(Stage.IDEA, judged(integration=1) | known, 1).cost is None


@given(levels=LEVELS, stage=st.sampled_from(Stage), value=st.floats(0, 1e9))
def test_a_forecast_is_never_more_than_the_value_and_falls_with_no_dimension_raised(levels, stage, value):
    found = forecast(stage, {each: Readiness(level, "seen") for each, level in levels.items()}, value)
    raised = {each: Readiness(min(MOST, level + 1), "seen") for each, level in levels.items()}
    better = forecast(stage, raised, value)

    if found.amount is not None and better.amount is not None:
        assert 0 <= found.amount <= better.amount <= value
    assert found.ready + len(found.gaps) == len(found.needs)


@pytest.mark.parametrize("dimension", Dimension)
def test_every_level_but_the_lowest_asks_for_evidence(dimension):
    assert len(ASKS_FOR[dimension]) == len(STATEMENTS[dimension]) == MOST + 1
    assert [bool(asked) for asked in ASKS_FOR[dimension]] == [False, True, True, True, True]
