"""The library on the page Use cases: searched, opened by its link, and started from with one click."""

import pytest

from cxdash.reports.library import every
from tests.pages.use_case_page import a_page, press, stored, text


@pytest.fixture
def library():
    def opened(**query):
        page = a_page()
        page.query_params["list"] = "Library"
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return opened


def _titles(page):
    return [button.label.strip("*") for button in page.button if (button.key or "").startswith("open-")]


@pytest.mark.usefixtures("empty")
class TestTheShelf:
    def test_it_shows_every_template_before_anything_is_stored(self, library):
        page = library()
        assert not page.exception
        assert "not a promise" in text(page)

        shown = {title for number in (1, 2, 3) for title in _titles(page.pagination[0].set_value(number).run())}

        assert len(shown) == len(every())

    def test_a_link_opens_a_page_of_it_and_a_search_there_starts_at_the_first(self, library):
        page = library(**{"library-page": "3"})
        assert page.pagination[0].value == 3

        page.text_input(key="library-search").input("call").run()

        assert not page.exception
        assert page.pagination[0].value == 1
        assert _titles(page)

    def test_a_search_narrows_it_and_nonsense_says_so(self, library):
        page = library()
        page.text_input(key="library-search").input("credit notes").run()
        assert _titles(page) == ["Orders that match what was agreed"]

        page.text_input(key="library-search").input("xyzzy").run()
        assert "No template fits" in page.info[0].value

    def test_filters_narrow_it_too(self, library):
        page = library()
        page.selectbox(key="library-metric").set_value("renewal_rate").run()

        assert _titles(page) == ["Members who renew because the price is explained"]

    def test_a_title_opens_its_template(self, library):
        page = library(**{"library-page": "3"})
        page.button(key="open-order-errors").click().run()

        assert page.query_params["template"] == "order-errors"
        assert "lines checked against contract and price list" in text(page)


@pytest.mark.usefixtures("empty")
class TestOneTemplate:
    def test_it_shows_pain_traps_data_and_systems(self, library):
        said = text(library(template="missed-appointments"))

        assert "nobody came and nobody said so" in said
        assert "No-shows merely become late cancellations" in said
        assert "Booking system: read appointments" in said

    def test_a_link_to_none_says_where_to_choose(self, library):
        page = library(template="joy")

        assert not page.exception
        assert "There is no template “joy”" in page.error[0].value


def test_starting_creates_the_use_case_and_opens_it(library, empty):
    page = library(template="missed-appointments")
    press(page, "Start from this")

    assert page.query_params["use_case"] == "fewer-missed-appointments"
    assert "Created from the library" in page.toast[0].value
    values = stored(empty, "fewer-missed-appointments")
    assert len(values.metrics) == 7
    assert values.steps == ("Attend", "Book", "Prepare")


def test_starting_takes_the_steps_of_one_s_own_journey(library, portfolio):
    page = library(template="self-service-that-settles")
    assert page.multiselect[0].value == ["Get help", "Pay the bill"]

    page.multiselect[0].set_value(["Book"]).run()
    press(page, "Start from this")

    assert stored(portfolio, "self-service-that-settles-the-matter").steps == ("Book",)


def test_use_cases_with_the_same_aim_are_named_first(library, portfolio):  # noqa: ARG001 the page answers from it
    said = text(library(template="missed-appointments"))

    assert "Already aiming at Appointment no-show rate:" in said
    assert "Fewer patient no-shows" in said
