"""Workbooks of Excel 95 to 2003 (.xls) that xlrd cannot read, through calamine: values without their formats."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import python_calamine as calamine

from cxdash.trackers.files import limits
from cxdash.trackers.files.cells import Cell, CellError, Grid
from cxdash.trackers.problems import refusal

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"})
_UNKNOWN = "How its numbers are shown could not be read: check that shares and days are right."


def read_bare(content: bytes) -> list[Grid]:
    """Read every worksheet; number formats, hidden rows and columns are not known, which is said.

    Raises:
        RefusedFileError: it is protected, damaged or beyond the limits.
    """
    try:
        workbook = calamine.load_workbook(BytesIO(content))
        names = [
            (sheet.name, sheet.visible != calamine.SheetVisibleEnum.Visible)
            for sheet in workbook.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        grids = [_grid(workbook, name, hidden=hidden) for name, hidden in names]
    except calamine.PasswordError as error:
        raise refusal("password") from error
    except (calamine.CalamineError, ValueError, OSError, KeyError, IndexError) as error:
        raise refusal("old_excel") from error
    except BaseException as error:
        # A panic inside calamine arrives as an exception that is no Exception.
        if type(error).__name__ == "PanicException":
            raise refusal("old_excel") from error
        raise
    if sum(len(row) for grid in grids for row in grid.rows) > limits.GRID:
        raise refusal("too_many_cells", limit=limits.CELLS)
    for grid in grids:
        grid.notes.append(_UNKNOWN)
    return grids


def _grid(workbook: calamine.CalamineWorkbook, name: str, *, hidden: bool) -> Grid:
    sheet = workbook.get_sheet_by_name(name)
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merges = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Grid(name, rows, hidden=hidden, merges=merges)


def _cell(value: object) -> Cell:  # noqa: PLR0911 - one return for each type of cell
    if isinstance(value, str):
        text = value.strip()
        return CellError(text) if text in _ERRORS else text or None
    if isinstance(value, bool | float | timedelta):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, datetime):
        return value if value.time() != time() else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    return None
