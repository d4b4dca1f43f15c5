"""From pain to brief in a real browser: a friction point becomes a use case with owners, a pilot and a Word file."""

import re

import pytest
from docx import Document
from playwright.sync_api import expect

from cxdash.changes import journey_steps, journeys
from cxdash.domain.actions import Action
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from tests.apps import served
from tests.builders import ready_database

PAIN = FrictionValues(
    "Patients forget their visit",
    "Attend",
    FrictionKind.MISSED,
    population="patients",
    metric="no_show_rate",
    monthly_volume=20_000,
    failure_rate=0.18,
    unit_cost=45.0,
    effort=2,
)
COST = "£1.94m"
MENDED = "Reduce patient no-shows by 30 % through proactive outreach, measured over 90 days"
OWNERS = {"Technology": "Tess Vane", "Operations": "Omar Reid", "Commercial": "Clara Voss", "Scaling": "Sam Okoro"}


@pytest.fixture
def journey(tmp_path):
    """The address of a server whose journey has one friction point that no use case answers."""
    file = tmp_path / "cxdash.db"
    database, person = ready_database(f"sqlite:///{file}")
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        for name in ("Book", "Attend"):
            journey_steps.create_step(session, StepValues(name))
        journeys.create_friction(session, PAIN)
    database.dispose()
    with served(file) as address:
        yield f"{address}/journey"


@pytest.mark.browser
def test_a_friction_point_becomes_a_use_case_with_owners_a_pilot_and_a_brief(journey, page, idle, tmp_path):
    page.goto(journey)
    idle(page)
    _open_the_blind_spot(page)
    _mend_the_statement(page)
    page.get_by_role("button", name="Create the use case").click()
    expect(page.get_by_text("Created from its friction point. Name its owners next.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Outcome statement")).to_have_value(f"{MENDED}.")

    _name_the_owners(page, idle)
    _say_where_it_stands_today(page)
    _declare_a_pilot(page)
    _see_what_the_gate_still_asks_for(page)
    idle(page)
    markdown, document = _download_the_brief(page, tmp_path, idle)
    _check_the_brief(markdown, document)

    page.get_by_role("link", name="Journey", exact=True).click()
    expect(page.get_by_text("Nothing that has a cost is without a use case")).to_be_visible()
    expect(page.get_by_text(f"Use cases answer {COST} of {COST} a year")).to_be_visible()
    idle(page)


def _open_the_blind_spot(page):
    expect(page.get_by_role("heading", name=f"{COST} at Attend has no use case")).to_be_visible()
    spot = page.locator(".st-key-spot-patients-forget-their-visit")
    expect(spot).to_contain_text(f"{COST} a year at Attend: Patients forget their visit. No use case.")
    spot.get_by_role("link", name="Make it a use case").click()
    expect(page.get_by_role("heading", name="Patients forget their visit")).to_be_visible()


def _mend_the_statement(page):
    """Find metric and population filled in, and see each missing part until it is said."""
    statement = page.get_by_role("textbox", name="Outcome statement")
    expect(page.get_by_role("combobox", name="Primary metric")).to_have_value(re.compile("no-show rate"))
    expect(statement).to_have_value(re.compile(r"no-show rate by ___ % among patients through ___, .* 90 days"))
    _sees(page, has=("patients", "90 days", "Size missing", "Mechanism missing"))
    expect(page.get_by_text("2 things to mend")).to_be_visible()

    statement.fill("Reduce patient no-shows by 30 %")
    _sees(page, has=("30 %", "Mechanism missing", "Window missing"), lacks=("Size missing",))
    expect(page.get_by_text("Say over how long it is measured")).to_be_visible()

    statement.fill(f"{MENDED}.")
    _sees(page, has=("Down", "30 %", "patients", "proactive outreach", "90 days"), lacks=("missing", "to mend"))


def _sees(page, *, has, lacks=()):
    """The parts of the statement stand in one line of chips."""
    chips = page.get_by_test_id("stMarkdown").filter(has_text="Down").filter(has_text="no-show rate").last
    for words in has:
        expect(chips).to_contain_text(words)
    for words in lacks:
        expect(page.get_by_text(words)).to_have_count(0)


