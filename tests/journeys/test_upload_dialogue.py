"""The whole dialogue about a tracker with problems in a real browser: understood, changed, mended, stored."""

import csv
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import read_until, wait_until_idle
from tests.trackers.books import Formula, Percent, workbook

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
TRACKER = [
    ["Outreach, monthly figures"],
    [],
    ["Use case", "Channel", "Metric", 2026],
    [None, None, None, *MONTHS],
    ["Fewer no-shows", "Phone", "No-show rate", *map(Percent, (0.21, 0.2, 0.19, 0.18, 0.17, 0.16))],
    [
        "Fewer no-shows",
        "Phone",
        "First contact resolution",
        Percent(0.6),
        "about ten",
        *map(Percent, (0.6, 0.6, 0.7, 0.7)),
    ],
    [
        "Faster answers",
        "Chat",
        "No-show rate",
        *map(Percent, (0.11, 0.1, 0.09)),
        Formula("1/0|#DIV/0!"),
        *map(Percent, (0.08, 0.07)),
    ],
    ["Faster answers", "Chat", "First contact resolution", *map(Percent, (0.7, 0.71, 0.72, 0.73, 0.74)), "12,5,5 %"],
    ["<img src=x onerror=document.title='run'>", "Chat", "No-show rate", *map(Percent, (0.3, 0.3, 0.2, 0.2, 0.1, 0.1))],
]
MENDED = {"E6": 0.61, "G7": 0.085, "I8": 0.75}
LAST_YEARS_HEADER = [
    ["Use case", "Metric", "Jan 2025", "Feb 2025", "Mar 2025"],
    ["Use case", "Metric", "Jan 2026", "Feb 2026", "Mar 2026"],
    ["Fewer no-shows", "No-show rate", Percent(0.21), Percent(0.2), Percent(0.19)],
    ["Faster answers", "No-show rate", Percent(0.11), Percent(0.1), Percent(0.09)],
]
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return `${at.tagName} ${at.ariaLabel || at.innerText}`;
}"""
# Listens for the next click, whatever is drawn anew before it, and notes how high on the screen its control is then.
NOTE_WHERE_CLICKED = """() => {
  const note = (event) => { window.clickedAt = event.composedPath()[0].getBoundingClientRect().top; };
  window.addEventListener("click", note, { capture: true, once: true });
}"""


@pytest.fixture
def upload(page, cold_server, idle):
    page.goto(f"{cold_server}/upload")
    idle(page)
    return page


@pytest.mark.browser
def test_a_tracker_with_problems_is_understood_changed_mended_and_stored(upload, idle, tmp_path):
    file = tmp_path / "Outreach.xlsx"
    file.write_bytes(workbook({"Outreach": TRACKER}, merges={"Outreach": ["D3:I3"]}))
    _drop(upload, file, "27 new, 0 corrected, 0 as before, 3 to mend")

    _change_the_header_and_back(upload)
    _change_a_column_and_back(upload)
    _change_the_layout_and_back(upload)
    assert {row["Period"] for row in _differences(upload)} == {f"{month} 2026" for month in MONTHS}

    copy = _annotated_copy(upload, tmp_path)
    _store(upload, "27 new, 0 corrected")
    _mend(copy, file)
    _drop(upload, file, "3 new, 0 corrected, 27 as before, 0 to mend")
    assert {row["Cell"] for row in _differences(upload)} == {f"Outreach!{cell}" for cell in MENDED}
    _store(upload, "3 new, 0 corrected")

    expect(upload.get_by_text(re.compile("3 new, 27 as before$"))).to_be_visible()
    _undo(upload, idle)
    expect(upload.get_by_text(re.compile(r"3 new, 27 as before · undone"))).to_be_visible()
    assert upload.title() != "run"


@pytest.mark.browser
def test_a_header_that_was_taken_for_another_is_set_right_with_one_click(upload, tmp_path):
    file = tmp_path / "This year.xlsx"
    file.write_bytes(workbook({"Figures": LAST_YEARS_HEADER}))
    _drop(upload, file, "6 new, 0 corrected, 0 as before, 0 to mend")
    assert _differences(upload)[0]["Period"] == "Jan 2025"

    upload.get_by_role("button", name="Row 1 is a header row: take it out").click()
    expect(upload.get_by_role("button", name="Make row 1 a header row")).to_be_visible()

    assert _differences(upload)[0]["Period"] == "Jan 2026"
    upload.get_by_role("button", name="As first understood").click()
    expect(upload.get_by_role("button", name="Row 1 is a header row: take it out")).to_be_visible()


@pytest.mark.browser
def test_a_tracker_is_dropped_changed_and_stored_with_the_keyboard_alone(upload, tmp_path):
    file = tmp_path / "This year.xlsx"
    file.write_bytes(workbook({"Figures": LAST_YEARS_HEADER}))

    expect(upload.get_by_test_id("stFileUploader")).to_be_visible()
    with upload.expect_file_chooser() as chooser:  # begun with the way there: the browser hears of it late
        _tab_to(upload, r"^BUTTON upload\s+Upload$")
        upload.keyboard.press("Enter")
    chooser.value.set_files(file)
    expect(_headline(upload)).to_have_text("6 new, 0 corrected, 0 as before, 0 to mend")
    _wait_until_read(upload)

    _tab_to(upload, "Row 1 is a header row: take it out")
    upload.keyboard.press("Space")
    expect(upload.get_by_role("button", name="Make row 1 a header row")).to_be_focused()
    _wait_until_read(upload)
    _tab_to(upload, "Meaning of column A, Use case")
    meaning = upload.get_by_label("Meaning of column A, Use case")
    before = meaning.input_value()
    upload.keyboard.press("ArrowDown")
    expect(meaning).not_to_have_value(before)
    _wait_until_read(upload)

    _tab_to(upload, "Store 6 changes", backwards=True)
    upload.keyboard.press("Enter")
    expect(upload.get_by_text("is stored as import 1")).to_be_visible()


@pytest.mark.browser
def test_what_was_clicked_stays_in_its_place_at_the_top_of_the_page_too(upload, tmp_path):
    file = tmp_path / "Outreach.xlsx"
    file.write_bytes(workbook({"Outreach": TRACKER}, merges={"Outreach": ["D3:I3"]}))
    _drop(upload, file, "27 new, 0 corrected, 0 as before, 3 to mend")
    upload.get_by_role("button", name="Row 3 is a header row: take it out").click()
    expect(upload.get_by_text("Which year are they in?")).to_be_visible()
    _wait_until_read(upload)

    upload.mouse.wheel(0, -2000)
    expect(upload.get_by_role("heading", level=1)).to_be_in_viewport()
    before = _click(upload.get_by_role("button", name="Make row 3 a header row"))
    expect(upload.get_by_text("Which year are they in?")).to_have_count(0)
    _wait_until_read(upload)

    _wait_until_at(upload.get_by_role("button", name="Row 3 is a header row: take it out"), before)


@pytest.mark.browser
def test_storing_comes_before_the_sheets_in_the_order_of_tab(upload, tmp_path):
    file = tmp_path / "This year.xlsx"
    file.write_bytes(workbook({"Figures": LAST_YEARS_HEADER}))
    _drop(upload, file, "6 new, 0 corrected, 0 as before, 0 to mend")

    upload.get_by_role("button", name="Put the file away").focus()
    upload.keyboard.press("Shift+Tab")

    expect(upload.get_by_role("button", name=re.compile("Store 6 changes"))).to_be_focused()


def _drop(page, file, headline):
    another = page.get_by_role("button", name="Drop another file")
    if another.count():
        another.click()
        expect(page.get_by_test_id("stFileUploader")).to_be_visible()
        wait_until_idle(page)
    page.locator('input[type="file"]').set_input_files(file)
    expect(_headline(page)).to_have_text(headline)
    _wait_until_read(page)


def _headline(page):
    return page.get_by_role("heading", level=2)


def _change_the_header_and_back(page):
    before = _click(page.get_by_role("button", name="Row 3 is a header row: take it out"))
    expect(page.get_by_text("Which year are they in?")).to_be_visible()
    _wait_until_read(page)
    row = page.get_by_role("button", name="Make row 3 a header row")
    _wait_until_at(row, before)
    row.click()
    expect(_headline(page)).to_have_text("27 new, 0 corrected, 0 as before, 3 to mend")
    expect(page.get_by_text("Which year are they in?")).to_have_count(0)
    _wait_until_read(page)


def _change_a_column_and_back(page):
    column = page.get_by_label("Meaning of column B, Channel")
    before = column.input_value()
    column.select_option(label="Not used")
    _wait_until_read(page)
    assert {row["Part"] for row in _differences(page)} == {"–"}
    column.select_option(value=before)
    _wait_until_read(page)
    assert {row["Part"] for row in _differences(page)} == {"Chat", "Phone"}


def _click(element):
    """Click, and return how high on the screen the element was just then."""
    element.page.evaluate(NOTE_WHERE_CLICKED)
    element.click()
    return element.page.evaluate("window.clickedAt")


def _wait_until_at(element, height):
    """Wait until an element is back at its height on the screen: what grows above it moves it for a moment."""
    expect(element).to_be_visible()
    near = pytest.approx(height, abs=2)
    assert read_until(element.page, lambda: element.bounding_box()["y"], lambda at: at == near) == near


def _wait_until_read(page):
    """Wait until the file was read anew as a click in its sheet said, and the page shows what comes of it."""
    expect(page.locator(".sheet")).to_have_attribute("aria-busy", "false")
    wait_until_idle(page)


def _change_the_layout_and_back(page):
    layout = page.get_by_label("Layout of the table A3:I9")
    layout.select_option(label="Nothing to import")
    expect(_headline(page)).to_have_text(re.compile("^0 new"))
    _wait_until_read(page)
    layout.select_option(label="One column per period")
    expect(_headline(page)).to_have_text("27 new, 0 corrected, 0 as before, 3 to mend")
    _wait_until_read(page)


def _differences(page):
    """What would be stored, as the page hands it over once the file was read as the last click said."""
    _wait_until_read(page)
    title = page.get_by_text(re.compile("figures? (is|are) new$"))
    if not page.get_by_role("button", name="Data").first.is_visible():
        title.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Data").first.press("Enter")  # a pointer misses what moves as the part opens
    return list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))


def _annotated_copy(page, folder):
    with page.expect_download() as download:
        page.get_by_role("button", name="Annotated copy").first.click()
    copy = folder / "copy.xlsx"
    download.value.save_as(copy)
    assert download.value.suggested_filename == "Outreach.xlsx"
    return copy


def _mend(copy, file):
    """Put right what the copy marks, and save it under the file's own name."""
    book = openpyxl.load_workbook(copy)
    marked = {cell.coordinate for row in book["Outreach"].iter_rows() for cell in row if cell.comment}
    assert marked == MENDED.keys()
    for cell, value in MENDED.items():
        book["Outreach"][cell] = value
    book.save(file)


def _store(page, said):
    page.get_by_role("button", name=re.compile(r"^\W*Store [\d,]+ changes?$")).click()
    expect(page.get_by_text(re.compile(f"is stored as import \\d+: {said}"))).to_be_visible()
    expect(page.get_by_role("button", name="Drop another file")).to_be_visible()
    wait_until_idle(page)


def _undo(page, idle):
    page.get_by_test_id("stMain").get_by_role("button", name=re.compile("Undo")).first.click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text(re.compile("^Import 2 .* is undone"))).to_be_visible()
    idle(page)


def _tab_to(page, wanted, *, backwards=False, at_most=60):
    """Press Tab until the control that reads so has the focus."""
    passed = []
    while not re.search(wanted, passed[-1] if passed else ""):
        assert len(passed) < at_most, f"Tab does not lead to {wanted}, but to {passed}"
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        passed.append(page.evaluate(FOCUSED))
