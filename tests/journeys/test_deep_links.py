"""A link to any page works for the first visitor of a server, and leads through the entry script."""

import sys

import pytest
from playwright.sync_api import expect

from tests.apps import served

PAGES = {
    "": "This quarter",
    "compare": "Compare pilots",
    "funnel": "Funnel",
    "waiting": "Waits for me",
    "use_cases": "Use cases",
    "journey": "Journey",
    "workshop": "Workshop",
    "upload": "Upload",
    "metrics": "Metrics",
    "operating_model": "Operating model",
    "settings": "Settings",
    "audit_log": "Audit log",
}
"""What is in the menu; the method is not, and opens by its link all the same."""


@pytest.mark.browser
@pytest.mark.parametrize("page_path", ["", "compare", "audit_log", "method"])
def test_the_first_visitor_of_a_server_may_come_by_any_link(page, cold_server, idle, page_path):
    page.goto(f"{cold_server}/{page_path}")
    idle(page)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    _has_our_menu(page)


@pytest.mark.browser
def test_plain_streamlit_run_leads_every_visitor_through_the_entry_script_too(page, tmp_path, idle):
    command = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}")

    with served(tmp_path / "cxdash.db", command=command) as address:
        page.goto(f"{address}/metrics")
        idle(page)

        _has_our_menu(page)


def _has_our_menu(page):
    """Streamlit's own menu of a folder named pages calls this_quarter.py otherwise, and lists app.py itself."""
    links = page.get_by_test_id("stSidebarNav").get_by_role("link")
    expect(links).to_contain_text(list(PAGES.values()))
