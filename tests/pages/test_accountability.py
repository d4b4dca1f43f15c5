"""Accountability on a page: who is named and has signed, where nobody answers, and an honest empty page."""

# ruff: noqa: PLC0415 - AppTest runs the text of a function by itself, so it brings its imports

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.domain.ownership import Function
from cxdash.ui import session
from tests.builders import add_use_case
from tests.pages.use_case_page import text


def page():
    from cxdash.ui import cached
    from cxdash.ui.operating_model import accountability

    accountability.show(cached.today())


def shown():
    seen = AppTest.from_function(page, default_timeout=60).run()
    assert not seen.exception
    return seen


@pytest.mark.usefixtures("empty")
def test_where_nobody_answers_for_anything_the_page_says_where_to_begin():
    assert "Nobody answers for anything yet." in text(shown())


def test_functions_without_anybody_are_named_with_their_use_case(empty):
    add_use_case(empty, session.current_person(), owners={Function.OPERATIONS: "Omar Ops"}, pilots_named=())

    said = text(shown())

    assert "0 of 1 signature given, 3 functions have nobody" in said
    assert "nobody for technology, commercial, scaling" in said
    assert "Fewer no-shows" in said


@pytest.mark.usefixtures("portfolio")
def test_the_sample_portfolio_is_counted_by_function_and_by_person():
    functions, people = (each.value for each in shown().dataframe)

    assert list(functions["Function"]) == [function.value.capitalize() for function in Function]
    assert functions["Named"].sum() == people["Answers for"].sum() > 0
