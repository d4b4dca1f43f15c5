"""The gate policy: kept and read back, refused where it makes no sense, and compared in words."""

import json
from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.gate_policy import START, Delegation, Weight
from cxdash.domain.gate_policy_content import content, from_content
from cxdash.domain.gate_policy_rules import ALWAYS_BLOCKING, check_policy, differences
from cxdash.domain.gates import CRITERIA, codes
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.domain.stages import Stage
from tests.domain.gate_strategies import POLICIES

GATEKEEPERS = frozenset({Role.GATEKEEPER})
POUNDS = Figures("GBP")
AT_FIRST = "up to £100k: gatekeeper or program manager; above that: gatekeeper"


@given(policy=POLICIES)
def test_a_policy_is_read_back_as_it_was_kept(policy):
    stored = json.loads(json.dumps(content(policy), allow_nan=False))

    assert from_content(stored, number=policy.number) == policy


def test_what_a_version_did_not_say_is_as_cxdash_starts():
    assert from_content({}, number=3) == replace(START, number=3)
    found = from_content({"pilot_level": 1, "stage_days": {"idea": 30}, "voters": {"scale": ["sponsor"]}}, number=4)

    assert (found.pilot_level, found.scale_level) == (1, 3)
    assert found.stage_days == {Stage.IDEA: 30, Stage.PILOT: 270, Stage.PROOF: 270}
    assert found.voters[Stage.SCALE] == (Function.SPONSOR,)
    assert found.voters[Stage.PILOT] == START.voters[Stage.PILOT]


@pytest.mark.parametrize(
    ("stored", "weight"),
    [
        ({"advisory": ["three_owners"]}, Weight.ADVISORY),
        ({"advisory": [], "blocking": ["conditions_are_met"]}, Weight.BLOCKING),
        ({"advisory": ["conditions_are_met"], "blocking": []}, Weight.ADVISORY),
    ],
)
def test_a_criterion_that_a_version_never_heard_of_weighs_as_cxdash_starts(stored, weight):
    assert from_content(stored, number=3).weight("conditions_are_met") is weight


def test_what_this_version_does_not_know_is_left_out():
    stored = content(START)
    stored["season"] = "winter"
    stored["stage_days"]["retired"] = 4
    stored["voters"]["scale"] = ["legal", "operations"]
    stored["delegations"][1]["roles"] = ["legal", "gatekeeper"]

    found = from_content(stored, number=0)

    assert found == replace(START, voters={**START.voters, Stage.SCALE: (Function.OPERATIONS,)})


def test_the_policy_that_cxdash_starts_with_may_be_kept():
    check_policy(START)


