"""The register of use cases as a workbook with one sheet: all of it, or the rows and columns on a screen."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import pandas as pd
import xlsxwriter
from sqlalchemy.orm import Session

from cxdash.reports import use_case_list
from cxdash.reports.list_columns import COLUMNS, TITLE
from cxdash.reports.use_case_list import Asked

_WIDEST = 60
_NARROWEST = 10
_ROWS_LOOKED_AT = 200


def workbook(session: Session, today: date) -> bytes:
    """Return an .xlsx of every use case with every column that the register has, by title, as of a day."""
    asked = Asked(columns=tuple(name for name in COLUMNS if name != TITLE))
    return written(use_case_list.whole(session, today=today).fitting(asked).table)


def written(table: pd.DataFrame, *, sheet: str = "Use cases") -> bytes:
    """Return an .xlsx of some rows and columns on one sheet, ready to be filtered; its first row names the columns.

    Figures stay figures and days days. Nothing a person typed becomes a formula or a link.
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
