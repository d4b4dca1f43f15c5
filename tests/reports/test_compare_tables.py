"""What Compare pilots shows beside the scale: money against cost, guardrails, and what is rate and what is mix."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cxdash.changes import pilots
from cxdash.domain.actions import Action
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.effects.mix_shift import Slice, mix_shift
from cxdash.effects.net_value import NetValue
from cxdash.effects.scrutiny import Scrutiny
from cxdash.effects.verdict import Verdict
from cxdash.reports import compare, cost_against_value, guardrail_matrix, league, segments
from tests.builders import TODAY, add_use_case, pilot_values
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY, light, store_effect

MONEY = NetValue(
    p10=20_000.0,
    p50=50_000.0,
    p90=90_000.0,
    p_positive=0.97,
    gross_year=40_000.0,
    first_year=30_000.0,
    payback_month=9,
    return_on_investment=1.2,
    horizon_years=3,
    of_target=90_000.0,
    cost=25_000.0,
)
"""At an attainment of 0.25/0.30 that is 75,000 − 25,000 = 50,000."""


def add(small, *names):
    """Store a use case with finished pilots; returns their slugs."""
    add_use_case(*small, pilots_named=())
    with small[0].changing(small[1], Action.PILOT_EDIT) as session:
        return tuple(
            pilots.create(session, "fewer-no-shows", pilot_values(name, goes_live=TODAY - timedelta(days=120))).slug
            for name in names
        )


def ask(question, small, slugs):
    with small[0].reading() as session:
        return question(session, slugs, today=TODAY)


class TestMoneyAgainstCost:
    def test_the_likely_most_valuable_stands_first_with_its_cost_below_nothing(self, small):
        slugs = add(small, "Lean", "Rich")
        store_effect(*small, "lean", A_QUARTER_LESS, net_value=MONEY.to_json())
        store_effect(*small, "rich", A_QUARTER_LESS, net_value=replace(MONEY, of_target=180_000.0).to_json())

        found = ask(cost_against_value.of_pilots, small, slugs)

        assert found.drawn["name"].tolist() == ["Rich", "Lean"]
        assert found.drawn["put_in"].tolist() == [-25_000.0, -25_000.0]
        assert found.drawn["likely"].tolist() == pytest.approx([125_000.0, 50_000.0])
        assert found.finding == "2 of 2 pilots earn more than they cost, nine times in ten"

    def test_no_money_makes_up_for_harm(self, small):
        slugs = add(small, "Harmful")
        harm = replace(A_QUARTER_LESS, verdict=Verdict.HARM)
        store_effect(*small, "harmful", harm, net_value=MONEY.to_json())

        found = ask(cost_against_value.of_pilots, small, slugs)

        assert found.finding == "0 of 1 pilot earns more than it costs, nine times in ten; 1 did harm"
        assert found.drawn["mark"][0].endswith("· harm")

    def test_a_finished_pilot_without_money_says_why_and_one_in_its_window_is_not_measured_yet(self, small):
        slugs = add(small, "Unpriced", "Early")
        store_effect(*small, "unpriced", A_QUARTER_LESS, no_net_value_because="nobody has said what one unit is worth")
        store_effect(*small, "early", TOO_EARLY, net_value=MONEY.to_json())

        found = ask(cost_against_value.of_pilots, small, slugs)

        assert found.drawn.empty
        assert found.without == (("Unpriced", "nobody has said what one unit is worth"),)


class TestGuardrails:
    def test_each_light_is_a_symbol_and_a_word_and_the_most_harmful_stands_first(self, small):
        slugs = add(small, "Safe", "Harmful")
        for slug, status in (("safe", GuardrailStatus.GREEN), ("harmful", GuardrailStatus.RED)):
            store_effect(*small, slug, A_QUARTER_LESS)
            store_effect(*small, slug, A_QUARTER_LESS, metric="complaint_rate", role="guardrail", light=light(status))

        found = ask(guardrail_matrix.of_pilots, small, slugs)

        assert list(found.table) == ["Pilot", "✗ Worse", "✓ Safe"]
        assert found.table.to_numpy().tolist() == [["Harmful", "Complaint rate", ""], ["Safe", "", "Complaint rate"]]
        assert found.finding == "1 of 2 pilots harmed what they had to guard"

    def test_a_pilot_without_a_judged_guardrail_is_counted_apart(self, small):
        slugs = add(small, "Unwatched")
        store_effect(*small, "unwatched", A_QUARTER_LESS)

        found = ask(guardrail_matrix.of_pilots, small, slugs)

        assert found.table.empty
        assert found.finding == "No guardrail; 1 without a judged guardrail"


class TestSegments:
    def test_a_total_that_misleads_stands_first_and_says_so(self, small):
        slugs = add(small, "Plain", "Reversed")
        within = mix_shift([Slice("Phone", 30, 100, 20, 100), Slice("Online", 30, 100, 20, 100)])
        # both segments fall by a tenth of all cases, while most cases move to where the rate is high
        reverses = mix_shift([Slice("Phone", 60, 100, 150, 300), Slice("Online", 60, 300, 10, 100)])
        store_effect(*small, "plain", A_QUARTER_LESS, scrutiny=Scrutiny(mix=within).to_json())
        store_effect(*small, "reversed", A_QUARTER_LESS, scrutiny=Scrutiny(mix=reverses).to_json())

        found = ask(segments.of_pilots, small, slugs)

        first, second = found.table.to_dict("records")
        assert (first["Pilot"], second["Pilot"]) == ("Reversed", "Plain")
        assert first["What it means"].startswith("The total misleads")
        assert (first["Change"], first["Within segments"]) == ("+10.0\u00a0points", "−10.0\u00a0points")
        assert second["What it means"] == "The mix does not matter."
        assert found.finding == (
            "The mix of segments matters in 1 of 2 pilots counted by segment; in 1 the total misleads"
        )

    def test_pilots_whose_tracker_counts_no_segments_are_left_out(self, small):
        slugs = add(small, "Whole")
        store_effect(*small, "whole", A_QUARTER_LESS)

        found = ask(segments.of_pilots, small, slugs)

        assert found.table.empty
        assert found.finding == "No figures by segment"


def test_side_by_side_turns_rows_into_columns_in_the_order_asked_for(small):
    add(small, "One", "Two", "Three")
    for slug in ("one", "two", "three"):
        store_effect(*small, slug, A_QUARTER_LESS, net_value=MONEY.to_json())
    with small[0].reading() as session:
        whole = compare.comparison(session, today=TODAY).table

    found = league.side_by_side(whole, ["Three", "One", "Nobody"])

    assert list(found.columns) == ["What", "Three", "One"]
    assert found.set_index("What").loc["Attained", "One"] == "83 %"
