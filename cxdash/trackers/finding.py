"""The tables of one sheet: side by side, below one another, each with its header."""

from collections.abc import Iterator

from cxdash.domain.metrics import Catalogue
from cxdash.trackers.cells import Grid
from cxdash.trackers.frames import Frame, build_frame
from cxdash.trackers.headers import Header, HeaderFinder
from cxdash.trackers.readings import Hints
from cxdash.trackers.regions import Region, regions

_MOST = 40


def find_frames(grid: Grid, catalogue: Catalogue, hints: Hints, *, file: str) -> list[Frame]:
    """Return the tables of a sheet from left to right and from top to bottom."""
    said = hints.header_rows.get(grid.name)
    found: list[Frame] = []
    for number, region in enumerate(regions(grid)):
        found += _stacked(region, catalogue, said if number == 0 else None, file=file)
    return found


def _stacked(region: Region, catalogue: Catalogue, said: tuple[int, int] | None, *, file: str) -> Iterator[Frame]:
    for _ in range(_MOST):
        finder = HeaderFinder(region, catalogue)
        if said is not None and said[1] <= region.bottom + 1:
            header: Header | None = Header(said[0] - 1, said[1] - 1, 9.0, 9.0)
        else:
            header = finder.find()
        if header is None:
            return
        frame = build_frame(region, header, finder, file=file)
        yield frame
        said = None
        if frame.bottom >= region.bottom:
            return
        region = region.below(frame.bottom + 1)
