"""What people take away opens in a spreadsheet as it was shown, and runs nothing."""

import csv as csv_module
import io

import pandas as pd
import pytest

from cxdash.ui import downloads


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_never_becomes_a_formula(text):
    frame = pd.DataFrame({"note": [text]})

    assert _cells(downloads.csv(frame)) == [["note"], [f"'{text}"]]


def test_the_name_of_a_column_never_becomes_a_formula():
    frame = pd.DataFrame({"=cmd()": [1]})

    assert _cells(downloads.csv(frame))[0] == ["'=cmd()"]


def test_numbers_stay_numbers_also_below_zero():
    frame = pd.DataFrame({"change": [-0.25, None], "pilot": ["Zürich", "plain"]})

    assert _cells(downloads.csv(frame)) == [["change", "pilot"], ["-0.25", "Zürich"], ["", "plain"]]


def test_spreadsheets_are_told_that_it_is_utf_8():
    assert downloads.csv(pd.DataFrame({"a": [1]})).startswith(b"\xef\xbb\xbf")


def test_the_table_itself_is_not_touched():
    frame = pd.DataFrame({"note": ["=1"]})

    downloads.csv(frame)

    assert frame["note"].tolist() == ["=1"]


def _cells(content):
    return list(csv_module.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
