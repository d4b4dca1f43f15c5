"""What a definition may not claim: an outcome by name only, more than it came for, roles beyond its class."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.metric_likeness import likeness_problem
from cxdash.domain.metric_rules import check_metric, check_shipped, verification_problem
from cxdash.domain.metrics import (
    ROLES_BY_CLASS,
    SATISFACTION,
    Direction,
    Metric,
    MetricClass,
    Role,
    role_problem,
    roles_within,
)
from cxdash.trackers.catalogue import default_catalogue

KNOWN = default_catalogue()
OUTCOMES = (MetricClass.BUSINESS_OUTCOME, MetricClass.CUSTOMER_OUTCOME)
OTHERS = tuple(each for each in MetricClass if each not in OUTCOMES)


def own(name="Rooms ready", **said):
    given = {"unit": "%", "direction": Direction.UP, "metric_class": MetricClass.BUSINESS_OUTCOME}
    return Metric(slug=said.pop("slug", "own"), name=name, **given | said)


@pytest.mark.parametrize("metric", KNOWN.metrics, ids=lambda each: each.slug)
def test_every_metric_that_ships_keeps_the_rules_says_what_it_means_and_how_it_is_worked_out(metric):
    check_metric(metric, KNOWN)
    check_shipped(metric, metric)

    sentence = metric.notes.split(". ")[0]
    assert metric.formula
    assert sentence[0].isupper()
    assert metric.notes.endswith(".")
    assert len(sentence.split()) >= 4


@pytest.mark.parametrize("metric_class", OUTCOMES)
@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Containment 2", "containment, which is a technical metric"),
        ("Bot-contained sessions", "containment, which is a technical metric"),
        ("Call deflection (billing)", "deflection, which is a technical metric"),
        ("Model accuracy on live calls", "how well the machine works, which is a technical metric"),
        ("Automation rate", "activity, which is a vanity metric"),
        ("Share of interactions automated", "activity, which is a vanity metric"),
        ("NPS of new customers", "the net promoter score, which is a vanity metric"),
        ("AHT in billing", "handle time, which is an operational metric"),
        ("Adoption rate in sales", "adoption, which is an adoption metric"),
    ],
)
def test_a_metric_that_reads_like_a_vanity_of_machines_is_no_outcome(name, what, metric_class):
    with pytest.raises(RuleError, match=f"reads like {what} and no outcome"):
        check_metric(own(name, metric_class=metric_class), KNOWN)


def test_an_alias_does_not_slip_past_either():
    assert "reads like containment" in likeness_problem(own(aliases=("Sessions", "Self-service containment")), KNOWN)


def test_a_metric_worked_out_like_containment_is_containment_under_any_name():
    containment = KNOWN.get("containment_rate")
    by_formula = own("Self-service success", formula=containment.formula.upper())
    by_parts = own("Success", numerator="Contained sessions", denominator="auto sessions")

    assert "reads like Containment rate, which is a technical metric" in likeness_problem(by_formula, KNOWN)
    assert "reads like Containment rate" in likeness_problem(by_parts, KNOWN)


@pytest.mark.parametrize(
    "metric",
    [
        own("Contact rate"),
        own("Continental bookings"),
        own("Cost of contained contacts", unit="currency/contact"),
        own("Order accuracy"),
        own("Time to resolution in billing", unit="hours"),
        own("Room occupancy"),
        own("Customers adopted by a family"),
        own("Containment 2", metric_class=MetricClass.TECHNICAL),
        own("Guest satisfaction", metric_class=MetricClass.CUSTOMER_OUTCOME, subclass=SATISFACTION),
    ],
    ids=lambda each: each.name,
)
def test_what_is_an_outcome_or_says_what_it_is_may_be_added(metric):
    check_metric(metric, KNOWN)


@pytest.mark.parametrize(
    "metric",
    [
        own("CSAT in billing"),
        own("CSAT in billing", metric_class=MetricClass.CUSTOMER_OUTCOME),
        own("Guest satisfaction", subclass=SATISFACTION),
        own("Customer effort score 2", metric_class=MetricClass.CUSTOMER_OUTCOME),
    ],
    ids=lambda each: f"{each.name}, {each.metric_class.value}",
)
def test_a_satisfaction_score_says_that_it_is_one(metric):
    with pytest.raises(RuleError, match="is a satisfaction score"):
        check_metric(metric, KNOWN)


@given(metric_class=st.sampled_from(MetricClass), roles=st.frozensets(st.sampled_from(Role)))
def test_a_list_of_roles_never_reaches_beyond_what_the_class_lets_it(metric_class, roles):
    metric = own(metric_class=metric_class, roles=roles)

    assert metric.allowed_roles <= roles_within(metric_class) | {Role.CONTEXT}
    assert (Role.PRIMARY in metric.allowed_roles) <= (Role.PRIMARY in ROLES_BY_CLASS[metric_class])


def test_roles_beyond_the_class_are_refused_and_not_left_out_silently():
    with pytest.raises(RuleError, match=r"may not be a primary metric.*Its class decides that"):
        check_metric(own(metric_class=MetricClass.TECHNICAL, roles=frozenset({Role.PRIMARY})), KNOWN)
    check_metric(own(metric_class=MetricClass.VANITY, roles=frozenset({Role.SECONDARY, Role.GUARDRAIL})), KNOWN)


@given(
    metric=st.sampled_from(KNOWN.metrics),
    metric_class=st.sampled_from(MetricClass),
    roles=st.frozensets(st.sampled_from(Role)),
    subclass=st.sampled_from(["", SATISFACTION]),
)
def test_a_shipped_metric_is_never_used_for_more_than_it_came_for(metric, metric_class, roles, subclass):
    changed = replace(metric, metric_class=metric_class, roles=roles, subclass=subclass)
    try:
        check_shipped(changed, metric)
    except RuleError:
        return

    assert changed.allowed_roles <= metric.allowed_roles
    assert not (metric.metric_class is MetricClass.CUSTOMER_OUTCOME and metric_class is MetricClass.BUSINESS_OUTCOME)
    assert metric.subclass != SATISFACTION or subclass == SATISFACTION


def test_the_refusal_names_what_the_metric_came_as():
    containment, csat = KNOWN.get("containment_rate"), KNOWN.get("csat")

    with pytest.raises(RuleError, match="comes with cxdash as a technical metric; it may be used for less"):
        check_shipped(replace(containment, metric_class=MetricClass.BUSINESS_OUTCOME, roles=frozenset()), containment)
    with pytest.raises(RuleError, match="comes with cxdash as a satisfaction score"):
        check_shipped(replace(csat, subclass=""), csat)


def test_only_a_business_outcome_carries_a_use_case_to_scale():
    carry = {metric.slug for metric in KNOWN if metric.carries_to_scale}

    assert {"churn_rate", "cost_to_serve", "no_show_rate"} <= carry
    assert not carry & {"resolution_rate", "csat", "containment_rate", "average_handle_time", "nps"}
    assert all(role_problem(KNOWN.get(slug), Role.PRIMARY) is None for slug in carry)


def test_a_metric_defined_here_is_to_be_verified_before_a_use_case_rests_on_it():
    rooms, churn = own(), KNOWN.get("churn_rate")

    assert verification_problem([churn, rooms], frozenset()) is None
    assert verification_problem([churn], {"own"}) is None
    assert verification_problem([churn, rooms], {"own"}) == "Rooms ready was defined here and nobody has verified that"


@pytest.mark.parametrize("metric_class", OTHERS)
def test_what_claims_no_outcome_may_be_called_what_people_call_it(metric_class):
    assert likeness_problem(own("Containment 2", metric_class=metric_class), KNOWN) is None
