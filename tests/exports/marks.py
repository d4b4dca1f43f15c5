"""What tests of annotated copies look at: marks, comments, and what a copy is read as."""

import io

import openpyxl

from cxdash.exports.annotated.looks import RED
from cxdash.trackers.readings import Problem, Source
from tests.trackers.books import read

SIGN = "cxdash ▸ "


def problem(cell, message="This is wrong. Mend it.", *, sheet="KPI", code="not_a_number"):
    """A problem at a cell."""
    return Problem(code, message, Source(sheet, cell))


def problems_of(content, name="tracker.xlsx"):
    """What the reader finds to mend in a file."""
    return [each for table in read(content, name).tables for each in table.problems]


def understood(content, name="tracker.xlsx"):
    """All that is read of a file's sheets: tables with their readings, register rows, problems and questions."""
    return [(sheet.name, sheet.hidden, sheet.tables) for sheet in read(content, name).sheets]


def opened(content):
    """A workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def marked(content):
    """The cells that are red, by sheet and address, with their comments."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text if cell.comment else None
        for sheet in opened(content).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == RED
    }


def looks(content):
    """How every cell looks: fill, font, border, number format, and its comment."""
    return {
        (sheet.title, cell.coordinate): (
            *(str(part) for part in (cell.fill, cell.font, cell.border, cell.alignment, cell.number_format)),
            cell.comment.text if cell.comment else None,
        )
        for sheet in opened(content).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.has_style or cell.value is not None
    }
