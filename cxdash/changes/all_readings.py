"""All readings of a tracker as one set of columns, whichever sheets and tables they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cxdash.store.observation_columns import Bools, Ints, Values
from cxdash.trackers.files.cells import address, letters
from cxdash.trackers.reading_columns import Label, Readings
from cxdash.trackers.readings import Source, Tracker

_COLUMNS = 2**14
"""How many columns a sheet of Excel has."""


class Cells(NamedTuple):
    """Where figures stand: ``sheet`` counts into ``sheets``, row and column from zero, all three equally long."""

    sheets: tuple[str, ...]
    sheet: Ints
    row: Ints
    column: Ints

    def at(self, rows: Ints | Bools) -> "Cells":
        """Return the cells of these rows, given by number or by a mark for each."""
        return Cells(self.sheets, self.sheet[rows], self.row[rows], self.column[rows])

    def sources(self) -> list[Source]:
        """Return each cell by its sheet and its address there."""
        rows = zip(self.sheet.tolist(), self.row.tolist(), self.column.tolist(), strict=True)
        return [Source(self.sheets[sheet], address(row, column)) for sheet, row, column in rows]

    def written(self) -> list[str]:
        """Return each cell as Excel writes it, ``Sheet!C7``."""
        # A sheet's name and a column's letters are put together once for all the cells that share them.
        shared, at = np.unique(self.sheet * _COLUMNS + self.column, return_inverse=True)
        begins = [f"{self.sheets[each // _COLUMNS]}!{letters(each % _COLUMNS)}" for each in shared.tolist()]
        return [f"{begins[which]}{row}" for which, row in zip(at.tolist(), (self.row + 1).tolist(), strict=True)]


@dataclass(frozen=True, slots=True)
class AllReadings:
    """The readings of a tracker in the order of the file; columns as in ``Readings``, all equally long."""

    labels: tuple[Label, ...]
    label: Ints
    day: Ints
    values: Values
    cells: Cells

    @classmethod
    def of(cls, tracker: Tracker) -> "AllReadings":
        """Put the readings of all tables one after the other."""
        tables = [Readings.of(table.readings) for table in tracker.tables]
        labels = tuple(label for table in tables for label in table.labels)
        before = np.cumsum([0, *(len(table.labels) for table in tables)])
        label = _joined((np.asarray(each.label) + first for each, first in zip(tables, before, strict=False)), int)
        sheets = {name: number for number, name in enumerate(dict.fromkeys(each.sheet for each in labels))}
        return cls(
            labels,
            label,
            _joined((each.day for each in tables), int),
            Values(
                _joined((each.value for each in tables), float),
                _joined((each.numerator for each in tables), float),
                _joined((each.denominator for each in tables), float),
            ),
            Cells(
                tuple(sheets),
                np.array([sheets[each.sheet] for each in labels], int)[label],
                _joined((each.row for each in tables), int),
                _joined((each.column for each in tables), int),
            ),
        )


def _joined(columns: Iterable[Any], kind: DTypeLike) -> NDArray[Any]:
    return np.concatenate([np.empty(0, kind), *(np.asarray(column, kind) for column in columns)])
