"""Waterfalls add up, whatever the steps are, and every amount carries its unit and sign."""

from dataclasses import replace

import pytest

from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Direction, Metric, MetricClass
from cxdash.domain.money_policy import START
from cxdash.domain.waterfall import Rung, Seen, waterfall
from cxdash.reports import steps
from cxdash.reports.steps import Step
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY

NO_SHOWS = Metric("no_show_rate", "No-show rate", "%", Direction.DOWN, MetricClass.BUSINESS_OUTCOME)
POUNDS = Figures("GBP")


def test_a_change_hangs_between_the_levels_it_leads_from_and_to():
    rows = steps.table(
        [Step("Seen", 10.0, "10"), Step("Drift", -4.0, "−4", is_change=True), Step("Left", 6.0, "6")]
    ).set_index("step")

    assert rows.loc["Drift", ["begins", "ends", "kind"]].tolist() == [10.0, 6.0, "taken away"]
    assert rows.loc["Left", ["begins", "ends", "kind"]].tolist() == [0.0, 6.0, "level"]


def test_steps_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="lead to 6, but “Left” is 7"):
        steps.table([Step("Seen", 10.0, "10"), Step("Drift", -4.0, "−4", is_change=True), Step("Left", 7.0, "7")])


def test_what_is_left_may_be_nothing():
    steps_to_nothing = [Step("Seen", 0.3, "0.3"), Step("Drift", -0.2, "−0.2", is_change=True)]
    steps_to_nothing += [Step("Cost", -0.1, "−0.1", is_change=True), Step("Left", 0.0, "0")]

    assert steps.table(steps_to_nothing)["ends"].iloc[-1] == 0.0, "0.3 − 0.2 − 0.1 is 2.8e-17 to a computer"


def test_an_effect_s_steps_are_signed_as_the_metric_moved():
    """30 % fewer observed, 5 of it drift; 20 % are likely among all pilots."""
    way = steps.of_effect(A_QUARTER_LESS, NO_SHOWS, POUNDS, likely=0.20)

    assert [(each.size, each.amount) for each in way] == [
        (pytest.approx(-0.30), "−30.0\u00a0%"),
        (pytest.approx(0.05), "+5.0\u00a0%"),
        (pytest.approx(-0.25), "−25.0\u00a0%"),
        (pytest.approx(0.05), "+5.0\u00a0%"),
        (pytest.approx(-0.20), "−20.0\u00a0%"),
    ]
    assert steps.table(way, better=-1)["kind"].tolist() == ["level", "taken away", "level", "taken away", "level"]


def test_the_numbers_of_an_effect_add_up_as_they_are_shown():
    effect = replace(A_QUARTER_LESS, observed_change=0.2996, effect=0.2504, drift_removed=0.0492)

    way = steps.of_effect(effect, NO_SHOWS, POUNDS, likely=None)

    assert [each.amount for each in way] == ["−30.0\u00a0%", "+5.0\u00a0%", "−25.0\u00a0%"]


def test_a_running_pilot_has_no_steps():
    assert steps.of_effect(TOO_EARLY, NO_SHOWS, POUNDS, likely=None) == ()


def test_money_leads_from_what_anybody_sees_to_what_is_bankable():
    """100k seen, 80k the pilot's, 70k likely; grade B takes 10 %, the run cost 13k: 50k is left."""
    rungs = waterfall(Seen(100_000, effect=80_000, shrunk=70_000), grade="B", policy=START, run_cost=13_000)

    way = steps.of_money(rungs, POUNDS, {Rung.RUN_COST: "Licences"})

    assert [(each.name, each.amount) for each in way] == [
        ("Observed", "£100k"),
        ("Drift and comparison removed", "−£20.0k"),
        ("Shrinkage", "−£10.0k"),
        ("Grade allowance", "−£7,000"),
        ("Run cost", "−£13.0k"),
        ("Bankable", "£50.0k"),
    ]
    assert steps.table(way)["ends"].iloc[-1] == pytest.approx(50_000)
    assert way[-2].words == "Licences"
