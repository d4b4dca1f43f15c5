"""What speaks for names of places, people or pilots over the columns of a table, and what for names of measures."""

import re
from collections.abc import Sequence

from cxdash.domain.metrics import plain
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.columns.sides import have_sides
from cxdash.trackers.content import Setting, metric_of_titles
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.totals import columns_add_up
from cxdash.trackers.words import COLUMN_FIELDS, is_total, sounds_like_metric

_SAMPLE = 50
_FEW = 0.2
_NAMES = frozenset({"pilot", "use_case", "entity", "site", "segment"})
_BY = re.compile(r"\b(?:by|per|nach|je|par|por|según|selon)\s+(?:each\s+)?([^\W\d_]+)", re.IGNORECASE)
# Ages, waits or amounts from one number to another: they are parts of what is measured.
_BAND = re.compile(r"^(?:under |over |[<>≤≥]\s*)?\d+\s*(?:[-–+]|to |bis |and |or |years|$)", re.IGNORECASE)
_UNIT = re.compile(r"[(\[]([^)\]]{1,12})[)\]]|(%)")


def weight_of_names(frame: Frame, setting: Setting, columns: Sequence[ColumnProfile]) -> float:
    """Return what speaks for names (positive) against measures (negative) over these columns; about -2 to 3.

    The same shape holds either, so that one weak sign leaves a question open: parts that add up may be parts of one
    measure, and a segment may be what is counted.
    """
    own = [column for column in columns if not is_total(column.last)] or list(columns)
    labels = [column.last for column in own]
    metrics = MetricNames(setting.catalogue, setting.hints.metrics)
    found = -sum(any(map(sounds_like_metric, column.parts)) for column in own) / len(own)
    found += 0.7 * _begin_alike(labels)
    found += 0.4 * columns_add_up(frame, list(columns))
    found += 0.6 * (len(columns) <= 4 and have_sides(columns))
    found += 1.0 * (metric_of_titles(frame, metrics) is not None)
    found += 0.4 * _says_by_whom(frame.titles)
    found += 0.3 * (sum(map(_has_name_word, labels)) >= 0.5 * len(labels))
    banded = sum(_BAND.match(label) is not None for label in labels) > 0.5 * len(labels)
    found -= 1.0 * (banded and frame.with_field("pilot", "use_case", "entity", "site") is not None)
    found -= 0.5 * (any(column.percent for column in columns) and not all(column.percent for column in columns))
    found -= 0.7 * (len({_unit_of(column) for column in columns}) > 1)
    return found


def rows_name_parts(frame: Frame, names: MetricNames) -> bool:
    """Whether a title tells of one measure by something (``Population by province``) that the rows then name."""
    told = [line for line in frame.titles if _BY.search(line)]
    found = [text for column in frame.columns if column.kind is Kind.TEXT for text in column.texts[:_SAMPLE]]
    texts = [text for text in found if not is_total(text)]
    measures = sum(sounds_like_metric(text) or names.find(text) is not None for text in texts)
    return bool(told) and measures <= _FEW * len(texts)


def _begin_alike(labels: Sequence[str]) -> bool:
    """Whether most labels begin with the same word, as ``NHS Fife`` and ``NHS Grampian`` do; measures may do so too."""
    first = [plain(label).split()[:1] for label in labels]
    most = max(first.count(word) for word in first)
    return len(labels) >= 4 and most >= 0.6 * len(labels) and not any(map(sounds_like_metric, labels))


def _says_by_whom(titles: Sequence[str]) -> bool:
    """Whether a title says whose figures stand side by side: ``Calls by region``."""
    return any(COLUMN_FIELDS.get(plain(word)) in _NAMES for line in titles for word in _BY.findall(line))


def _has_name_word(label: str) -> bool:
    return any(COLUMN_FIELDS.get(word) in _NAMES for word in plain(label).split())


def _unit_of(column: ColumnProfile) -> str:
    match = _UNIT.search(column.label)
    return column.unit or ((match[1] or match[2]).casefold() if match else "")
