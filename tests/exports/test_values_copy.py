"""Files that cannot be changed in place: their values in a workbook, read as the very same."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.exports import annotated
from cxdash.exports.annotated.values import workbook as of_values
from cxdash.trackers.files.cells import UNCACHED, CellError, Grid, Percent
from cxdash.trackers.files.opening import open_file
from tests.exports.marks import SIGN, marked, opened, problem, problems_of, understood
from tests.trackers.books import Clock, csv, part
from tests.trackers.books import Percent as Share
from tests.trackers.old_books import OldSheet, old_workbook

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(str.strip)
CELLS = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(allow_nan=False, allow_infinity=False).map(Percent),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(9990, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(9990, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.timedeltas(timedelta(days=-9_000), timedelta(days=9_000)),
    TEXTS.map(lambda text: text or None),
    st.sampled_from([CellError("#DIV/0!"), CellError("#N/A"), UNCACHED, "=1+1", "+4", "@x", "_x0041_", "-", "a\rb\nc"]),
)


def _cells(grid):
    return [_at_noon_or_day(row) for row in grid.rows]


def _at_noon_or_day(row):
    """A moment at midnight is a day, in every format."""
    days = [cell.date() if isinstance(cell, datetime) and cell.time() == datetime.min.time() else cell for cell in row]
    while days and days[-1] is None:
        days.pop()
    return [(type(cell), cell) for cell in days]


@given(
    st.lists(st.lists(CELLS, max_size=5), max_size=5).filter(
        lambda rows: any(cell is not None for row in rows for cell in row)
    )
)
@settings(max_examples=150, deadline=None)
def test_every_cell_is_read_as_it_was_written(rows):
    (found,) = open_file(of_values([Grid("KPI", rows)]), "tracker.xlsx").grids

    expected = _cells(Grid("KPI", rows))
    while expected and not expected[-1]:
        expected.pop()
    assert _cells(found) == expected


def test_what_is_hidden_and_merged_is_so_in_the_copy():
    grid = Grid(
        "KPI",
        [["a", 1.0], [], ["b"]],
        hidden_rows=frozenset({1}),
        hidden_columns=frozenset({1}),
        merges=((0, 0, 0, 1),),
    )

    first, second = open_file(of_values([grid, Grid("Notes", [["x"]], hidden=True)]), "tracker.xlsx").grids

    assert (first.hidden_rows, first.hidden_columns, first.merges) == ({1}, {1}, ((0, 0, 0, 1),))
    assert (first.hidden, second.hidden) == (False, True)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_text_file_comes_back_as_a_workbook_with_its_cells_marked(encoding):
    rows = [["Woche", "Standort", "No-show-Quote"], ["2026-W10", "Straße", "12,5 %"], ["2026-W11", "Straße", "etwa 4"]]
    original = csv(rows, encoding=encoding)

    copy = annotated.copy(original, "Quoten.csv", problems_of(original, "Quoten.csv"))

    assert copy.name == "Quoten.xlsx"
    assert list(marked(copy.content)) == [("Quoten", "C3")]
    assert understood(copy.content, copy.name) == understood(original, "Quoten.csv")


def test_text_never_becomes_a_formula():
    original = csv([["Note", "CSAT"], ["=1+1", "@SUM(A1)"], ["-2+3", '+cmd|" /C calc"!A0']])

    sheet = opened(annotated.copy(original, "notes.csv", []).content)["notes"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["=1+1", "@SUM(A1)"],
        ["-2+3", '+cmd|" /C calc"!A0'],
    ]
    assert all(cell.data_type == "s" and cell.quotePrefix for row in sheet.iter_rows(min_row=2) for cell in row)


def test_an_old_workbook_comes_back_with_its_formats():
    rows = [
        ["Week", "CSAT", "Handle time"],
        [date(2026, 3, 2), Share(0.25), Clock(0.01)],
        [date(2026, 3, 9), "#DIV/0!", Clock(0.02)],
        [date(2026, 3, 16), "about 4", Clock(0.02)],
    ]
    original = old_workbook({"KPI": OldSheet(rows), "Notes": OldSheet([["x"]], hidden=True)})

    copy = annotated.copy(original, "tracker.xls", problems_of(original, "tracker.xls"))

    assert copy.name == "tracker.xlsx"
    assert ("KPI", "B4") in marked(copy.content)
    assert understood(copy.content, copy.name) == understood(original, "tracker.xls")


def test_a_name_that_no_sheet_may_have_becomes_one_that_says_nothing():
    name = "Every figure of the northern region in one file.csv"
    original = csv([["Week", "Site", "CSAT"], ["2026-W10", "Ward A", "about 4"], ["2026-W11", "Ward A", "0.5"]])

    copy = annotated.copy(original, name, [problem("C2", sheet=name.removesuffix(".csv"))])

    assert marked(copy.content) == {("Sheet1", "C2"): f"{SIGN}This is wrong. Mend it."}
    (_, _, tables), (_, _, as_uploaded) = *understood(copy.content, copy.name), *understood(original, name)
    assert [each.metric for each in tables[0].readings] == [each.metric for each in as_uploaded[0].readings]


def test_a_name_that_tells_comparison_from_pilot_is_not_lost_silently():
    with pytest.raises(RuleError, match="at most 31 letters"):
        annotated.copy(
            csv([["Week", "CSAT"], ["2026-W10", "0.5"]]), "Every figure of the northern region – control.csv", []
        )


def test_more_rows_than_a_sheet_holds_are_said():
    with pytest.raises(RuleError, match="Split it into two files"):
        of_values([Grid("KPI", [["a"]] * 1_048_577)])


def test_a_copy_of_values_is_annotated_again_like_any_workbook():
    original = csv([["Week", "CSAT"], ["2026-W10", "about 4"]])
    copy = annotated.copy(original, "tracker.csv", [problem("B2", sheet="tracker")])

    again = annotated.copy(copy.content, copy.name, [])

    assert marked(again.content) == {}
    assert b"quotePrefix" in part(again.content, "xl/styles.xml")
