"""The board of the funnel in a real browser: by pointer, by keyboard, on a phone, with 200 use cases."""

import contextlib
import re
import shutil
import sqlite3

import pytest
from playwright.sync_api import expect

from benchmarks import thousand
from tests.apps import served

TITLE = "Keep plan members"
SLUG = "keep-plan-members"
HOSTILE = "<img src=x onerror=document.title='taken'> & <b>bold</b>"

# What has no name among the things a person can act on or that stand for something.
NAMELESS = """board => {
  const named = each => each.getAttribute('aria-label') || each.getAttribute('aria-labelledby')
    || each.textContent.trim() || board.querySelector(`label[for="${each.id}"]`);
  return [...board.querySelectorAll('a, input, summary, section, [role=img], ul.cards, h4, h5')]
    .filter(each => !named(each)).map(each => each.outerHTML);
}"""
CONTRASTS = """board => {
  const [canvas] = [document.createElement('canvas').getContext('2d', {willReadFrequently: true})];
  const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map(each => each / 255)
    .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, at) => sum + each * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = each => { for (let at = each; at; at = at.parentElement ?? at.getRootNode().host) {
    const colour = rgb(getComputedStyle(at).backgroundColor); if (colour[3] > 250) return colour; }
    return [255, 255, 255, 255]; };
  return Math.min(...[...board.querySelectorAll('a, p:not(:empty), h4, summary, strong, .owners span')]
    .filter(each => each.checkVisibility()).map(each => {
      const [one, other] = [light(rgb(getComputedStyle(each).color)), light(behind(each))].sort((a, b) => b - a);
      return (one + 0.05) / (other + 0.05);
    }));
}"""


@pytest.fixture(scope="module")
def board_file(portfolio_file, tmp_path_factory):
    """A copy of the sample portfolio, one of whose titles is hostile; nothing here changes it further."""
    file = shutil.copy(portfolio_file, tmp_path_factory.mktemp("board") / "cxdash.db")
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("update use_case set title = ? where slug = 'cheaper-claims-handling'", [HOSTILE])
    return file


@pytest.fixture(scope="module")
def address(board_file):
    """Where it is served."""
    with served(board_file) as at:
        yield at


@pytest.fixture
def large(tmp_path):
    """A server with 200 use cases."""
    with served(thousand.database(tmp_path, use_cases=200)) as address:
        yield address


def opened(page, address, idle, query=""):
    """Open the board; a card that is taken elsewhere is in sight with where it is taken."""
    if page.viewport_size["width"] > 1000:
        page.set_viewport_size({"width": 1280, "height": 1100})
    page.goto(f"{address}/funnel{query}")
    idle(page)
    board = page.locator(".board")
    expect(board.locator(".lane")).to_have_count(4)
    return board


def lane(board, name):
    return board.locator(f".lane[data-stage={name}]")


def card(board, title):
    return board.locator(".card").filter(has_text=title)


def stage_of(file):
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return connection.execute("select stage from use_case where slug = ?", [SLUG]).fetchone()[0]


@pytest.mark.browser
def test_a_card_dropped_on_the_next_lane_opens_its_gate_review_and_moves_nothing(page, address, idle, board_file):
    board = opened(page, address, idle)

    card(board, TITLE).drag_to(lane(board, "scale"), target_position={"x": 100, "y": 40})

    page.wait_for_url(re.compile(f"use_cases.*use_case={SLUG}"))
    idle(page)
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.get_by_role("tab", name="Gate")).to_have_attribute("aria-selected", "true")
    assert stage_of(board_file) == "proof"


@pytest.mark.browser
def test_a_card_dropped_elsewhere_stays_and_the_board_says_why(page, address, idle, board_file):
    board = opened(page, address, idle)

    card(board, TITLE).drag_to(lane(board, "pilot"), target_position={"x": 100, "y": 40})

    expect(board.get_by_role("alert")).to_have_text(
        f"“{TITLE}” stays in proof. It goes back to pilot by a decision at its gate review, not from the board."
    )
    expect(lane(board, "proof").locator(".card").filter(has_text=TITLE)).to_be_visible()
    assert stage_of(board_file) == "proof"


@pytest.mark.browser
def test_the_board_works_by_keyboard_and_opens_by_its_link(page, address, idle):
    board = opened(page, address, idle, "?owner=Leila+Haddad")
    everybody = board.locator(".card").count()

    page.keyboard.press("Tab")
    board.get_by_label("Find a card").focus()
    page.keyboard.type("plan MEMBERS")
    expect(board.locator(".card:visible")).to_have_count(1)
    expect(board.get_by_role("status")).to_contain_text("1 of ")
    held = card(board, TITLE).get_by_role("link", name=f"Ask for the gate review of {TITLE}")
    held.focus()
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("view=Gate"))
    idle(page)
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    assert 0 < everybody < 13


@pytest.mark.browser
def test_a_use_case_in_a_table_opens_by_a_click(page, address, idle):
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(f"{address}/funnel?show=Waiting")
    idle(page)
    table = page.get_by_test_id("stDataFrame")
    expect(table.locator("canvas").first).to_be_visible()
    expect(table.locator("[id^=glide-cell-]").first).to_be_attached()

    table.click(position={"x": 80, "y": 52})

    page.wait_for_url(re.compile("use_cases.*use_case=cheaper-claims-handling"))


@pytest.mark.browser
def test_peoples_words_are_shown_as_they_are_and_everything_has_a_name(page, address, idle):
    board = opened(page, address, idle)

    expect(board.get_by_role("link", name=HOSTILE, exact=True)).to_be_visible()
    assert board.locator("img").count() == 0
    assert page.title() != "taken"
    assert board.evaluate(NAMELESS) == []
    expect(board.get_by_role("list", name="Idea").get_by_role("listitem").first).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_on_the_board_has_contrast(browser, address, idle, theme):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme=theme)
    board = opened(context.new_page(), address, idle)

    assert board.evaluate(CONTRASTS) >= 4.5
    context.close()


@pytest.mark.browser
def test_two_hundred_use_cases_fit_a_phone_without_scrolling_the_page_sideways(browser, large, idle):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    board = opened(page, large, idle)

    assert board.locator(".card").count() + board.locator(".rest li").count() == 200
    main = page.get_by_test_id("stMain").evaluate("each => [each.scrollWidth, each.clientWidth]")
    assert main[0] <= main[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    board.get_by_role("button", name=re.compile("^Scale")).click()
    expect(lane(board, "scale").get_by_role("heading", name="Scale")).to_be_in_viewport()
    last = lane(board, "scale").locator(".card").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    context.close()
