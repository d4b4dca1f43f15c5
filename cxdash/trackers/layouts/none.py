"""No table to import: notes, dashboards, pivot tables, lists without figures."""

from itertools import islice, pairwise

from cxdash.trackers.content import Content, Setting
from cxdash.trackers.files.kinds import Kind, kind_of
from cxdash.trackers.readings import Layout
from cxdash.trackers.tables.frames import Frame
from cxdash.trackers.words import is_pivot

_FEW = 6


class NoTable:
    """Recognises what holds no figures of its own."""

    layout = Layout.NONE

    def recognise(self, frame: Frame, setting: Setting) -> float:  # noqa: ARG002 - the protocol's signature
        """Return high where there are no figures, or a pivot table that repeats other sheets."""
        if any(is_pivot(part) for column in frame.columns for part in column.parts):
            return 0.99
        cells = sum(column.filled for column in frame.columns if column.numeric)
        if not frame.body or _are_cards(frame):
            return 0.99
        return 0.3 if cells >= 2 else 0.5

    def read(self, frame: Frame, setting: Setting) -> Content:  # noqa: ARG002 - the protocol's signature
        """Return nothing, with the reason where it is a pivot table."""
        if any(is_pivot(part) for column in frame.columns for part in column.parts):
            return Content(notes=["A pivot table was left out: it repeats figures of other sheets."])
        # What was said of a column stays in sight: it counts again once the table has another layout.
        return Content(fields={column.index: column.said for column in frame.columns if column.said})


def _are_cards(frame: Frame) -> bool:
    """Whether the only figures are single ones below their names, an empty column between each two: a dashboard's."""
    places = [column.index for column in frame.columns if column.numeric and column.filled]
    rows = [cells for _, cells in islice(frame.rows(), _FEW)]
    apart = len(places) > 1 and all(after - before > 1 for before, after in pairwise(places))
    if not apart or len(rows) == _FEW:
        return False
    with_figures = [cells for cells in rows if any(kind is Kind.NUMBER for kind in map(kind_of, cells))]
    return len(with_figures) == 1 and all(kind_of(cell) in {Kind.NUMBER, Kind.EMPTY} for cell in with_figures[0])
