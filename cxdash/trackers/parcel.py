"""A tracker packed to cross from one process into another: readings travel as plain tuples, ten times as fast."""

import marshal
import pickle
from dataclasses import replace
from datetime import date

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain, Period
from cxdash.trackers.readings import Reading, Source, Table, Tracker

_ARMS = tuple(Arm)
_GRAINS = tuple(Grain)
_Packed = tuple[
    str | None, str, int, int, str, str, float | None, float | None, float | None, str | None, int, str | None
]


def pack(tracker: Tracker) -> bytes:
    """Return a tracker as bytes; only ``unpack`` of the same version reads them."""
    rows = [[_packed(reading) for reading in table.readings] for sheet in tracker.sheets for table in sheet.tables]
    sheets = tuple(
        replace(sheet, tables=tuple(replace(table, readings=()) for table in sheet.tables)) for sheet in tracker.sheets
    )
    bare = replace(tracker, sheets=sheets)
    return pickle.dumps((bare, marshal.dumps(rows)), protocol=pickle.HIGHEST_PROTOCOL)


def unpack(parcel: tuple[Tracker, bytes]) -> Tracker:
    """Return the tracker with its readings in their tables again."""
    bare, packed = parcel
    rows = iter(marshal.loads(packed))  # noqa: S302 - packed by our own child a moment ago
    periods: dict[tuple[int, int], Period] = {}

    def filled(table: Table) -> Table:
        return replace(table, readings=tuple(_unpacked(each, periods) for each in next(rows)))

    sheets = tuple(replace(sheet, tables=tuple(filled(table) for table in sheet.tables)) for sheet in bare.sheets)
    return replace(bare, sheets=sheets)


def _packed(reading: Reading) -> _Packed:
    period = reading.period
    return (
        reading.entity,
        reading.metric,
        period.starts.toordinal(),
        _GRAINS.index(period.grain),
        reading.source.sheet,
        reading.source.cell,
        reading.value,
        reading.numerator,
        reading.denominator,
        reading.segment,
        _ARMS.index(reading.arm),
        reading.unit,
    )


def _unpacked(packed: _Packed, periods: dict[tuple[int, int], Period]) -> Reading:
    entity, metric, day, grain, sheet, cell, value, numerator, denominator, segment, arm, unit = packed
    period = periods.get((day, grain))
    if period is None:
        period = periods[day, grain] = Period(date.fromordinal(day), _GRAINS[grain])
    source = Source(sheet, cell)
    return Reading(entity, metric, period, source, value, numerator, denominator, segment, _ARMS[arm], unit)
