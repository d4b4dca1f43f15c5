"""Friction: a row for each thing that hurts on the journey, with where it hurts, how often and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from cxdash.domain.metrics import plain
from cxdash.trackers.columns.friction_columns import fields_of, is_friction
from cxdash.trackers.columns.register_words import text_in
from cxdash.trackers.content import Content, Setting
from cxdash.trackers.files.cells import Cell, CellError, Uncached
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Layout, RegisterRow, Source
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.list_sections import has_sections, is_section, lone_text, note_headings
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.values.friction_figures import FIGURES, Scale, figure_in, scale_of
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import is_total

_PLACES = ("journey", "step", "back_office")
_TOTALS = words("total")
_LENGTHS = ("month", "week", "day", "monat", "woche", "tag")
_ROWS_SAID = 5
_Value = str | float


@dataclass
class _Above:
    """What the rows above said about where on the journey they are, for rows that leave it out."""

    fields: dict[str, _Value] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def moved(self, row: RegisterRow) -> None:
        """Take over where a row is; another step forgets on which side of the counter the last one was."""
        said = [name for name in _PLACES if name in row.fields]
        if "step" in said:
            self.fields.pop("back_office", None)
        for name in said:
            self.fields[name] = str(row.fields[name])
            self.sources[name] = row.sources[name]

    def filled(self, row: RegisterRow) -> RegisterRow:
        """Return a row with the places it leaves out; a step of its own is on a side of its own."""
        names = [name for name in self.fields if name not in row.fields]
        if "step" in row.fields:
            names = [name for name in names if name == "journey"]
        if not names:
            return row
        fields = {name: self.fields[name] for name in names} | dict(row.fields)
        return RegisterRow(fields, {name: self.sources[name] for name in names} | dict(row.sources), row.source)


class Friction:
    """A row per friction point."""

    layout = Layout.TRACKER

    def recognise(self, frame: Frame, setting: Setting) -> float:  # noqa: ARG002 - as every layout is asked
        """Return high where a column names what hurts on the journey."""
        return 0.98 if is_friction(frame) else 0.0

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each row's fields; places that are written once are meant for the rows below too."""
        figures, questions = setting.figures(frame)
        columns = fields_of(frame)
        used = [(column, name) for column, name in columns if name != "ignore"]
        reader = _Rows(frame, figures, used)
        rows = reader.rows()
        return Content(
            register=tuple(rows),
            figures=figures,
            questions=questions,
            notes=reader.notes(),
            fields={column.index: name for column, name in columns},
        )