@given(policy=POLICIES)
def test_thresholds_within_their_ranges_are_accepted(policy):
    check_policy(replace(policy, advisory=policy.advisory - ALWAYS_BLOCKING))


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"pilot_level": 5}, "pilot_level", "The readiness before a pilot is a level from 0 to 4"),
        ({"pilot_level": -1}, "pilot_level", "from 0 to 4"),
        ({"scale_level": 5}, "scale_level", "The readiness before scale"),
        ({"pilot_level": 3, "scale_level": 2}, "scale_level", "cannot ask for less readiness than a pilot"),
        ({"strong_grades": ()}, "strong_grades", "Strong evidence is grade A, or A and B"),
        ({"strong_grades": ("A", "B", "C")}, "strong_grades", "Grade C stands on before and after alone"),
        ({"strong_grades": ("B",)}, "strong_grades", "Strong evidence"),
        ({"fresh_days": 0}, "fresh_days", "Days without a figure must be from 1 to 366, not 0"),
        ({"trap_months": 121}, "trap_months", "Months until the pilot trap must be from 1 to 120"),
        ({"longest_waiver_days": 731}, "longest_waiver_days", "Days a waiver may last must be from 1 to 730"),
        ({"stage_days": {Stage.IDEA: 0, Stage.PILOT: 9, Stage.PROOF: 9}}, "stage_days", "The longest time in idea"),
        ({"stage_days": {Stage.IDEA: 9, Stage.PILOT: 9}}, "stage_days", "The longest time in proof"),
        ({"stage_days": {**START.stage_days, Stage.PILOT: 3_661}}, "stage_days", "from 1 to 3,660, not 3,661"),
        ({"advisory": frozenset({"good_weather"})}, "advisory", "No gate has a criterion “good_weather”"),
        *(({"advisory": frozenset({code})}, "advisory", "This always blocks its gate") for code in ALWAYS_BLOCKING),
        ({"voters": {**START.voters, Stage.PROOF: ()}}, "voters", "Somebody has to vote at the gate to proof"),
        ({"voters": {}}, "voters", "Somebody has to vote at the gate to pilot"),
        (
            {"voters": {**START.voters, Stage.SCALE: (Function.SPONSOR,) * 2}},
            "voters",
            "votes once at the gate to scale",
        ),
        ({"delegations": ()}, "delegations", "the last line has no upper limit"),
        ({"delegations": (Delegation(5.0, GATEKEEPERS),)}, "delegations", "the last line has no upper limit"),
        (
            {"delegations": (Delegation(9.0, GATEKEEPERS), Delegation(9.0, GATEKEEPERS), Delegation(inf, GATEKEEPERS))},
            "delegations",
            "must rise from line to line",
        ),
        (
            {"delegations": (Delegation(0.0, GATEKEEPERS), Delegation(inf, GATEKEEPERS))},
            "delegations",
            "must rise from line to line, above 0",
        ),
        (
            {"delegations": (Delegation(nan, GATEKEEPERS), Delegation(inf, GATEKEEPERS))},
            "delegations",
            "must rise from line to line",
        ),
        ({"delegations": (Delegation(inf, frozenset()),)}, "delegations", "Each line needs a role that decides"),
        (
            {"delegations": (Delegation(inf, GATEKEEPERS | {Role.VIEWER}),)},
            "delegations",
            "A viewer may not decide at gates. Choose among: admin, gatekeeper, program manager",
        ),
    ],
)
def test_what_no_policy_may_say_is_refused_with_its_field(said, field, words):
    with pytest.raises(RuleError) as refused:
        check_policy(replace(START, **said))

    assert words in str(refused.value)
    assert refused.value.field == field


def test_what_changed_is_said_in_words_in_the_order_of_the_settings():
    after = replace(
        START,
        pilot_level=3,
        strong_grades=("A",),
        fresh_days=30,
        trap_months=18,
        longest_waiver_days=90,
        stage_days={**START.stage_days, Stage.IDEA: 1},
        advisory=START.advisory | {"is_replicated"},
        voters={**START.voters, Stage.SCALE: (Function.OPERATIONS, Function.SPONSOR)},
        delegations=(Delegation(50_000, GATEKEEPERS), Delegation(inf, GATEKEEPERS, needs_second=True)),
    )

    assert differences(START, after, POUNDS) == (
        "Readiness before a pilot: 2 → 3",
        "Grades that are strong by themselves: A and B → A",
        "Days without a figure until it counts as unmeasured: 45 → 30",
        "Months until the pilot trap: 24 → 18",
        "Days a waiver may last: 180 → 90",
        "Longest time in idea: 120 → 1 day",
        "The result was repeated at a second site: now advisory",
        "Votes at the gate to scale: technology, operations, commercial → operations, sponsor",
        f"Who decides: {AT_FIRST} → up to £50.0k: gatekeeper; above that: gatekeeper, and a second person",
    )
    assert "The result was repeated at a second site: now blocking" in differences(after, START, POUNDS)


@given(policy=POLICIES)
def test_a_policy_does_not_differ_from_itself_and_does_from_any_other(policy):
    assert differences(policy, replace(policy, number=0), POUNDS) == ()
    assert bool(differences(START, policy, POUNDS)) == (replace(policy, number=0) != START)


@pytest.mark.parametrize(
    ("at_stake", "line"), [(0, 0), (100_000, 0), (-100_000, 0), (100_000.01, 1), (-200_000, 1), (inf, 1), (None, 1)]
)
def test_the_more_is_at_stake_the_higher_it_is_decided_and_the_unknown_highest(at_stake, line):
    assert START.delegation(at_stake) is START.delegations[line]


def test_every_criterion_but_that_of_conditions_blocks_until_a_policy_says_otherwise():
    every = [code for to in CRITERIA for code in codes(to)]

    assert {code for code in every if START.weight(code) is Weight.ADVISORY} == {"conditions_are_met"}
    assert set(every) >= ALWAYS_BLOCKING
