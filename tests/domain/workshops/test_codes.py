"""The code by which people join, however they type it."""

import random

from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.workshops.codes import ALPHABET, LENGTH, code, tidy_code


@given(st.integers())
def test_a_code_holds_nothing_that_is_taken_for_something_else(seed):
    made = code(random.Random(seed).choice)  # noqa: S311 chosen by the test
    assert len(made) == LENGTH
    assert not set(made) & set("01OIL")
    assert tidy_code(made) == made


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.sampled_from([" ", "-", " - ", "."]))
def test_a_code_is_known_however_it_is_typed(made, between):
    assert tidy_code(f" {made[:3].lower()}{between}{made[3:]} ") == made


@given(st.text())
def test_what_is_no_code_holds_nothing_that_a_database_refuses(text):
    assert all(letter.isalnum() for letter in tidy_code(text))
