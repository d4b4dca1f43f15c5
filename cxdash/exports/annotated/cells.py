"""Marks in a worksheet's XML: cells get their new style, and one that is not there yet is put where it belongs."""

from collections.abc import Collection, Mapping
from itertools import groupby

from cxdash.exports.annotated import spans
from cxdash.exports.annotated.grid import Place, Row, SheetMap
from cxdash.exports.annotated.looks import Looks
from cxdash.exports.annotated.spans import Edits
from cxdash.trackers.files.cells import address


def mark(edits: Edits, found: SheetMap, places: Collection[Place], looks: Looks) -> None:
    """Mark the cells at these places, and take the marks of an earlier copy from all others."""
    for place, cells in found.cells.items():
        for cell in cells:
            style = looks.marked(cell.style) if place in places else looks.unmarked(cell.style)
            if style != cell.style:
                _change_tag(edits, cell.start, {"s": style})
    missing = sorted(place for place in places if place not in found.cells)
    rows = {row: list(each) for row, each in groupby(missing, key=lambda place: place[0])}
    for number, new in rows.items():
        row = found.rows.get(number)
        if row is not None:
            _add_cells(edits, found, row, {place: _cell(found, place, looks) for place in new})
    _add_rows(edits, found, {number: new for number, new in rows.items() if number not in found.rows}, looks)


def _add_cells(edits: Edits, found: SheetMap, row: Row, cells: Mapping[Place, bytes]) -> None:
    """Put cells into a row; what it says about the columns it spans would no longer be true."""
    opened = spans.tag_end(edits.content, row.start)
    tag = spans.with_attributes(edits.content[row.start : opened], {"spans": None})
    if row.end < 0:
        inside = b"".join(cells.values())
        edits.replace(row.start, opened, tag[:-2].rstrip() + b">" + inside + f"</{found.prefix}row>".encode())
        return
    if tag != edits.content[row.start : opened]:
        edits.replace(row.start, opened, tag)
    for (_, column), cell in cells.items():
        edits.insert(row.place_of(column), cell)


def _add_rows(edits: Edits, found: SheetMap, rows: Mapping[int, list[Place]], looks: Looks) -> None:
    written = {number: _row(found, number, places, looks) for number, places in rows.items()}
    if found.data_end >= 0:
        for number, row in written.items():
            edits.insert(found.place_of_row(number), row)
    elif written:
        opened = spans.tag_end(edits.content, found.data_start)
        tag = edits.content[found.data_start : opened - 2].rstrip() + b">"
        closing = f"</{found.data_tag}>".encode()
        edits.replace(found.data_start, opened, tag + b"".join(written.values()) + closing)


def _row(found: SheetMap, number: int, places: list[Place], looks: Looks) -> bytes:
    cells = b"".join(_cell(found, place, looks) for place in places)
    return f'<{found.prefix}row r="{number + 1}">'.encode() + cells + f"</{found.prefix}row>".encode()


def _cell(found: SheetMap, place: Place, looks: Looks) -> bytes:
    style = looks.marked(found.style_of(place))
    return f'<{found.prefix}c r="{address(*place)}" s="{style}"/>'.encode()


def _change_tag(edits: Edits, start: int, attributes: Mapping[str, str]) -> None:
    end = spans.tag_end(edits.content, start)
    edits.replace(start, end, spans.with_attributes(edits.content[start:end], attributes))
