"""Modules on the page Use cases: the matrix, what could be next, and a module edited, merged and archived."""

import pytest

from cxdash.changes import modules
from cxdash.domain.actions import Action
from cxdash.domain.modules import ModuleValues, Part
from cxdash.domain.people import Role
from cxdash.store import modules as stored_modules
from cxdash.store.tables import PersonRow
from cxdash.ui import session
from tests.pages.use_case_page import a_page, button, press, text


@pytest.fixture
def opened():
    def run(**query):
        page = a_page()
        page.query_params["list"] = "Modules"
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return run


def _matrix(page):
    return next(each.proto.body for each in page.get("html") if "cx-matrix" in each.proto.body)


def _values(database, slug):
    with database.reading() as reading:
        return modules.values(reading, slug)


def _names(database):
    with database.reading() as reading:
        return [line.name for line in stored_modules.lines(reading)]


def test_an_empty_page_says_what_a_module_is(opened, empty):  # noqa: ARG001 the page answers from it
    page = opened()

    assert not page.exception
    assert "No module yet." in text(page)


def test_a_module_is_added_with_what_it_does(opened, empty):
    page = opened()
    page.text_input(key="new-module-0-name").input("Proactive outreach")
    page.text_area(key="new-module-0-description").input("Reaches people.")
    press(page, "Add")

    assert _values(empty, "proactive-outreach") == ModuleValues("Proactive outreach", "Reaches people.")
    assert "is in the list" in page.toast[0].value


def test_who_only_reads_is_led_to_a_friction_point_and_offered_no_start(opened, portfolio):
    with portfolio.changing(session.current_person(), Action.ORGANISATION_EDIT) as changing:
        changing.get(PersonRow, 1).roles = [Role.VIEWER.value]
    session.forget()
    page = opened()

    assert "Open it (page journey)" in text(page)
    assert "Start (page journey)" not in text(page)


def test_the_finding_stands_over_the_matrix(opened, portfolio):  # noqa: ARG001 the page answers from it
    page = opened()

    assert not page.exception
    assert "4 of 8 modules are reused; 4 serve one use case only" in text(page)
    assert page.dataframe[0].value["Module"].tolist()[:3] == [
        "Case summaries",
        "Proactive outreach",
        "Smart scheduling",
    ]


def test_what_could_be_next_has_its_reason_and_a_start(opened, portfolio):  # noqa: ARG001 the page answers from it
    said = text(opened())

    assert "a year at" in said
    assert "works at scale elsewhere" in said


def test_a_name_that_looks_like_markup_is_text(opened, empty):
    with empty.changing(session.current_person(), Action.MODULE_EDIT) as changing:
        modules.create(changing, ModuleValues("<img src=x onerror=alert(1)>"))

    page = opened()

    assert "&lt;img src=x" in _matrix(page)
    assert "<img" not in _matrix(page)


class TestOneModule:
    def test_it_says_who_builds_on_it(self, opened, portfolio):  # noqa: ARG002 the page answers from it
        said = text(opened(module="case-summaries"))

        assert "Faster answers to billing queries" in said
        assert "creates it, scale" in said

    def test_a_link_to_one_that_was_merged_says_so(self, opened, portfolio):  # noqa: ARG002 the page answers from it
        page = opened(module="joy")

        assert "There is no module “joy”" in page.info[0].value.replace("\\", "")

    def test_owner_and_description_are_saved(self, opened, portfolio):
        page = opened(module="case-summaries")
        page.text_area(key="module-case-summaries-0-description").input("Puts a case on one page.")
        page.selectbox(key="module-case-summaries-0-owner").set_value("Leila Haddad")
        press(page, "Save")

        assert _values(portfolio, "case-summaries") == ModuleValues(
            "Case summaries", "Puts a case on one page.", "Leila Haddad"
        )

    def test_a_part_is_set(self, opened, portfolio):
        page = opened(module="case-summaries")
        page.selectbox(key="part-case-summaries-0-use-case").set_value("referrals-handled-within-promise").run()
        page.selectbox(key="part-case-summaries-0-of-referrals-handled-within-promise").set_value(Part.EXTENDS).run()
        press(page, "Set")

        with portfolio.reading() as reading:
            parts = {each.slug: each.part for each in stored_modules.builders(reading)}
        assert parts["referrals-handled-within-promise"] == "extends"

    def test_a_second_creator_is_refused_in_words(self, opened, portfolio):  # noqa: ARG002 the page answers from it
        page = opened(module="case-summaries")
        page.selectbox(key="part-case-summaries-0-use-case").set_value("referrals-handled-within-promise").run()
        page.selectbox(key="part-case-summaries-0-of-referrals-handled-within-promise").set_value(Part.CREATES).run()
        press(page, "Set")

        assert "what is built once has one creator" in page.error[0].value

    def test_two_names_become_one(self, opened, portfolio):
        page = opened(module="renewal-letters")
        page.selectbox(key="merge-renewal-letters-0-into").set_value("proactive-outreach").run()
        press(page, "Merge")

        assert "Renewal letters" not in _names(portfolio)
        assert page.query_params["module"] == "proactive-outreach"

    def test_one_in_use_offers_no_archiving_an_idle_one_does(self, opened, portfolio):
        with portfolio.changing(session.current_person(), Action.MODULE_EDIT) as changing:
            modules.create(changing, ModuleValues("Idle"))
        assert "Archive" not in [each.label for each in opened(module="case-summaries").button]

        page = opened(module="idle")
        button(page, "Archive").click().run()

        assert "Idle" not in _names(portfolio)
