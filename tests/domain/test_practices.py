"""What a use case lacks to keep each rule of the operating model, case by case."""

import pytest

from cxdash.domain import practices
from cxdash.domain.disciplines import RULES, Asked, Part
from cxdash.domain.gates import Primary, Unfinished
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage
from tests.domain.practice_facts import GOOD, practice, shown

NOT_BUSINESS = (Primary("CSAT", is_business=False),)


def without(function):
    return {each: name for each, name in GOOD.owners.items() if each is not function}


@pytest.mark.parametrize("part", Part)
def test_a_use_case_that_does_all_that_is_asked_keeps_every_rule(part):
    assert RULES[part].lacks(practice()) == ()


@pytest.mark.parametrize(
    ("known", "lacks"),
    [
        ({"statement_lacks": None}, "no outcome statement"),
        ({"statement_lacks": ("It says no window.",)}, "the statement does not pass yet"),
        ({"primaries": ()}, "no primary metric"),
        ({"firewall": "Containment may not be primary."}, "its primary metric may not be one"),
        ({"unverified": "Nobody verified it."}, "its primary metric may not be one"),
    ],
)
def test_use_case_first(known, lacks):
    assert practices.use_case_first(practice(known=known)) == (lacks,)


@pytest.mark.parametrize(
    ("known", "lacks"),
    [
        ({"finished": (shown(grade="D"),)}, "Riverside reminders: target met, grade D"),
        ({"finished": (shown(grade="C"),)}, None),
        (
            {"finished": (shown(target_met=False, better=True, verdict="Better, target not shown"),)},
            "Riverside reminders: better, target not shown, grade B",
        ),
        ({"finished": (shown(harm=True, verdict="Harm"),)}, "Riverside reminders: harm, grade B"),
        ({"finished": (shown(is_business=False),)}, "no pilot has run its window"),
        ({"finished": (), "primaries": NOT_BUSINESS}, "no primary metric is a business outcome"),
        (
            {"finished": (), "unfinished": (Unfinished("Castle Lane", "Day 41 of 90"),)},
            "no verdict yet; Castle Lane: Day 41 of 90",
        ),
    ],
)
def test_business_success(known, lacks):
    assert practices.business_success(practice(known=known)) == (() if lacks is None else (lacks,))


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"shares_with": ()}, ("shares no module with another use case",)),
        ({"steps": frozenset({"book"})}, ("only one journey step is served",)),
        (
            {"shares_with": (), "steps": frozenset()},
            ("shares no module with another use case", "no journey step is served"),
        ),
    ],
)
def test_modular_build(said, lacks):
    assert practices.modular_build(practice(**said)) == lacks


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"known": {"owners": without(Function.SCALING)}}, "no owner in scaling"),
        ({"known": {"owners": without(Function.SPONSOR)}}, None),
        ({"signed": frozenset(ACCOUNTABLE)}, "not signed by scaling"),
        ({"votes_missing": (Function.FINANCE,)}, "vote missing of finance"),
        ({"silent": (Function.OPERATIONS, Function.COMMERCIAL)}, "silent: operations, commercial"),
    ],
)
def test_aligned_functions(said, lacks):
    assert practices.aligned_functions(practice(**said)) == (() if lacks is None else (lacks,))


@pytest.mark.parametrize(
    ("stage", "finished", "lacks"),
    [
        (Stage.SCALE, (), ("no finished pilot shows enough",)),
        (
            Stage.PROOF,
            (shown(proof="waits for approval", approved_by={Function.OPERATIONS: "Ola"}),),
            ("proof not approved by technology, commercial (Riverside reminders)",),
        ),
        (Stage.PROOF, (shown(proof="", approved_by={}),), ("no proof point written (Riverside reminders)",)),
        (Stage.PROOF, (shown(proof="drifted"),), ("proof point: drifted (Riverside reminders)",)),
        (Stage.PROOF, (shown(),), ()),
        (Stage.SCALE, (shown(),), ("not repeated at a second site",)),
        (Stage.SCALE, (shown(), shown("Riverside evenings")), ("not repeated at a second site",)),
    ],
)
def test_proof_points(stage, finished, lacks):
    assert practices.proof_points(practice(stage=stage, known={"finished": finished})) == lacks


@pytest.mark.parametrize(
    ("known", "lacks"),
    [
        ({"owners": without(Function.SCALING)}, ("nobody owns it in daily running",)),
        (
            {"readiness": dict.fromkeys(Dimension, 3) | {Dimension.ADOPTION: 2}},
            ("adoption readiness 2, 3 asked",),
        ),
        ({"readiness": dict.fromkeys(Dimension, 3) | {Dimension.DATA: 0}}, ()),
        (
            {"readiness": {}},
            tuple(f"{each} readiness not judged, 3 asked" for each in ("people", "process", "adoption")),
        ),
    ],
)
def test_embedded(known, lacks):
    assert practices.embedded(practice(known=known)) == lacks


@pytest.mark.parametrize(
    ("known", "lacks"),
    [
        ({"primaries": NOT_BUSINESS}, "no primary metric is a business outcome"),
        ({"at_stake": None}, "nobody said what it is worth a year"),
        ({"owners": without(Function.SPONSOR)}, "no sponsor"),
    ],
)
def test_aligned(known, lacks):
    assert practices.aligned(practice(known=known)) == (lacks,)


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"is_reviewed": False}, "in scale without a review here"),
        ({"reopened": ("Finance attests the money",)}, "gate open again: Finance attests the money"),
        ({"overdue": ("Agree the data",)}, "condition overdue: Agree the data"),
        ({"not_locked": ("Northgate",)}, "baseline not locked before go-live: Northgate"),
        ({"silent_days": None}, "no figures"),
        ({"silent_days": 46}, "no figure for 46 days, 45 allowed"),
        ({"silent_days": 45}, None),
    ],
)
def test_governed(said, lacks):
    assert practices.governed(practice(**said)) == (() if lacks is None else (lacks,))


def test_augmenting_is_what_augmentation_says():
    assert practices.augmenting(practice(people_lack=("agent load is not measured",))) == (
        "agent load is not measured",
    )


@pytest.mark.parametrize(
    ("asked", "stages"),
    [
        (Asked.ALL, set(Stage)),
        (Asked.TRIED, {Stage.PILOT, Stage.PROOF, Stage.SCALE}),
        (Asked.PROVEN, {Stage.PROOF, Stage.SCALE}),
    ],
)
def test_a_rule_is_asked_of_use_cases_that_came_far_enough(asked, stages):
    assert {stage for stage in Stage if asked.of(stage)} == stages
