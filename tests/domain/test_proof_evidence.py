"""What may be told: a finished pilot that got better, on grades A to C, unharmed and unmasked; and its limits."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.proof_evidence import (
    Evidence,
    Light,
    check_provable,
    frozen,
    problems,
    proposed_limits,
    repeats,
)
from cxdash.effects.grade import Grade
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.effects.verdict import Verdict
from tests.domain.proof_evidence import PROVEN, but

RED = Light("Complaint rate", "red")
ALONE = st.fixed_dictionaries(
    {"comparison": st.sampled_from(["", "Millbrook"]), "accepted_by": st.sampled_from(["", "Hamish Drummond"])}
)


@pytest.mark.parametrize("verdict", ["Target met", "Better, target not shown"])
@pytest.mark.parametrize("grade", ["A", "B", "C"])
def test_a_finished_pilot_that_got_better_may_be_told(verdict, grade):
    check_provable(but(verdict=verdict, grade=grade))


def test_grade_c_beside_nothing_is_told_once_an_executive_accepts_that():
    alone = but(grade="C", comparison="")

    with pytest.raises(RuleError, match="Name the executive who accepts that there is no comparison group"):
        check_provable(alone)

    check_provable(replace(alone, accepted_by="Hamish Drummond"))


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        (but(is_finished=False), "has not finished"),
        (but(verdict="No clear change"), "reads “No clear change”"),
        (but(verdict="Harm"), "reads “Harm”"),
        (but(verdict="Harm", guardrails=(RED,)), "Complaint rate got worse"),
        (but(guardrails=(RED,)), "its guardrail is red"),
        (but(alarms=("Containment rose but resolution did not.",)), "is masked: Containment rose"),
        (but(grade="D"), "has grade D"),
        (but(grade="D", comparison=""), "has grade D"),
        (but(effect=None, low=None, high=None), "has no interval"),
    ],
)
def test_nothing_else_may(evidence, sentence):
    with pytest.raises(RuleError, match=sentence):
        check_provable(evidence)


@given(
    st.sampled_from(Verdict), st.sampled_from(Grade), st.lists(st.sampled_from(GuardrailStatus)), st.booleans(), ALONE
)
def test_what_may_be_told_met_every_rule(verdict, grade, lights, is_masked, alone):
    evidence = but(
        verdict=verdict.value,
        grade=grade.value,
        guardrails=tuple(Light(f"Guardrail {at}", light.value) for at, light in enumerate(lights)),
        alarms=("It is masked.",) if is_masked else (),
        **alone,
    )

    met_all = (
        verdict in {Verdict.TARGET_MET, Verdict.BETTER}
        and grade in {Grade.A, Grade.B, Grade.C}
        and GuardrailStatus.RED not in lights
        and not is_masked
        and (grade is not Grade.C or alone != {"comparison": "", "accepted_by": ""})
    )
    assert (problems(evidence) == ()) == met_all


@given(
    effect=st.none() | st.floats(-10, 10),
    money=st.lists(st.floats(-1e9, 1e9), max_size=3).map(tuple),
    downgrades=st.lists(st.text()).map(tuple),
    client=st.text(),
)
def test_evidence_is_read_back_as_it_was_frozen(**said):
    once = frozen(but(**said))

    assert Evidence.from_json(json.loads(json.dumps(once.to_json()))) == once
    assert frozen(once) == once


def test_what_a_newer_version_adds_does_no_harm():
    assert Evidence.from_json(PROVEN.to_json() | {"weather": "fair"}) == frozen(PROVEN)


@pytest.mark.parametrize(
    ("evidence", "limit"),
    [
        (but(comparison="", accepted_by="Ingrid"), "There was no comparison group, which Ingrid accepts"),
        (but(comparison=""), "There was no comparison group: something else may have changed"),
        (but(verdict="Better, target not shown"), "that the target was met is not shown"),
        (but(downgrades=("The window was extended.",)), "The window was extended."),
        (PROVEN, "Measured from 5 Jan 2026 over 90 days"),
        (PROVEN, "so a season may play a part"),
        (but(segment="new members"), "It was measured at Northgate for new members"),
        (PROVEN, "A single result: no other site shows it yet."),
        (but(guardrails=(Light("Complaint rate", "amber"),)), "Not shown to be safe: Complaint rate."),
    ],
)
def test_the_limits_of_a_claim_follow_from_its_evidence(evidence, limit):
    assert any(limit in each for each in proposed_limits(evidence))


def test_what_was_repeated_over_a_year_beside_a_group_has_fewer_limits():
    whole = proposed_limits(but(window_days=365, site=""), is_repeated=True)

    assert whole == ("Measured from 5 Jan 2026 over 365 days; nothing is said of later.",)


@pytest.mark.parametrize(
    ("verdict", "site", "is_one"),
    [
        ("Target met", "Millbrook", True),
        ("Better, target not shown", "Millbrook", True),
        ("No clear change", "Millbrook", False),
        ("Harm", "Millbrook", False),
        ("Target met", "Northgate", False),
        ("Target met", "", False),
    ],
)
def test_a_repetition_is_the_target_met_or_better_at_another_site(verdict, site, is_one):
    assert repeats(verdict, site=site, first="Northgate") is is_one


def test_nothing_repeats_a_result_of_which_nobody_knows_where_it_was_shown():
    assert not repeats("Target met", site="Riverside", first="")
