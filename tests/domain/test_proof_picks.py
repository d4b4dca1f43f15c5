"""Which pilots are proposed as proof points, and the first thing that stops every other one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.proof_picks import MOST, Contender, proposed, stopped_by

STRONG = Contender(
    key="1/1",
    name="Outreach Northgate",
    group="no-shows/1",
    is_active=True,
    is_finished=True,
    progress="Day 90 of 90",
    no_interval="",
    verdict="Target met",
    grade="B",
    may_be_funded=True,
    likely=100_000.0,
)


def named(name, **said):
    return replace(STRONG, **{"key": name, "name": name, "group": name, **said})


CONTENDERS = st.lists(
    st.builds(
        named,
        name=st.uuids().map(str),
        group=st.sampled_from(["one", "two", "three", "four", "five"]),
        is_active=st.booleans(),
        is_finished=st.booleans(),
        verdict=st.sampled_from(["Target met", "Better, target not shown", "No clear change", "Harm"]),
        grade=st.sampled_from("ABCDE"),
        may_be_funded=st.booleans(),
        red=st.sampled_from([(), (), ("Complaint rate",)]),
        masked=st.sampled_from(["", "", "Containment rose but resolution did not."]),
        is_told=st.booleans(),
        likely=st.none() | st.floats(-1e6, 1e6),
    ),
    max_size=12,
    unique_by=lambda each: each.key,
)


def test_a_strong_pilot_is_stopped_by_nothing():
    assert stopped_by(STRONG) is None


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"is_told": True}, "It is a proof point already."),
        ({"is_active": False}, "It was stopped or parked."),
        ({"is_finished": False, "progress": "Day 41 of 90"}, "It has not finished: Day 41 of 90."),
        ({"masked": "Containment rose but resolution did not.", "red": ("CSAT",)}, "Containment rose"),
        ({"red": ("CSAT", "Complaint rate"), "verdict": "Harm"}, "CSAT and Complaint rate got worse."),
        ({"verdict": "Harm"}, "Its primary metric got worse."),
        ({"no_interval": "the baseline has 3 points"}, "No interval, because the baseline has 3 points."),
        ({"verdict": "No clear change"}, "No clear change."),
        ({"grade": "D", "may_be_funded": False}, "Grade D is too weak to be told."),
        ({"grade": "C", "may_be_funded": False}, "nobody accepts that there was no comparison group"),
        ({"verdict": "Better, target not shown", "may_be_funded": False}, "neither its target nor its money is sure"),
    ],
)
def test_the_first_thing_that_stops_a_pilot_is_told_with_what_to_do(said, because):
    stopped = stopped_by(named("Pilot", **said))

    assert because in stopped.because
    assert stopped.do.endswith(".")


def test_evidence_counts_before_safety_before_repetition_before_money():
    rich = named("rich", likely=9e6, unsure=("CSAT",))
    repeated = named("repeated", repeated_at=("Riverside",), likely=1.0)
    randomised = named("randomised", grade="A", unsure=("CSAT",))

    found = proposed([rich, repeated, named("plain"), randomised], most=4)

    assert [each.name for each in found.picks] == ["randomised", "repeated", "plain", "rich"]


def test_of_one_use_case_only_the_strongest_is_told_and_the_other_is_its_repetition():
    found = proposed([named("weaker", group="one", likely=1.0), named("stronger", group="one")])

    assert [each.name for each in found.picks] == ["stronger"]
    assert found.others[0].because == "stronger shows the same and is stronger."
    assert "repetition" in found.others[0].do


def test_what_repeats_a_story_that_is_told_already_is_no_story_of_its_own():
    found = proposed([named("told", group="one", is_told=True), named("other", group="one")])

    assert found.picks == ()
    assert [each.because for each in found.others if each.contender.name == "other"] == [
        "told shows the same and is a proof point already."
    ]


def test_a_fourth_strong_one_comes_after_three():
    found = proposed([named(f"pilot {number}") for number in range(4)])

    assert len(found.picks) == 3
    assert found.others[0].because == "Strong enough, but 3 others are stronger."


@settings(max_examples=80)
@given(CONTENDERS)
def test_everybody_is_proposed_or_told_one_reason(contenders):
    found = proposed(contenders)

    told = [each.key for each in found.picks] + [each.contender.key for each in found.others]
    assert sorted(told) == sorted(each.key for each in contenders)
    assert all(each.because and each.do for each in found.others)


@settings(max_examples=80)
@given(CONTENDERS)
def test_no_pick_harms_is_masked_or_shares_its_story(contenders):
    found = proposed(contenders)

    assert len(found.picks) <= MOST
    assert len({each.group for each in found.picks}) == len(found.picks)
    assert all(stopped_by(each) is None for each in found.picks)
    assert not any(each.red or each.masked or each.verdict == "Harm" for each in found.picks)
