"""The tables of one sheet: side by side, below one another, each with its header, as found or as a person said."""

from collections.abc import Iterator, Sequence

from cxdash.domain.metrics import Catalogue
from cxdash.trackers.answers.told import tell
from cxdash.trackers.files.areas import Area
from cxdash.trackers.files.cells import Grid, address
from cxdash.trackers.files.kinds import Kind, kind_of
from cxdash.trackers.readings import Hints
from cxdash.trackers.tables.frames import Frame, build_frame
from cxdash.trackers.tables.headers import Header, HeaderFinder
from cxdash.trackers.tables.regions import Region, regions
from cxdash.trackers.tables.table_body import titles_above

_MOST = 40
_SAID = 9.0
_FEW = 6
_LOOKED_AT = 2_000


def find_frames(grid: Grid, catalogue: Catalogue, hints: Hints, *, file: str) -> list[Frame]:
    """Return the tables of a sheet from left to right and from top to bottom, with what a person said about them."""
    areas = hints.header_areas.get(grid.name, ())
    frames = list(_cut(grid, catalogue, areas, file=file))
    if not frames:
        frames = _found(grid, catalogue, hints.header_rows.get(grid.name), file=file)
    tell(frames, hints)
    return frames


def is_header_said(sheet: str, hints: Hints) -> bool:
    """Whether a person said where the headers of a sheet are."""
    return sheet in hints.header_rows or sheet in hints.header_areas


def note_outside(grid: Grid, frames: Sequence[Frame], hints: Hints) -> list[str]:
    """Return a note about the figures outside of the tables whose headers a person marked; they are not read."""
    if grid.name not in hints.header_areas:
        return []
    areas = [
        Area(frame.header.first, frame.region.left, max([frame.header.last, *frame.body]), frame.region.right)
        for frame in frames
    ]
    outside = [
        address(row, column)
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, float) and not any(area.holds(row, column) for area in areas)
    ]
    if not outside:
        return []
    figures = "1 figure lies" if len(outside) == 1 else f"{len(outside):,} figures lie"
    return [
        f"{figures} outside of the tables whose headers were marked, the first in {outside[0]}; nothing is read there."
    ]


def note_headless(grid: Grid, frames: Sequence[Frame]) -> list[str]:
    """Return a note where a sheet has rows of figures, and no row above them that says what they are."""
    if frames:
        return []
    with_figures = [
        row for row, cells in enumerate(grid.rows[:_LOOKED_AT]) if any(kind_of(cell) is Kind.NUMBER for cell in cells)
    ]
    if len(with_figures) < _FEW:
        return []
    told = f"The figures from row {with_figures[0] + 1} on have no header and are not read."
    return [f"{told} Write a row above them that names each column, and drop the file again."]


def _found(grid: Grid, catalogue: Catalogue, said: tuple[int, int] | None, *, file: str) -> list[Frame]:
    parts = regions(grid)
    header = None if said is None else Header(said[0] - 1, said[1] - 1, _SAID, _SAID)
    own = None if header is None else _with_row(parts, header.last)
    frames: list[Frame] = []
    for part in parts:
        frames += _stacked(part, catalogue, header if part is own else None, file=file)
    _share_titles(grid, frames)
    return frames


def _share_titles(grid: Grid, frames: Sequence[Frame]) -> None:
    """Give tables that stand side by side the lines above all of them, which begin over the leftmost one."""
    left = min((frame.region.left for frame in frames), default=0)
    top = min((frame.header.first for frame in frames), default=0)
    alone = [row for row in grid.rows[:top] if len(row) - row.count(None) == 1]
    lines = [(place, str(row[place])) for row in alone for place in range(len(row)) if row[place] is not None]
    for frame in frames:
        if frame.region.left > left:
            frame.titles[:0] = [line for place, line in lines if place < frame.region.left]


def _with_row(parts: Sequence[Region], row: int) -> Region | None:
    """Return the region that has most cells in a row, the first of equals; None where that row is empty."""
    filled = [
        (sum(cell is not None for cell in part.row(row)), part) for part in parts if part.top <= row < part.bottom
    ]
    most, region = max(filled, key=lambda each: each[0], default=(0, None))
    return region if most else None


def _stacked(region: Region, catalogue: Catalogue, said: Header | None, *, file: str) -> Iterator[Frame]:
    """Yield a region's tables; a header that was said replaces the one found for the table it lies in."""
    for _ in range(_MOST):
        finder = HeaderFinder(region, catalogue)
        header = finder.find()
        frame = None if header is None else build_frame(region, header, finder, file=file)
        if said is not None and (frame is None or said.first <= frame.bottom):
            frame, said = build_frame(region, said, finder, file=file), None
        if frame is None:
            return
        yield frame
        if frame.bottom >= region.bottom:
            return
        region = region.below(frame.bottom + 1)


def _cut(grid: Grid, catalogue: Catalogue, areas: Sequence[Area], *, file: str) -> Iterator[Frame]:
    """Yield the table under each header that was said: down to the next one below, as wide as the header."""
    height, width = len(grid.rows), max((len(row) for row in grid.rows), default=0)
    inside = [area for area in areas if area.last < height - 1 and area.left < width]
    done: list[tuple[Area, Frame]] = []
    for area in sorted(inside):
        over = [(other, frame) for other, frame in done if not area.beside(other)]
        if any(area.first <= other.last for other, _ in over):
            continue
        below = [other.first for other in inside if other.first > area.last and not area.beside(other)]
        top = max((max([frame.header.last, *frame.body]) + 1 for _, frame in over), default=0)
        region = Region(grid, top, min([*below, height]) - 1, area.left, min(area.right, width - 1))
        header = Header(area.first, area.last, _SAID, _SAID)
        frame = build_frame(region, header, HeaderFinder(region, catalogue), file=file, is_whole=True)
        if frame.columns:
            frame.titles = titles_above(_with_room(region, inside, width), header)
            done.append((area, frame))
            yield frame


def _with_room(region: Region, areas: Sequence[Area], width: int) -> Region:
    """Return a region with the columns beside it that no other table has: titles often begin left of their table."""
    left = max((area.right + 1 for area in areas if area.right < region.left), default=0)
    right = min((area.left - 1 for area in areas if area.left > region.right), default=width - 1)
    return Region(region.grid, region.top, region.bottom, left, right)
