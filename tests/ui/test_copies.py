"""What is handed over as the annotated copy of a file: the copy, or why there is none."""

import io

import openpyxl

from cxdash.domain.errors import RuleError
from cxdash.exports import annotated
from cxdash.ui.upload.copies import marked_or_why_not
from tests.trackers.books import read, workbook

FILE = workbook({"Figures": [["Site", "Jan 2026", "Feb 2026"], ["North", 10, "about ten"], ["South", 30, 40]]})


def test_the_copy_is_handed_over_with_its_cells_marked():
    problems = read(FILE).tables[0].problems

    made = marked_or_why_not(lambda: annotated.copy(FILE, "Sites.xlsx", problems), "Sites.xlsx")

    assert "about ten" in openpyxl.load_workbook(io.BytesIO(made))["Figures"]["C2"].comment.text


def test_a_copy_that_cannot_be_made_is_a_workbook_that_says_why():
    def fails():
        message = "=Too long: a row has 20,000 columns."
        raise RuleError(message)

    made = marked_or_why_not(fails, "Sites.csv")

    (page,) = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    said = [cell.value for cell in page["A"]]
    assert said[:2] == ["No annotated copy of “Sites.csv” could be made.", "=Too long: a row has 20,000 columns."]
    assert page["A2"].data_type == "s"
