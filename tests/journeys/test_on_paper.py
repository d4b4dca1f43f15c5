"""The quarter on paper: a real browser prints the page, and nothing that only a screen can use is on it."""

import pytest
from playwright.sync_api import expect

from tests.apps import served
from tests.journeys.conftest import read_until

A4 = {"width": 703, "height": 1000}
"""What margins leave of the sheet, in pixels."""
PLACES = "charts => charts.map(chart => chart.getBoundingClientRect()).map(({left, right}) => [left, right])"
ON_SCREEN_ONLY = ("stSidebar", "stHeader", "stDownloadButton", "stPopover", "stSelectbox")


@pytest.fixture(scope="module")
def address(portfolio_file):
    """Where the sample portfolio is served; nothing here changes it."""
    with served(portfolio_file) as at:
        yield at


@pytest.fixture
def printed(browser, address, idle):
    """The home page on a dark screen, as it goes to the printer."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    idle(page)
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    yield page
    context.close()


@pytest.mark.browser
def test_the_quarter_is_printed_whole_and_without_controls(printed):
    expect(printed.get_by_text("What needs you")).to_be_visible()
    expect(printed.locator(".on-paper")).to_be_visible()
    for part in ON_SCREEN_ONLY:
        expect(printed.get_by_test_id(part).filter(visible=True)).to_have_count(0)

    charts = printed.get_by_test_id("stVegaLiteChart")
    expect(charts.nth(4).locator("svg")).to_be_visible()
    places = read_until(printed, lambda: charts.locator("svg").evaluate_all(PLACES), _fit)
    assert len(places) >= 5
    assert _fit(places), f"a chart is cut: {places}"


@pytest.mark.browser
def test_ink_is_dark_on_white_whatever_the_screen(printed):
    expect(printed.get_by_test_id("stMetricValue").first).to_have_css("color", "rgb(26, 28, 32)")
    expect(printed.locator(".mark-text text").first).to_have_css("fill", "rgb(26, 28, 32)")
    expect(printed.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def _fit(places):
    """Whether charts are as wide as the sheet at most; they are drawn again as its width becomes known."""
    return all(left >= 0 and right <= A4["width"] + 1 for left, right in places)
