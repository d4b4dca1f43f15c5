"""Dots: nobody gives more than they have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.votes import check_dots, check_dots_each, ranked


@given(st.integers(0, 20), st.integers(0, 20), st.integers(1, 20))
def test_dots_are_given_as_far_as_they_reach(wanted, others, each):
    if wanted + others <= each:
        check_dots(wanted, others, each)
    else:
        with pytest.raises(RuleError, match="Take one back first"):
            check_dots(wanted, others, each)


def test_no_group_has_fewer_than_no_dots():
    with pytest.raises(RuleError, match="fewer than no dots"):
        check_dots(-1, 3, 5)


@pytest.mark.parametrize("each", [0, 21])
def test_everybody_has_between_one_and_twenty_dots(each):
    with pytest.raises(RuleError, match="between 1 and 20"):
        check_dots_each(each)


def test_groups_stand_by_their_dots_and_then_as_they_were_made():
    assert ranked({4: 2, 1: 0, 3: 5, 2: 2}) == [3, 2, 4, 1]
