"""The page Use cases: the list, a new use case, and one opened, on the sample portfolio and on nothing."""

import pytest
from sqlalchemy import select

from cxdash.store.tables import AuditEvent
from tests.pages.use_case_page import NO_SHOWS, a_page, opened_at, press, stored, text

VIEWS = ["Define", "Metrics", "Pilots", "Readiness", "Gate", "Money", "Brief", "Talk", "History"]


@pytest.fixture
def page():
    return a_page()


@pytest.fixture
def opened(portfolio):  # noqa: ARG001 the page answers from this database
    return opened_at


def test_an_empty_page_says_where_to_begin(page, empty):  # noqa: ARG001 the page answers from this database
    page.run()

    assert not page.exception
    assert "There is no use case yet." in text(page)


def test_a_new_use_case_is_created_and_opened_for_editing(page, empty):
    page.run()
    page.text_input(key="new-use-case-0-title").input("Fewer no-shows")
    press(page, "Create")

    assert page.query_params["use_case"] == "fewer-no-shows"
    assert page.title[0].value.replace("\\", "") == "Fewer no-shows"
    assert stored(empty, "fewer-no-shows").title == "Fewer no-shows"


def test_a_new_use_case_without_a_title_is_refused(page, empty):
    page.run()
    press(page, "Create")

    assert "needs a title" in page.error[0].value
    assert empty.is_empty()


def test_money_promised_says_what_it_is_the_product_of(opened):
    (promised,) = [each for each in opened(NO_SHOWS, view="Money").metric if each.label.startswith("Promised")]

    assert promised.value == "£1.16m"
    assert "−6.0 points × 310,000 a year × £62" in promised.help.replace("\u00a0", " ")


def test_look_alikes_are_shown_while_a_title_is_typed(page, portfolio):  # noqa: ARG001 the page answers from it
    _type_title(page, "Fewer patient no show")

    assert "Fewer patient no-shows** – the same title" in text(page)


def test_joining_one_opens_it_and_tells_there_what_was_typed(page, portfolio):
    before = portfolio.revision()
    _type_title(page, "Fewer patient no show")
    press(page, "Join this one")

    assert page.query_params["use_case"] == NO_SHOWS
    assert "Local administrator wanted the same: Fewer patient no show" in text(page)
    with portfolio.reading() as reading:
        made = reading.scalars(select(AuditEvent.row_table).where(AuditEvent.id > before)).all()
    assert made == ["comment"]


@pytest.mark.usefixtures("portfolio")
class TestTheList:
    def test_it_holds_every_use_case(self, page):
        page.run()

        assert not page.exception
        assert len(page.dataframe[0].value) == 16

    def test_a_link_carries_search_and_filters(self, page):
        page.query_params["search"] = "no-shows"
        page.query_params["stage"] = "Pilot"
        page.run()

        assert page.dataframe[0].value["Use case"].tolist() == ["No-shows: help with transport"]

    def test_a_search_for_nothing_says_so(self, page):
        page.query_params["search"] = "joy of living"
        page.run()

        assert "No use case fits" in page.info[0].value


class TestOneUseCase:
    def test_the_outcome_and_where_it_stands_come_first(self, opened):
        page = opened(NO_SHOWS)

        assert not page.exception
        assert "Scale since 19 Jan 2026" in text(page)
        assert ":material/check: Appointment no-show rate" in text(page)
        assert page.selectbox(key=f"technology-{NO_SHOWS}").value == "Tomasz Wieczorek"

    def test_missing_owners_and_traps_are_said_with_their_evidence(self, opened):
        page = opened("ai-across-the-contact-centre")

        assert page.selectbox(key="operations-ai-across-the-contact-centre").value == ""
        assert "Unmeasured:** Has no primary metric." in text(page)

    def test_a_statement_that_does_not_pass_says_what_is_missing_and_how_to_mend_it(self, opened):
        said = text(opened("ai-across-the-contact-centre"))

        assert ":material/question_mark: Size missing" in said
        assert "The sentence names what to bring in (“AI”), not what shall get better." in said
        assert "Suggestion:" in said

    @pytest.mark.parametrize("view", VIEWS)
    @pytest.mark.parametrize("slug", [NO_SHOWS, "ai-across-the-contact-centre", "keep-plan-members"])
    def test_every_tab_opens_by_its_link(self, opened, slug, view):
        page = opened(slug, view=view)

        assert not page.exception
        assert not page.error

    def test_pilots_show_verdict_day_and_lock(self, opened):
        said = text(opened(NO_SHOWS, view="Pilots"))

        assert "Target met, grade B" in said
        assert "Day 48 of 90" in said
        assert "Plan locked 2 Apr 2025" in said

    def test_a_link_to_nothing_says_so(self, opened):
        page = opened("joy")

        assert not page.exception
        assert "There is no use case “joy”" in page.info[0].value.replace("\\", "")


def _type_title(page, words):
    """Open the form of a new use case and type its title."""
    page.session_state["new-use-case-begun"] = True
    page.run()
    page.text_input(key="new-use-case-0-title").input(words).run()