class _Rows:
    """The rows of one table, read one after the other."""

    def __init__(self, frame: Frame, figures: Figures, columns: list[tuple[ColumnProfile, str]]) -> None:
        self._frame, self._figures, self._columns = frame, figures, columns
        self._fields = {name: column for column, name in columns}
        self._scales = {name: _scale(name, column, frame, figures) for column, name in columns if name in FIGURES}
        self._above = _Above()
        self._headings: list[str] = []
        self._totals: list[int] = []
        self._is_filled_down = False

    def rows(self) -> list[RegisterRow]:
        """Return every row that says something, without headings and totals."""
        numbered = list(self._frame.rows()) if self._columns else []
        sections = has_sections(self._frame)
        found = []
        for (number, cells), (_, below) in zip(numbered, [*numbered[1:], (0, ())], strict=True):
            if sections and self._is_heading(cells) and not is_section(below, self._frame):
                self._heading(number, cells)
                continue
            row = self._row(number, cells)
            if row is not None:
                found.append(row)
        return found

    def notes(self) -> list[str]:
        """Return what a person should know about how the table was read."""
        said = note_headings(self._headings)
        if self._is_filled_down:
            said.append("Rows without a journey step were taken to be at the step above them.")
        if self._totals:
            more = f" and {len(self._totals) - _ROWS_SAID} more" if len(self._totals) > _ROWS_SAID else ""
            listed = ", ".join(str(number + 1) for number in self._totals[:_ROWS_SAID])
            rows, are = (
                ("Row", "was left out: it is a total")
                if len(self._totals) == 1
                else ("Rows", "were left out: they are totals")
            )
            said.append(f"{rows} {listed}{more} {are} of the others.")
        if "annual_cost" in self._fields:
            label = self._fields["annual_cost"].last
            said.append(f"“{label}” is only compared: a year costs monthly volume × failure rate × unit cost × 12.")
        volume = self._scales.get("monthly_volume")
        if volume is not None and volume.is_unsaid:
            said.append(f"“{self._fields['monthly_volume'].last}” was read as the volume of a month.")
        return said

    def _is_heading(self, cells: Sequence[Cell]) -> bool:
        """Whether a text stands alone in a row, and in no column of its own for where it hurts."""
        places = {self._fields[name].index for name in ("journey", "step") if name in self._fields}
        alone = next((place for place, cell in enumerate(cells) if cell is not None), -1)
        return is_section(cells, self._frame) and alone not in places

    def _heading(self, number: int, cells: Sequence[Cell]) -> None:
        """Take a text alone in its row for the step of the rows below, or for their journey, where none is said."""
        index, text = next((place, str(cell)) for place, cell in enumerate(cells) if cell is not None)
        name = next((each for each in ("step", "journey") if each not in self._fields), None)
        if name is None or (self._fields["friction"].index == index and "step" in self._fields):
            self._headings.append(lone_text(number, cells))
            return
        self._above.fields = {key: value for key, value in self._above.fields.items() if key == "journey" != name}
        self._above.fields[name] = " ".join(text.split())
        self._above.sources[name] = self._figures.source(number, index)

    def _row(self, number: int, cells: Sequence[Cell]) -> RegisterRow | None:
        unread = len(self._figures.problems)
        row = self._as_read(number, cells)
        if row is None:
            return None
        if self._is_total(row, cells):
            self._totals.append(number)
            del self._figures.problems[unread:]
            return None
        self._above.moved(row)
        filled = self._above.filled(row)
        self._is_filled_down |= "step" in filled.fields and "step" not in row.fields and "step" in self._fields
        if "friction" not in row.fields and any(name in FIGURES or name == "kind" for name in row.fields):
            column = self._fields.get("friction")
            source = self._figures.source(number, column.index if column else self._columns[0][0].index)
            self._figures.problems.append(problem("no_friction", source, row=number + 1))
            return None
        return filled if {"friction", "step"} & row.fields.keys() else None

    def _as_read(self, number: int, cells: Sequence[Cell]) -> RegisterRow | None:
        values: dict[str, _Value] = {}
        sources: dict[str, Source] = {}
        for column, name in self._columns:
            cell = cells[column.index] if column.index < len(cells) else None
            if cell is None:
                continue
            source = self._figures.source(number, column.index)
            value = self._value(name, cell, source)
            if value is not None:
                values[name], sources[name] = value, source
        first = self._figures.source(number, self._fields.get("friction", self._columns[0][0]).index)
        return RegisterRow(values, sources, first) if values else None

    def _value(self, name: str, cell: Cell, source: Source) -> _Value | None:
        problems, comma = self._figures.problems, self._figures.decimal_comma
        if name in self._scales:
            return figure_in(cell, source, self._scales[name], problems, decimal_comma=comma)
        if isinstance(cell, CellError | Uncached):
            code = "error_cell" if isinstance(cell, CellError) else "uncached"
            problems.append(problem(code, source, value=str(cell)))
            return None
        if name == "back_office" and isinstance(cell, str) and cell.strip():
            return cell.strip()
        text = text_in(cell)
        return None if text is None else self._text(name, cell, text)

    def _text(self, name: str, cell: Cell, text: str) -> str:
        if name == "effort":
            return self._effort(cell, text)
        if name == "use_case":
            return "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
        return self._figures.names.key(text) if name == "metric" else " ".join(text.split())

    def _effort(self, cell: Cell, text: str) -> str:
        """Return an effort as text, with the unit of its header behind a bare number: ``6`` under “Weeks”."""
        if isinstance(cell, timedelta):
            return f"{cell.total_seconds() / 86_400:g} days"
        said = plain(self._fields["effort"].label).split()
        unit = next((each for each in _LENGTHS if any(word.startswith(each) for word in said)), None)
        is_bare = text.strip().replace(".", "", 1).isdigit()
        return f"{text.strip()} {unit}s" if unit and is_bare else " ".join(text.split())

    def _is_total(self, row: RegisterRow, cells: Sequence[Cell]) -> bool:
        """Whether a row adds others up: it names no pain of its own, and a total beside its figures."""
        named = row.fields.get("friction")
        if named is not None and plain(str(named)) not in _TOTALS:
            return False
        own = [str(row.fields[name]) for name in ("friction", "step", "journey") if name in row.fields]
        return any(map(is_total, own or [cell for cell in cells if isinstance(cell, str)]))


def _scale(name: str, column: ColumnProfile, frame: Frame, figures: Figures) -> Scale:
    cells = [cells[column.index] for _, cells in frame.rows() if column.index < len(cells)]
    return scale_of(name, f"{column.label} {column.unit}", cells, decimal_comma=figures.decimal_comma)
