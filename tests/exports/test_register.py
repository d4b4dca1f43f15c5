"""The register as a workbook."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from cxdash.exports import EXPORTS, register
from cxdash.reports.list_columns import COLUMNS
from tests.builders import TODAY, add_use_case


def sheet(frame):
    return openpyxl.load_workbook(BytesIO(register.written(frame)))["Use cases"]


def test_figures_stay_figures_days_days_and_nothing_stays_empty():
    frame = pd.DataFrame(
        {
            "Use case": ["Fewer no-shows", "Fewer calls"],
            "Days": pd.array([41, None], dtype="Int64"),
            "Promised": [2_400.5, None],
            "Idea since": [date(2026, 2, 2), None],
        }
    )

    rows = [[cell.value for cell in row] for row in sheet(frame).iter_rows()]

    assert rows == [
        ["Use case", "Days", "Promised", "Idea since"],
        ["Fewer no-shows", 41, 2_400.5, datetime(2026, 2, 2)],
        ["Fewer calls", None, None, None],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "=HYPERLINK(1)", "0012"])
def test_what_people_typed_stays_text(text):
    cell = sheet(pd.DataFrame({"Use case": [text]}))["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_an_empty_table_has_its_columns():
    assert [cell.value for cell in sheet(pd.DataFrame({"Use case": [], "Stage": []}))[1]] == ["Use case", "Stage"]


def test_the_whole_register_has_every_column(ready):
    add_use_case(*ready, "=cmd|calls", statement="Less waiting")
    with ready[0].reading() as session:
        content = EXPORTS["register"](session, TODAY)

    head, row = openpyxl.load_workbook(BytesIO(content))["Use cases"].iter_rows(values_only=True)
    said = dict(zip(head, row, strict=True))

    assert (said["Use case"], said["Outcome statement"], said["Target"]) == ("=cmd|calls", "Less waiting", "−30\u00a0%")
    assert len(said) == len(COLUMNS)
