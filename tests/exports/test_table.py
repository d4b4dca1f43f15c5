"""A table as a workbook."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from cxdash.exports import table


def sheet(frame):
    return openpyxl.load_workbook(BytesIO(table.workbook(frame, sheet="Use cases")))["Use cases"]


def test_figures_stay_figures_days_days_and_nothing_stays_empty():
    frame = pd.DataFrame(
        {
            "Use case": ["Fewer no-shows", "Fewer calls"],
            "Days": pd.array([41, None], dtype="Int64"),
            "Promised": [2_400.5, None],
            "Idea of": [date(2026, 2, 2), None],
        }
    )

    rows = [[cell.value for cell in row] for row in sheet(frame).iter_rows()]

    assert rows == [
        ["Use case", "Days", "Promised", "Idea of"],
        ["Fewer no-shows", 41, 2_400.5, datetime(2026, 2, 2)],
        ["Fewer calls", None, None, None],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "=HYPERLINK(1)", "0012"])
def test_what_people_typed_stays_text(text):
    cell = sheet(pd.DataFrame({"Use case": [text]}))["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_an_empty_table_has_its_columns():
    assert [cell.value for cell in sheet(pd.DataFrame({"Use case": [], "Stage": []}))[1]] == ["Use case", "Stage"]
