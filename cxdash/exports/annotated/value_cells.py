"""Cells as read, written as a worksheet of values that is read as the very same."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import IntEnum
from math import isfinite

from cxdash.exports.annotated import spans
from cxdash.trackers.files.cells import Cell, CellError, Grid, Percent, Uncached, address

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARCH_1900 = date(1900, 3, 1)
_ORIGIN = date(1899, 12, 30)
_NO_RESULT = "<f>NA()</f>"
"""Stands for a formula of which only that its result is missing was read: spreadsheets show it as not available."""


class Style(IntEnum):
    """The styles of such a workbook, by their places."""

    PLAIN = 0
    SHARE = 1
    DAY = 2
    MOMENT = 3
    LENGTH = 4
    QUOTED = 5


STYLES = {
    Style.PLAIN: 'numFmtId="0"',
    Style.SHARE: 'numFmtId="10" applyNumberFormat="1"',
    Style.DAY: 'numFmtId="14" applyNumberFormat="1"',
    Style.MOMENT: 'numFmtId="22" applyNumberFormat="1"',
    Style.LENGTH: 'numFmtId="46" applyNumberFormat="1"',
    Style.QUOTED: 'numFmtId="0" quotePrefix="1"',
}
"""Built-in formats (ECMA-376 part 1, 18.8.30); a quoted text stays a text when somebody edits it."""


def sheet(grid: Grid) -> Iterator[str]:
    """Yield a worksheet's content piece by piece."""
    yield '<sheetFormatPr baseColWidth="12" defaultRowHeight="15"/>'
    if grid.hidden_columns:
        hidden = (f'<col min="{number}" max="{number}" width="9" hidden="1"/>' for number in _ones(grid.hidden_columns))
        yield f"<cols>{''.join(hidden)}</cols>"
    yield "<sheetData>"
    for number, cells in enumerate(grid.rows):
        row = "".join(_cell(address(number, column), cell) for column, cell in enumerate(cells))
        is_hidden = ' hidden="1"' if number in grid.hidden_rows else ""
        if row or is_hidden:
            yield f'<row r="{number + 1}"{is_hidden}>{row}</row>'
    yield "</sheetData>"
    merged = [area for area in grid.merges if area[:2] != area[2:]]
    if merged:
        areas = "".join(f'<mergeCell ref="{address(*area[:2])}:{address(*area[2:])}"/>' for area in merged)
        yield f'<mergeCells count="{len(merged)}">{areas}</mergeCells>'


def _ones(columns: frozenset[int]) -> list[int]:
    return [column + 1 for column in sorted(columns)]


def _cell(place: str, cell: Cell) -> str:  # noqa: PLR0911 - one return for each type of cell
    if cell is None:
        return ""
    if isinstance(cell, Uncached):
        return f'<c r="{place}">{_NO_RESULT}</c>'
    if isinstance(cell, CellError):
        return f'<c r="{place}" t="e"><v>{spans.written(cell)}</v></c>'
    if isinstance(cell, str):
        return _text(place, cell)
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, timedelta):
        return _number(place, cell / timedelta(days=1), Style.LENGTH)
    if isinstance(cell, date):
        return _moment(place, cell)
    return _number(place, float(cell), Style.SHARE if isinstance(cell, Percent) else Style.PLAIN)


def _text(place: str, text: str) -> str:
    style = f' s="{Style.QUOTED}"' if text.startswith(_FORMULA) else ""
    written = spans.written(_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _number(place: str, number: float, style: Style) -> str:
    if not isfinite(number):
        return f'<c r="{place}" t="e"><v>#NUM!</v></c>'
    said = f' s="{style}"' if style else ""
    return f'<c r="{place}"{said}><v>{repr(number).removesuffix(".0")}</v></c>'


def _moment(place: str, moment: date) -> str:
    """Write a day or a moment as Excel's serial number, its ISO text where Excel's calendar has not begun.

    Excel believes that 1900 was a leap year, so days before March count from a day later.
    """
    day = date(moment.year, moment.month, moment.day)
    serial = (day - _ORIGIN).days - (day < _MARCH_1900)
    if serial < 0:
        return _text(place, moment.isoformat())
    if not isinstance(moment, datetime):
        return _number(place, float(serial), Style.DAY)
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return _number(place, serial + seconds / 86_400, Style.MOMENT)
