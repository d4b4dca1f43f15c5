"""The score: levels by share, the least counts and never the mean, and better work never lowers a level."""

from dataclasses import replace
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.disciplines import Part
from cxdash.domain.gates import Facts
from cxdash.domain.mastery import FEW, LEVELS, MOST_OF_FEW, level, score
from cxdash.domain.ownership import REQUIRED
from cxdash.domain.stages import Stage
from tests.domain.practice_facts import GOOD, practice, shown


@pytest.mark.parametrize(
    ("met", "of", "expected"),
    [
        (0, 0, 1),
        (0, 12, 1),
        (2, 12, 1),
        (3, 12, 2),
        (6, 12, 3),
        (8, 12, 3),
        (9, 12, 4),
        (11, 12, 4),
        (12, 12, 5),
        (3, 3, 5),
        (2, 2, 3),
        (1, 2, 3),
    ],
)
def test_a_level_goes_by_the_share_that_keeps_the_rule(met, of, expected):
    assert level(met, of) == expected


def test_a_success_or_two_are_no_operating_model():
    assert {level(met, of) for of in range(1, FEW) for met in range(of + 1)} <= set(range(1, MOST_OF_FEW + 1))


def test_a_mean_of_3_6_with_one_discipline_at_1_shows_1():
    worse = {
        0: {"known": {"finished": (shown(approved_by={}),)}},
        1: {"known": {"finished": (shown(),)}},
        2: {"shares_with": ()},
    }
    found = score(
        practice(f"use case {number}", **{"signed": frozenset()} | worse.get(number, {})) for number in range(4)
    )

    levels = {mark.part: mark.level for mark in found.of(disciplines=True)}
    assert levels == {
        Part.USE_CASE_FIRST: 5,
        Part.BUSINESS_SUCCESS: 5,
        Part.MODULAR_BUILD: 4,
        Part.ALIGNED_FUNCTIONS: 1,
        Part.PROOF_POINTS: 3,
    }
    assert mean(levels.values()) == pytest.approx(3.6)
    assert found.overall == 1
    assert found.headline == "Level 1 of 5, held down by aligned functions"


def test_without_an_active_use_case_there_is_no_score():
    assert score(()) is None


def test_where_no_use_case_came_so_far_a_part_is_at_1_and_says_so():
    found = score([practice(stage=Stage.IDEA)])
    (proofs,) = (mark for mark in found.marks if mark.part is Part.PROOF_POINTS)

    assert (proofs.level, proofs.figures) == (1, "There are no use cases at proof or scale yet")
    assert found.overall == 1


def test_all_that_keep_every_rule_are_at_5():
    found = score(practice(f"use case {number}") for number in range(4))

    assert found.overall == 5
    assert found.headline == "Level 5 of 5: every use case keeps every rule"


def test_the_worst_offenders_come_first_with_what_each_lacks_and_the_next_level_is_counted():
    found = score(
        [
            practice("good"),
            practice("a", silent_days=90),
            practice("b", silent_days=90, overdue=("Agree the data",)),
            practice("c", silent_days=None),
        ]
    )
    governed = found.marks[-1]

    assert [each.slug for each in governed.offenders] == ["b", "a", "c"]
    assert governed.offenders[0].lacks == ("condition overdue: Agree the data", "no figure for 90 days, 45 allowed")
    assert (governed.figures, governed.to_next) == ("1 of 4 use cases beyond the idea", "1 more for level 3")
    assert found.held_down_by == (governed,)


def test_levels_rise_with_their_shares():
    assert [each.number for each in LEVELS] == [1, 2, 3, 4, 5]
    assert [each.least for each in LEVELS] == sorted(each.least for each in LEVELS)


worse_facts = st.sampled_from(
    [
        GOOD,
        Facts(),
        replace(GOOD, statement_lacks=None),
        replace(GOOD, finished=()),
        replace(GOOD, finished=(shown(approved_by={}),)),
        replace(GOOD, owners={}),
        replace(GOOD, readiness={}),
        replace(GOOD, at_stake=None),
    ]
)
practices = st.builds(
    lambda stage, known, shares, steps, signed, late, days: replace(
        practice(stage=stage, shares_with=shares, steps=steps, signed=signed, is_reviewed=late, silent_days=days),
        known=known,
    ),
    st.sampled_from(Stage),
    worse_facts,
    st.sampled_from([(), ("other",)]),
    st.sampled_from([frozenset(), frozenset({"book"}), frozenset({"book", "visit"})]),
    st.sampled_from([frozenset(), frozenset(REQUIRED)]),
    st.booleans(),
    st.sampled_from([None, 7, 90]),
)


@given(st.lists(practices, min_size=1, max_size=9))
@settings(max_examples=60)
def test_the_whole_is_never_above_any_part_and_stands_at_one_of_them(found):
    judged = score(found)

    assert all(judged.overall <= mark.level for mark in judged.marks)
    assert any(judged.overall == mark.level for mark in judged.marks)
    assert all(mark.met + len(mark.offenders) == mark.of for mark in judged.marks)


@given(st.lists(practices, min_size=1, max_size=9), st.data())
@settings(max_examples=60)
def test_mending_a_use_case_where_it_stands_never_lowers_a_level(found, data):
    before = score(found)
    which = data.draw(st.integers(0, len(found) - 1))
    mended = [*found]
    mended[which] = practice(stage=found[which].stage)

    after = score(mended)

    assert all(new.level >= old.level for new, old in zip(after.marks, before.marks, strict=True))
    assert after.overall >= before.overall
