"""Friction points as the cells of a grid, and cells read back as what a person wants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cxdash.changes.journey_grids import Edit, WrongCell, row_name
from cxdash.domain.journeys import EFFORTS, FrictionKind, FrictionValues
from cxdash.reports.friction import Offered
from cxdash.ui.journey.friction_form import as_shown, as_stored

NAME, STEP, KIND, POPULATION, METRIC = "What hurts", "Step", "Kind", "Who feels it", "Metric"
VOLUME, RATE, COST, EVIDENCE, EFFORT = "Monthly volume", "Failure rate, %", "Unit cost", "Evidence", "Effort"
COLUMNS = (NAME, STEP, KIND, VOLUME, RATE, COST, EFFORT, POPULATION, METRIC, EVIDENCE)
TITLES = {
    "name": NAME,
    "step": STEP,
    "kind": KIND,
    "population": POPULATION,
    "metric": METRIC,
    "monthly_volume": VOLUME,
    "failure_rate": RATE,
    "unit_cost": COST,
    "evidence": EVIDENCE,
    "effort": EFFORT,
}
"""The column of every field of a friction point."""
_NUMBERS = {VOLUME: 1.0, RATE: 100.0, COST: 1.0}
_FIELDS = {column: field for field, column in TITLES.items()}
_KINDS = {kind.label: kind for kind in FrictionKind}


@dataclass(frozen=True)
class Rows:
    """Friction points as a grid holds them: slug and values each, in the order of the rows."""

    rows: tuple[tuple[str, FrictionValues], ...]


def frame(rows: Rows, offered: Offered) -> pd.DataFrame:
    """Return the cells of these rows, numbered from 1."""
    names = {metric.slug: metric.name for metric in offered.metrics}
    cells = [
        {
            NAME: values.name,
            STEP: values.step,
            KIND: values.kind.label,
            VOLUME: values.monthly_volume,
            RATE: as_shown(values.failure_rate, _NUMBERS[RATE]),
            COST: values.unit_cost,
            EFFORT: None if values.effort is None else EFFORTS[values.effort - 1],
            POPULATION: values.population,
            METRIC: names.get(values.metric, values.metric) or None,
            EVIDENCE: values.evidence,
        }
        for _, values in rows.rows
    ]
    made = pd.DataFrame(cells, columns=list(COLUMNS), index=pd.RangeIndex(1, len(cells) + 1))
    texts = [column for column in COLUMNS if column not in _NUMBERS]
    return made.astype(dict.fromkeys(_NUMBERS, "float64") | dict.fromkeys(texts, "object"))


def read(
    edited: pd.DataFrame, *, before: pd.DataFrame, shown: Rows, seen: Rows, offered: Offered, step: str = ""
) -> tuple[list[Edit[FrictionValues]], list[WrongCell]]:
    """Return the rows that say something new, and the cells that cannot be read.

    Args:
        edited: what stands in the grid; new rows after those that were shown.
        before: what stood in it first.
        shown: what the grid started from: a cell that was not touched keeps exactly that value.
        seen: what the person knows is stored.
        offered: the metrics by name.
        step: where a new row belongs that does not say.
    """
    slugs = {metric.name: metric.slug for metric in offered.metrics}
    found: list[Edit[FrictionValues]] = []
    wrong: list[WrongCell] = []
    first = _records(before)
    for at, cells in enumerate(_records(edited)):
        row = row_name(at, shown=len(shown.rows))
        if at < len(shown.rows):
            slug, values = shown.rows[at]
            touched = {name: cell for name, cell in cells.items() if cell != first[at][name]}
            if touched:
                wanted = _wanted(values, touched, slugs)
                found.append(Edit(row, slug, seen.rows[at][1], wanted))
        elif any(cell not in (None, "") for cell in cells.values()):
            blank = FrictionValues("", step, FrictionKind.WAITING)
            if cells[KIND] is None:
                wrong.append(WrongCell(row, KIND, "Choose what kind of friction it is."))
            found.append(
                Edit(
                    row,
                    "",
                    None,
                    _wanted(blank, {name: cell for name, cell in cells.items() if cell is not None}, slugs),
                )
            )
    return found, wrong


def _wanted(start: FrictionValues, cells: Mapping[str, object], slugs: Mapping[str, str]) -> FrictionValues:
    """Put what stands in cells into a friction point."""
    wanted = start
    for column, cell in cells.items():
        wanted = replace(wanted, **_fields(column, cell, slugs))
    return wanted


def _fields(column: str, cell: object, slugs: Mapping[str, str]) -> dict[str, Any]:
    """Return the field that a cell fills, with its value."""
    if column in _NUMBERS:
        return {_FIELDS[column]: as_stored(None if cell is None else float(str(cell)), _NUMBERS[column])}
    if column == KIND:
        return {} if cell is None else {"kind": _KINDS[str(cell)]}
    if column == EFFORT:
        return {"effort": None if cell is None else EFFORTS.index(str(cell)) + 1}
    if column == METRIC:
        return {"metric": "" if cell is None else slugs.get(str(cell), str(cell))}
    return {_FIELDS[column]: "" if cell is None else str(cell)}


def _records(edited: pd.DataFrame) -> Sequence[Mapping[str, object]]:
    return [{str(name): _plain(cell) for name, cell in row.items()} for row in edited.to_dict("records")]


def _plain(cell: object) -> object:
    """Return None for a cell without a value."""
    return None if pd.isna(cell) else cell  # type: ignore[call-overload] # a scalar
