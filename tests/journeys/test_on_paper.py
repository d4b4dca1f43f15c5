"""The quarter on paper: a real browser prints the page, and nothing that only a screen can use is on it."""

import pytest
from playwright.sync_api import expect

from tests.apps import served

A4 = {"width": 703, "height": 1000}
"""What margins leave of the sheet, in pixels."""
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
        assert not any(each.is_visible() for each in printed.get_by_test_id(part).all()), part

    expect(printed.get_by_test_id("stVegaLiteChart").nth(4).locator("svg")).to_be_visible()
    charts = printed.get_by_test_id("stVegaLiteChart").all()
    boxes = [chart.locator("svg").bounding_box() for chart in charts]
    assert len(boxes) >= 5
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= A4["width"] + 1 for box in boxes), "no chart is cut"


@pytest.mark.browser
def test_ink_is_dark_on_white_whatever_the_screen(printed):
    look = "element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor] }"

    ink, _ = printed.get_by_test_id("stMetricValue").first.evaluate(look)
    _, paper = printed.locator("body").evaluate(look)
    words = printed.locator(".mark-text text").first.evaluate("element => getComputedStyle(element).fill")

    assert (ink, words, paper) == ("rgb(26, 28, 32)", "rgb(26, 28, 32)", "rgb(255, 255, 255)")
