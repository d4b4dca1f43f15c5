"""Notes, groups and names in a room."""

import pytest

from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.notes import (
    LONGEST_NOTE,
    check_group_name,
    check_note,
    check_participant_name,
    check_title,
)


@pytest.mark.parametrize("check", [check_note, check_group_name, check_participant_name, check_title])
@pytest.mark.parametrize("words", ["", "  ", "\n", "\u200b"])
def test_nothing_is_not_enough(check, words):
    with pytest.raises(RuleError):
        check(words)


def test_a_note_holds_one_thought():
    check_note("x" * LONGEST_NOTE)
    with pytest.raises(RuleError, match="501 characters"):
        check_note("x" * (LONGEST_NOTE + 1))


def test_a_name_fits_beside_a_note():
    check_participant_name("Zoë Ångström")
    with pytest.raises(RuleError, match="Shorten it to 60"):
        check_participant_name("x" * 61)
