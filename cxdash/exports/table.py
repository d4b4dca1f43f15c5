"""A table as people see it on a page, as a workbook with one sheet: figures stay figures, days days, text text."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import pandas as pd
import xlsxwriter

_WIDEST = 60
_NARROWEST = 10
_ROWS_LOOKED_AT = 200


def workbook(table: pd.DataFrame, *, sheet: str) -> bytes:
    """Return an .xlsx of a table, its first row the names of the columns, ready to be filtered.

    Nothing a person typed becomes a formula or a link.
    """
    target = BytesIO()
    plainly = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, plainly) as book:
        header = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        page = book.add_worksheet(sheet)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, len(table), max(len(table.columns) - 1, 0))
        for at, name in enumerate(table.columns):
            page.write_string(0, at, str(name), header)
            page.set_column(at, at, _width(str(name), table[name].head(_ROWS_LOOKED_AT)))
            for row, value in enumerate(table[name], start=1):
                if value is None or pd.isna(value):
                    continue
                if isinstance(value, date):
                    page.write_datetime(row, at, value, day)
                elif isinstance(value, str):
                    page.write_string(row, at, value)
                else:
                    page.write_number(row, at, float(value))
    return target.getvalue()


def _width(name: str, values: Iterable[object]) -> int:
    longest = max((len(str(value)) for value in values), default=0)
    return min(max(len(name) + 3, longest, _NARROWEST), _WIDEST)
