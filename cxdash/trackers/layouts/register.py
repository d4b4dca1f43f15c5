"""Register: a row for each use case, pilot, task or risk, with owners, stages, targets and dates."""

from collections.abc import Sequence
from datetime import date

from cxdash.domain.metrics import plain
from cxdash.trackers.columns.friction_columns import is_friction
from cxdash.trackers.columns.register_words import (
    amount_in,
    comparison_of,
    day_in,
    days_of,
    stage_alone,
    stage_of,
    text_in,
)
from cxdash.trackers.columns.task_lists import ListWords, is_due, list_words, task_name
from cxdash.trackers.content import Content, Setting
from cxdash.trackers.files.cells import Cell, CellError, Uncached, letters
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Layout, RegisterRow, Source
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.list_sections import has_sections, is_section, lone_text, note_headings
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import LIKELY, REGISTER_FIELDS, SURE, register_field, sounds_like_metric

_Value = str | float | date
_DATES = frozenset(["idea_on", "pilot_on", "proof_on", "scale_on", "goes_live", "baseline_starts", "locked_on"])
_AMOUNTS = frozenset(
    ["unit_value", "unit_value_low", "unit_value_high", "annual_volume", "one_off_cost", "run_cost_year", "usage_cost"]
)
_DATED_ENTRIES = 0.66
_MIXED = frozenset(["baseline", "margin"])
# What only a register of use cases or pilots has; three of them settle it.
_TELLING = words("telling")
_SAYABLE = frozenset({*REGISTER_FIELDS.values(), "ignore"})


def is_register(frame: Frame) -> bool:
    """Whether a table names friction points, or use cases or pilots with three columns that only a register has."""
    if is_friction(frame):
        return True
    fields = {_field_of(column) for column in frame.columns if column.parts}
    return bool(fields & {"use_case", "pilot"}) and len(fields & _TELLING) >= 3


class Register:
    """A row per use case, pilot or task."""

    layout = Layout.TRACKER

    def recognise(self, frame: Frame, setting: Setting) -> float:
        """Return high where the headers are those of a list of things to do rather than of figures."""
        columns = [column for column in frame.columns if column.parts]
        if (
            is_friction(frame)
            or len(columns) < 3
            or sum(column.when is not None and column.numbers > 0 for column in columns) >= 2
        ):
            return 0.0
        if is_register(frame):
            return 0.98
        said = list_words(frame)
        if said.known >= 2 and _is_plan(columns):
            return 0.8
        if said.known < 3 or said.wordy < 0.3:
            return self._wordy(frame, columns)
        if said.share < 0.25:
            return 0.4
        return (0.45 if _has_figures(frame, setting, said) else 0.7) + 0.25 * min(said.share / 0.5, 1.0)

    def _wordy(self, frame: Frame, columns: list[ColumnProfile]) -> float:
        """Return how much a table of many texts is a list even though its headers are unknown."""
        period = frame.with_field("period")
        if period is not None and is_due(period) and _names_each_row(frame):
            return _DATED_ENTRIES
        texts = sum(column.kind is Kind.TEXT and column.distinct > 1 for column in columns)
        if any(column.numeric and sounds_like_metric(column.last) and _field_of(column) is None for column in columns):
            return 0.0
        return 0.62 if len(columns) >= 5 and texts >= 0.6 * len(columns) and len(frame.body) >= 3 else 0.0

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each row's fields."""
        figures, questions = setting.figures(frame)
        fields = _fields(frame)
        day_first = setting.hints.day_first if setting.hints.day_first is not None else True
        rows: list[RegisterRow] = []
        used = [(column, field) for column, field in fields if field != "ignore"]
        sections = has_sections(frame)
        stage: tuple[str, Source] | None = None
        headings: list[str] = []
        numbered = list(frame.rows()) if used else []
        for (number, cells), (_, below) in zip(numbered, [*numbered[1:], (0, ())], strict=True):
            if sections and is_section(cells, frame) and not is_section(below, frame):
                stage = _stage_of_section(number, cells, frame, figures)
                headings += [] if stage else [lone_text(number, cells)]
                continue
            row = _row(number, cells, used, figures, day_first=day_first)
            if row is not None and _is_entry(row):
                rows.append(_under(row, stage))
        return Content(
            register=tuple(rows),
            figures=figures,
            questions=questions,
            notes=note_headings(headings),
            fields={column.index: field for column, field in fields},
        )


def _names_each_row(frame: Frame) -> bool:
    """Whether a column of texts names each row once, beside two other texts: people, contracts, models."""
    texts = [column for column in frame.columns if column.kind is Kind.TEXT and column.field != "unit"]
    rows = min(len(frame.body), 400)
    return len(texts) > 2 and rows > 3 and max(column.distinct for column in texts) >= 0.9 * rows


def _is_plan(columns: Sequence[ColumnProfile]) -> bool:
    """Whether marks stand under several periods, as they do beside the tasks of a plan."""
    bars = [column for column in columns if column.when is not None]
    return len(bars) >= 3 and any(column.filled for column in bars) and not any(column.numbers for column in bars)


