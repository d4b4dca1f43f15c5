"""Forms in a real browser: what was typed is still there after a look at another tab."""

import pytest
from playwright.sync_api import expect

from tests.apps import served


@pytest.mark.browser
def test_what_was_typed_outlives_a_look_at_another_tab(page, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        page.goto(f"{address}/use_cases?use_case=fewer-patient-no-shows&view=Edit")
        idle(page)
        title = page.get_by_role("textbox", name="Title")
        title.fill("Nobody waits in vain")

        for tab in ("Plan", "Edit", "Metrics", "Use case"):
            page.get_by_role("tab", name=tab, exact=True).click()
            idle(page)

        expect(title).to_have_value("Nobody waits in vain")
