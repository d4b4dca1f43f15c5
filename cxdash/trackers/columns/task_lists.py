"""What speaks for a list of things to do: words of its headers, days by which something is due, texts in most cells."""

from dataclasses import dataclass

from cxdash.domain.metrics import plain
from cxdash.trackers.columns.identifiers import is_identifier
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.vocabulary import ordered, words
from cxdash.trackers.words import is_tracker_word

_DUE = words("task_date")
_PERIODS = words("period")
_NAMES = {word: place for place, word in enumerate(ordered("task_name"))}
_WORDY = frozenset({Kind.TEXT, Kind.DATE, Kind.EMPTY, Kind.PERIOD, Kind.BOOL})


@dataclass(frozen=True, slots=True)
class ListWords:
    """How many columns have headers that lists of things to do have, their share, and the share of wordy columns."""

    known: int
    share: float
    wordy: float

    @property
    def is_strong(self) -> bool:
        """Whether half of the headers, three at least, are those of a list."""
        return self.known >= 3 and self.share >= 0.5


def list_words(frame: Frame) -> ListWords:
    """Weigh a table's headers and cells as those of a list."""
    # Days and months of a plan are columns to be coloured or marked, without a figure in them.
    columns = [column for column in frame.columns if column.parts and (column.numbers or column.when is None)]
    columns = [column for column in columns if column.filled or any(map(is_tracker_word, column.parts[-1:]))] or columns
    said = [frozenset(plain(part) for part in column.parts if is_tracker_word(part)) for column in columns]
    known = len({words for words in said if words})  # "Target" below each of three measures is one word of a list
    wordy = sum(column.kind in _WORDY or is_due(column) or is_identifier(column) for column in columns)
    count = max(len(columns), 1)
    return ListWords(known, known / count, wordy / count)


def is_due(column: ColumnProfile) -> bool:
    """Whether a column says when something is to be done, not what time figures are from."""
    said = {word for part in column.parts for word in plain(part).replace("-", " ").split()}
    return bool(said & _DUE) and not said & _PERIODS - {"date", "datum", "fecha", "day", "tag"}


def task_name(columns: list[ColumnProfile]) -> ColumnProfile | None:
    """Return the column that names the tasks, risks or projects of a list; None where none does."""
    found = [(column, _NAMES[name]) for column in columns if (name := plain(column.last)) in _NAMES]
    return min(found, key=lambda each: each[1], default=(None, 0))[0]
