"""The closing on the page This quarter: who closed it, what reads otherwise, and what finance may do."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.domain.people import Role
from cxdash.domain.periods import Quarter
from cxdash.reports import closed_quarters
from cxdash.store import people
from cxdash.ui import session
from tests.apps import ROOT

CLOSE, EXPLAIN = "aside-close-quarter", "aside-explain-restatement"


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "pages" / "this_quarter.py"), default_timeout=90)


def opened(page, **query):
    page.session_state["then-close"] = True
    for name, value in query.items():
        page.query_params[name] = value
    page.session_state["then-close"] = True
    return page.run()


def unfolded(page, key):
    page.session_state[key] = True
    return page.run()


def acting_as(page, slug):
    with session.database().reading() as reading:
        person = people.as_person(people.get(reading, slug))
    page.session_state["acting-as"] = person.id
    return person


def text(page):
    return " ".join(each.value.replace("\\", "") for each in (*page.markdown, *page.caption))


def listed(page):
    """The list of restatements, without what keeps people's words from being taken for markup."""
    found = next(each.value for each in page.table if "As reported" in each.value.columns)
    return found.map(lambda words: words.replace("\\", ""))


def closed(quarter):
    with session.database().reading() as reading:
        return closed_quarters.one(reading, quarter)


@pytest.mark.usefixtures("portfolio")
class TestOnTheSamplePortfolio:
    def test_a_closed_quarter_says_by_whom_and_what_reads_otherwise(self, page):
        opened(page)

        assert not page.exception
        assert "Q3 2026 was closed by Rohan Perera on 9 Oct 2026; what was reported stays." in text(page)
        assert "figures read otherwise than reported, value confirmed by finance +£" in text(page)

    def test_the_list_opens_with_both_figures_and_the_difference(self, page):
        opened(page)

        shown = listed(page)

        assert shown["Figure"].iloc[0] == "Value confirmed by finance, after cost"
        assert all(each[0] in "+−" for each in shown["Difference"])
        assert shown["Why"].str.contains("Leipzig").any()

    def test_a_reason_is_given_for_a_figure_and_shown_in_the_list(self, page):
        opened(page)
        unfolded(page, EXPLAIN)
        key = page.selectbox(key="figure-explain-restatement").options[1]
        page.selectbox(key="figure-explain-restatement").select_index(1).run()
        page.text_area[0].set_value("September came late").run()

        page.button(key="do-explain-restatement").click().run()

        shown = listed(page)
        assert shown.set_index("Figure").loc[key, "Why"].startswith("September came late (Local administrator")

    def test_finance_closes_a_quarter_that_is_over(self, page):
        rohan = acting_as(page, "rohan-perera")
        opened(page, quarter="Q2 2026")
        unfolded(page, CLOSE)
        assert "confirmed by finance after cost" in text(page)

        page.text_input(key="note-close-quarter").set_value("Late, and complete").run()
        page.button(key="do-close-quarter").click().run()

        kept = closed(Quarter(2026, 2))
        assert (kept.close.who, kept.close.note) == (rohan.name, "Late, and complete")
        assert "Every figure reads as it was reported" in text(page)

    def test_a_running_quarter_has_nothing_to_close(self, page):
        opened(page, quarter="Q4 2026")

        assert CLOSE not in page.session_state
        assert "was closed by" not in text(page)

    def test_who_is_not_of_finance_may_not_close(self, page):
        viewer = acting_as(page, "cerys-pritchard")
        opened(page, quarter="Q2 2026")

        assert viewer.roles == {Role.VIEWER}
        assert CLOSE not in page.session_state
        assert "Somebody of finance closes it here" in text(page)
