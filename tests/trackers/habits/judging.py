"""What a reader got wrong about a habit, and the shares it got right over many."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cxdash.trackers.readings import Layout, Reading, Sheet, Table, Tracker
from tests.trackers.habits.sheets import ANY, Habit, Seen, at

FIGURES = {Layout.LONG, Layout.WIDE_PERIOD, Layout.WIDE_METRIC, Layout.WIDE_ENTITY}


@dataclass(frozen=True)
class Fault:
    """One thing that was read otherwise than a careful person reads it."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def faults(habit: Habit) -> list[Fault]:
    """Return what the product's reader gets wrong."""
    tracker = habit.read()
    sheets = {sheet.name: sheet for sheet in tracker.sheets}
    found = _marks_read_as_zero(habit, tracker)
    for (name, seen), sheet in zip(habit.tables.items(), _in_order(habit, sheets), strict=True):
        if not seen:
            found += [Fault("nothing imported", f"{name}: {text}") for text in _imported(sheet)]
            continue
        tables = [table for table in sheet.tables if table.layout is not Layout.NONE or len(sheet.tables) == len(seen)]
        if len(tables) != len(seen):
            found.append(Fault("tables", f"{name}: {[(t.range, str(t.layout)) for t in tables]}, not {len(seen)}"))
        for table, truth in zip(tables, seen, strict=False):
            found += [Fault(kind, f"{name}!{table.range} {text}") for kind, text in _of_table(table, truth)]
    return found


def _in_order(habit: Habit, sheets: Mapping[str, Sheet]) -> list[Sheet]:
    return list(sheets.values()) if habit.delimiter is not None else [sheets[name] for name in habit.tables]


def _imported(sheet: Sheet) -> Iterable[str]:
    for table in sheet.tables:
        if table.readings or table.observations:
            yield f"{table.range} has {table.observations} observations as {table.layout}"
        named = [row for row in table.register if {"use_case", "pilot"} & set(row.fields)]
        if named:
            yield f"{table.range} registers {len(named)} use cases or pilots"


def _of_table(table: Table, truth: Seen) -> Iterable[tuple[str, str]]:
    last = table.header_rows[1] if table.header_rows else None
    if last != (truth.header[1] if truth.header else None):
        yield "last header row", f"{table.header_rows}, not {truth.header}"
    if table.header_rows != truth.header:
        yield "header span", f"{table.header_rows}, not {truth.header}"
    second = table.layout in truth.layouts[1:] and (table.questions or not set(truth.layouts) <= FIGURES)
    if table.layout is not truth.layouts[0] and not second:
        yield "layout", f"{table.layout}, not {truth.layouts[0]}"
    if table.observations not in truth.counts:
        yield "count", f"{table.observations}, not {truth.counts}"
    if truth.totals is not ANY and table.total_rows != truth.totals:
        yield "totals", f"{table.total_rows}, not {truth.totals}"
    if truth.missing not in (None, table.missing):
        yield "missing", f"{table.missing}, not {truth.missing}"
    cells = tuple(problem.source.cell for problem in table.problems)
    counted = truth.layouts[0] in FIGURES and truth.problems is not ANY
    if counted and sorted(cells) != sorted(truth.problems):
        yield "problems", f"{[(p.source.cell, p.code) for p in table.problems]}, not {truth.problems}"
    yield from _questions(table, truth)
    yield from _readings(table, truth)
    yield from _register(table, truth)


def _questions(table: Table, truth: Seen) -> Iterable[tuple[str, str]]:
    keys = [question.key for question in table.questions]
    if truth.asks is ANY:
        return
    wanted = all(any(key.startswith(start) for key in keys) for start in truth.asks if not start.endswith("?"))
    allowed = tuple(start.rstrip("?") for start in truth.asks)
    if not wanted or any(not key.startswith(allowed) for key in keys):
        yield "questions", f"{keys}, not {truth.asks}"


def _readings(table: Table, truth: Seen) -> Iterable[tuple[str, str]]:
    by_cell = {reading.source.cell: reading for reading in table.readings}
    for cell, (entity, metric, period, value) in truth.reads.items():
        starts, grain = (ANY, ANY) if period is ANY else at(period)
        said = {"entity": entity, "metric": metric, "starts": starts, "grain": grain, "value": value}
        yield from _differences(cell, by_cell.get(cell), said)
    for cell, more in truth.also.items():
        yield from _differences(cell, by_cell.get(cell), more)


def _differences(cell: str, reading: Reading | None, said: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    if reading is None:
        yield "readings", f"{cell} is not read"
        return
    starts, grain = reading.period.starts.isoformat(), str(reading.period.grain)
    for name, truth in said.items():
        known = {"starts": starts, "grain": grain}.get(name, getattr(reading, name, None))
        same = (
            math.isclose(known, truth)
            if isinstance(truth, float) and isinstance(known, float | int)
            else known == truth
        )
        if truth is not ANY and not same:
            yield "readings", f"{cell} {name} {known!r}, not {truth!r}"


def _register(table: Table, truth: Seen) -> Iterable[tuple[str, str]]:
    if truth.rows not in (None, len(table.register)):
        yield "register", f"{len(table.register)} rows, not {truth.rows}"
        return
    for number, fields in truth.register.items():
        for name, value in fields.items():
            known = table.register[number].fields.get(name)
            if known != value:
                yield "register", f"row {number} {name} {known!r}, not {value!r}"


def _marks_read_as_zero(habit: Habit, tracker: Tracker) -> list[Fault]:
    rows = dict(zip((sheet.name for sheet in tracker.sheets), habit.sheets.values(), strict=True))
    found = []
    for table in tracker.tables:
        for reading in table.readings:
            cell = _cell(rows[reading.source.sheet], reading.source.cell)
            if reading.value == 0 and isinstance(cell, str) and not re.search(r"\d", cell):
                found.append(Fault("mark read as 0", f"{reading.source} is {cell!r}"))
    return found


def _cell(rows: Iterable[Iterable[object]], address: str) -> object:
    letters, number = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return list(list(rows)[int(number) - 1])[column - 1]


def confidently_wrong(habit: Habit) -> bool:
    """Return whether figures would be stored that a careful person reads otherwise, without a question asked."""
    wrong = {"last header row", "layout", "count", "readings", "nothing imported", "mark read as 0", "tables"}
    silent = any(table.readings and not table.questions for table in habit.read().tables)
    return silent and any(fault.kind in wrong for fault in faults(habit))


def shares(habits: Iterable[Habit]) -> dict[str, float]:
    """Return the shares of tables and sheets that are right, and of workbooks that are confidently wrong."""
    found = [(habit, faults(habit)) for habit in habits]
    kinds = [fault.kind for _, each in found for fault in each]
    tables = sum(len(seen) for habit, _ in found for seen in habit.tables.values())
    # Where a sheet is cut into other tables than there are, each of them counts as wrong.
    cut = [habit for habit, each in found if any(fault.kind == "tables" for fault in each)]
    lost = sum(len(seen) for habit in cut for seen in habit.tables.values())
    empty = sum(not seen for habit, _ in found for seen in habit.tables.values())
    right = {
        kind: 1 - min(tables, kinds.count(kind) + lost) / tables
        for kind in ("last header row", "header span", "layout", "count")
    }
    return {
        **right,
        "sheets without a table left out": 1 - kinds.count("nothing imported") / max(empty, 1),
        "confidently wrong": sum(confidently_wrong(habit) for habit, _ in found) / len(found),
        "marks read as 0": float(kinds.count("mark read as 0")),
        "workbooks without a fault": sum(not each for _, each in found) / len(found),
    }
