"""What reading a tracker yields: readings, problems and questions, each with the cell it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Period
from cxdash.trackers.events.event_summaries import Summary
from cxdash.trackers.files.areas import Area


class Layout(StrEnum):
    """How a table is laid out."""

    LONG = "long"
    WIDE_PERIOD = "wide_period"
    WIDE_METRIC = "wide_metric"
    WIDE_ENTITY = "wide_entity"
    TRACKER = "tracker"
    EVENT_LOG = "event_log"
    NONE = "none"


class Source(NamedTuple):
    """Where a value stands: the sheet and its Excel address."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        """Write the address as Excel does: ``Sheet!C7``."""
        return f"{self.sheet}!{self.cell}"


class Reading(NamedTuple):
    """One value of one metric in one period, as the tracker says it; a tuple, because a file may hold 100,000.

    ``metric`` is a catalogue slug where the name is known, else the tracker's own label. Shares (unit ``%``) are
    fractions of 1; durations are in the metric's unit, seconds where it has none. ``value`` is present, or numerator
    and denominator are, or all three.
    """

    entity: str | None
    metric: str
    period: Period
    source: Source
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    segment: str | None = None
    arm: Arm = Arm.PILOT
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of a register of use cases: field name → value as read (text, number or date), with each field's cell."""

    fields: Mapping[str, str | float | date]
    sources: Mapping[str, Source]
    source: Source

    @property
    def is_about_friction(self) -> bool:
        """Whether the row is about a friction point, or a step of the journey, rather than a use case."""
        return "friction" in self.fields or "step" in self.fields

    @property
    def is_about_money(self) -> bool:
        """Whether the row is one amount of a list of costs and benefits."""
        return "amount" in self.fields


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that a person has to mend; ``code`` is stable, ``message`` says what to do."""

    code: str
    message: str
    source: Source


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide, with the answers that are likely.

    ``key`` says which hint holds the answer: ``year``, ``day_first``, ``decimal_comma``, ``period:SHEET``,
    ``entity:SHEET``, ``layout:SHEET``, ``header:SHEET``, ``metric:LABEL`` or ``event_log:SHEET``; ``said`` tells what
    an answer looks like. Every candidate is a complete answer.
    """

    key: str
    text: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its letter, its label and the field it was taken for."""

    letter: str
    label: str
    field: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table found on a sheet; rows are 1-based Excel rows.

    ``observations`` counts every figure understood, also those whose period a question still leaves open; ``readings``
    are those that are complete. ``missing`` counts marks such as ``n/a``; ``total_rows`` were dropped because they
    repeat other rows.
    """

    range: str
    header_rows: tuple[int, int] | None
    layout: Layout
    confidence: float
    columns: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()
    readings: Sequence[Reading] = ()
    register: tuple[RegisterRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: int = 0
    total_rows: tuple[int, ...] = ()
    fingerprint: str = ""
    observations: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """Those rows of a sheet that a person is shown, by their number, each as texts from column A on.

    ``height`` and ``width`` say how many rows and columns the sheet has; ``hidden_rows`` and ``hidden_columns`` (by
    letter) are those of the rows and columns that the workbook hides.
    """

    rows: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with the tables found on it, and the notes a person should know (hidden rows read, links ignored …).

    ``used`` is false where the sheet is left out of the import, as hidden sheets are until somebody says ``read``.
    ``recognised`` holds the bare tables that are found when nobody says where headers are, on a sheet where somebody
    did.
    """

    name: str
    hidden: bool
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    preview: Preview = Preview()
    used: bool = True
    recognised: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracker:
    """A whole file as it was understood."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    csv: Mapping[str, str] | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table of every sheet that is not left out."""
        return tuple(table for sheet in self.sheets if sheet.used for table in sheet.tables)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person has already answered about a file or a header like its own.

    About sheets: ``header_rows`` maps a sheet to its table's (first, last) header row, 1-based; ``header_areas`` to the
    header rows of each of its tables; ``sheets`` says whether a sheet is read or left out; ``periods`` gives a sheet
    without periods its one period (``2025-06``), ``entities`` a sheet without names its pilot or use case, and
    ``summaries`` says how the rows of an event log are summarised (see ``event_summaries``).

    About tables: ``layouts`` maps a sheet, or ``Sheet!A4`` for the table whose range starts there, to a layout;
    ``totals`` holds such tables whose total rows are read like others; ``fields`` maps ``Sheet!C4`` (column C of the
    table whose header ends in row 4) or a column's label to a field.

    About the file: ``year`` dates periods without one; ``day_first`` settles 03/04/2026, ``decimal_comma`` settles
    1.234; ``metrics`` maps a tracker's name for a metric to a slug; ``fiscal_first_month`` is the month in which the
    organisation's fiscal year starts.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    header_rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    header_areas: Mapping[str, tuple[Area, ...]] = field(default_factory=dict)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    sheets: Mapping[str, bool] = field(default_factory=dict)
    totals: frozenset[str] = frozenset()
    summaries: Mapping[str, Summary] = field(default_factory=dict)
    year: int | None = None
    day_first: bool | None = None
    metrics: Mapping[str, str] = field(default_factory=dict)
    decimal_comma: bool | None = None
    periods: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, str] = field(default_factory=dict)
    fiscal_first_month: int = 1
