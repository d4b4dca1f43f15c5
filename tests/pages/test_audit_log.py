"""The page Audit log: what is narrowed by its address, paged, and handed over."""

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import people
from cxdash.domain.actions import Action
from cxdash.domain.people import PersonValues
from cxdash.exports import audit_log as exports
from cxdash.reports import audit_log
from cxdash.reports.audit_log import Asked
from cxdash.ui import downloads, session
from tests.apps import ROOT
from tests.pages.use_case_page import plain


@pytest.fixture
def two_pages(empty):
    """A log with more entries than one page shows; the newest is about Zoe."""
    for name in [*(f"Person {chr(65 + at % 26)}{chr(65 + at // 26)}" for at in range(60)), "=Zoe()"]:
        with empty.changing(session.current_person(), Action.PEOPLE_EDIT, reason="Joined") as changing:
            people.create(changing, PersonValues(name))
    return empty


def opened(**query):
    page = AppTest.from_file(str(ROOT / "pages" / "audit_log.py"), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    assert not page.error
    return page


def said(page):
    return plain(" ".join(each.value for each in page.markdown))


@pytest.mark.usefixtures("two_pages")
def test_the_newest_page_opens_and_names_who_did_what_to_whom_and_why():
    page = opened(kind="Person")

    assert "61 entries, the newest first" in said(page)
    assert "Local administrator · Edit people and their roles: Joined" in said(page)
    assert "[Person](settings?view=People)" in page.markdown[1].value
    assert "=Zoe" in said(page)
    assert "Person AA" not in said(page)


@pytest.mark.usefixtures("two_pages")
def test_an_address_opens_the_second_page_and_what_was_searched():
    assert "Person AA: added" in said(opened(kind="Person", page="2"))
    assert "1 entry, the newest first" in said(opened(find="zoe"))
    assert "Nothing in the log fits" in said(opened(find="nobody at all"))


@pytest.mark.usefixtures("two_pages")
def test_exact_times_are_shown_on_demand():
    page = opened(kind="Person")
    assert "UTC" not in said(page)

    page.toggle(key="exact").set_value(True).run()

    assert " UTC" in said(page)
    assert "entry " in said(page)


def test_files_hold_what_is_narrowed_and_no_formula(two_pages):
    with two_pages.reading() as reading:
        table = audit_log.table(reading, Asked(words="zoe"))

    assert b'"Person =Zoe()"' in downloads.csv(table)
    sheet = openpyxl.load_workbook(io.BytesIO(exports.workbook(table))).active
    assert sheet.title == "Audit log"
    assert {cell.data_type for row in sheet for cell in row} == {"s", "n"}
