"""People in a workshop's room at real browsers."""

import contextlib
import random

from playwright.sync_api import expect

from cxdash.store.schema import now
from tests.workshop_sessions import Sent, rewritten

# What is on the screen is looked at every 25 ms, since Playwright itself would ask far more slowly.
_NOTE_WHAT_IS_SEEN = r"""
window.cxSeen = {};
const roomOf = (root) => {
  for (const each of root.querySelectorAll("*")) {
    const found = each.shadowRoot && (each.shadowRoot.querySelector(".room") ?? roomOf(each.shadowRoot));
    if (found) return found;
  }
  return null;
};
let room = null;
setInterval(() => {
  if (!room?.isConnected) room = document.body && roomOf(document);
  if (!room) return;
  const typed = [...room.querySelectorAll("input, textarea")].map(({ value }) => value);
  const words = [room.innerHTML, ...typed].join(" ");
  for (const mark of words.match(/\b[a-z]+-\d+\b/g) ?? []) window.cxSeen[mark] ??= Date.now() / 1000;
}, 25);
"""


class AtScreen:
    """One person in a room at a browser of their own; used as ``tests.workshop_sessions.Somebody`` is.

    Attributes:
        name: as the others read it.
        page: Playwright's.
        sent: what they did, with what they were shown.
        seen: when each mark was first on the screen; filled by ``finish``.
    """

    def __init__(self, page, name):
        """Look at an empty page; ``go`` opens the room's link."""
        self.page, self.name = page, name
        self.sent, self.seen = [], {}
        self._marks = 0
        self._drawn = random.Random(name)  # noqa: S311 the same at every run

    def go(self, address, code):
        """Follow the link of a room, without waiting until it is there."""
        self.page.goto(f"{address}/workshop?code={code}", wait_until="commit")

    def join(self):
        """Say one's name at the door, and be in."""
        self.page.get_by_label("Your name, as the others will see it").fill(self.name)
        self.page.get_by_role("button", name="Join", exact=True).click()
        expect(self.page.locator(".room main")).to_be_visible()

    def mark(self):
        """Return the next mark of this person."""
        self._marks += 1
        return f"{self.name}-{self._marks}"

    def add_note(self):
        """Write one more note."""
        text = f"{self.mark()}: patients call twice because nobody told them"
        box = self.page.locator("#new-note")
        box.fill(text)
        at = now().timestamp()
        box.press("Enter")
        self.sent.append(Sent({"deed": "note.add", "text": text}, at, {"outcome": "done"}))

    def field(self, at, name):
        """Return a field of the card at this place, where one writes."""
        return self.page.locator("article.card").nth(at).locator(f'[id$="-{name}"]')

    def edit(self, at, name):
        """Write in a field of the card at this place; choose where somebody else was first."""
        box = self.field(at, name)
        field = box.locator("xpath=..")
        box.focus()
        base, mark = box.input_value(), self.mark()
        text = rewritten(name, base, self.name, mark)
        box.fill(text)
        self._send(field, box, name, text)
        if self.sent[-1].answer["outcome"] == "clash":
            self._choose(field, name, text)

    def wait_for_answers(self):
        """Wait until the room has answered everything."""
        expect(self.page.locator(".room .waits")).to_have_count(0)
        expect(self.page.get_by_text("Being sent …")).to_have_count(0)

    def wait_for(self, marks):
        """Wait until all of these marks were on the screen."""
        self.page.wait_for_function("marks => marks.every((mark) => mark in window.cxSeen)", arg=marks)

    def finish(self):
        """Wait until everything was answered, and gather what was seen."""
        self.wait_for_answers()
        self.seen = self.page.evaluate("window.cxSeen")

    def _send(self, field, box, name, text):
        moment = now().timestamp()
        box.blur()
        self._wait_for_answer(field, name, text, moment)

    def _choose(self, field, name, text):
        if self._drawn.random() < 0.5:
            field.get_by_role("button", name="Take theirs").click()
            expect(field.locator(".panes")).to_have_count(0)
            return
        moment = now().timestamp()
        field.get_by_role("button", name="Keep mine").click()
        self._wait_for_answer(field, name, text, moment)
        if self.sent[-1].answer["outcome"] == "clash":
            self._choose(field, name, text)

    def _wait_for_answer(self, field, name, text, moment):
        box = field.locator(":scope:not(.waits)")
        expect(box).to_be_visible()
        panes = field.locator(".pane p")
        if panes.count():
            mine, stored = panes.all_text_contents()
            answer = {"outcome": "clash", "mine": mine, "stored": stored}
        elif field.get_by_text("Not saved.").count():
            answer = {"outcome": "refused", "says": field.locator(".notice").text_content()}
        else:
            answer = {"outcome": "done"}
        self.sent.append(Sent({"deed": "piece.write", "field": name, "text": text, "sent": ""}, moment, answer))


@contextlib.contextmanager
def at_screens(browser, addresses, code, names):
    """Let people of these names join a room, each with a browser of their own, at these servers in turn."""
    contexts = [browser.new_context(viewport={"width": 1280, "height": 720}) for _ in names]
    try:
        screens = []
        for context, name in zip(contexts, names, strict=True):
            context.add_init_script(_NOTE_WHAT_IS_SEEN)
            screens.append(AtScreen(context.new_page(), name))
        for at, screen in enumerate(screens):
            screen.go(addresses[at % len(addresses)], code)
        for screen in screens:
            screen.join()
        yield screens
    finally:
        for context in contexts:
            context.close()
