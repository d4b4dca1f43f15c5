"""The grid of a sheet on the page Upload: one click says what a row, a column, a table or a sheet is."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.ui import session
from tests.pages.uploading import PAGE, click, drop, grid, headline, open_tab, store
from tests.trackers.books import Percent, csv, workbook

LAST_YEARS_HEADER = [
    ["Use case", "Metric", "Jan 2025", "Feb 2025", "Mar 2025"],
    ["Use case", "Metric", "Jan 2026", "Feb 2026", "Mar 2026"],
    ["Fewer no-shows", "No-show rate", Percent(0.21), Percent(0.2), Percent(0.19)],
    ["Faster answers", "No-show rate", Percent(0.11), Percent(0.1), Percent(0.09)],
]
WITH_TOTAL = [
    ["Site", "Jan 2026", "Feb 2026"],
    ["North", 10, 20],
    ["South", 30, 40],
    ["Total", 40, 60],
]


@pytest.fixture
def page(empty):  # noqa: ARG001 the page answers from this database
    return AppTest.from_file(PAGE, default_timeout=60).run()


def test_a_click_on_a_row_s_number_takes_it_out_of_the_header_and_another_one_puts_it_back(page):
    drop(page, "months.xlsx", workbook({"Figures": LAST_YEARS_HEADER}))
    assert _headers(page) == [1, 2]
    assert _periods(page)[0] == "Jan 2025"

    click(page, do="header", table="A1", row=1)
    assert _headers(page) == [2]
    assert _periods(page)[0] == "Jan 2026"

    click(page, do="header", table="A2", row=1)
    assert _headers(page) == [1, 2]
    assert _periods(page)[0] == "Jan 2025"


def test_as_first_understood_takes_every_change_of_a_sheet_back(page):
    drop(page, "months.xlsx", workbook({"Figures": LAST_YEARS_HEADER}))
    first = grid(page)
    click(page, do="header", table="A1", row=1)
    click(page, do="layout", table="A2", answer="none")
    assert headline(page).startswith("0 new")
    assert grid(page)["changed"]

    click(page, do="first")

    again = grid(page)
    assert not again["changed"]
    assert again["tables"] == first["tables"]
    assert headline(page).startswith("6 new")


def test_a_chosen_layout_is_read_and_kept(page):
    drop(page, "months.xlsx", workbook({"Figures": LAST_YEARS_HEADER[1:]}))
    assert grid(page)["tables"][0]["layout"] == "wide_period"

    click(page, do="layout", table="A1", answer="none")

    assert grid(page)["tables"][0]["layout"] == "none"
    assert page.button(key="store").disabled


def test_a_column_s_meaning_decides_what_its_texts_are(page):
    rows = [["Group", "Metric", "Jan 2026"], ["North", "No-show rate", 0.1], ["South", "No-show rate", 0.2]]
    drop(page, "months.xlsx", workbook({"Figures": rows}))

    click(page, do="column", table="A1", letter="A", answer="segment")

    assert grid(page)["heads"][0]["cells"]["0"]["field"] == "segment"
    assert sorted(_new_figures(page)["Part"]) == ["North", "South"]


def test_total_rows_are_left_out_until_somebody_wants_them_read(page):
    drop(page, "sites.xlsx", workbook({"Figures": WITH_TOTAL}))
    assert "Total row 4 left out" in grid(page)["tables"][0]["totals"]["words"]
    assert headline(page).startswith("4 new")

    click(page, do="totals", table="A1", read=True)
    assert headline(page).startswith("6 new")

    click(page, do="totals", table="A1", read=False)
    assert headline(page).startswith("4 new")


def test_a_hidden_sheet_is_left_out_until_somebody_wants_it_read(page):
    sheets = {"Cover": [["Our figures"]], "Figures": WITH_TOTAL}
    drop(page, "sites.xlsx", workbook(sheets, hidden_sheets=["Figures"]))
    assert page.button(key="store").disabled
    open_tab(page, "Figures (hidden)")
    assert not grid(page)["used"]

    click(page, do="sheet", read=True)
    assert headline(page).startswith("4 new")

    click(page, do="sheet", read=False)
    assert headline(page).startswith("0 new")


def test_any_sheet_can_be_left_out(page):
    drop(page, "sites.xlsx", workbook({"Figures": WITH_TOTAL}))

    click(page, do="sheet", read=False)

    assert headline(page).startswith("0 new")
    assert not grid(page)["used"]


def test_what_was_said_by_clicks_is_remembered_for_the_next_file_of_the_same_make(page):
    drop(page, "months.xlsx", workbook({"Figures": LAST_YEARS_HEADER}))
    click(page, do="header", table="A1", row=1)
    store(page)
    page.button(key="another").click().run()

    later = [*LAST_YEARS_HEADER, ["Calmer shifts", "No-show rate", Percent(0.3), Percent(0.2), Percent(0.1)]]
    drop(page, "months.xlsx", workbook({"Figures": later}))

    assert headline(page) == "3 new, 0 corrected, 6 as before, 0 to mend"
    assert "Understood as last time" in page.expander[0].label


def test_a_change_after_which_the_file_cannot_be_read_is_taken_back(page, monkeypatch):
    filler = ["x" * 30_000] * 40
    rows = [
        ["Site", "Metric", "Jan 2026", "Remark"],
        *(["North", f"Metric {number}", 1, text] for number, text in enumerate(filler)),
    ]
    drop(page, "sites.csv", csv(rows))
    before = grid(page) | {"heard": 0}
    monkeypatch.setenv("CXDASH_UPLOAD_MEGABYTES", "1")
    session.settings.cache_clear()

    click(page, do="layout", table="A1", answer="none")

    assert page.error[0].value.endswith("Your last change was taken back.")
    assert grid(page) | {"heard": 0} == before
    assert headline(page).startswith("40 new")


NONSENSE = [
    {"do": "header", "table": "A1", "row": 4000},
    {"do": "header", "table": "A1", "row": "1"},
    {"do": "layout", "table": "A1", "answer": "a pivot"},
    {"do": "layout", "table": "ZZ9", "answer": "long"},
    {"do": "column", "table": "A1", "letter": "A", "answer": "metric:x" * 99},
    {"do": "column", "table": "A1", "letter": "ZZ", "answer": "metric"},
    {"do": "answer", "table": "A1", "question": "year", "answer": "1066"},
    {"do": "sing"},
    {},
]


def test_nonsense_from_the_browser_changes_nothing(page):
    drop(page, "sites.xlsx", workbook({"Figures": WITH_TOTAL}))
    before = grid(page) | {"heard": 0}

    after = []
    for told in NONSENSE:
        click(page, **told)
        after.append(grid(page) | {"heard": 0})

    assert not page.exception
    assert after == [before] * len(NONSENSE)


def _headers(page):
    return [row["number"] for row in grid(page)["rows"] if "header" in row["role"]]


def _new_figures(page):
    return page.dataframe[-1].value


def _periods(page):
    return list(_new_figures(page)["Period"])
