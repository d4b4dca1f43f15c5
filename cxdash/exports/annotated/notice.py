"""A workbook that holds nothing but sentences, for a file that could not be made."""

import io
from collections.abc import Sequence

import xlsxwriter

_WIDTH = 90


def workbook(sheet: str, sentences: Sequence[str]) -> bytes:
    """Return an .xlsx with one sheet and a sentence in each row, none of which is ever run as a formula."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.set_column(0, 0, _WIDTH, book.add_format({"text_wrap": True, "valign": "top"}))
        for row, sentence in enumerate(sentences):
            page.write_string(row, 0, sentence)
    return content.getvalue()
