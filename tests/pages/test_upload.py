"""The page Upload: drop, understand, answer, store, take back."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import setup
from cxdash.domain.actions import Action
from cxdash.reports import uploads
from cxdash.store.tables import Observation, PersonRow, UseCase
from cxdash.ui import session
from tests.apps import ROOT
from tests.pages.uploading import PAGE, drop, headline, store, to_mend
from tests.trackers.books import workbook

TRACKERS = ROOT / "data" / "trackers"
REGISTER = TRACKERS / "01 Use case register.xlsx"
WEEKLY = TRACKERS / "02 Weekly outcomes.xlsx"

LONG = b"""Use case,Metric,Month,Value
Fewer no-shows,No-show rate,2026-01-01,12.1%
Fewer no-shows,No-show rate,2026-02-01,11.4%
Fewer no-shows,No-show rate,2026-03-01,10.2%
Fewer no-shows,No-show rate,2026-04-01,about ten
"""

BY_SITE = LONG.replace(b"Use case,", b"Site,").replace(b"Fewer no-shows", b"Riverside")


@pytest.fixture
def page(empty):  # noqa: ARG001 the page answers from this database
    return AppTest.from_file(PAGE, default_timeout=60).run()


def test_an_empty_page_says_what_to_do(page):
    assert not page.exception
    assert page.get("file_uploader")
    assert "Nothing has been imported yet." in _captions(page)


def test_dropping_a_file_stores_nothing(page, empty):
    drop(page, "no-shows.csv", LONG)

    assert headline(page) == "3 new, 0 corrected, 0 as before, 1 to mend"
    with empty.reading() as reading:
        assert reading.query(Observation).count() == 0
        assert reading.query(UseCase).count() == 0


def test_what_has_to_be_mended_is_named_by_its_cell(page):
    drop(page, "no-shows.csv", LONG)

    ((cell, what_to_do),) = to_mend(page).items()
    assert cell.endswith("!D5")
    assert "about ten" in what_to_do


def test_storing_takes_two_clicks_and_says_what_was_stored(page, empty):
    drop(page, "no-shows.csv", LONG)
    store(page)

    assert not page.exception
    assert "is stored as import 1: 3 new, 0 corrected" in page.success[0].value
    with empty.reading() as reading:
        assert reading.query(Observation).count() == 3


def test_the_same_file_again_has_nothing_tostore(page):
    drop(page, "no-shows.csv", LONG)
    store(page)
    page.button(key="another").click().run()
    drop(page, "no-shows.csv", LONG)

    assert headline(page) == "0 new, 0 corrected, 3 as before, 1 to mend"
    assert page.button(key="store").disabled


def test_a_corrected_figure_is_shown_with_what_stood_there_before(page):
    drop(page, "no-shows.csv", LONG)
    store(page)
    page.button(key="another").click().run()
    drop(page, "no-shows.csv", LONG.replace(b"11.4%", b"11.9%"))

    assert headline(page) == "0 new, 1 corrected, 2 as before, 1 to mend"
    (change,) = page.dataframe[0].value.to_dict("records")
    assert (change["Period"], change["Before"], change["Now"]) == ("Feb 2026", "11.4\u00a0%", "11.9\u00a0%")


def test_a_correction_too_fine_for_rounded_figures_is_seen(page):
    drop(page, "no-shows.csv", LONG.replace(b"11.4%", b"11.4012%"))
    store(page)
    page.button(key="another").click().run()
    drop(page, "no-shows.csv", LONG.replace(b"11.4%", b"11.4034%"))

    (change,) = page.dataframe[0].value.to_dict("records")
    assert (change["Before"], change["Now"]) == ("11.4012\u00a0%", "11.4034\u00a0%")


def test_what_is_wrong_alike_in_many_cells_is_said_once(page):
    months = [(2020 + number // 12, number % 12 + 1) for number in range(72)]
    rows = [f"Fewer no-shows,No-show rate,{year}-{month:02}-01,{'?' * (month > 8)}{month}%" for year, month in months]
    drop(page, "no-shows.csv", "\n".join(["Use case,Metric,Month,Value", *rows]).encode())

    assert headline(page).endswith("24 to mend")
    assert list(to_mend(page)) == ["no-shows!D10, D11, D12 and 21 more"]


def test_an_import_is_undone_after_asking_and_its_row_says_so(page, empty):
    drop(page, "no-shows.csv", LONG)
    store(page)
    assert "Import 1 is taken back: 3 new entries are taken out." in [text.value for text in page.markdown]
    page.button(key="undo-1").click().run()

    assert not page.exception
    assert any("is undone" in done.value for done in page.success)
    with empty.reading() as reading:
        assert reading.query(Observation).count() == 0
        (past,) = uploads.history(reading)
    assert past.undone_at is not None
    assert "undo-1" not in {button.key for button in page.button}


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(page):
    drop(page, "tracker.xlsx", b"<html><body>Not signed in</body></html>")

    (refusal,) = page.error
    assert "tracker" in refusal.value
    assert not page.exception
    page.button(key="another").click().run()
    assert page.get("file_uploader")


@pytest.mark.parametrize(
    ("name", "content", "what_to_do"),
    [
        ("tracker.xlsx", b"", "empty"),
        ("tracker.docx", b"PK" + bytes(64), "again"),
        ("tracker.csv", b"Site,Value\nNorth,\x00\n", "CSV"),
    ],
)
def test_a_file_of_another_kind_may_be_dropped_and_is_refused_with_what_to_do(page, name, content, what_to_do):
    drop(page, name, content)

    assert not page.exception
    assert what_to_do in page.error[0].value
    assert "another" in {button.key for button in page.button}


def test_a_file_without_figures_is_not_said_to_be_stored_already(page):
    drop(page, "notes.csv", b"Note,By\nCall the site back,Ana\nAsk for the figures,Ben\n")

    assert "No figures were found" in page.info[0].value
    assert page.button(key="store").disabled


def test_figures_go_to_the_use_case_a_person_chooses(page, empty):
    drop(page, "no-shows.csv", BY_SITE)
    store(page)
    page.button(key="another").click().run()
    drop(page, "export 17.csv", BY_SITE.replace(b"Month,Value", b"Month,Figure").replace(b"2026-0", b"2025-0"))
    home = next(box for box in page.selectbox if "belong to" in box.label)
    assert home.options == ["export 17 (new)", "no shows"]

    home.set_value("no-shows").run()
    store(page)

    with empty.reading() as reading:
        assert [use_case.title for use_case in reading.query(UseCase)] == ["no shows"]
        assert reading.query(Observation).count() == 6


def test_next_week_s_file_of_the_same_layout_goes_where_the_last_one_went(page, empty):
    drop(page, "week 17.csv", BY_SITE)
    store(page)
    page.button(key="another").click().run()
    drop(page, "week 18.csv", BY_SITE.replace(b"2026-0", b"2025-0"))

    assert next(box for box in page.selectbox if "belong to" in box.label).value == "week-17"
    store(page)

    with empty.reading() as reading:
        assert [use_case.title for use_case in reading.query(UseCase)] == ["week 17"]


def test_a_name_that_resembles_a_known_one_is_asked_and_the_answer_remembered(page):
    misspelt = LONG.replace(b"No-show rate", b"First contact resolutio rate")
    drop(page, "fcr.csv", misspelt)
    assert headline(page) == "0 new, 0 corrected, 0 as before, 3 waiting for an answer, 1 to mend"
    question = next(box for box in page.selectbox if "First contact resolutio rate" in box.label)

    question.set_value("first_contact_resolution").run()

    assert headline(page) == "3 new, 0 corrected, 0 as before, 1 to mend"
    store(page)
    page.button(key="another").click().run()
    drop(page, "fcr.csv", misspelt)
    assert headline(page) == "0 new, 0 corrected, 3 as before, 1 to mend"


def test_the_sample_register_and_its_weekly_figures_go_in_one_after_the_other(page, empty):
    drop(page, REGISTER.name, REGISTER.read_bytes())
    assert page.expander[0].label == "43 use cases and pilots are new"
    store(page)
    page.button(key="another").click().run()
    drop(page, WEEKLY.name, WEEKLY.read_bytes())
    store(page)

    assert not page.exception
    with empty.reading() as reading:
        assert [past.file for past in uploads.history(reading)] == [WEEKLY.name, REGISTER.name]
        assert reading.query(UseCase).count() >= 16


def test_what_somebody_else_stored_meanwhile_is_shown_before_anything_is_stored(page, empty):
    drop(page, "no-shows.csv", LONG)
    other = AppTest.from_file(PAGE, default_timeout=60).run()
    drop(other, "no-shows.csv", LONG.replace(b"11.4%", b"11.9%"))
    store(other)

    store(page)

    assert "What would be stored changed while you looked, so nothing was" in page.error[0].value
    assert headline(page) == "0 new, 1 corrected, 2 as before, 1 to mend"
    with empty.reading() as reading:
        assert len(uploads.history(reading)) == 1
    store(page)
    assert "is stored as import 2: 0 new, 1 corrected" in page.success[0].value


def test_a_file_in_hand_is_compared_anew_when_the_data_change(page):
    drop(page, "no-shows.csv", LONG)
    other = AppTest.from_file(PAGE, default_timeout=60).run()
    drop(other, "no-shows.csv", LONG)
    store(other)

    page.run()

    assert headline(page) == "0 new, 0 corrected, 3 as before, 1 to mend"


def test_a_file_put_away_is_gone_and_nothing_was_stored(page, empty):
    drop(page, "no-shows.csv", LONG)

    page.button(key="put-away").click().run()

    assert page.get("file_uploader")
    assert not page.header
    with empty.reading() as reading:
        assert uploads.history(reading) == ()


def test_cells_to_mend_are_handed_over_marked_before_and_after_storing(page):
    drop(page, "no-shows.csv", LONG)
    assert "annotated" in _downloads(page)

    store(page)

    assert "1 cell was left out" in page.success[0].value
    assert {"annotated-1", "file-1"} <= _downloads(page)


def test_an_import_with_nothing_to_mend_has_no_annotated_copy(page):
    drop(page, "no-shows.csv", LONG.rsplit(b"Fewer", 1)[0])
    assert "annotated" not in _downloads(page)

    store(page)

    assert _downloads(page) >= {"file-1"}
    assert "annotated-1" not in _downloads(page)


def test_several_sheets_are_counted_one_by_one(page):
    header = ["Use case", "Metric", "Month", "Value"]
    rows = [["Fewer no-shows", "No-show rate", f"2026-0{month}", f"1{month} %"] for month in range(1, 7)]
    rows[2][3] = "about ten"
    drop(page, "no-shows.xlsx", workbook({"Spring": [header, *rows[:4]], "Summer": [header, *rows[4:]]}))

    (counts,) = (each.value for each in page.table if "Sheet" in each.value.columns)
    assert counts.to_dict("records") == [
        {"Sheet": "Spring", "New": "3", "To mend": "1"},
        {"Sheet": "Summer", "New": "2", "To mend": "0"},
    ]


def test_a_template_to_fill_in_is_offered_where_files_are_dropped(page):
    assert "template" in _downloads(page)


def test_the_original_is_kept_as_it_was_uploaded(page, empty):
    drop(page, "no-shows.csv", LONG)
    store(page)

    with empty.reading() as reading:
        assert uploads.original(reading, 1) == LONG


def test_only_program_managers_may_upload(empty):
    with empty.changing(setup.ensure_ready(empty), Action.ORGANISATION_EDIT) as changing:
        changing.get(PersonRow, 1).roles = ["viewer"]
    session.forget()

    seen = AppTest.from_file(PAGE).run()

    assert "program manager" in seen.error[0].value
    assert not seen.get("file_uploader")


def _downloads(page):
    """The keys of the buttons that hand something over."""
    return {button.key for button in page.get("download_button")}


def _captions(page):
    return [caption.value for caption in page.caption]
