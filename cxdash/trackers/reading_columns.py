"""The readings of one table as columns: a file may hold 100,000, which are handed over and compared all at once."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, overload

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain, Period
from cxdash.trackers.files.cells import address, column_number
from cxdash.trackers.readings import Reading, Source

MISSING = float("nan")
"""What stands in a column of figures where a reading has none; no cell that was read holds it."""

_ADDRESS = re.compile(r"([A-Z]+)(\d+)", re.IGNORECASE)
_TYPES = ("i", "i", "i", "i", "d", "d", "d")


class Label(NamedTuple):
    """What the readings of one series have in common, in the words of the file."""

    sheet: str
    entity: str | None
    metric: str
    segment: str | None
    arm: Arm
    unit: str | None
    grain: Grain


Row = tuple[int, int, int, int, float, float, float]
"""One reading: the number of its label, then day, row, column, value, numerator and denominator, as in ``Readings``."""


@dataclass(frozen=True, slots=True, eq=False)
class Readings(Sequence[Reading]):
    """Readings in the order of the file, a column for each of their sides; each is built only when it is asked for.

    ``labels`` differ from each other and stand in the order in which the file first uses them; ``label`` counts into
    them. ``day`` is a period's first day as a proleptic Gregorian ordinal; ``row`` and ``column`` count from zero.
    ``value``, ``numerator`` and ``denominator`` hold ``MISSING`` where a reading has none. All are equally long.
    """

    labels: tuple[Label, ...]
    label: "array[int]"
    day: "array[int]"
    row: "array[int]"
    column: "array[int]"
    value: "array[float]"
    numerator: "array[float]"
    denominator: "array[float]"

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Readings":
        """Return readings as columns; what is columns already as it is."""
        if isinstance(readings, Readings):
            return readings
        labels: dict[Label, int] = {}
        rows = [_row(reading, labels) for reading in readings]
        return cls.from_rows(labels, rows)

    @classmethod
    def from_rows(cls, labels: Iterable[Label], rows: Iterable[Row]) -> "Readings":
        """Return the readings of these rows, whose labels are counted as they are listed here."""
        columns = [*zip(*rows, strict=True)] or [()] * len(_TYPES)
        return cls(tuple(labels), *(array(kind, column) for kind, column in zip(_TYPES, columns, strict=True)))

    def __len__(self) -> int:
        return len(self.label)

    def __iter__(self) -> Iterator[Reading]:
        return map(
            self._reading, self.label, self.day, self.row, self.column, self.value, self.numerator, self.denominator
        )

    @overload
    def __getitem__(self, at: int) -> Reading: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Reading, ...]: ...
    def __getitem__(self, at: int | slice) -> Reading | tuple[Reading, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(len(self))[at])
        return self._reading(
            self.label[at],
            self.day[at],
            self.row[at],
            self.column[at],
            self.value[at],
            self.numerator[at],
            self.denominator[at],
        )

    def __eq__(self, other: object) -> bool:
        """Say whether another sequence holds equal readings in the same order."""
        if not isinstance(other, Sequence):
            return NotImplemented
        if isinstance(other, Readings) and self._packed() == other._packed():
            return True  # found out without building a reading; others differ soon
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # a table's readings are no key

    def _packed(self) -> tuple[object, ...]:
        columns = (self.label, self.day, self.row, self.column, self.value, self.numerator, self.denominator)
        return (self.labels, *(column.tobytes() for column in columns))

    def _reading(self, *row: *Row) -> Reading:
        label, day, at_row, at_column, value, numerator, denominator = row
        sheet, entity, metric, segment, arm, unit, grain = self.labels[label]
        return Reading(
            entity=entity,
            metric=metric,
            period=Period(date.fromordinal(day), grain),
            source=Source(sheet, address(at_row, at_column)),
            value=_known(value),
            numerator=_known(numerator),
            denominator=_known(denominator),
            segment=segment,
            arm=arm,
            unit=unit,
        )


def _row(reading: Reading, labels: dict[Label, int]) -> Row:
    """Return a reading as a row; a label that is new is added to those known."""
    entity, metric, period, source, value, numerator, denominator, segment, arm, unit = reading
    label = Label(source.sheet, entity, metric, segment, arm, unit, period.grain)
    found = _ADDRESS.fullmatch(source.cell)
    if found is None:
        message = f"“{source.cell}” is not the address of a cell."
        raise ValueError(message)
    return (
        labels.setdefault(label, len(labels)),
        period.starts.toordinal(),
        int(found[2]) - 1,
        column_number(found[1].upper()),
        MISSING if value is None else value,
        MISSING if numerator is None else numerator,
        MISSING if denominator is None else denominator,
    )


def _known(figure: float) -> float | None:
    return None if figure != figure else figure  # noqa: PLR0124 - only what is missing differs from itself
