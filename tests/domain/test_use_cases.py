"""What use cases and pilots may say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Catalogue, Direction, Metric, MetricClass, Role
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.domain.use_cases import (
    MetricUse,
    PilotValues,
    UseCaseValues,
    check_pilot,
    check_use_case,
    slug_of,
)

KNOWN = Catalogue(
    (
        Metric("no_show_rate", "No-show rate", "%", Direction.DOWN, MetricClass.BUSINESS_OUTCOME),
        Metric("csat", "CSAT", "%", Direction.UP, MetricClass.CUSTOMER_OUTCOME, subclass="satisfaction"),
        Metric("containment_rate", "Containment", "%", Direction.UP, MetricClass.TECHNICAL),
    )
)
PRIMARY = MetricUse("no_show_rate", Role.PRIMARY)
LOCKED = PilotValues("Riverside", goes_live=date(2026, 6, 1), locked_on=date(2026, 5, 20))

STRIKE = Declared(OccasionKind.EVENT, date(2026, 8, 1), date(2026, 8, 2), "Strike")


def use_case(*uses, title="Fewer no-shows"):
    return UseCaseValues(title, metrics=uses)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (use_case(title="  "), "needs a title"),
        (use_case(title="x" * 201), "201 characters"),
        (use_case(PRIMARY, PRIMARY), "named twice"),
        (use_case(MetricUse("joy", Role.CONTEXT)), "no metric “joy”"),
        (use_case(MetricUse("containment_rate", Role.PRIMARY)), "may not be a primary"),
        (use_case(MetricUse("csat", Role.PRIMARY)), "only primary"),
        (use_case(replace(PRIMARY, unit_value_low=9.0, unit_value=5.0)), "must rise"),
        (use_case(replace(PRIMARY, unit_value_low=9.0, unit_value_high=5.0)), "must rise"),
        (use_case(replace(PRIMARY, margin=-0.02)), "without a sign"),
        (use_case(replace(PRIMARY, annual_volume=-5.0)), "without a sign"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_a_sentence(values, sentence):
    with pytest.raises(RuleError, match=sentence):
        check_use_case(values, KNOWN)


@pytest.mark.parametrize(
    "values",
    [
        use_case(),
        use_case(PRIMARY, MetricUse("containment_rate", Role.DIAGNOSTIC)),
        use_case(PRIMARY, MetricUse("csat", Role.PRIMARY)),
        use_case(replace(PRIMARY, unit_value_low=1.0, unit_value=5.0, unit_value_high=9.0)),
        use_case(title="x" * 200),
    ],
)
def test_what_keeps_the_rules_is_taken(values):
    check_use_case(values, KNOWN)


@given(role=st.sampled_from(Role), others=st.lists(st.sampled_from([PRIMARY]), max_size=1))
def test_a_technical_metric_is_never_primary_whatever_stands_beside_it(role, others):
    values = use_case(*others, MetricUse("containment_rate", role))

    if role in {Role.DIAGNOSTIC, Role.CONTEXT}:
        check_use_case(values, KNOWN)
    else:
        with pytest.raises(RuleError):
            check_use_case(values, KNOWN)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "needs a name"),
        ({"window_days": 0}, "0 days"),
        ({"run_in_days": -1}, "run-in"),
        ({"run_in_days": 90}, "run-in"),
        ({"baseline_starts": date(2026, 6, 1)}, "baseline must start before"),
        ({"goes_live": None}, "cannot be locked"),
        ({"population_share": 0.0}, "share of the people"),
        ({"population_share": 1.2}, "share of the people"),
        ({"planned_split": 0.0}, "planned split"),
        ({"planned_split": 1.0}, "planned split"),
        ({"units_per_arm": 0}, "0 units per arm"),
        ({"comparison_waiver": "yes"}, "“yes” names no person"),
        ({"comparison_waiver": "n/a"}, "“n/a” names no person"),
        ({"comparison_waiver": "Ana; Ben"}, "names no person"),
        ({"comparison_waiver": "42"}, "names no person"),
        ({"occasions": (STRIKE, STRIKE)}, "declared twice"),
        ({"left_out": (LeftOut(date(2026, 8, 3), date(2026, 8, 10), " "),)}, "Say why"),
        ({"one_off_cost": -5_000.0}, "without a sign"),
        ({"run_cost_year": float("inf")}, "without a sign"),
        ({"usage_cost": -0.01}, "without a sign"),
    ],
)
def test_a_pilot_that_cannot_be_is_refused_with_a_sentence(said, sentence):
    with pytest.raises(RuleError, match=sentence):
        check_pilot(replace(LOCKED, **said))


def test_a_sound_pilot_is_taken():
    check_pilot(replace(LOCKED, baseline_starts=date(2026, 5, 31), run_in_days=89))
    check_pilot(
        replace(
            LOCKED,
            population_share=1.0,
            planned_split=0.5,
            units_per_arm=1,
            comparison_waiver="Ana de Vries-O'Neill",
            occasions=(STRIKE,),
            left_out=(LeftOut(date(2026, 8, 3), date(2026, 8, 10), "Server down"),),
        )
    )


@pytest.mark.parametrize(
    ("name", "slug"), [("No-show calls, Zürich", "no-show-calls-zurich"), ("  ", "unnamed"), ("数据", "unnamed")]
)
def test_a_name_becomes_what_stands_in_links(name, slug):
    assert slug_of(name) == slug


@given(name=st.text(max_size=300))
def test_every_name_becomes_something_that_may_stand_in_a_link(name):
    slug = slug_of(name)

    assert 1 <= len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug_of(slug) == slug