def _name_the_owners(page, idle):
    """Name four people whom nobody has named before, one right after the other."""
    expect(page.get_by_text("Nobody answers for: technology, operations, commercial, scaling.")).to_be_visible()
    for function, name in OWNERS.items():
        _choose(page, f"{function} owner", name)
    expect(page.get_by_text("Nobody answers for")).to_have_count(0)

    idle(page)
    page.reload()
    idle(page)
    for function, name in OWNERS.items():
        expect(page.get_by_role("combobox", name=f"{function} owner")).to_have_value(name)
    expect(page.get_by_text("Nobody answers for")).to_have_count(0)


def _say_where_it_stands_today(page):
    page.get_by_role("tab", name="Metrics").click()
    expect(page.get_by_text("Target −30 %")).to_be_visible()  # the statement's own
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("spinbutton", name="Baseline, %").fill("18")
    page.get_by_role("spinbutton", name="Baseline, %").press("Tab")
    page.get_by_role("button", name="Save metric").click()
    expect(page.get_by_text("Target −30 % · Baseline 18.0 %")).to_be_visible()


def _declare_a_pilot(page):
    page.get_by_role("tab", name="Pilots").click()
    page.get_by_role("button", name="Add a pilot").click()
    expect(page.get_by_role("spinbutton", name="Window, days")).to_have_value("90")  # the statement's own
    page.get_by_role("textbox", name="Name").fill("Outreach Northgate")
    _choose(page, "Site", "Northgate")
    _date(page, "Goes live", "20270104")
    expect(page.get_by_text("The verdict falls once the figures up to 3 Apr 2027 are in.")).to_be_visible()
    _date(page, "Baseline starts", "20260105")
    page.get_by_role("radiogroup", name="Compared with").get_by_text("A comparison group").click()
    page.get_by_role("textbox", name="Comparison group").fill("Millbrook")
    page.get_by_role("button", name="Save pilot").click()

    expect(page.get_by_text("Saved Outreach Northgate.")).to_be_visible()
    expect(page.get_by_text("Goes live on 4 Jan 2027")).to_be_visible()
    plan = "Northgate · live 4 Jan 2027 · 90 days · comparison group Millbrook. Plan not locked."
    expect(page.get_by_text(plan)).to_be_visible()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Outreach Northgate")


def _see_what_the_gate_still_asks_for(page):
    page.get_by_role("tab", name="Gate").click()
    expect(page.get_by_role("heading", name="5 of 7 criteria for pilot are met")).to_be_visible()


def _download_the_brief(page, folder, idle):
    """Download both files; return the Markdown and the opened Word document."""
    page.get_by_role("tab", name="Brief").click()
    expect(page.get_by_text("What would make us stop")).to_be_visible()
    idle(page)
    files = []
    for kind in ("Markdown", "Word"):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind).click()
        files.append(folder / download.value.suggested_filename)
        download.value.save_as(files[-1])
    assert [file.suffix for file in files] == [".md", ".docx"]
    return files[0].read_text(encoding="utf-8"), Document(str(files[1]))


def _check_the_brief(markdown, document):
    """Both files say what is wanted, over which days, where it stands today, and where it is tried first."""
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    words = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *(" | ".join(row) for row in rows)])
    for text in (re.sub(r"\s", " ", each) for each in (markdown, words)):
        assert f"{MENDED}." in text
        assert re.search(r"Metric \| .*no-show rate", text)
        assert "Size | −30 %" in text
        assert "Measured over | 90 days" in text
        assert "18.0 % | Declared with the use case" in text
        assert "Northgate | 5 Jan 2026 | 4 Jan 2027 | 3 Apr 2027 | Millbrook" in text
        assert f"Attend: Patients forget their visit. About {COST} a year." in text


def _choose(page, label, name):
    """Choose a name in a box of choices, or add it where it is new."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name).click()
    expect(box).to_have_value(name)


def _date(page, label, digits):
    first = page.get_by_role("group", name=label).get_by_role("spinbutton").first
    first.click()
    expect(first).to_be_focused()
    page.keyboard.type(digits)
    page.keyboard.press("Escape")  # closes the calendar
    page.keyboard.press("Tab")
