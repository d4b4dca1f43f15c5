"""The browser of the journeys: the system's own, else Debian's chromium, else the one Playwright downloads."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.machine import UnavailableError, say

VARIABLE = "CXDASH_TEST_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
# The app is on this machine: the browser needs no graphics card and nothing from outside.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Pages live for seconds here: to compile what they run often takes longer than they then run faster.
    "--js-flags=--no-opt --no-maglev",
)
REMEDY = (
    "The tests need Chromium or Chrome and could not install it. Install it yourself "
    "(Debian: apt-get install chromium; others: python -m playwright install --with-deps chromium), "
    f"or set {VARIABLE} to its program, and start again."
)


def browser() -> Path:
    """Return the browser's program, installed first where none is there.

    Raises:
        UnavailableError: there is none, and none could be installed.
    """
    found = _named() or _on_the_system() or _playwrights_own()
    if found is not None:
        say(f"browser: {found}")
        return found
    for install in (_install_from_debian, _download_with_playwright):
        installed = install()
        if installed is not None:
            say(f"browser: installed {installed}")
            return installed
    raise UnavailableError(REMEDY)


def _named() -> Path | None:
    name = os.environ.get(VARIABLE)
    if not name:
        return None
    if not Path(name).is_file():
        message = f"{VARIABLE} names {name}, which is no program. Correct it or unset it."
        raise UnavailableError(message)
    return Path(name)


def _on_the_system() -> Path | None:
    on_path = (shutil.which(name) for name in NAMES)
    return next((Path(found) for found in on_path if found), None) or next(filter(Path.exists, PLACES), None)


def _playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.exists() else None


def _install_from_debian() -> Path | None:
    administrator = _administrator()
    if shutil.which("apt-get") is None or administrator is None:
        return None
    say("browser: none found, so Debian's chromium is being installed (a few minutes)")
    apt = [*administrator, "apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        if not _ran([*apt, *words], environment):
            return None
    return _on_the_system()


def _administrator() -> list[str] | None:
    """Return the words before a command that make it run as root, or None where nobody may."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    without_password = ["sudo", "-n"]
    if shutil.which("sudo") and _ran([*without_password, "true"], dict(os.environ)):
        return without_password
    return None


def _download_with_playwright() -> Path | None:
    say("browser: none found, so Playwright is downloading its own")
    _ran([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    return _playwrights_own()


def _ran(command: list[str], environment: dict[str, str]) -> bool:
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        last_words = (ended.stderr or ended.stdout).strip().splitlines()[-3:]
        say(f"`{' '.join(command)}` failed: {' '.join(last_words)}")
    return ended.returncode == 0
