"""A whole tracker read: opened, its tables found, each understood in its layout."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Catalogue
from cxdash.trackers.bounds import within_names, within_problems
from cxdash.trackers.choosing import LABELS, choose, range_of
from cxdash.trackers.columns.roles import assign_roles
from cxdash.trackers.content import Setting, fields_of
from cxdash.trackers.files import limits
from cxdash.trackers.files.cells import UNCACHED, Cell, CellError, Grid, address, letters
from cxdash.trackers.files.opening import open_file
from cxdash.trackers.files.preview import preview
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Column, Hints, Layout, Problem, Sheet, Source, Table, Tracker
from cxdash.trackers.tables.finding import find_frames, is_header_said, note_headless, note_outside
from cxdash.trackers.tables.frames import Frame
from cxdash.trackers.tables.plan_rows import names_carried
from cxdash.trackers.tables.table_names import name_of_table
from cxdash.trackers.tables.totals import repeating_rows

_OF_FIGURES = frozenset({Layout.WIDE_METRIC, Layout.WIDE_ENTITY, Layout.WIDE_PERIOD, Layout.LONG})

_FIGURES = frozenset({None, "value", "numerator", "denominator"})


def read_tracker(
    content: bytes, name: str, catalogue: Catalogue, hints: Hints | None = None, *, largest: int = limits.FILE
) -> Tracker:
    """Understand a file in this process; ``largest`` is how many bytes it may have.

    Raises:
        RefusedFileError: the file cannot be read at all; its code and sentence say why.
    """
    said = hints or Hints()
    opened = open_file(content, name, largest=largest)
    found = [(grid, find_frames(grid, catalogue, said, file=name)) for grid in opened.grids]
    alike = _alike([frame for grid, frames in found for frame in frames if _is_used(grid, said)])
    sheets = tuple(_sheet(grid, frames, catalogue, said, alike) for grid, frames in found)
    return Tracker(name, hashlib.sha256(content).hexdigest(), sheets, opened.csv)


def _alike(frames: Sequence[Frame]) -> set[str]:
    """Return the fingerprints that more than one sheet has, as workbooks with a sheet per pilot do."""
    sheets = Counter(code for code, _ in {(frame.fingerprint, frame.sheet) for frame in frames})
    return {code for code, times in sheets.items() if times > 1}


def _is_used(grid: Grid, hints: Hints) -> bool:
    """Whether a sheet is imported: as a person said, else unless the workbook hides it."""
    return hints.sheets.get(grid.name, not grid.hidden)


def _sheet(grid: Grid, frames: list[Frame], catalogue: Catalogue, hints: Hints, alike: set[str]) -> Sheet:
    notes = [*grid.notes, *note_outside(grid, frames, hints), *note_headless(grid, frames)]
    tables = [
        _table(frame, catalogue, hints, notes, named=frame.fingerprint in alike, beside=frames) for frame in frames
    ]
    reported = {each.source.cell for table in tables for each in table.problems}
    stray = [each for each in _errors(grid) if each.source.cell not in reported]
    if stray:
        tables.append(_nowhere(grid, stray))
    used = _is_used(grid, hints)
    if not used:
        notes.insert(0, _left_out(grid))
    elif grid.hidden:
        notes.append("This sheet is hidden in the workbook and is read, as you said.")
    if grid.hidden_rows or grid.hidden_columns:
        notes.append(_hidden(grid))
    return Sheet(
        name=grid.name,
        hidden=grid.hidden,
        tables=tuple(tables),
        notes=tuple(dict.fromkeys(notes)),
        preview=preview(grid, tables),
        used=used,
        recognised=_recognised(grid, catalogue, hints),
    )


def _recognised(grid: Grid, catalogue: Catalogue, hints: Hints) -> tuple[Table, ...]:
    if not is_header_said(grid.name, hints):
        return ()
    return tuple(_bare(frame) for frame in find_frames(grid, catalogue, Hints(), file=""))


def _bare(frame: Frame) -> Table:
    """Return a table as far as its header tells: where it is, and how its columns are called."""
    return Table(
        range=range_of(frame),
        header_rows=(frame.header.first + 1, frame.header.last + 1),
        layout=Layout.NONE,
        confidence=0.0,
        columns=tuple(Column(column.letter, column.label, "other") for column in frame.columns),
        fingerprint=frame.fingerprint,
    )


def _left_out(grid: Grid) -> str:
    if not grid.hidden:
        return "This sheet is left out, as you said."
    return (
        "This sheet is hidden in the workbook and is left out. "
        "Say that it is to be read, or unhide it in the workbook, to import what is on it."
    )


def _table(
    frame: Frame, catalogue: Catalogue, hints: Hints, notes: list[str], *, named: bool, beside: Sequence[Frame]
) -> Table:
    assign_roles(frame, catalogue)
    entity, arm = name_of_table(frame, catalogue, hints, named=named, beside=beside)
    setting = Setting(catalogue, hints, entity, arm or Arm.PILOT)
    reader, confidence, questions = choose(frame, setting, hints, alone=len(beside) == 1)
    dropped: list[int] = []
    if reader.layout in _OF_FIGURES and not frame.keeps_totals:
        figures = [column for column in frame.columns if column.numeric and column.field in _FIGURES]
        dropped = repeating_rows(frame, figures, decimal_comma=setting.figures(frame)[0].decimal_comma)
        frame.carried = names_carried(frame, dropped) if dropped else {}
        frame.drops.update(dropped)
    content = reader.read(frame, setting)
    notes += content.notes
    problems = within_problems(list(dict.fromkeys(content.figures.problems))) if content.figures else ()
    readings, too_many = within_names(content.readings, Source(frame.sheet, range_of(frame).partition(":")[0]))
    if frame.layout in _OF_FIGURES and not content.observations:
        notes.append(f"The table at {range_of(frame)} has no figures when it is read as {LABELS[frame.layout]}.")
    fields = fields_of(frame.columns, content.fields)
    header = frame.header
    return Table(
        range=range_of(frame),
        header_rows=(header.first + 1, header.last + 1),
        layout=reader.layout,
        confidence=confidence,
        columns=tuple(Column(column.letter, column.label, fields[column.index]) for column in frame.columns),
        questions=(*questions, *content.questions),
        readings=readings,
        register=content.register,
        problems=(*problems, *too_many),
        missing=content.figures.missing if content.figures else 0,
        total_rows=tuple(row + 1 for row in dropped),
        fingerprint=frame.fingerprint,
        observations=content.observations,
    )


def _errors(grid: Grid) -> list[Problem]:
    found: list[Problem] = []
    for row, cells in enumerate(grid.rows if grid.may_have_errors else ()):
        for column, cell in enumerate(cells):
            if type(cell) is CellError or cell is UNCACHED:
                found.append(_error(grid, row, column, cell))
    return found


def _error(grid: Grid, row: int, column: int, cell: Cell) -> Problem:
    code = "uncached" if cell is UNCACHED else "error_cell"
    return problem(code, Source(grid.name, address(row, column)), value=str(cell))


def _nowhere(grid: Grid, problems: list[Problem]) -> Table:
    """Return a table of no layout that carries the problems of cells outside of all tables."""
    width = max(len(row) for row in grid.rows)
    return Table(f"A1:{letters(max(width - 1, 0))}{len(grid.rows)}", None, Layout.NONE, 0.5, problems=tuple(problems))


def _hidden(grid: Grid) -> str:
    rows, columns = len(grid.hidden_rows), sorted(grid.hidden_columns)
    parts = []
    if rows:
        parts.append(f"{rows} hidden row{'s' if rows > 1 else ''}")
    if columns:
        parts.append(
            f"hidden column{'s' if len(columns) > 1 else ''} {', '.join(letters(each) for each in columns[:8])}"
        )
    text = " and ".join(parts)
    return f"{text[0].upper()}{text[1:]} {'were' if rows + len(columns) > 1 else 'was'} read like the others."
