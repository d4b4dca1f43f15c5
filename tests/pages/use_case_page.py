"""The page of one use case as tests open, read and press it."""

from streamlit.testing.v1 import AppTest

from cxdash.changes import pilots, use_cases
from tests.apps import ROOT

NO_SHOWS = "fewer-patient-no-shows"


def a_page():
    """The page, not run yet."""
    return AppTest.from_file(str(ROOT / "pages" / "use_cases.py"), default_timeout=60)


def opened_at(slug, **query):
    """The page of a use case, run with a query."""
    page = a_page()
    page.query_params["use_case"] = slug
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def press(page, label):
    """Press the button with this label; the page must not fail."""
    button(page, label).click().run()
    assert not page.exception


def button(page, label):
    """The first button with this label."""
    return next(each for each in page.button if each.label == label)


def unfold(page, key):
    """Open what is folded away under this key; it is drawn only then."""
    page.session_state[key] = True
    page.run()


def text(page):
    """Everything the page says in Markdown, captions and its title."""
    return "\n".join(plain(each.value) for each in (*page.markdown, *page.caption, *page.title))


def plain(words):
    """Markdown without its escapes."""
    return words.replace("\\", "")


def stored(database, slug):
    """What is stored of a use case."""
    with database.reading() as reading:
        return use_cases.values(reading, slug)


def stored_pilot(database, slug):
    """What is stored of a pilot."""
    with database.reading() as reading:
        return pilots.values(reading, slug)