def _stage_of_section(number: int, cells: Sequence[Cell], frame: Frame, figures: Figures) -> tuple[str, Source] | None:
    """Return the stage that a heading names for the rows below it, with its place."""
    for column in frame.columns:
        cell = cells[column.index] if column.index < len(cells) else None
        stage = stage_alone(cell) if isinstance(cell, str) else None
        if stage is not None:
            return stage, figures.source(number, column.index)
    return None


def _under(row: RegisterRow, stage: tuple[str, Source] | None) -> RegisterRow:
    if stage is None or "stage" in row.fields:
        return row
    name, source = stage
    return RegisterRow({**row.fields, "stage": name}, {**row.sources, "stage": source}, row.source)


def _has_figures(frame: Frame, setting: Setting, said: ListWords) -> bool:
    """Whether a table with words of a list holds figures by period all the same: a value or a known metric."""
    period = frame.with_field("period")
    if period is None:
        return frame.with_field("metric") is not None and frame.with_field("value") is not None
    if is_due(period):
        return False
    metrics = any(setting.catalogue.named(part) for column in frame.figures for part in column.parts)
    return metrics or (frame.with_field("value") is not None and not said.is_strong)


def _field_of(column: ColumnProfile) -> str | None:
    if column.said in _SAYABLE:
        return column.said
    field, score = register_field(column.last)
    return field if score >= SURE else None


def _fields(frame: Frame) -> list[tuple[ColumnProfile, str]]:
    """Give each column one field of the register: the closest header first; what is left keeps its label."""
    candidates: list[tuple[float, ColumnProfile, str]] = []
    said: dict[int, str] = {}
    for column in frame.columns:
        if column.said in _SAYABLE:
            said[column.index] = column.said
            continue
        for text, weight in ((column.label, 1.0), (column.last, 0.99)):
            field, score = register_field(text)
            if field is not None and score >= LIKELY:
                candidates.append((score * weight, column, field))
    taken = set(said.values())
    given: dict[int, str] = dict(said)
    for score, column, field in sorted(candidates, key=lambda each: (-each[0], each[1].index)):
        if score >= SURE * 0.99 and field not in taken and column.index not in given:
            given[column.index] = field
            taken.add(field)
    if not {"use_case", "pilot"} & set(given.values()) and list_words(frame).is_strong:
        named = task_name([column for column in frame.columns if column.said is None])
        if named is not None:
            given[named.index] = "use_case"
    return [(column, given.get(column.index) or f"other:{column.label or column.letter}") for column in frame.columns]


def _row(
    number: int,
    cells: Sequence[Cell],
    fields: list[tuple[ColumnProfile, str]],
    figures: Figures,
    *,
    day_first: bool,
) -> RegisterRow | None:
    values: dict[str, _Value] = {}
    sources: dict[str, Source] = {}
    for column, field in fields:
        cell = cells[column.index] if column.index < len(cells) else None
        if cell is None:
            continue
        source = figures.source(number, column.index)
        if isinstance(cell, CellError | Uncached):
            code = "error_cell" if isinstance(cell, CellError) else "uncached"
            figures.problems.append(problem(code, source, value=str(cell)))
            continue
        value = _value(field, cell, source, figures, day_first=day_first)
        if value is not None:
            values[field] = value
            sources[field] = source
    if not values:
        return None
    return RegisterRow(values, sources, Source(figures.sheet, f"{letters(fields[0][0].index)}{number + 1}"))


def _value(field: str, cell: Cell, source: Source, figures: Figures, *, day_first: bool) -> _Value | None:
    """Return a cell as its field wants it; note a problem where only one kind of value will do and it is not that."""
    if field == "comparison" and isinstance(cell, str):
        return comparison_of(cell) or text_in(cell)
    text = text_in(cell)
    if text is None:
        return None
    found: _Value | None
    if field in _DATES:
        found, code = day_in(cell, day_first=day_first), "not_a_date"
    elif field in _AMOUNTS:
        found, code = amount_in(cell, decimal_comma=figures.decimal_comma), "not_a_number"
    elif field == "stage":
        found, code = stage_of(text), "stage_unknown"
    else:
        return _loosely(field, cell, text, figures)
    if found is None:
        figures.problems.append(problem(code, source, value=text[:60]))
    return found


def _loosely(field: str, cell: Cell, text: str, figures: Figures) -> _Value:
    """Return a number where the field likes one and the cell holds one, else its text."""
    number = None
    if field in _MIXED:
        number = amount_in(cell, decimal_comma=figures.decimal_comma)
    elif field == "window_days":
        number = days_of(cell)
    elif field == "target" and type(cell) is float:
        number = cell
    if number is not None:
        return number
    return figures.names.key(text) if field == "metric" else " ".join(text.split())


def _is_entry(row: RegisterRow) -> bool:
    """Whether a row says more than its own number."""
    told = [
        field
        for field, value in row.fields.items()
        if plain(field.removeprefix("other:")) not in {"", "#", "no", "nr", "id"} or isinstance(value, str)
    ]
    return len(told) >= 1 and (len(row.fields) > 1 or isinstance(next(iter(row.fields.values())), str))
