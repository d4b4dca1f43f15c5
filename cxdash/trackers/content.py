"""What a layout gives back for one table, and what it needs to know beyond the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Catalogue
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.periods.calendar_of_table import TableCalendar
from cxdash.trackers.periods.title_periods import period_in_titles
from cxdash.trackers.periods.when import When, parse_when
from cxdash.trackers.readings import Hints, Layout, Question, Reading, RegisterRow
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.figures import Figures, decimal_comma_of
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import is_generic_sheet, spaced

_GERMAN = words("german")


@dataclass
class Content:
    """One table's figures or register rows, with what was asked and dropped on the way."""

    readings: Sequence[Reading] = ()
    register: tuple[RegisterRow, ...] = ()
    figures: Figures | None = None
    observations: int = 0
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fields: dict[int, str] = field(default_factory=dict)


@dataclass
class Setting:
    """The file around a table: the catalogue, what a person said, and what the sheet's name gives."""

    catalogue: Catalogue
    hints: Hints
    entity: str | None = None
    arm: Arm = Arm.PILOT
    doubts: list[Question] = field(default_factory=list)

    def figures(self, frame: Frame) -> tuple[Figures, list[Question]]:
        """Return an empty collection of figures that reads numbers as this table writes them."""
        texts = (text for column in frame.columns if column.numeric for text in column.texts)
        said = {word for column in frame.columns for word in column.label.casefold().replace("(", " ").split()}
        said |= {word for line in frame.titles for word in line.casefold().split()}
        comma, question = decimal_comma_of(texts, said=self.hints.decimal_comma, german=bool(said & _GERMAN))
        names = MetricNames(self.catalogue, self.hints.metrics)
        suffixes = frozenset(column.suffix for column in frame.columns if column.suffix)
        return Figures(frame.sheet, names, comma, suffixes), [question] if question else []

    def calendar(self, label: str) -> TableCalendar:
        """Return a calendar for a period column or a line of period headers with this label."""
        return TableCalendar(self.hints, spaced(label))

    def context(self, frame: Frame) -> list[str]:
        """Return the texts around a table where a year or a period may stand."""
        return [*frame.titles, frame.sheet, frame.file]

    def single_period(self, frame: Frame) -> tuple[When | None, Question | None]:
        """Return the period of a table without periods: as said, from its titles or name; else a question."""
        said = self.hints.periods.get(frame.sheet)
        found = parse_when(said) if said else period_in_titles(frame.titles)
        if found is None:
            named = parse_when(frame.sheet)
            found = named if named is not None and named.complete else None
        if found is not None and found.grain is not None:
            return found, None
        text = f"The table on “{frame.sheet}” has no periods. Which period are its figures from?"
        return None, Question(f"period:{frame.sheet}", text)


class LayoutReader(Protocol):
    """A layout: how it is recognised and how its cells become readings."""

    layout: Layout

    def recognise(self, frame: Frame, setting: Setting) -> float:
        """Return how sure it is, 0 to 1, that the table has this layout."""

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Return what the table says."""


def metric_of_titles(frame: Frame, names: MetricNames) -> str | None:
    """Return the title or sheet name that names a metric of the catalogue, if one does."""
    for text in (*reversed(frame.titles), frame.sheet):
        for part in (text, *text.split(":"), *text.split(" – "), *text.split(" - ")):
            if len(part) > 2 and names.find(part.strip()) is not None:
                return part.strip()
    return None


def title_of(frame: Frame) -> str:
    """Return what the whole table is about, for figures whose metric stands nowhere else."""
    lines = [line for line in frame.titles if not line.rstrip().endswith(":") and len(line) <= 120]
    if lines:
        return lines[0]
    return frame.file.rpartition(".")[0] or frame.file if is_generic_sheet(frame.sheet) else frame.sheet


def fields_of(columns: Sequence[ColumnProfile], extra: Mapping[int, str]) -> dict[int, str]:
    """Return each column's field for the answer: its own, or what the layout made of it."""
    return {column.index: extra.get(column.index) or column.field or "other" for column in columns}
