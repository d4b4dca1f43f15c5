"""Event log: a row for each contact, appointment or task, to be counted or summed by period first."""

from cxdash.trackers.columns.task_lists import list_words
from cxdash.trackers.content import Content, Setting
from cxdash.trackers.events.event_folding import fold
from cxdash.trackers.events.event_proposals import date_column, numbers_rows, propose
from cxdash.trackers.events.event_summaries import Summary, write
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.layouts.register import is_register
from cxdash.trackers.periods.moments import are_moments
from cxdash.trackers.readings import Layout, Question
from cxdash.trackers.tables.frames import Frame
from cxdash.trackers.tables.rows_apart import Panel, naming_texts, panel

_LEAST_ROWS, _FEWEST_ROWS = 20, 8
_OFTEN, _MOSTLY = 0.05, 0.3
_AS_LIST = 0.6


class EventLog:
    """A row per event."""

    layout = Layout.EVENT_LOG

    def recognise(self, frame: Frame, setting: Setting) -> float:
        """Return high where rows have dates and numbers of their own, or names and dates do not tell them apart."""
        if _summary(frame, setting) is not None:
            return 1.0
        dated = [column for column in frame.columns if column.kind is Kind.DATE or column.field == "period"]
        figures = frame.with_field("metric") is not None and frame.with_field("value") is not None
        by_period = any(column.when and column.when.complete for column in frame.columns if column.numeric)
        if not dated or figures or by_period or is_register(frame):
            return 0.0
        texts = naming_texts(frame)
        rows = panel(frame, texts, frame.with_field("period") or dated[0])
        if not any(column.kind is Kind.DATE for column in dated) and rows.repeats <= _OFTEN:
            return 0.0
        if len(frame.body) < (_LEAST_ROWS if rows.repeats < _MOSTLY else _FEWEST_ROWS):
            return 0.0
        found = self._of_rows(frame, len(texts), rows)
        return min(found, _AS_LIST) if list_words(frame).is_strong else found

    def _of_rows(self, frame: Frame, texts: int, rows: Panel) -> float:
        if not texts and not rows.repeats:
            return 0.0  # one row a day, and figures only: a series
        if texts and any(are_moments(frame, column) for column in frame.columns):
            return 0.93
        if len(frame.columns) >= 4 and any(numbers_rows(column, len(frame.body)) for column in frame.columns):
            return 0.93
        if rows.repeats > _OFTEN and (texts >= 2 or rows.repeats > _MOSTLY):
            return 0.9
        return 0.9 if texts >= 2 and rows.fill < 0.1 else 0.0

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
