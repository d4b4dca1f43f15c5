"""The pilot-trap audit: each rule at its border, with the evidence it gives."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.ownership import REQUIRED, Function, missing_functions
from cxdash.domain.stages import Stage
from cxdash.domain.traps import STAGE_DAYS, Lack, Standing, Trap, audit, rule

TODAY = date(2026, 11, 21)
SOUND = Standing(
    stage=Stage.PILOT,
    stage_since=TODAY - timedelta(days=100),
    idea_on=TODAY - timedelta(days=200),
    journey_steps=2,
    shared_modules=1,
    dependents=0,
    has_primary=True,
    has_locked_baseline=True,
    newest_observation=TODAY - timedelta(days=3),
    owners=frozenset(REQUIRED),
)


def found(**said):
    return {flag.trap: flag.evidence for flag in audit(replace(SOUND, **said), today=TODAY)}


def test_a_sound_use_case_is_in_no_trap():
    assert found() == {}


@pytest.mark.parametrize(
    ("steps", "shared", "dependents", "is_trapped"),
    [(0, 0, 0, True), (1, 0, 0, True), (2, 0, 0, False), (1, 1, 0, False), (0, 1, 0, False), (1, 0, 1, False)],
)
def test_isolated_is_one_step_no_shared_module_and_nothing_that_depends_on_it(steps, shared, dependents, is_trapped):
    flags = found(journey_steps=steps, shared_modules=shared, dependents=dependents)

    assert (Trap.ISOLATED in flags) == is_trapped


def test_without_a_primary_metric_even_an_idea_is_unmeasured():
    assert found(stage=Stage.IDEA, has_primary=False)[Trap.UNMEASURED] == "Has no primary metric."


def test_an_idea_needs_no_locked_baseline_and_no_figures_yet():
    assert found(stage=Stage.IDEA, stage_since=TODAY, has_locked_baseline=False, newest_observation=None) == {}


@pytest.mark.parametrize("stage", [Stage.PILOT, Stage.PROOF, Stage.SCALE])
def test_from_the_pilot_on_a_baseline_must_be_locked(stage):
    assert "locked baseline" in found(stage=stage, has_locked_baseline=False)[Trap.UNMEASURED]


def test_figures_that_never_came_are_said_to_be_missing():
    assert "ever" in found(newest_observation=None)[Trap.UNMEASURED]


def test_all_that_it_cannot_be_measured_without_is_named_the_first_to_mend_leading():
    bare = replace(SOUND, has_primary=False, has_locked_baseline=False, newest_observation=None)
    [flag] = audit(bare, today=TODAY)

    assert flag.lacks == (Lack.PRIMARY, Lack.BASELINE, Lack.FIGURE)
    assert flag.evidence.count(".") == len(flag.lacks)
    assert flag.next_step == "Choose the business outcome it is judged by."


@pytest.mark.parametrize(("days", "is_trapped"), [(START.fresh_days, False), (START.fresh_days + 1, True)])
def test_figures_may_be_silent_for_45_days(days, is_trapped):
    flags = found(newest_observation=TODAY - timedelta(days=days))

    assert (Trap.UNMEASURED in flags) == is_trapped


@given(owners=st.frozensets(st.sampled_from(Function)))
def test_unowned_names_every_missing_function_and_no_other(owners):
    evidence = found(owners=owners).get(Trap.UNOWNED, "")

    named = {function for function in REQUIRED if function.value in evidence}
    assert named == set(missing_functions(owners)) == set(REQUIRED) - owners


@pytest.mark.parametrize("stage", STAGE_DAYS)
@pytest.mark.parametrize(("over", "is_trapped"), [(0, False), (1, True)])
def test_stalled_is_longer_in_a_stage_than_the_policy_allows(stage, over, is_trapped):
    since = TODAY - timedelta(days=STAGE_DAYS[stage] + over)

    assert (Trap.STALLED in found(stage=stage, stage_since=since)) == is_trapped


def test_a_use_case_may_stay_at_scale_for_ever():
    assert found(stage=Stage.SCALE, stage_since=date(2010, 1, 1), idea_on=date(2009, 1, 1)) == {}


@pytest.mark.parametrize(
    ("idea_on", "is_trapped"), [(date(2024, 11, 21), True), (date(2024, 11, 22), False), (date(2023, 1, 2), True)]
)
def test_the_pilot_trap_closes_after_24_months(idea_on, is_trapped):
    assert (Trap.PILOT_TRAP in found(idea_on=idea_on)) == is_trapped


@pytest.mark.parametrize("unknown", ["stage_since", "idea_on"])
def test_a_day_nobody_knows_accuses_nobody(unknown):
    assert found(**{unknown: None}) == {}


@given(
    standing=st.builds(
        Standing,
        stage=st.sampled_from(Stage),
        stage_since=st.none() | st.dates(date(2020, 1, 1), TODAY),
        idea_on=st.none() | st.dates(date(2020, 1, 1), TODAY),
        journey_steps=st.integers(0, 3),
        shared_modules=st.integers(0, 3),
        has_primary=st.booleans(),
        has_locked_baseline=st.booleans(),
        newest_observation=st.none() | st.dates(date(2020, 1, 1), TODAY),
        owners=st.frozensets(st.sampled_from(Function)),
    )
)
def test_each_trap_is_named_at_most_once_and_with_a_sentence(standing):
    flags = audit(standing, today=TODAY)

    assert len({flag.trap for flag in flags}) == len(flags)
    assert all(text.endswith(".") for flag in flags for text in (flag.evidence, flag.rule, flag.next_step))


def test_the_policy_says_how_long_is_too_long():
    strict = GatePolicy(stage_days={Stage.PILOT: 30}, fresh_days=2, trap_months=3)

    flags = {flag.trap: flag.evidence for flag in audit(SOUND, today=TODAY, policy=strict)}

    assert flags == {
        Trap.STALLED: "100 days in Pilot; the policy allows 30.",
        Trap.UNMEASURED: "No figure for 3 days; the limit is 2.",
        Trap.PILOT_TRAP: "6 months since the idea and still in Pilot.",
    }


def test_a_rule_says_the_limits_of_the_policy():
    strict = GatePolicy(stage_days={Stage.PILOT: 30}, fresh_days=2, trap_months=3)

    assert "in days: Pilot 30." in rule(Trap.STALLED, strict)
    assert "more than 2 days" in rule(Trap.UNMEASURED, strict)
    assert "3 months old" in rule(Trap.PILOT_TRAP, strict)
    assert {flag.rule for flag in audit(SOUND, today=TODAY, policy=strict)} == {
        rule(trap, strict) for trap in (Trap.STALLED, Trap.UNMEASURED, Trap.PILOT_TRAP)
    }
