"""Value × effort: where a room places a group, and what it does not agree on."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.placing import Place, check_place, spread

SIZES = st.integers(1, 10)
PLACES = st.lists(st.builds(Place, SIZES, SIZES), min_size=1, max_size=40)


@given(PLACES)
def test_the_middle_half_lies_around_the_median(places):
    axis = spread(places).value
    assert axis.median == statistics.median(each.value for each in places)
    assert axis.lowest <= axis.low <= axis.median <= axis.high <= axis.highest


@given(PLACES)
def test_who_placed_it_first_does_not_matter(places):
    assert spread(places) == spread(list(reversed(places)))


def test_where_nobody_has_placed_a_group_nothing_is_said():
    assert spread([]) is None


def test_a_room_that_agrees_is_left_alone():
    assert spread([Place(7, 3), Place(8, 3), Place(7, 4)]).disagreement == ""


def test_a_room_of_two_minds_is_told_on_what_and_how_far():
    said = spread([Place(8, 2), Place(8, 2), Place(7, 9), Place(8, 9)]).disagreement
    assert said == "You do not agree on effort (from 2 to 9). Ask who is at the ends what they see."


def test_one_lone_voice_far_away_is_heard():
    assert "value (from 2 to 8)" in spread([Place(8, 5)] * 9 + [Place(2, 5)]).disagreement


@pytest.mark.parametrize("place", [Place(0, 5), Place(11, 5), Place(5, 0), Place(5, 11)])
def test_a_place_lies_on_the_map(place):
    with pytest.raises(RuleError, match="between 1 and 10"):
        check_place(place)
