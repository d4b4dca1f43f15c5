"""No table to import: notes, dashboards, pivot tables, lists without figures."""

from cxdash.trackers.content import Content, Setting
from cxdash.trackers.readings import Layout
from cxdash.trackers.tables.frames import Frame
from cxdash.trackers.words import is_pivot


class NoTable:
    """Recognises what holds no figures of its own."""

    layout = Layout.NONE

    def recognise(self, frame: Frame, setting: Setting) -> float:  # noqa: ARG002 - the protocol's signature
        """Return high where there are no figures, or a pivot table that repeats other sheets."""
        if any(is_pivot(part) for column in frame.columns for part in column.parts):
            return 0.99
        cells = sum(column.filled for column in frame.columns if column.numeric)
        if not frame.body:
            return 0.99
        return 0.3 if cells >= 2 else 0.5

    def read(self, frame: Frame, setting: Setting) -> Content:  # noqa: ARG002 - the protocol's signature
        """Return nothing, with the reason where it is a pivot table."""
        if any(is_pivot(part) for column in frame.columns for part in column.parts):
            return Content(notes=["A pivot table was left out: it repeats figures of other sheets."])
        # What was said of a column stays in sight: it counts again once the table has another layout.
        return Content(fields={column.index: column.said for column in frame.columns if column.said})
