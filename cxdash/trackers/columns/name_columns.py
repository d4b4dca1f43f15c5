"""Which columns name whom the figures are about, where several do: the finest one, and what it does not settle."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from cxdash.domain.metrics import plain
from cxdash.trackers.columns.identifiers import is_identifier
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.names_filled import filled_rows
from cxdash.trackers.words import COLUMN_FIELDS, is_total

_NAMES = ("pilot", "use_case", "entity", "site")
_OWN = frozenset({"pilot", "use_case"})
_SPEAKING = frozenset({Kind.TEXT, Kind.DATE, Kind.PERIOD})
_CHECK = 2_000


def settle_names(frame: Frame) -> None:
    """Leave one column that names whom figures are about; one that it does not settle becomes a segment.

    The region of a hospital says nothing that the hospital's name does not say, so it is left out. Pilots and use
    cases are names before anything else is; the use case beside a pilot stays, for rows that name no pilot. A column
    of identifiers names rows only where no other does.
    """
    _use_numbered_names(frame)
    _use_only_texts(frame)
    named = [column for column in frame.columns if column.field in _NAMES and not column.numeric]
    _use_identifiers(frame, named)
    speaking = [column for column in named if column.said is not None or not is_identifier(column)]
    if speaking:
        for column in named:
            if column not in speaking:
                column.field = "ignore"
        named = speaking
    if len(named) < 2 or any(column.said is not None for column in named):
        return
    said = dict.fromkeys(names for _, names in filled_rows(frame, named, most=_CHECK))
    rows = [names for names in said if not _names_total(names)]
    own = sorted((number for number, column in enumerate(named) if column.field in _OWN), key=_pilots_first(named))
    has_pilots = any(column.field == "pilot" for column in named)
    kept = [number for number in range(len(named)) if not _is_settled(number, rows, own, len(named))]
    first = next((number for number in (*own, *kept) if number in kept), kept[0])
    for number, column in enumerate(named):
        if has_pilots and column.field == "use_case":
            continue
        if number not in kept:
            column.field = "ignore"
        elif number != first:
            column.field = "segment" if frame.with_field("segment") is None else None


def _use_numbered_names(frame: Frame) -> None:
    """Take whole numbers left of all figures for names where their header names one: ``Cost centre``, ``Store``."""
    for column in frame.columns:
        if not column.numeric:
            continue
        if column.said is not None or COLUMN_FIELDS.get(plain(column.label)) not in {"entity", "site"}:
            return
        cells = [cells[column.index] for cells in _sample(frame) if column.index < len(cells)]
        if column.percent or any(isinstance(cell, float) and cell % 1 for cell in cells) or column.distinct < 2:
            return
        column.field, column.kind = COLUMN_FIELDS[plain(column.label)], Kind.TEXT


def _use_only_texts(frame: Frame) -> None:
    """Let the first column name its rows where it has the only texts, even if its header would have it left out.

    ``Source`` or ``Status`` beside other names says nothing about figures; alone, it says whose they are.
    """
    texts = [column for column in frame.columns if column.kind is Kind.TEXT and column.filled]
    first = frame.columns[0] if frame.columns else None
    if texts != [first] or first is None or first.field != "ignore" or first.said is not None:
        return
    if 1 < first.distinct == first.filled and frame.with_field("period") is None:
        first.field = None


def _sample(frame: Frame) -> Iterator[Sequence[Cell]]:
    return (cells for _, cells in islice(frame.rows(), _CHECK))


def _pilots_first(named: Sequence[ColumnProfile]) -> Callable[[int], bool]:
    """Return the order of columns in which those of pilots come before others."""
    return lambda number: named[number].field != "pilot"


def _use_identifiers(frame: Frame, named: Sequence[ColumnProfile]) -> None:
    """Take columns of identifiers out of the figures; the first names the rows where nothing else does."""
    timed = {"period", "year"}
    free = [each for each in frame.columns if each.said is None and each.when is None and each.field not in timed]
    codes = [column for column in free if column.numeric and is_identifier(column)]
    for column in codes:
        column.field = "ignore"
    texts = any(
        column.kind in {Kind.TEXT, Kind.DATE, Kind.PERIOD} and column.filled
        for column in frame.columns
        if column not in codes
    )
    if codes and not named and not texts and codes[0].distinct > 1:
        codes[0].field, codes[0].kind = "entity", Kind.TEXT


def _is_settled(number: int, rows: Sequence[tuple[Cell, ...]], own: Sequence[int], count: int) -> bool:
    """Whether another, finer column settles this one, or a pilot or use case does."""
    if number in own:
        return number != own[0] and _settles(own[0], number, rows)
    return any(
        _settles(other, number, rows)
        for other in range(count)
        if other != number and (other in own or not _settles(number, other, rows) or other < number)
    )


def _names_total(names: tuple[Cell, ...]) -> bool:
    """Whether a row is that of a total, whose blanks do not go on with the names above them."""
    return any(isinstance(name, str) and is_total(name) for name in names)


def _settles(one: int, other: int, rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether each name in one column goes with a single name in the other."""
    pairs = {(row[one], row[other]) for row in rows}
    return len(pairs) == len({first for first, _ in pairs})
