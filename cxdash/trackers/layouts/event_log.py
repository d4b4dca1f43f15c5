"""Event log: a row for each contact, appointment or task, to be counted or summed by period first."""

from cxdash.domain.metrics import plain
from cxdash.trackers.content import Content, Setting
from cxdash.trackers.frames import ColumnProfile, Frame
from cxdash.trackers.kinds import Kind
from cxdash.trackers.layouts.register import is_register
from cxdash.trackers.readings import Layout, Question
from cxdash.trackers.vocabulary import words

_LEAST_ROWS = 20
_CHECK = 3_000
_ID_WORDS = words("row_number")


class EventLog:
    """A row per event."""

    layout = Layout.EVENT_LOG

    def recognise(self, frame: Frame, setting: Setting) -> float:  # noqa: ARG002 - the protocol's signature
        """Return high where rows have dates and numbers of their own, or names and dates do not tell them apart."""
        dated = [column for column in frame.columns if column.kind is Kind.DATE]
        figures = frame.with_field("metric") is not None and frame.with_field("value") is not None
        by_period = any(column.when for column in frame.columns if column.numeric)
        if len(frame.body) < _LEAST_ROWS or not dated or figures or by_period or is_register(frame):
            return 0.0
        if len(frame.columns) >= 4 and any(_is_number_of_row(column, len(frame.body)) for column in frame.columns):
            return 0.93
        texts = [column for column in frame.columns if column.kind is Kind.TEXT]
        if len(texts) < 2:
            return 0.0
        fill, repeats = _panel(frame, texts, frame.with_field("period") or dated[0])
        return 0.9 if repeats > 0.05 or fill < 0.1 else 0.0

    def read(self, frame: Frame, setting: Setting) -> Content:  # noqa: ARG002 - the protocol's signature
        """Return no figures but the question how the rows are to be summarised."""
        text = (
            f"“{frame.sheet}” has a row for each event ({len(frame.body):,} rows). "
            "Which figures should be counted or summed from it, by which period?"
        )
        choices = tuple(f"count rows by {grain}" for grain in ("week", "month"))
        return Content(questions=[Question(f"event_log:{frame.sheet}", text, choices)])


def _is_number_of_row(column: ColumnProfile, rows: int) -> bool:
    """Whether a column numbers its rows: named as a number, and hardly ever the same twice."""
    name = plain(column.last.replace("#", " # "))
    said = name.split()
    if not said or name.startswith(("number of", "anzahl")) or column.distinct < 0.95 * min(rows, 400):
        return False
    if column.kind is Kind.TEXT:
        return bool(_ID_WORDS & set(said))
    return column.kind is Kind.NUMBER and said[-1] in _ID_WORDS and not column.percent


def _panel(frame: Frame, texts: list[ColumnProfile], period: ColumnProfile) -> tuple[float, float]:
    """Return how full the table of names by periods is, and the share of rows whose names and period come again."""
    names: set[tuple[object, ...]] = set()
    days: set[object] = set()
    seen: set[tuple[object, ...]] = set()
    rows = repeats = 0
    for _, cells in frame.rows():
        name = tuple(cells[column.index] if column.index < len(cells) else None for column in texts)
        day = cells[period.index] if period.index < len(cells) else None
        names.add(name)
        days.add(day)
        repeats += (*name, day) in seen
        seen.add((*name, day))
        rows += 1
        if rows >= _CHECK:
            break
    return rows / max(len(names) * len(days), 1), repeats / max(rows, 1)
