"""The main job in a real browser: upload a register and its figures, see them on every page, take them back."""

import re

import pytest
from playwright.sync_api import expect

from tests.apps import ROOT

REGISTER = ROOT / "data" / "trackers" / "01 Use case register.xlsx"
WEEKLY = ROOT / "data" / "trackers" / "02 Weekly outcomes.xlsx"
USE_CASE = "Fewer patient no-shows"
PILOT = "No-show outreach Northgate"


@pytest.mark.browser
def test_a_tracker_goes_in_shows_everywhere_and_comes_out_again(page, cold_server, idle):
    page.goto(f"{cold_server}/upload")
    idle(page)
    for file in (REGISTER, WEEKLY):
        _upload(page, file, idle)

    _open(page, "Use cases", idle)
    expect(page.get_by_test_id("stMain")).to_contain_text(USE_CASE)
    _open(page, "Compare pilots", idle)
    expect(page.get_by_test_id("stMain")).to_contain_text(PILOT)
    _open(page, "Funnel", idle)
    expect(page.get_by_test_id("stMain")).to_contain_text(USE_CASE)

    _open(page, "Upload", idle)
    for number in (2, 1):
        _undo(page, number, idle)
    _open(page, "Use cases", idle)
    expect(page.get_by_test_id("stMain")).not_to_contain_text(USE_CASE)
    _open(page, "Compare pilots", idle)
    expect(page.get_by_test_id("stMain")).not_to_contain_text(PILOT)


@pytest.mark.browser
def test_dropping_the_same_file_again_takes_one_look_to_see_that_nothing_is_new(page, cold_server, idle):
    page.goto(f"{cold_server}/upload")
    idle(page)
    _upload(page, REGISTER, idle)

    _drop(page, REGISTER, idle)

    expect(page.get_by_text("0 new, 0 corrected")).to_be_visible()
    expect(page.get_by_role("button", name="Nothing to store")).to_be_disabled()


def _upload(page, file, idle):
    _drop(page, file, idle)
    page.get_by_role("button", name=re.compile(r"^\W*Store [\d,]+ changes?$")).click()
    expect(page.get_by_text("is stored as import")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Drop another file")).to_be_visible()
    idle(page)


def _drop(page, file, idle):
    another = page.get_by_role("button", name="Drop another file")
    if another.count():
        another.click()
        expect(page.get_by_test_id("stFileUploader")).to_be_visible()
        idle(page)
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_text(re.compile(r"as before, \d+ to mend$"))).to_be_visible(timeout=60_000)
    idle(page)


def _open(page, title, idle):
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=re.compile(f"{title}$")).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible(timeout=30_000)
    idle(page)


def _undo(page, number, idle):
    page.get_by_test_id("stMain").get_by_role("button", name=re.compile("Undo")).first.click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text(re.compile(f"^Import {number} .* is undone"))).to_be_visible(timeout=60_000)
    idle(page)
