"""The tab Readiness, and readiness on one use case's Gate tab: shares, forecast, gaps, history."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import ROOT
from tests.pages.use_case_page import opened_at, text, unfold

RENEWALS = "plans-renewed-on-time"


@pytest.fixture
def page():
    page = AppTest.from_file(str(ROOT / "pages" / "operating_model.py"), default_timeout=60)
    page.query_params["show"] = "Readiness"
    return page


@pytest.mark.usefixtures("portfolio")
def test_the_lowest_dimension_leads_and_who_loses_most_is_named(page):
    page.run()

    assert not page.exception
    assert not page.error
    said = text(page)
    assert "Integration and governance hold most back: 6 of 13 use cases are ready for their next gate" in said
    assert "Not ready: 11 of 13 use cases, with 28 gaps; closing 16 gaps costs £323k; 12 more have no cost yet." in said
    assert "11 use cases are behind; Fill more appointment slots loses the most" in said


@pytest.mark.usefixtures("empty")
def test_an_empty_portfolio_says_what_to_do_first(page):
    page.run()

    assert not page.exception
    assert "Upload a register of use cases; each is judged on its Gate tab." in text(page)


@pytest.mark.usefixtures("portfolio")
def test_one_use_case_shows_forecast_gaps_and_who_judged_what():
    page = opened_at(RENEWALS, view="Gate")
    unfold(page, f"levels-{RENEWALS}")

    said = text(page)
    assert not page.exception
    assert "Readiness: 3 of 6 dimensions are as ready as scale asks for" in said
    assert "Forecast £578k × 1/4 (governance is at 1, started) = £144k a year." in said
    assert "Governance is at 1 and has to reach 3: Cerys Pritchard, by 11 Dec 2026, £7,500." in said
    levels = next(each.value for each in page.dataframe if "Dimension" in each.value.columns)
    assert set(levels["To"]) >= {"1 started", "2 agreed", "3 working"}


@pytest.mark.usefixtures("portfolio")
def test_a_gap_says_what_evidence_the_needed_level_asks_for():
    page = opened_at(RENEWALS, view="Gate")
    unfold(page, f"gap-{RENEWALS}-governance")

    assert "Level 1 asks for: The list of risks, with its date." in text(page)
    assert "Level 3 asks for: The controls in place, and the day of the last review." in text(page)
