"""Event log: a row for each contact, appointment or task, to be counted or summed by period first."""

from cxdash.trackers.content import Content, Setting
from cxdash.trackers.event_folding import fold
from cxdash.trackers.event_proposals import date_column, numbers_rows, propose
from cxdash.trackers.event_summaries import Summary, write
from cxdash.trackers.frames import ColumnProfile, Frame
from cxdash.trackers.kinds import Kind
from cxdash.trackers.layouts.register import is_register
from cxdash.trackers.readings import Layout, Question

_LEAST_ROWS = 20
_CHECK = 3_000


class EventLog:
    """A row per event."""

    layout = Layout.EVENT_LOG

    def recognise(self, frame: Frame, setting: Setting) -> float:
        """Return high where rows have dates and numbers of their own, or names and dates do not tell them apart."""
        if _summary(frame, setting) is not None:
            return 1.0
        dated = [column for column in frame.columns if column.kind is Kind.DATE]
        figures = frame.with_field("metric") is not None and frame.with_field("value") is not None
        by_period = any(column.when for column in frame.columns if column.numeric)
        if len(frame.body) < _LEAST_ROWS or not dated or figures or by_period or is_register(frame):
            return 0.0
        if len(frame.columns) >= 4 and any(numbers_rows(column, len(frame.body)) for column in frame.columns):
            return 0.93
        texts = [column for column in frame.columns if column.kind is Kind.TEXT]
        if len(texts) < 2:
            return 0.0
        fill, repeats = _panel(frame, texts, frame.with_field("period") or dated[0])
        return 0.9 if repeats > 0.05 or fill < 0.1 else 0.0

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Return the figures of the summary that a person chose; until then none but the question how to summarise."""
        said = _summary(frame, setting)
        if said is not None:
            return fold(frame, setting, said)
        text = (
            f"“{frame.sheet}” has a row for each event ({len(frame.body):,} rows). "
            "Which figures should be counted or summed from it, by which period?"
        )
        proposals = propose(frame, setting)
        if not proposals:
            text += " None of its columns was recognised as the date of an event; say which one is."
        day = date_column(frame)
        return Content(
            questions=[Question(f"event_log:{frame.sheet}", text, tuple(write(each) for each in proposals))],
            fields={day.index: "date"} if day else {},
        )


def _summary(frame: Frame, setting: Setting) -> Summary | None:
    """Return how a person wants this table summarised, None where nobody said it or it names other columns."""
    said = setting.hints.summaries.get(frame.sheet)
    columns = {column.letter: column for column in frame.columns}
    if said is None or not said.columns <= columns.keys():
        return None
    return said if columns[said.date].kind is Kind.DATE or frame.layout is Layout.EVENT_LOG else None


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
