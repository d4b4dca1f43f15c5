"""The page Method shows the written method without the repository it lies in."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import ROOT


@pytest.fixture
def page(empty):  # noqa: ARG001 the page answers from this database
    return AppTest.from_file(str(ROOT / "pages" / "method.py"), default_timeout=60)


def test_a_finance_director_reads_first(page):
    page.run()

    assert "Each pilot has a before and an after" in page.markdown[0].value


def test_a_link_opens_the_part_for_a_statistician(page):
    page.query_params["reader"] = "For a statistician"
    page.run()

    assert "half-normal(0.5)" in page.markdown[0].value


@pytest.mark.parametrize("reader", ["For a finance director", "For a statistician"])
def test_nothing_links_to_files_that_the_app_does_not_serve(page, reader):
    page.query_params["reader"] = reader
    page.run()

    text = " ".join(each.value for each in (*page.markdown, *page.caption))
    assert re.findall(r"\]\((?!https?:)[^)]*\)", text) == []
    assert "engine.py" in text or reader == "For a finance director"
