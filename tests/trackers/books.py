"""Small workbooks for tests, written cell by cell."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.readings import Hints, Reading, Table, Tracker
from cxdash.trackers.workbook import read_tracker

Rows = Sequence[Sequence[Any]]


class Percent(float):
    """A number to be written in percent format."""


class Clock(float):
    """A fraction of a day to be written as h:mm:ss."""


class Formula(str):
    """A formula with a result, written as ``formula|result``; without a result Excel never calculated it."""

    __slots__ = ()


@dataclass(frozen=True)
class Shown:
    """A number or a day to be written in a number format."""

    value: Any
    number_format: str


def workbook(
    sheets: Mapping[str, Rows],
    *,
    merges: Mapping[str, Sequence[str]] | None = None,
    hidden: Mapping[str, str] | None = None,
    hidden_sheets: Collection[str] = (),
) -> bytes:
    """Return an .xlsx with these sheets; ``merges`` lists areas, ``hidden`` a span of columns by sheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "percent": book.add_format({"num_format": "0.0%"}),
            "clock": book.add_format({"num_format": "[h]:mm:ss"}),
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden_sheets:
                sheet.hide()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, Shown) and value.number_format not in formats:
                        formats[value.number_format] = book.add_format({"num_format": value.number_format})
                    _write(sheet, number, column, value, formats)
            for area in (merges or {}).get(name, ()):
                first = area.split(":")[0]
                column, number = ord(first[0]) - 65, int(first[1:]) - 1
                sheet.merge_range(area, None)
                _write(sheet, number, column, rows[number][column], formats)
            if hidden and name in hidden:
                sheet.set_column(hidden[name], 8, None, {"hidden": True})
    return content.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, formats: Mapping[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, Percent):
        sheet.write_number(row, column, value, formats["percent"])
    elif isinstance(value, Clock):
        sheet.write_number(row, column, value, formats["clock"])
    elif isinstance(value, Formula):
        formula, _, result = value.partition("|")
        known = result if not result or result.startswith("#") else float(result)
        sheet.write_formula(row, column, formula, None, known)
    elif isinstance(value, Shown):
        write = sheet.write_datetime if isinstance(value.value, date) else sheet.write_number
        write(row, column, value.value, formats[value.number_format])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value, formats["day"])
    else:
        sheet.write_string(row, column, value)


def csv(rows: Rows, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Return rows as a text file."""
    return "\r\n".join(delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows).encode(
        encoding
    )


def read(content: bytes, name: str = "tracker.xlsx", hints: Hints | None = None) -> Tracker:
    """Read a file in this process with the product's own catalogue."""
    return read_tracker(content, name, default_catalogue(), hints)


def table_of(sheet: Rows, *, hints: Hints | None = None, name: str = "Figures", **more: Any) -> Table:
    """Return the one table of a workbook with one sheet."""
    (table,) = read(workbook({name: sheet}, **more), hints=hints).tables
    return table


def told(readings: Sequence[Reading]) -> list[tuple[Any, ...]]:
    """Return what readings say, without their addresses: entity, metric, first day, grain, value."""
    return [(r.entity, r.metric, r.period.starts.isoformat(), str(r.period.grain), r.value) for r in readings]


def repacked(content: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return an .xlsx with parts replaced, added, or (None) left out."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in changes:
                new.writestr(entry.filename, old.read(entry.filename))
        for name, part in changes.items():
            if part is not None:
                new.writestr(name, part)
    return result.getvalue()


def part(content: bytes, name: str) -> bytes:
    """Return one part of an .xlsx."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
