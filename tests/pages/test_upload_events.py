"""Event logs on the page Upload: nothing is read from them until a person says how they are summarised."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.store.tables import Observation
from tests.pages.uploading import PAGE, drop, grid, headline, store
from tests.trackers.books import workbook

CALLS = [
    ["Call id", "Call date", "Site", "Seconds", "Solved"],
    *(
        [
            f"C-{number:05}",
            date(2026, 1, 5) + timedelta(days=number // 2),
            ["North", "South"][number % 2],
            60 + number,
            "Yes" if number % 4 < 2 else "No",
        ]
        for number in range(56)
    ),
]


@pytest.fixture
def page(empty):  # noqa: ARG001 the page answers from this database
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    drop(page, "calls.xlsx", workbook({"Calls": CALLS}))
    return page


def test_an_event_log_waits_for_how_it_is_summarised(page):
    assert headline(page).startswith("0 new")
    assert page.button(key="store").disabled
    assert grid(page)["tables"][0]["layout"] == "event_log"
    assert "Count the rows" in _question(page).options[1]


def test_a_proposal_in_words_is_taken_by_choosing_it(page, empty):
    proposed = page.session_state["upload.held"].asked["event_log:Calls"].candidates[0]
    _question(page).set_value(proposed).run()
    store(page)

    assert not page.exception
    with empty.reading() as reading:
        assert reading.query(Observation).count() > 0


def test_another_summary_is_composed_in_a_small_form(page):
    _one_labelled(page.selectbox, "Date of the event").set_value("B")
    _one_labelled(page.multiselect, "What to count").set_value(["Average “Seconds”"])
    _one_labelled(page.selectbox, "Kept apart").set_value("")
    page.button(key=_submit(page)).click().run()

    assert not page.exception
    assert _question(page).value == "week of B: mean of D"
    assert headline(page) == "4 new, 0 corrected, 0 as before, 0 to mend"


def test_a_form_without_a_figure_says_what_is_missing(page):
    _one_labelled(page.multiselect, "What to count").set_value([])
    page.button(key=_submit(page)).click().run()

    assert "at least one figure" in page.error[0].value
    assert headline(page).startswith("0 new")


def _question(page):
    return _one_labelled(page.radio, "row for each event")


def _one_labelled(boxes, words):
    (found,) = (box for box in boxes if words in box.label)
    return found


def _submit(page):
    return next(button.key for button in page.button if button.label == "Summarise like this")
