"""What the lock of a plan holds fast, and what a plan needs before it is locked."""

import json
from dataclasses import replace
from datetime import date

import pytest

from cxdash.domain.errors import RuleError
from cxdash.domain.locks import PLAN_FIELDS, check_lock, check_lockable, content
from cxdash.domain.metrics import Role
from cxdash.domain.plans import Declared, OccasionKind
from cxdash.domain.use_cases import MetricUse
from tests.domain.plan_contents import COMPLAINTS, KNOWN, LOCKED, NO_SHOWS, OTHER_PLANS, OUTAGE, SUMMER, USES, plan


def test_every_part_of_the_lock_is_tried_here():
    assert OTHER_PLANS.keys() == set(PLAN_FIELDS)


@pytest.mark.parametrize("name", PLAN_FIELDS)
def test_a_locked_plan_changes_only_with_a_reason(name):
    changed = plan(**{name: OTHER_PLANS[name]})

    with pytest.raises(RuleError, match=r"“Riverside” is locked since 20 May 2026.*give a reason") as refused:
        check_lock("Riverside", plan(), changed, reason="  ")
    assert refused.value.field == name
    assert len(check_lock("Riverside", plan(), changed, reason="The site opened late")) == 1


@pytest.mark.parametrize(
    ("uses", "field"),
    [
        ((COMPLAINTS, replace(NO_SHOWS, target=None)), "target"),
        ((COMPLAINTS, replace(NO_SHOWS, baseline=0.25)), "baseline"),
        ((COMPLAINTS, replace(NO_SHOWS, unit_value=50.0)), "unit_value"),
        ((COMPLAINTS, replace(NO_SHOWS, unit_value_low=30.0)), "unit_value"),
        ((replace(COMPLAINTS, margin=3.0), NO_SHOWS), "margin"),
        ((replace(COMPLAINTS, margin_relative=True), NO_SHOWS), "margin"),
        ((COMPLAINTS, replace(NO_SHOWS, role=Role.SECONDARY)), "role"),
        ((NO_SHOWS,), "role"),
        ((*USES, MetricUse("csat", Role.GUARDRAIL)), "role"),
    ],
)
def test_what_metrics_promise_changes_only_with_a_reason(uses, field):
    with pytest.raises(RuleError, match="is an amendment") as refused:
        check_lock("Riverside", plan(), plan(*uses), reason="")
    assert refused.value.field == field


@pytest.mark.parametrize("said", [{"occasions": (SUMMER,)}, {"left_out": (OUTAGE,)}], ids="+".join)
def test_days_declared_or_left_out_later_need_a_reason(said):
    with pytest.raises(RuleError, match="is an amendment"):
        check_lock("Riverside", plan(), plan(**said), reason="")


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Riverside 2", "site": "Eastfield", "segment": "New patients"},
        {"notes": "Moved", "one_off_cost": 9.0, "run_cost_year": 1.0, "usage_cost": 0.1},
        {"client": "Harbour Health"},
    ],
    ids="+".join,
)
def test_what_is_not_the_plan_changes_freely(said):
    assert check_lock("Riverside", plan(), plan(**said), reason="") == ()


@pytest.mark.parametrize(
    "uses",
    [
        (*USES, MetricUse("csat", Role.SECONDARY)),
        (COMPLAINTS, replace(NO_SHOWS, annual_volume=9_000.0, value_source="Finance, May")),
    ],
)
def test_metrics_that_promise_nothing_and_forecasts_of_volume_change_freely(uses):
    assert check_lock("Riverside", plan(), plan(*uses), reason="") == ()


def test_a_plan_that_is_not_locked_changes_freely_and_may_be_locked():
    draft = plan(locked_on=None)

    assert check_lock("Riverside", draft, plan(window_days=60), reason="") == ()


def test_the_content_survives_json_and_tells_no_order():
    later = Declared(OccasionKind.EVENT, date(2026, 9, 1), date(2026, 9, 2), "Strike")
    told = content(replace(LOCKED, occasions=(later, SUMMER), left_out=(OUTAGE,)), reversed(USES), KNOWN)

    assert told == plan(occasions=(SUMMER, later), left_out=(OUTAGE,))
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize(
    ("said", "uses", "missing"),
    [
        ({"goes_live": None}, USES, "a go-live date."),
        ({}, (COMPLAINTS,), "a primary metric with a target and the day the baseline starts, or the baseline's value."),
        ({}, (replace(NO_SHOWS, target=None),), "a target for the primary metric."),
        ({}, (replace(NO_SHOWS, baseline=None),), "the day the baseline starts, or the baseline's value."),
        (
            {"goes_live": None},
            (),
            "a go-live date, a primary metric with a target and the day the baseline starts, or the baseline's value.",
        ),
    ],
)
def test_a_plan_that_promises_nothing_testable_is_told_all_that_is_missing(said, uses, missing):
    with pytest.raises(RuleError, match="cannot be locked yet") as refused:
        check_lockable(replace(LOCKED, **said), uses)
    assert str(refused.value).endswith(f"It needs {missing}")
    assert refused.value.field == "locked_on"


@pytest.mark.parametrize(
    ("said", "uses"),
    [({}, USES), ({"baseline_starts": date(2026, 1, 1)}, (replace(NO_SHOWS, baseline=None),))],
)
def test_a_plan_with_a_start_a_target_and_a_baseline_may_be_locked(said, uses):
    check_lockable(replace(LOCKED, **said), uses)
