"""Forms in a real browser: what was typed is still there after a look at another tab."""

import pytest
from playwright.sync_api import expect

from tests.apps import served


@pytest.mark.browser
def test_what_was_typed_outlives_a_look_at_another_tab(page, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        page.goto(f"{address}/use_cases?use_case=fewer-patient-no-shows&view=Metrics&measure=no_show_rate")
        idle(page)
        target = page.get_by_role("textbox", name="Target")
        target.fill("−25 %")

        for tab in ("Pilots", "Talk", "Metrics"):
            page.get_by_role("tab", name=tab, exact=True).click()
            expect(page.get_by_role("tab", name=tab, exact=True)).to_have_attribute("aria-selected", "true")
            idle(page)

        expect(target).to_have_value("−25 %")
