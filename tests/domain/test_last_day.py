"""The last day in figures: counts out of a thousand, money and time as they are, guardrails at their limit."""

import pytest

from cxdash.domain.figures import Figures
from cxdash.domain.last_day import Counted, aimed_at, counted, of_guardrail, of_target
from cxdash.domain.targets import Target, TargetKind
from cxdash.trackers.catalogue import default_catalogue

CATALOGUE = default_catalogue()
NO_SHOWS, COST, COMPLAINTS = (CATALOGUE.get(slug) for slug in ("no_show_rate", "cost_per_resolution", "complaint_rate"))
SLOTS, RENEWALS = CATALOGUE.get("completed_appointment_rate"), CATALOGUE.get("renewal_rate")
POUNDS = Figures("GBP")


def _plain(text):
    return text.replace("\u00a0", " ")


def test_a_share_is_told_as_so_many_of_a_thousand():
    """180 of 1,000 less 30 % are 126."""
    said = of_target(NO_SHOWS, Target(TargetKind.RELATIVE, -0.3), 0.18, POUNDS)

    assert "1,000 appointments booked: at most 126 " in said
    assert "instead of 180" in said
    assert _plain(said).endswith("at most 12.6 %).")


def test_a_share_that_is_to_rise_is_told_with_at_least():
    said = of_target(RENEWALS, Target(TargetKind.ABSOLUTE, 0.03), 0.80, POUNDS)

    assert "at least 830 contracts renewed, instead of 800" in said


def test_money_is_told_as_money():
    said = of_target(COST, Target(TargetKind.RELATIVE, -0.15), 31.0, POUNDS)

    assert said == "Cost per resolution is at most £26.35 per resolution, instead of £31.00 per resolution."


def test_a_value_to_reach_needs_no_baseline():
    said = of_target(NO_SHOWS, Target(TargetKind.TO_VALUE, 0.12), None, POUNDS)

    assert "at most 120 " in said
    assert "instead of" not in said


def test_without_a_baseline_a_change_is_told_and_the_measuring_asked_for():
    said = of_target(NO_SHOWS, Target(TargetKind.RELATIVE, -0.3), None, POUNDS)

    assert "30 % lower against its baseline, which has to be measured before the start" in _plain(said)


@pytest.mark.parametrize(
    ("metric", "margin", "baseline", "relative", "said"),
    [
        (SLOTS, 0.04, 0.747, False, "Slot utilisation is not below 70.7 % (baseline 74.7 %)."),
        (COMPLAINTS, 0.1, 6.0, True, "Complaint rate is not above 6.60 per 1,000 (baseline 6.00 per 1,000)."),
        (SLOTS, 0.04, None, False, "Slot utilisation is not more than 4 points below its own baseline."),
        (COMPLAINTS, 0.1, None, True, "Complaint rate is not more than 10 % above its own baseline."),
    ],
)
def test_a_guardrail_is_told_at_its_limit(metric, margin, baseline, relative, said):
    assert _plain(of_guardrail(metric, margin, baseline, POUNDS, relative=relative)) == said


@pytest.mark.parametrize(
    ("target", "aim"),
    [
        (Target(TargetKind.RELATIVE, -0.25), 0.15),
        (Target(TargetKind.ABSOLUTE, 0.05), 0.25),
        (Target(TargetKind.TO_VALUE, 0.12), 0.12),
    ],
)
def test_a_target_leads_from_the_baseline_to_a_value(target, aim):
    assert aimed_at(target, 0.2) == pytest.approx(aim)


@pytest.mark.parametrize(
    ("slug", "sides"),
    [
        ("refund_rate", Counted("orders refunded", "orders")),
        ("complaint_rate", Counted("complaints", "contacts handled")),
        ("retention_rate", Counted("customers at the end - new customers", "customers at the start")),
        ("ai_run_cost", Counted("ai run cost", "")),
    ],
)
def test_what_is_counted_is_said_as_the_formula_says_it(slug, sides):
    assert counted(CATALOGUE.get(slug)) == sides


def test_no_metric_with_a_denominator_is_left_without_words():
    silent = [
        each.slug
        for each in CATALOGUE
        if each.denominator and not all((counted(each).numerator, counted(each).denominator))
    ]

    assert silent == []
