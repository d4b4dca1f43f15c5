"""Which layout a table has: as a person said, else the one that recognises it best, with what must be asked."""

from cxdash.domain.metrics import Catalogue
from cxdash.trackers.columns.money_columns import is_money
from cxdash.trackers.content import LayoutReader, Setting
from cxdash.trackers.files.cells import letters
from cxdash.trackers.layouts import LAYOUTS
from cxdash.trackers.readings import Hints, Layout, Question
from cxdash.trackers.tables.finding import is_header_said
from cxdash.trackers.tables.frames import Frame
from cxdash.trackers.tables.headers import HeaderFinder

_CLOSE = 0.1
_LEAD = 0.5
_LEAST = 0.45
_IDLE = frozenset({Layout.NONE, Layout.EVENT_LOG})
"""Layouts from which no figure is taken before somebody says more; no second layout is asked about beside them."""
LABELS = {
    Layout.LONG: "a row per figure",
    Layout.WIDE_PERIOD: "a column per period",
    Layout.WIDE_METRIC: "a column per metric",
    Layout.WIDE_ENTITY: "a column per site or pilot",
    Layout.TRACKER: "a register of use cases or tasks",
    Layout.EVENT_LOG: "a row per event",
    Layout.NONE: "nothing to import",
}


def choose(frame: Frame, setting: Setting, hints: Hints, *, alone: bool) -> tuple[LayoutReader, float, list[Question]]:
    """Return the layout that recognises the table best, and what must be asked where a second one comes close.

    Args:
        alone: the sheet has no other table, so that answers about the sheet are about this one.
    """
    if frame.layout is not None:
        said = [reader for reader in LAYOUTS if reader.layout is frame.layout]
        return max(said, key=lambda reader: reader.recognise(frame, setting)), 1.0, []
    scores = sorted(((reader.recognise(frame, setting), -place) for place, reader in enumerate(LAYOUTS)), reverse=True)
    (best, at), (second, other) = scores[0], scores[1]
    reader, rival = LAYOUTS[-at], LAYOUTS[-other]
    questions: list[Question] = []
    confidence = best
    is_open = reader.layout not in _IDLE and not is_money(frame)  # what money is for is said in words of its own
    if is_open and second >= _LEAST and best - second < _CLOSE:
        text = f"Is the table on “{frame.sheet}” {LABELS[reader.layout]} or {LABELS[rival.layout]}?"
        key = f"layout:{frame.sheet}" if alone else f"layout:{frame.sheet}!{range_of(frame).partition(':')[0]}"
        questions.append(Question(key, text, (str(reader.layout), str(rival.layout))))
        confidence = min(confidence, 0.7)
    if frame.header.lead < _LEAD and frame.header.rival is not None and not is_header_said(frame.sheet, hints):
        text = f"Is row {frame.header.last + 1} or row {frame.header.rival + 1} the last header row on “{frame.sheet}”?"
        spans = (frame.header.first, frame.header.last), _span(frame, setting.catalogue, frame.header.rival)
        questions.append(Question(f"header:{frame.sheet}", text, tuple(_rows(*span) for span in spans)))
        confidence = min(confidence, 0.75)
    return reader, confidence, questions if reader.layout is not Layout.NONE else []


def _span(frame: Frame, catalogue: Catalogue, row: int) -> tuple[int, int]:
    """Return all rows of a header whose main row is known, which an answer has to name."""
    return HeaderFinder(frame.region, catalogue).span(row)


def _rows(first: int, last: int) -> str:
    return f"{first + 1}" if first == last else f"{first + 1}-{last + 1}"


def range_of(frame: Frame) -> str:
    """Return a table's range by its Excel address."""
    left, right = frame.columns[0].index if frame.columns else 0, frame.columns[-1].index if frame.columns else 0
    last = frame.body[-1] if frame.body else frame.header.last
    return f"{letters(left)}{frame.header.first + 1}:{letters(right)}{last + 1}"
