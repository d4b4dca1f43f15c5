"""A whole tracker read: opened, its tables found, each understood in its layout."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Catalogue
from cxdash.trackers.cells import UNCACHED, Cell, CellError, Grid, address, letters
from cxdash.trackers.content import LayoutReader, Setting, fields_of
from cxdash.trackers.finding import find_frames
from cxdash.trackers.frames import Frame
from cxdash.trackers.layouts import LAYOUTS
from cxdash.trackers.opening import open_file
from cxdash.trackers.preview import preview
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Column, Hints, Layout, Problem, Question, Sheet, Source, Table, Tracker
from cxdash.trackers.roles import assign_roles
from cxdash.trackers.totals import repeating_rows
from cxdash.trackers.words import arm_in, arm_of, is_generic_sheet

_CLOSE = 0.1
_LEAD = 0.5
_LEAST = 0.45
_LABELS = {
    Layout.LONG: "a row per figure",
    Layout.WIDE_PERIOD: "a column per period",
    Layout.WIDE_METRIC: "a column per metric",
    Layout.WIDE_ENTITY: "a column per site or pilot",
    Layout.TRACKER: "a register of use cases or tasks",
    Layout.EVENT_LOG: "a row per event",
    Layout.NONE: "nothing to import",
}


def read_tracker(content: bytes, name: str, catalogue: Catalogue, hints: Hints | None = None) -> Tracker:
    """Understand a file in this process.

    Raises:
        RefusedFileError: the file cannot be read at all; its code and sentence say why.
    """
    said = hints or Hints()
    opened = open_file(content, name)
    found = [(grid, find_frames(grid, catalogue, said, file=name)) for grid in opened.grids]
    alike = _alike([frame for _, frames in found for frame in frames])
    sheets = tuple(_sheet(grid, frames, catalogue, said, alike) for grid, frames in found)
    return Tracker(name, hashlib.sha256(content).hexdigest(), sheets, opened.csv)


def _alike(frames: Sequence[Frame]) -> set[str]:
    """Return the fingerprints that more than one sheet has, as workbooks with a sheet per pilot do."""
    sheets = Counter(code for code, _ in {(frame.fingerprint, frame.sheet) for frame in frames})
    return {code for code, times in sheets.items() if times > 1}


def _sheet(grid: Grid, frames: list[Frame], catalogue: Catalogue, hints: Hints, alike: set[str]) -> Sheet:
    notes = list(grid.notes)
    tables = [_table(frame, catalogue, hints, notes, named=frame.fingerprint in alike) for frame in frames]
    reported = {each.source.cell for table in tables for each in table.problems}
    stray = [each for each in _errors(grid) if each.source.cell not in reported]
    if stray:
        tables.append(_nowhere(grid, stray))
    if grid.hidden:
        notes.append("This sheet is hidden in the workbook.")
    if grid.hidden_rows or grid.hidden_columns:
        notes.append(_hidden(grid))
    return Sheet(grid.name, grid.hidden, tuple(tables), tuple(dict.fromkeys(notes)), preview(grid, tables))


def _setting(frame: Frame, catalogue: Catalogue, hints: Hints, *, named: bool) -> Setting:
    said = hints.entities.get(frame.sheet)
    entity, arm = arm_in(frame.sheet)
    own_arm = arm_of(frame.sheet)
    if own_arm is not None:
        return Setting(catalogue, hints, said, own_arm)
    named = named and not is_generic_sheet(frame.sheet) and catalogue.named(frame.sheet) is None
    name = said or (entity if arm is Arm.COMPARISON else frame.sheet if named else None)
    return Setting(catalogue, hints, name, arm if arm is Arm.COMPARISON else Arm.PILOT)


def _table(frame: Frame, catalogue: Catalogue, hints: Hints, notes: list[str], *, named: bool) -> Table:
    assign_roles(frame, catalogue, hints)
    setting = _setting(frame, catalogue, hints, named=named)
    reader, confidence, questions = _choose(frame, setting, hints)
    dropped: list[int] = []
    if reader.layout in {Layout.WIDE_METRIC, Layout.WIDE_ENTITY, Layout.WIDE_PERIOD, Layout.LONG}:
        dropped = repeating_rows(
            frame,
            [
                column
                for column in frame.columns
                if column.numeric and column.field in {None, "value", "numerator", "denominator"}
            ],
        )
        frame.drops.update(dropped)
    content = reader.read(frame, setting)
    notes += content.notes
    problems = tuple(content.figures.problems) if content.figures else ()
    fields = fields_of(frame.columns, content.fields)
    header = frame.header
    return Table(
        range=_range(frame),
        header_rows=(header.first + 1, header.last + 1),
        layout=reader.layout,
        confidence=confidence,
        columns=tuple(Column(column.letter, column.label, fields[column.index]) for column in frame.columns),
        questions=(*questions, *content.questions),
        readings=content.readings,
        register=content.register,
        problems=problems,
        missing=content.figures.missing if content.figures else 0,
        total_rows=tuple(row + 1 for row in dropped),
        fingerprint=frame.fingerprint,
        observations=content.observations,
    )


def _choose(frame: Frame, setting: Setting, hints: Hints) -> tuple[LayoutReader, float, list[Question]]:
    """Return the layout that recognises the table best, and what must be asked where a second one comes close."""
    said = hints.layouts.get(frame.sheet)
    if said is not None:
        return next(reader for reader in LAYOUTS if reader.layout is said), 1.0, []
    scores = sorted(((reader.recognise(frame, setting), -place) for place, reader in enumerate(LAYOUTS)), reverse=True)
    (best, at), (second, other) = scores[0], scores[1]
    reader, rival = LAYOUTS[-at], LAYOUTS[-other]
    questions: list[Question] = []
    confidence = best
    if reader.layout is not Layout.NONE and second >= _LEAST and best - second < _CLOSE:
        text = f"Is the table on “{frame.sheet}” {_LABELS[reader.layout]} or {_LABELS[rival.layout]}?"
        questions.append(Question(f"layout:{frame.sheet}", text, (str(reader.layout), str(rival.layout))))
        confidence = min(confidence, 0.7)
    if frame.header.lead < _LEAD and frame.header.rival is not None and frame.sheet not in hints.header_rows:
        text = f"Is row {frame.header.last + 1} or row {frame.header.rival + 1} the last header row on “{frame.sheet}”?"
        rows = (str(frame.header.last + 1), str(frame.header.rival + 1))
        questions.append(Question(f"header:{frame.sheet}", text, rows))
        confidence = min(confidence, 0.75)
    return reader, confidence, questions if reader.layout is not Layout.NONE else []


def _range(frame: Frame) -> str:
    left, right = frame.columns[0].index if frame.columns else 0, frame.columns[-1].index if frame.columns else 0
    last = frame.body[-1] if frame.body else frame.header.last
    return f"{letters(left)}{frame.header.first + 1}:{letters(right)}{last + 1}"


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
