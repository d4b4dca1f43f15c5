"""Workbooks of Excel 95 to 2003 (.xls), read through xlrd, which knows formats, errors and what is hidden."""

import io
from datetime import timedelta
from typing import TYPE_CHECKING

from cxdash.trackers.files.biff import Thinned, thinned
from cxdash.trackers.files.cells import Cell, CellError, Grid, Percent
from cxdash.trackers.files.compound import CompoundFile, DamagedCompoundFileError
from cxdash.trackers.files.number_formats import Shown, shown_by_code, shown_by_number
from cxdash.trackers.files.ooxml import clean
from cxdash.trackers.files.sheet_cells import day_of
from cxdash.trackers.problems import refusal

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

_BOOLEAN, _ERROR = 4, 5  # xlrd's numbers for a cell's type
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_LONGEST = 2_958_466  # days; what is longer is no length of time
_LINKS = "Links to other workbooks are ignored; the values saved with them are used."


def read_old_excel(content: bytes) -> list[Grid]:
    """Read every worksheet of an .xls file; a file that xlrd cannot read is left to calamine, which knows no formats.

    Raises:
        RefusedFileError: it is protected, holds macro sheets, is damaged or beyond the limits.
    """
    try:
        container = CompoundFile(content)
        stream = container.stream("Workbook") or container.stream("Book")
    except DamagedCompoundFileError as damaged:
        raise refusal("old_excel") from damaged
    records = thinned(stream or b"")
    grids = _through_xlrd(records)
    if grids is None:
        from cxdash.trackers.files.old_excel_bare import read_bare  # noqa: PLC0415 - calamine is loaded only where it is needed

        grids = read_bare(content)
    if records.links and grids:
        grids[0].notes.append(_LINKS)
    return grids


def _through_xlrd(records: Thinned) -> list[Grid] | None:
    """Return the sheets, None where xlrd finds something that it does not know."""
    from xlrd.book import open_workbook_xls  # noqa: PLC0415 - loaded only for .xls

    try:
        book = open_workbook_xls(
            file_contents=records.stream, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 xlrd raises whatever its parsing runs into
        return None
    shown = _shown_by_style(book)
    return [_grid(sheet, shown, from_1904=book.datemode == 1) for sheet in book.sheets()]


def _shown_by_style(book: "Book") -> list[Shown]:
    """Return what each style makes of a number."""
    known: dict[int, Shown] = {}
    for key, stored in book.format_map.items():
        known[key] = shown_by_number(key) or shown_by_code(stored.format_str or "")
    return [known.get(style.format_key, Shown.PLAIN) for style in book.xf_list]


def _row(sheet: "Sheet", number: int, shown: list[Shown], *, from_1904: bool) -> list[Cell]:
    cells: list[Cell] = []
    for column, (value, kind) in enumerate(zip(sheet.row_values(number), sheet.row_types(number), strict=True)):
        if isinstance(value, str):
            cells.append(clean(value))
        elif kind == _BOOLEAN:
            cells.append(bool(value))
        elif kind == _ERROR:
            cells.append(CellError(_ERRORS.get(value, "#ERROR!")))
        else:
            style = sheet.cell_xf_index(number, column)
            way = shown[style] if style < len(shown) else Shown.PLAIN
            cells.append(_number(float(value), way, from_1904=from_1904))
    return cells


def _number(number: float, shown: Shown, *, from_1904: bool) -> Cell:
    if shown is Shown.PERCENT:
        return Percent(number)
    if shown is Shown.TIME and abs(number) < _LONGEST:
        return timedelta(days=number)
    return day_of(number, from_1904=from_1904) if shown is Shown.DATE else number


def _grid(sheet: "Sheet", shown: list[Shown], *, from_1904: bool) -> Grid:
    rows = [_row(sheet, number, shown, from_1904=from_1904) for number in range(sheet.nrows)]
    width = max((len(row) for row in rows), default=0)
    hidden_columns = (number for number, column in sheet.colinfo_map.items() if column.hidden)
    hidden_rows = (number for number, row in sheet.rowinfo_map.items() if row.hidden)
    return Grid(
        clean(sheet.name) or "Sheet",
        rows,
        hidden=sheet.visibility != 0,
        hidden_rows=frozenset(number for number in hidden_rows if number < len(rows)),
        hidden_columns=frozenset(number for number in hidden_columns if number < width),
        merges=tuple((top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells),
        may_have_errors=any(type(cell) is CellError for row in rows for cell in row),
    )
