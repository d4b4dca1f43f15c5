"""The figures of a tracker as they would be stored, each beside what stands there now: columns, shown row by row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, overload

import numpy as np

from cxdash.changes.all_readings import Cells
from cxdash.changes.register_items import Outcome
from cxdash.changes.targets import SeriesName
from cxdash.domain.periods import Grain
from cxdash.store.import_changes import NOTHING
from cxdash.store.observation_columns import Bools, Floats, Ints, Values
from cxdash.store.observations import Stored, Value
from cxdash.trackers.readings import Source

OUTCOMES = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)
"""What can become of a figure; columns hold the place in this list."""


class Planned(NamedTuple):
    """One observation as it would be stored; ``old`` is what stands there now."""

    series: SeriesName
    grain: Grain
    day: int
    value: Value
    old: Stored | None
    outcome: Outcome
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class PlannedFigures(Sequence[Planned]):
    """Observations as they would be stored, in the order of the file; each is built only when it is asked for.

    ``target`` counts into ``series``, each with its cadence in ``grains``. ``day`` is a period's first day as an
    ordinal, ``outcome`` a place in ``OUTCOMES``. ``old`` and ``old_import_id`` are what stands there now: NaN and
    ``NOTHING`` where there is nothing. All columns are equally long.
    """

    series: tuple[SeriesName, ...]
    grains: tuple[Grain, ...]
    target: Ints
    day: Ints
    values: Values
    old: Values
    old_import_id: Ints
    outcome: Ints
    cells: Cells

    def __len__(self) -> int:
        return len(self.target)

    @overload
    def __getitem__(self, at: int) -> Planned: ...
    @overload
    def __getitem__(self, at: slice) -> "PlannedFigures": ...
    def __getitem__(self, at: int | slice) -> "Planned | PlannedFigures":
        if isinstance(at, slice):
            return self.at(np.arange(len(self))[at])
        return next(iter(self.at(np.array([at]))))

    def __eq__(self, other: object) -> bool:
        """Say whether two plans of one file would do the same."""
        if not isinstance(other, PlannedFigures):
            return NotImplemented
        lists = (self.series, self.grains, self.cells.sheets) == (other.series, other.grains, other.cells.sheets)
        columns = zip(self._columns(), other._columns(), strict=True)
        return lists and all(np.array_equal(mine, theirs, equal_nan=True) for mine, theirs in columns)

    __hash__ = None  # type: ignore[assignment]  # no plan is a key

    def __iter__(self) -> Iterator[Planned]:
        counted = (column.tolist() for column in (self.target, self.day, self.old_import_id, self.outcome))
        rows = zip(*counted, self.values.each(), self.old.each(), self.cells.sources(), strict=True)
        for target, day, old_import_id, outcome, value, old, source in rows:
            yield Planned(
                series=self.series[target],
                grain=self.grains[target],
                day=day,
                value=value,
                old=None if old_import_id == NOTHING else Stored(old, old_import_id),
                outcome=OUTCOMES[outcome],
                source=source,
            )

    def at(self, rows: Ints | Bools) -> "PlannedFigures":
        """Return some of the figures, given by number or by a mark for each."""
        return replace(
            self,
            target=self.target[rows],
            day=self.day[rows],
            values=self.values.at(rows),
            old=self.old.at(rows),
            old_import_id=self.old_import_id[rows],
            outcome=self.outcome[rows],
            cells=self.cells.at(rows),
        )

    def that_are(self, outcome: Outcome) -> "PlannedFigures":
        """Return the figures with this outcome."""
        return self.at(self.outcome == OUTCOMES.index(outcome))

    def moving(self) -> "PlannedFigures":
        """Return the figures that would be stored: those not as before."""
        return self.at(self.outcome != OUTCOMES.index(Outcome.UNCHANGED))

    def how_many(self, outcome: Outcome) -> int:
        """Return how many figures have this outcome."""
        return int(np.count_nonzero(self.outcome == OUTCOMES.index(outcome)))

    def named(self) -> list[SeriesName]:
        """Return the series that these figures belong to, in the order in which the file first speaks of them."""
        numbers, first = np.unique(self.target, return_index=True)
        return [self.series[number] for number in numbers[np.argsort(first)]]

    def by_sheet(self) -> dict[str, Counter[Outcome]]:
        """Return how many figures of each sheet have each outcome."""
        which = self.cells.sheet * len(OUTCOMES) + self.outcome
        counts = np.bincount(which, minlength=len(self.cells.sheets) * len(OUTCOMES)).reshape(-1, len(OUTCOMES))
        named = (Counter(dict(zip(OUTCOMES, row, strict=True))) for row in counts.tolist())
        return {sheet: +each for sheet, each in zip(self.cells.sheets, named, strict=True)}

    def _columns(self) -> tuple[Ints | Floats, ...]:
        counted = (self.target, self.day, self.old_import_id, self.outcome)
        return (*counted, *self.values, *self.old, self.cells.sheet, self.cells.row, self.cells.column)
