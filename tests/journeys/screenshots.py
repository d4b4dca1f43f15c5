"""Pictures of every page, wide and on a phone, light and dark: ``python -m tests.journeys.screenshots --help``."""

import argparse
import itertools
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.apps import ROOT, served
from tests.journeys.conftest import wait_until_idle
from tests.journeys.upload_views import VIEWS
from tests.machine import browser as machine_browser
from tests.machine import say

PAGES = (
    "this_quarter",
    "compare",
    "funnel",
    "waiting",
    "use_cases",
    "journey",
    "workshop",
    "metrics",
    "proof_points",
    "operating_model",
    "settings",
    "audit_log",
    *VIEWS,
)
SIZES = {"wide": (1280, 720), "phone": (390, 844)}
THEMES = ("light", "dark")


def main():
    """Start a server on a copy of a database, photograph the pages asked for, and say where the pictures are."""
    asked = _arguments()
    asked.to.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(_copy(asked.database, Path(folder))) as address,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(
            executable_path=machine_browser.browser(), args=list(machine_browser.FLAGS)
        )
        for name, size, theme in itertools.product(asked.pages, asked.sizes, asked.themes):
            say(str(_photograph(chromium, f"{address}/{_path(name)}", asked, name=name, size=size, theme=theme)))
        chromium.close()


def _photograph(chromium, address, asked, *, name, size, theme):
    width, height = SIZES[size]
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    page = context.new_page()
    page.goto(address)
    wait_until_idle(page)
    if name in VIEWS:
        VIEWS[name](page)
    page.wait_for_timeout(1500)  # charts fade in
    if asked.whole:
        content = page.get_by_test_id("stMainBlockContainer").evaluate("element => element.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, content + 60)})
        page.wait_for_timeout(800)
    picture = asked.to / f"{name}{'' if (size, theme) == ('wide', 'light') else f'-{size}-{theme}'}.png"
    page.screenshot(path=picture)
    context.close()
    return picture


def _copy(database, folder):
    """A copy of the database, for some views store something."""
    copy = folder / "pictured.db"
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _path(name):
    """The page that opens first has the address of the app itself, and a view that of its page."""
    if name == PAGES[0]:
        return ""
    return "upload" if name in VIEWS else name


def _arguments():
    parser = argparse.ArgumentParser(description="Take pictures of the pages of a database.")
    parser.add_argument("pages", nargs="*", default=PAGES, metavar="PAGE", help=f"some of: {', '.join(PAGES)}")
    parser.add_argument("--database", type=Path, default=ROOT / "data" / "cxdash.db", help="the SQLite file to show")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures", help="the folder of the pictures")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=tuple(SIZES))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=("light",))
    parser.add_argument("--whole", action="store_true", help="the whole page instead of what fits the window")
    return parser.parse_args()


if __name__ == "__main__":
    main()
