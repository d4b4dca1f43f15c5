"""What tests may ask for: an empty PostgreSQL database, and a page of a real browser."""

import gc
import os
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import sync_playwright

from tests.machine import browser as machine_browser
from tests.machine import postgres
from tests.portfolio import portfolio_copy, portfolio_file, portfolio_said
from tests.ready import (
    beginnings,
    postgres_beginnings,
    ready,
    ready_after,
    ready_sqlite_file,
    ready_url,
    sqlite_beginnings,
)

__all__ = [
    "beginnings",
    "portfolio_copy",
    "portfolio_file",
    "portfolio_said",
    "postgres_beginnings",
    "ready",
    "ready_after",
    "ready_sqlite_file",
    "ready_url",
    "sqlite_beginnings",
]

# The same examples in every run, and no stop-watch: a busy machine is not a failure.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")

# Several processes take files in this order. What takes longest comes first, lest one of them works on alone in the
# end; and of the first two files one needs the sample portfolio built, the other does not wait for it.
FIRST = (
    "journeys/test_use_case_page.py",
    "journeys/test_upload_dialogue.py",
    "journeys/",
    "trackers/",
    "pages/",
    "changes/",
    "effects/",
)


KEPT_BY_A_PAGE = "cookies,file_systems,indexeddb,local_storage,service_workers"


def pytest_collection_modifyitems(items):
    items.sort(key=_place)


def pytest_collection_finish():
    """Spare the garbage collector all that stays until the end: modules, and thousands of tests.

    It looked through them again and again, which took more than a tenth of the time. What tests leave behind it
    may take away in larger heaps than by default, too.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


def _place(item):
    name = item.path.relative_to(Path(__file__).parent).as_posix()
    return next((place for place, beginning in enumerate(FIRST) if name.startswith(beginning)), len(FIRST))


@pytest.fixture(scope="session")
def postgres_server():
    """The address of a running server: the runner's, else one of our own."""
    if address := os.environ.get(postgres.ADDRESS):
        yield address
    else:
        with postgres.server() as address:
            yield address


@pytest.fixture
def postgres_url(postgres_server):
    """SQLAlchemy's address of an empty PostgreSQL database that only this test uses."""
    with postgres.fresh_database(postgres_server) as address:
        yield address


@pytest.fixture(scope="session")
def visitor(tmp_path_factory):
    """A headless browser that keeps what it has loaded: the app's scripts are read and compiled once, not each time."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("browser"),
            executable_path=machine_browser.browser(),
            args=machine_browser.FLAGS,
            viewport={"width": 1280, "height": 720},
        )
        yield context
        context.close()


@pytest.fixture
def browser(visitor):
    """The browser itself, for contexts of one's own; ask for ``page`` unless a test needs several."""
    return visitor.browser


@pytest.fixture
def page(visitor):
    """An empty page of 1280 by 720, with no cookies and no storage from other tests."""
    left_open = list(visitor.pages)
    yield visitor.new_page()
    opened = [each for each in visitor.pages if each not in left_open]
    origins = {"/".join(each.url.split("/")[:3]) for each in opened if each.url.startswith("http")}
    for each in opened:
        each.close()
    visitor.clear_cookies()
    devtools = visitor.new_cdp_session(left_open[0])
    for origin in origins:
        devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT_BY_A_PAGE})
    devtools.detach()
