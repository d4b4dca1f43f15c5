"""A file's content opened: guarded, then read into grids of cells, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from cxdash.trackers.files import limits
from cxdash.trackers.files.archive import Archive
from cxdash.trackers.files.cell_count import CELL, refuse_too_many
from cxdash.trackers.files.cells import Grid
from cxdash.trackers.files.guard import FileKind, kind_of
from cxdash.trackers.files.ooxml import Frame, SheetPart, read_frame
from cxdash.trackers.files.sheet_cells import SheetCells
from cxdash.trackers.files.sheet_quick import read_quick, regular_text
from cxdash.trackers.files.sheet_xml import read_stream
from cxdash.trackers.files.text_file import read_text
from cxdash.trackers.problems import refusal


@dataclass(frozen=True, slots=True)
class Opened:
    """The grids of a file; for a text file also how it was encoded and separated."""

    grids: tuple[Grid, ...]
    csv: Mapping[str, str] | None = None


def open_file(content: bytes, name: str, *, largest: int = limits.FILE) -> Opened:
    """Read a file's cells.

    Raises:
        RefusedFileError: the file is not what it seems, breaks a limit or is damaged.
    """
    match kind_of(content, largest=largest):
        case FileKind.XLSX:
            return Opened(_open_xlsx(content))
        case FileKind.XLS:
            from cxdash.trackers.files.old_excel import read_old_excel  # noqa: PLC0415 - calamine is loaded only for .xls

            return Opened(tuple(read_old_excel(content)))
        case FileKind.TEXT:
            table = read_text(content, PurePath(name).stem)
            return Opened((table.grid,), {"encoding": table.encoding, "delimiter": table.delimiter})


def _open_xlsx(content: bytes) -> tuple[Grid, ...]:
    archive = Archive(content)
    frame = read_frame(archive)
    if sum(archive.size(sheet.part) for sheet in frame.sheets) > limits.QUICK:
        refuse_too_many(CELL, (piece for sheet in frame.sheets for piece in archive.ahead(sheet.part)))
    grids: list[Grid] = []
    total = 0
    for sheet in frame.sheets:
        cells = _read_sheet(archive, sheet, frame)
        total += cells.count
        if total > limits.CELLS:
            raise refusal("too_many_cells", limit=limits.CELLS)
        grids.append(cells.grid(hidden=sheet.hidden))
    if frame.links:
        grids[0].notes.append("Links to other workbooks are ignored; the values saved with them are used.")
    return tuple(grids)


def _read_sheet(archive: Archive, sheet: SheetPart, frame: Frame) -> SheetCells:
    if archive.size(sheet.part) > limits.QUICK:
        cells = SheetCells(sheet.name, frame)
        read_stream(sheet.part, archive.chunks(sheet.part), cells)
        return cells
    content = archive.read(sheet.part)
    text = regular_text(content)
    cells = SheetCells(sheet.name, frame)
    if text is None or not read_quick(text, cells):
        refuse_too_many(CELL, [content])
        if content.count(b"<row") > limits.ROWS:
            raise refusal("bad_address", sheet=sheet.name, cell=f"row {limits.ROWS + 1}")
        cells = SheetCells(sheet.name, frame)
        read_stream(sheet.part, [content], cells)
    return cells
