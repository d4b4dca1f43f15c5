"""Charts in a real browser, 390 pixels wide: no line runs through a word, no word through another one."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.apps import served

# Every drawn text and every line, interval or tick of a chart, as rectangles on the page.
SHAPES = """chart => {
  const box = node => {
    const {left, top, right, bottom} = node.getBoundingClientRect();
    return {left, top, right: Math.max(right, left + 1), bottom: Math.max(bottom, top + 1), says: node.textContent};
  };
  const all = marks => [...chart.querySelectorAll(marks)].map(box);
  const words = all('.mark-text.role-mark text').filter(each => each.says);
  const lines = all('.role-mark path[aria-roledescription=tick], .mark-rule.role-mark line');
  return {words, lines, chart: box(chart)};
}"""


@pytest.fixture(scope="module")
def address(portfolio_file):
    """Where the sample portfolio is served; nothing here changes it."""
    with served(portfolio_file) as at:
        yield at


@pytest.fixture
def phone(browser, address):
    """A page as wide as a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=address)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_words_of_the_comparison_are_free_of_lines_and_of_each_other(phone, idle):
    drawn = _drawn(
        phone, idle, "/compare", "Dot and whisker chart", words=50
    )  # a name and a verdict for each of 25 pilots

    assert len(drawn["lines"]) == 75, "an interval and a piece of two lines for each"
    assert [
        word["says"] for word, line in itertools.product(drawn["words"], drawn["lines"]) if _touch(word, line)
    ] == []
    _words_are_apart(drawn)


@pytest.mark.browser
def test_words_of_a_run_chart_stand_above_every_line(phone, idle):
    drawn = _drawn(
        phone, idle, "/compare?pilot=evening-reminders-castle-lane", "Run chart of Evening reminders", words=3
    )

    assert {"Baseline", "Window", "Appointment no-show rate"} == {word["says"] for word in drawn["words"]}
    assert max(word["bottom"] for word in drawn["words"]) <= min(line["top"] for line in drawn["lines"]) + 1
    _words_are_apart(drawn)


def _drawn(page, idle, address, alt, *, words):
    page.goto(address)
    idle(page)
    chart = page.locator(f'[data-testid="stVegaLiteChart"][aria-label^="{alt}"]')
    expect(chart.locator(".mark-text.role-mark text").filter(has_text=re.compile(r"\S"))).to_have_count(words)
    return chart.evaluate(SHAPES)


def _words_are_apart(drawn):
    crossing = [
        (one["says"], other["says"]) for one, other in itertools.combinations(drawn["words"], 2) if _touch(one, other)
    ]
    assert crossing == []
    assert [word["says"] for word in drawn["words"] if word["right"] > drawn["chart"]["right"] + 1] == []


def _touch(one, other):
    """Whether two rectangles share more than an edge; a text's box is a little higher than its letters."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0 and down > 2
