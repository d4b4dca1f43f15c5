"""Verdict and recommendation: the first rule that holds."""

from dataclasses import replace

import pytest

from cxdash.effects.grade import Grade
from cxdash.effects.verdict import Evidence, recommendation, verdict

GOOD = Evidence(grade=Grade.B, is_complete=True, p_improved=0.99, p_target=0.85)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"grade": Grade.E}, "Not measured"),
        ({"grade": Grade.E, "is_complete": False}, "Not measured"),
        ({"is_complete": False}, "Too early"),
        ({"is_complete": False, "any_guardrail_red": True}, "Too early"),
        ({"any_guardrail_red": True}, "Harm"),
        ({"p_improved": 0.025, "p_target": 0.0}, "Harm"),
        ({"p_improved": 0.026, "p_target": 0.0}, "No clear change"),
        ({"p_target": 0.80}, "Target met"),
        ({"p_improved": 0.90, "p_target": 0.80}, "Target met"),
        ({"p_target": 0.79}, "Better, target not shown"),
        ({"p_target": None}, "Better, target not shown"),
        ({"p_improved": 0.974, "p_target": 0.79}, "No clear change"),
        ({"p_improved": None, "p_target": None, "grade": Grade.D}, "No clear change"),
    ],
)
def test_the_first_rule_that_holds_is_the_verdict(changed, expected):
    assert verdict(replace(GOOD, **changed)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "fund as proof point"),
        ({"grade": Grade.A}, "fund as proof point"),
        ({"grade": Grade.C}, "discuss"),
        ({"grade": Grade.C, "has_waiver": True}, "fund as proof point"),
        ({"grade": Grade.D, "has_waiver": True}, "extend or add comparison"),
        ({"any_guardrail_red": True}, "stop"),
        ({"p_target": 0.5}, "discuss"),
        ({"p_target": 0.5, "p_net_value": 0.80}, "fund as proof point"),
        ({"p_target": 0.5, "p_net_value": 0.79}, "discuss"),
        ({"p_improved": 0.6, "p_target": 0.1, "p_net_value": 0.9}, "extend or add comparison"),
        ({"p_improved": 0.01, "p_target": 0.0}, "stop"),
        ({"grade": Grade.E}, "discuss"),
        ({"is_complete": False}, None),
        ({"is_complete": False, "stop_early": True}, "stop"),
    ],
)
def test_the_recommendation_follows_from_verdict_and_grade(changed, expected):
    assert recommendation(replace(GOOD, **changed)) == expected
