"""Words that two people write into one field at once: both are kept, or both are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.pieces import Field, Written, check_piece, merged, written

BASE = "Reduce no-shows by 30 % among patients through reminders"
WORDS = st.lists(st.sampled_from(["reduce", "no-shows", "by", "30", "%", "among", "patients"]), max_size=12)
TEXT = st.one_of(WORDS.map(" ".join), st.text(max_size=40))


def test_words_stand_where_nobody_wrote_meanwhile():
    assert written("", "Fewer no-shows", "") == Written("Fewer no-shows", "saved")


def test_two_who_change_different_words_both_win():
    mine = BASE.replace("30 %", "40 %")
    theirs = BASE.replace("patients", "new patients")
    assert written(BASE, mine, theirs) == Written(
        "Reduce no-shows by 40 % among new patients through reminders", "merged"
    )


def test_two_who_change_the_same_words_are_asked():
    mine, theirs = BASE.replace("30", "40"), BASE.replace("30", "20")
    assert written(BASE, mine, theirs) == Written(theirs, "clash")


def test_two_who_change_neighbouring_words_are_asked_too():
    assert written("by 30 % now", "by 40 % now", "by 30 points now").outcome == "clash"


def test_two_who_begin_an_empty_field_at_once_are_asked():
    assert written("", "mine", "theirs") == Written("theirs", "clash")


def test_one_choice_out_of_several_is_never_merged():
    assert written("churn", "no_show_rate", "complaint_rate", is_choice=True).outcome == "clash"


@given(TEXT, TEXT)
def test_who_changed_nothing_writes_over_nothing(base, stored):
    assert written(base, base, stored) == Written(stored, "same")


@given(TEXT, TEXT)
def test_who_wants_what_stands_there_already_has_it(base, mine):
    assert written(base, mine, mine) == Written(mine, "same")


@given(TEXT, TEXT, TEXT)
def test_nothing_is_ever_written_over_that_the_writer_had_not_seen(base, mine, stored):
    result = written(base, mine, stored)
    if result.outcome in {"clash", "same"}:
        assert result.text == stored
    elif result.outcome == "saved":
        assert base == stored


@given(WORDS, WORDS, WORDS)
def test_a_merge_keeps_every_word_that_either_added(before, between, after):
    anchor = ["one", "two", "three"]
    base = " ".join([*anchor, *between, *reversed(anchor)])
    mine = " ".join(["mine", *before, base])
    theirs = " ".join([base, *after, "theirs"])
    together = merged(base, mine, theirs)
    if together is not None:
        assert together.split() == ["mine", *before, *base.split(), *after, "theirs"]


@given(TEXT, TEXT, TEXT)
def test_a_merge_is_the_same_from_both_sides(base, mine, theirs):
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


@given(TEXT, TEXT)
def test_a_text_that_one_of_them_left_alone_is_the_others_to_the_letter(base, theirs):
    assert merged(base, base, theirs) == theirs


@given(TEXT, TEXT, TEXT)
def test_no_word_that_somebody_typed_is_lost_in_a_merge(base, mine, theirs):
    together = merged(base, mine, theirs)
    if together is not None:
        assert {*mine.split(), *theirs.split()} - {*base.split()} <= {*together.split()}


@pytest.mark.parametrize("field", Field)
def test_a_field_holds_so_many_characters(field):
    check_piece(field, "x" * field.longest)
    with pytest.raises(RuleError, match=f"Shorten it to {field.longest}"):
        check_piece(field, "x" * (field.longest + 1))
