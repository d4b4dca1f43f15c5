"""What use cases and pilots may say, and what the lock of a plan holds."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Catalogue, Direction, Metric, MetricClass, Role
from cxdash.domain.use_cases import (
    PLAN_FIELDS,
    MetricUse,
    PilotValues,
    UseCaseValues,
    check_lock,
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
OTHER_PLANS = {
    "goes_live": date(2026, 7, 1),
    "window_days": 120,
    "run_in_days": 7,
    "baseline_starts": date(2026, 1, 1),
    "comparison": Comparison.GROUP,
    "comparison_label": "Millbrook",
    "population": "Riverside patients",
}


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
    ],
)
def test_a_pilot_that_cannot_be_is_refused_with_a_sentence(said, sentence):
    with pytest.raises(RuleError, match=sentence):
        check_pilot(replace(LOCKED, **said))


def test_a_sound_pilot_is_taken():
    check_pilot(replace(LOCKED, baseline_starts=date(2026, 5, 31), run_in_days=89))


def test_the_lock_holds_every_part_of_the_plan():
    assert OTHER_PLANS.keys() == PLAN_FIELDS


@pytest.mark.parametrize("name", sorted(OTHER_PLANS))
def test_a_locked_plan_changes_only_with_a_reason(name):
    changed = replace(LOCKED, **{name: OTHER_PLANS[name]})

    with pytest.raises(RuleError, match=r"locked since 20 May 2026.*give a reason"):
        check_lock(LOCKED, changed, reason="  ")
    assert check_lock(LOCKED, changed, reason="The site opened late")


def test_taking_the_lock_off_is_an_amendment_too():
    with pytest.raises(RuleError, match="locked on"):
        check_lock(LOCKED, replace(LOCKED, locked_on=None), reason="")


def test_what_is_not_the_plan_changes_freely():
    changed = replace(LOCKED, name="Riverside 2", notes="Moved", one_off_cost=9.0, run_cost_year=1.0, site="Riverside")

    assert not check_lock(LOCKED, changed, reason="")


def test_a_plan_that_is_not_locked_yet_changes_freely_and_may_be_locked():
    draft = replace(LOCKED, locked_on=None)

    assert not check_lock(draft, replace(LOCKED, window_days=60), reason="")


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
