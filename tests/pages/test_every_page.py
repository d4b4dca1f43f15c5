"""Every page of the menu opens, on an empty database and on the sample portfolio, and says what it is about."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import ROOT

PAGES = sorted(file.name for file in (ROOT / "pages").glob("*.py"))

ALARM = "Containment rose but resolution did not"
"""What is told of a pilot that masks what customers met looks like an error, and is none."""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("empty")
def test_a_page_opens_on_an_empty_database_and_says_where_to_begin(name):
    page = _opened(name)

    _is_whole(page)
    assert (
        page.info or page.get("page_link") or page.caption or "(page " in " ".join(each.value for each in page.markdown)
    )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("portfolio")
def test_a_page_opens_on_the_sample_portfolio(name):
    _is_whole(_opened(name))


@pytest.mark.usefixtures("empty")
def test_the_entry_script_opens_the_first_page():
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()

    _is_whole(page)


def _opened(name):
    return AppTest.from_file(str(ROOT / "pages" / name), default_timeout=60).run()


def _is_whole(page):
    assert [each.message for each in page.exception] == []
    assert [each.value for each in page.error if ALARM not in each.value] == []
    assert len(page.title) == 1
