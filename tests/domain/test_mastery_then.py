"""Earlier levels: told where what nobody knows could not change them, left open where it could."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.disciplines import Part
from cxdash.domain.mastery import score
from cxdash.domain.mastery_then import Earlier, EarlierMark, score_then
from cxdash.domain.stages import Stage
from tests.domain.practice_facts import practice

UNSURE = frozenset({Part.ALIGNED_FUNCTIONS, Part.GOVERNED})
KEPT = Earlier(practice())
BROKEN = Earlier(practice(silent_days=None, signed=frozenset()))
OPEN = Earlier(practice(), unsure=UNSURE)
BROKEN_FOR_SURE = Earlier(BROKEN.known, unsure=UNSURE)


def of(part, *earlier):
    return next(mark for mark in score_then(earlier).marks if mark.part is part)


@pytest.mark.parametrize(
    ("met", "unknown", "of", "level"),
    [
        (0, 0, 9, 1),
        (3, 0, 4, 4),
        (0, 2, 9, 1),
        (0, 3, 9, None),
        (3, 1, 12, 2),
        (5, 1, 12, None),
        (9, 2, 12, 4),
        (9, 3, 12, None),
        (0, 1, 2, None),
        (0, 0, 0, 1),
    ],
)
def test_a_level_is_told_where_the_unknown_could_not_change_it(met, unknown, of, level):
    assert EarlierMark(Part.GOVERNED, met, unknown, of).level == level


def test_a_rule_broken_by_what_is_known_is_broken_whatever_else_is_not_known():
    found = of(Part.GOVERNED, KEPT, OPEN, BROKEN, BROKEN_FOR_SURE)

    assert (found.met, found.unknown, found.of) == (1, 1, 4)
    assert found.words == "1 of 4 use cases beyond the idea, 1 not known"


def test_parts_that_rest_on_known_days_alone_are_known():
    found = of(Part.BUSINESS_SUCCESS, KEPT, OPEN)

    assert (found.met, found.unknown, found.level) == (2, 0, 3)
    assert not score_then([KEPT, OPEN]).is_whole
    assert score_then([KEPT]).is_whole


def test_the_whole_is_told_where_a_known_part_holds_it_at_the_lowest():
    weak = Earlier(practice(shares_with=()), unsure=UNSURE)

    found = score_then([weak, weak, weak])

    assert (found.lowest, found.highest, found.overall) == (1, 1, 1)
    assert of(Part.GOVERNED, weak, weak, weak).level is None


def test_the_whole_is_open_where_an_unknown_part_could_hold_it_down():
    found = score_then([OPEN, OPEN, OPEN])

    assert (found.lowest, found.highest, found.overall) == (1, 5, None)


def test_where_no_use_case_came_so_far_it_is_said():
    found = of(Part.PROOF_POINTS, Earlier(practice(stage=Stage.IDEA)))

    assert (found.level, found.words) == (1, "no use cases at proof or scale yet")
    assert score_then([]) is None


@given(st.lists(st.sampled_from([KEPT, BROKEN, OPEN, BROKEN_FOR_SURE]), min_size=1, max_size=6))
@settings(max_examples=80)
def test_whatever_the_unknown_did_the_score_lies_within_what_is_told(earlier):
    told = score_then(earlier)
    ways = [(each.known,) if each is not OPEN else (KEPT.known, BROKEN.known) for each in earlier]

    for way in product(*ways):
        actual = score(replace(each, slug=str(number)) for number, each in enumerate(way))
        assert told.lowest <= actual.overall <= told.highest
        for mark, then in zip(actual.marks, told.marks, strict=True):
            assert then.lowest <= mark.level <= then.highest
            assert then.level in (None, mark.level)
