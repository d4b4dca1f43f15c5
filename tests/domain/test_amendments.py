"""How a locked plan changed, in words, and what that means for the evidence."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.amendments import amendments
from cxdash.domain.locks import content
from cxdash.domain.metrics import Catalogue, Direction, Role
from cxdash.domain.plan_differences import ChangeKind, differences
from cxdash.domain.plans import PlanVersion
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from tests.domain.plan_contents import COMPLAINTS, KNOWN, LOCKED, NO_SHOWS, OTHER_PLANS, OUTAGE, SUMMER, USES, plan

CHANGED, EXTENDED, OTHER = ChangeKind
SOFTER = replace(NO_SHOWS, target=Target(TargetKind.RELATIVE, -0.2))
CSAT = MetricUse("csat", Role.GUARDRAIL, margin=0.02)


def found(*uses, before=None, **said):
    (difference,) = differences(before or plan(), plan(*uses, **said))
    return difference


@pytest.mark.parametrize(
    ("said", "words", "kind"),
    [
        ({"goes_live": date(2026, 7, 1)}, "go-live 1 Jun 2026 → 1 Jul 2026", CHANGED),
        ({"window_days": 120}, "window 90 → 120 days", EXTENDED),
        ({"window_days": 60}, "window 90 → 60 days", CHANGED),
        ({"run_in_days": 7}, "run-in 0 → 7 days", CHANGED),
        ({"baseline_starts": date(2026, 1, 1)}, "start of the baseline empty → 1 Jan 2026", CHANGED),
        ({"comparison": OTHER_PLANS["comparison"]}, "comparison none → group", CHANGED),
        ({"comparison_label": "Millbrook"}, "comparison group empty → Millbrook", CHANGED),
        ({"planned_split": 0.6}, "planned split empty → 60 %", CHANGED),
        ({"locked_on": None}, "lock 20 May 2026 → empty", CHANGED),
        ({"population": "Outpatients"}, "population empty → Outpatients", OTHER),
        ({"population_share": 0.125}, "share of the population empty → 12.5 %", OTHER),
        ({"chosen_because_bad": True}, "chosen for its bad figures no → yes", OTHER),
        ({"comparison_waiver": "Jane Roe"}, "accepted without comparison by empty → Jane Roe", OTHER),
        ({"occasions": (SUMMER,)}, "season “Summer holidays” 1–14 Aug 2026 added", OTHER),
        ({"left_out": (OUTAGE,)}, "No-show rate: 3–9 Aug 2026 (Server down) left out", OTHER),
    ],
)
def test_a_change_of_the_pilot_is_told_in_words(said, words, kind):
    difference = found(**said)

    assert (difference.words, difference.kind) == (words, kind)


@pytest.mark.parametrize(
    ("uses", "words", "kind", "everywhere"),
    [
        ((COMPLAINTS, SOFTER), "No-show rate: target −30 % → −20 %", CHANGED, False),
        ((COMPLAINTS, replace(NO_SHOWS, target=None)), "No-show rate: target −30 % → empty", CHANGED, False),
        ((COMPLAINTS, replace(NO_SHOWS, baseline=0.25)), "No-show rate: baseline 20.1 % → 25 %", CHANGED, False),
        ((COMPLAINTS, replace(NO_SHOWS, unit_value=55.5)), "No-show rate: unit value 40 → 55.5", OTHER, False),
        (
            (COMPLAINTS, replace(NO_SHOWS, unit_value_low=30.0, unit_value_high=60.0)),
            "No-show rate: unit value 40 → 40 (30 to 60)",
            OTHER,
            False,
        ),
        ((replace(COMPLAINTS, margin=3.0), NO_SHOWS), "Complaints: margin 2 → 3", CHANGED, True),
        ((replace(COMPLAINTS, margin=1.0), NO_SHOWS), "Complaints: margin 2 → 1", CHANGED, False),
        ((replace(COMPLAINTS, margin=None), NO_SHOWS), "Complaints: margin 2 → empty", CHANGED, True),
        (
            (replace(COMPLAINTS, margin=0.1, margin_relative=True), NO_SHOWS),
            "Complaints: margin 2 → 10 % of the baseline",
            CHANGED,
            True,
        ),
        ((NO_SHOWS,), "Complaints taken out of the plan", CHANGED, True),
        ((COMPLAINTS,), "No-show rate taken out of the plan", CHANGED, False),
        ((*USES, CSAT), "CSAT added as guardrail metric", CHANGED, False),
        (
            (COMPLAINTS, replace(NO_SHOWS, role=Role.SECONDARY)),
            "No-show rate: role primary → secondary",
            CHANGED,
            False,
        ),
    ],
)
def test_a_change_of_a_metric_is_told_in_words_and_says_which_results_it_bears_on(uses, words, kind, everywhere):
    difference = found(*uses)

    assert (difference.words, difference.kind, difference.everywhere) == (words, kind, everywhere)


def test_a_share_s_margin_is_told_in_points():
    assert (
        found(*USES, replace(CSAT, margin=0.035), before=plan(*USES, CSAT)).words
        == "CSAT: margin 2 points → 3.5 points"
    )


def test_another_direction_of_good_is_a_changed_promise():
    turned = Catalogue(tuple(replace(metric, direction=Direction.UP) for metric in KNOWN))

    words = [each.words for each in differences(plan(NO_SHOWS), content(LOCKED, (NO_SHOWS,), turned))]

    assert words == ["No-show rate: direction lower is better → higher is better"]


def test_another_name_of_a_metric_changes_no_plan():
    renamed = Catalogue(tuple(replace(metric, name=f"{metric.name} (new)") for metric in KNOWN))

    assert differences(plan(), content(LOCKED, USES, renamed)) == ()


PARTS = st.fixed_dictionaries({}, optional={name: st.sampled_from([value]) for name, value in OTHER_PLANS.items()})
METRICS = st.sampled_from([USES, (COMPLAINTS, SOFTER), (NO_SHOWS,), (*USES, CSAT)])
DAYS = st.fixed_dictionaries({}, optional={"occasions": st.just((SUMMER,)), "left_out": st.just((OUTAGE,))})
PLANS = st.builds(lambda uses, parts, days: plan(*uses, **parts, **days), METRICS, PARTS, DAYS)


@given(before=PLANS, after=PLANS)
def test_plans_differ_exactly_where_they_read_otherwise(before, after):
    assert bool(differences(before, after)) == (before != after)
    assert len(differences(before, after)) == len(differences(after, before))


@given(before=PLANS, after=PLANS)
def test_every_difference_names_its_field_once_and_moves_something(before, after):
    told = differences(before, after)

    assert len({each.words for each in told}) == len(told)
    for each in told:
        was, arrow, now = each.words.partition(" → ")
        assert not arrow or was.split()[-1] != now


def version(number, said, *, reason="Agreed"):
    return PlanVersion(number, date(2026, 6, number), "Ana", reason, said)


def test_each_version_after_the_lock_is_an_amendment_with_day_author_and_reason():
    first, second = amendments(
        [version(1, plan()), version(2, plan(window_days=120)), version(3, plan(*USES, CSAT, window_days=120))]
    )

    assert (first.made_on, first.by, first.reason) == (date(2026, 6, 2), "Ana", "Agreed")
    assert (first.kind, first.words) == (EXTENDED, ("window 90 → 120 days",))
    assert (second.kind, second.words) == (CHANGED, ("CSAT added as guardrail metric",))


def test_a_lock_alone_is_no_amendment_nor_is_a_version_that_says_the_same():
    assert amendments([]) == amendments([version(1, plan())]) == ()
    assert amendments([version(1, plan()), version(2, plan())]) == ()


@pytest.mark.parametrize(
    ("said", "uses", "for_primary", "for_guardrail"),
    [
        ({"window_days": 120}, USES, EXTENDED, EXTENDED),
        ({"window_days": 120}, (COMPLAINTS, SOFTER), CHANGED, EXTENDED),
        ({"population": "Outpatients"}, USES, OTHER, OTHER),
        ({}, (COMPLAINTS, SOFTER), CHANGED, None),
        ({}, (replace(COMPLAINTS, margin=9.0), NO_SHOWS), CHANGED, CHANGED),
        ({}, (replace(COMPLAINTS, margin=1.0), NO_SHOWS), None, CHANGED),
        ({"left_out": (OUTAGE,)}, USES, OTHER, None),
    ],
)
def test_an_amendment_bears_on_the_results_it_concerns(said, uses, for_primary, for_guardrail):
    (amendment,) = amendments([version(1, plan()), version(2, plan(*uses, **said))])

    assert amendment.kind_for("no_show_rate") == for_primary
    assert amendment.kind_for("complaint_rate") == for_guardrail


def test_a_version_that_was_not_kept_counts_as_a_changed_promise():
    (amendment,) = amendments([version(1, {}), version(2, plan())])

    assert (amendment.kind_for("no_show_rate"), amendment.words) == (
        CHANGED,
        ("what changed was not kept at the time",),
    )
