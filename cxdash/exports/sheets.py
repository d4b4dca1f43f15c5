"""Sheets for people: a title, what must be known to read them, and a table with the number formats of its columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cxdash.domain.figures import Figures

PLAINLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
"""How a workbook is made in which nothing that a person typed becomes a formula or a link."""
_WIDEST, _NARROWEST = 60, 9
_LOOKED_AT = 200
_LANDSCAPE_A4 = 9


class Kind(StrEnum):
    """What a column holds, which decides how it is written."""

    TEXT = "text"
    MONEY = "money"
    EXACT = "exact money"
    SHARE = "share"
    WHOLE = "whole number"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and what it holds."""

    head: str
    kind: Kind = Kind.TEXT


class Sheets:
    """A workbook in the making, in one currency."""

    def __init__(self, book: Workbook, figures: Figures, *, footer: str) -> None:
        self._book, self._footer = book, footer
        symbol = figures.symbol if len(figures.symbol) == 1 else f"{figures.symbol} "
        money = f'"{symbol}"#,##0;[Red]-"{symbol}"#,##0'
        exact = f'"{symbol}"#,##0.00;[Red]-"{symbol}"#,##0.00'
        forms: dict[Kind, dict[str, object]] = {
            Kind.TEXT: {"text_wrap": True},
            Kind.MONEY: {"num_format": money},
            Kind.EXACT: {"num_format": exact},
            Kind.SHARE: {"num_format": "0.0##%"},
            Kind.WHOLE: {"num_format": "#,##0"},
            Kind.NUMBER: {"num_format": "#,##0.0###"},
            Kind.DAY: {"num_format": "yyyy-mm-dd", "align": "left"},
        }
        self._forms: dict[Kind, Format] = {
            kind: book.add_format(form | {"valign": "top"}) for kind, form in forms.items()
        }
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})

    def add(
        self,
        name: str,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Any]],
        *,
        notes: Sequence[str] = (),
    ) -> None:
        """Add a sheet with one table below its title and notes; a row has a value or None for each column."""
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, title, self._title)
        for at, note in enumerate(notes, start=1):
            sheet.write_string(at, 0, note)
        top = len(notes) + 2
        for at, column in enumerate(columns):
            sheet.write_string(top, at, column.head, self._head)
        written = [list(row) for row in rows]
        for number, row in enumerate(written, start=top + 1):
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, number, at, value, self._forms[column.kind])
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _width(column, [row[at] for row in written[:_LOOKED_AT]]))
        sheet.freeze_panes(top + 1, 1)
        if written:
            sheet.autofilter(top, 0, top + len(written), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_LANDSCAPE_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        sheet.set_footer(f"&L{self._footer.replace('&', '&&')}&R&A, &P / &N")


def _write(sheet: Worksheet, row: int, column: int, value: Any, form: Format) -> None:  # noqa: ANN401 any cell
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, form)
    else:
        sheet.write_number(row, column, float(value), form)


def _width(column: Column, values: Sequence[Any]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(max(len(column.head) + 3, longest + 1, _NARROWEST), _WIDEST)
