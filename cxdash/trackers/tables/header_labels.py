"""What a header says about each column: its lines, the period they name, and the unit below the names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxdash.domain.metrics import plain
from cxdash.domain.periods import Grain
from cxdash.trackers.files.cells import Cell, Percent
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.periods_in_labels import periods_in
from cxdash.trackers.periods.title_periods import period_in_titles
from cxdash.trackers.periods.when import parse_when, when_of
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.tables.header_rows import HeaderRows
from cxdash.trackers.tables.headers import Header
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_of, is_unit

_ACTUAL_OR_NOT = words("actual") | words("not_actual")
_LONGEST = 500
_DAYS = 28
_TIMES = frozenset({Kind.PERIOD, Kind.DATE})


@dataclass(frozen=True, slots=True)
class HeaderLabel:
    """One column's header: all its lines, the period they name together, and the lines that are no period."""

    parts: tuple[str, ...] = ()
    when: When | None = None
    rest: tuple[str, ...] = ()
    unit: str = ""


def header_labels(header: Header, headers: HeaderRows, around: Sequence[str]) -> list[HeaderLabel]:
    """Return the label of each column of a region, left to right.

    Args:
        around: titles and the sheet's name, where the month stands whose days are counted in the header.
    """
    lines = [_filled_right(headers, row, header) for row in range(header.first, header.last + 1)]
    columns = _columns(lines)
    if _has_repeats(columns):
        columns = _columns([*(_groups_filled(line, lines[-1]) for line in lines[:-1]), lines[-1]])
    elif not any(headers.has_wide_cells(row) for row in range(header.first, header.last)):
        columns = _columns([*(_spread(line, lines[-1]) for line in lines[:-1]), lines[-1]])
    return _with_days(_with_periods(_without_units(columns)), around)


def _columns(lines: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return each column's cells from top to bottom; what is merged over several rows counts once."""
    found = []
    for place in range(len(lines[0])):
        cells = [_short(line[place]) for line in lines if line[place] is not None]
        found.append([cell for number, cell in enumerate(cells) if number == 0 or cell != cells[number - 1]])
    return found


def _short(cell: Cell) -> Cell:
    """Return a header's cell, pages of text cut short: it is looked through for names, periods and units."""
    return f"{cell[:_LONGEST]}…" if isinstance(cell, str) and len(cell) > _LONGEST else cell


def _has_repeats(columns: Sequence[Sequence[Cell]]) -> bool:
    return any(times > 1 for label, times in Counter(tuple(map(str, cells)) for cells in columns).items() if label)


def _filled_right(headers: HeaderRows, row: int, header: Header) -> list[Cell]:
    """Return a header line; years and months that stand only over the first of their columns go on to the right."""
    cells, kinds = headers.label_kinds(row) if row < header.last else headers.header_kinds(row)
    if row == header.last or not any(kind in _TIMES for kind in kinds):
        return cells
    current: Cell = None
    for place, cell in enumerate(cells):
        if cell is not None:
            current = cell if kinds[place] in _TIMES else None
        elif current is not None:
            cells[place] = current
    return cells


def _groups_filled(line: Sequence[Cell], last: Sequence[Cell]) -> list[Cell]:
    """Return a line of groups, each going on to the right as far as there are labels below it.

    That is done only where labels would otherwise come twice, and the group is what tells them apart.
    """
    found = list(line)
    current: Cell = None
    for place, cell in enumerate(found):
        current = cell if cell is not None else current if last[place] is not None else None
        found[place] = current
    return found


def _spread(line: Sequence[Cell], last: Sequence[Cell]) -> Sequence[Cell]:
    """Return a line of groups filled to the right where nothing is merged, as in text files.

    Groups reach over two columns at the least, unless they are words such as ``Actual`` and ``Forecast``.
    """
    filled = [place for place, cell in enumerate(line) if cell is not None]
    starts = [place for place in filled if last[place] is not None]
    if len(starts) < 2 or [place for place in filled if place >= starts[0]] != starts:
        return line
    wide = all(line[place + 1 : place + 2] == [None] and last[place + 1] is not None for place in starts)
    if not wide and not all(_is_side(line[place]) for place in starts):
        return line
    return [*line[: starts[0]], *_groups_filled(line[starts[0] :], last[starts[0] :])]


def _is_side(cell: Cell) -> bool:
    """Whether a group says on which side of a comparison, or of a plan, its figures are."""
    return isinstance(cell, str) and (arm_of(cell) is not None or plain(cell) in _ACTUAL_OR_NOT)


def _without_units(columns: Sequence[Sequence[Cell]]) -> list[HeaderLabel]:
    """Return the labels; a last line that says only units becomes the units of the lines above it."""
    labels = [HeaderLabel(tuple(_text(cell) for cell in cells)) for cells in columns]
    below = [label.parts[-1] for label in labels if len(label.parts) > 1]
    if not below or sum(map(is_unit, below)) < 0.8 * len(below):
        return labels
    bare = [
        replace(label, parts=label.parts[:-1], unit=label.parts[-1].strip("()[] "))
        if len(label.parts) > 1 and is_unit(label.parts[-1])
        else label
        for label in labels
    ]
    names = [label.parts for label in bare if label.parts]
    return bare if len(set(names)) == len(names) else labels


def _with_periods(labels: Sequence[HeaderLabel]) -> list[HeaderLabel]:
    named = [replace(label, when=when, rest=rest) for label in labels for when, rest in [_when(label.parts)]]
    open_ones = {place: label.parts for place, label in enumerate(named) if label.when is None and label.parts}
    for place, (when, rest) in periods_in(open_ones).items():
        named[place] = replace(named[place], when=when, rest=rest)
    return named


def _with_days(labels: Sequence[HeaderLabel], around: Sequence[str]) -> list[HeaderLabel]:
    """Give labels that count the days of a month their day, where the titles name one month."""
    counted = [label.parts[-1] for label in labels if label.parts and label.parts[-1].isdecimal()]
    month = period_in_titles(around) if len(counted) >= _DAYS and counted[0] == "1" else None
    if month is None or month.grain is not Grain.MONTH or month.year is None:
        return list(labels)
    year, number = month.year, month.number
    return [
        replace(label, when=parse_when(f"{year}-{number:02}-{int(label.parts[-1]):02}"), rest=label.parts[:-1])
        if label.parts and label.parts[-1].isdecimal()
        else label
        for label in labels
    ]


def _when(parts: Sequence[str]) -> tuple[When | None, tuple[str, ...]]:
    """Return the period that a header's lines name together, and the lines that are no period."""
    found: When | None = None
    rest: list[str] = []
    for part in parts:
        when = when_of(part)
        if when is None:
            rest.append(part)
        elif found is None:
            found = when
        elif not found.complete and when.grain is Grain.YEAR:
            found = found.with_year(when.year)
        elif found.grain is Grain.YEAR and not when.complete:
            found = when.with_year(found.year)
        elif found.grain is Grain.YEAR or (when.day is not None and found.day is None):
            found = when
    return found, tuple(rest)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and not isinstance(cell, Percent) and cell == int(cell):
        return str(int(cell))
    return " ".join(str(cell).split())
