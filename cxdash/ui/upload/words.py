"""What was understood of a table or a sheet, in words."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cxdash.domain.figures import count
from cxdash.domain.periods import Grain
from cxdash.trackers.readings import Layout, Question, Sheet, Table

LAYOUTS: Mapping[Layout, str] = MappingProxyType(
    {
        Layout.LONG: "One row per figure",
        Layout.WIDE_PERIOD: "One column per period",
        Layout.WIDE_METRIC: "One column per metric",
        Layout.WIDE_ENTITY: "One column per site or pilot",
        Layout.TRACKER: "A register, one row per use case, pilot, pain or cost",
        Layout.EVENT_LOG: "A log, one row per contact",
        Layout.NONE: "Nothing to import",
    }
)
ASKED_IN_GRID = frozenset({"layout", "header"})
"""The kinds of question that the grid asks where the table is seen; they hold nothing up."""
_GRAINS = frozenset(Grain)
_SURE, _LIKELY = 0.9, 0.6
_LISTED = 5


def table_in_words(table: Table) -> str:
    """Say what was found: ``header in rows 4 to 5, 168 figures, 12 empty or suppressed``."""
    said = []
    if table.header_rows is not None:
        first, last = table.header_rows
        said.append(f"header in row {first}" if first == last else f"header in rows {first} to {last}")
    if table.register:
        said.append(count(len(table.register), "row"))
    elif table.layout is not Layout.NONE:
        said.append(count(len(table.readings), "figure"))
    if table.missing:
        said.append(f"{table.missing:,} empty or suppressed")
    if table.problems:
        said.append(f"{len(table.problems):,} to mend")
    return ", ".join(said)


def meaning_in_words(field: str, words: str, metrics: Mapping[str, str]) -> str:
    """Write what a column means so that what tells it apart comes early: columns are narrow.

    Args:
        words: what the field is called in full.
        metrics: the names of known metrics by slug.
    """
    kind, named, name = field.partition(":")
    if named and kind == "period" and name in _GRAINS:
        return "Figures"
    if named and kind in {"period", "entity"}:
        return name
    if named and kind == "metric":
        return f"Metric: {metrics.get(name, name)}"
    return words


def doubt(table: Table) -> str:
    """Say how unsure the reading of a table is; nothing where it is sure, nothing is read, or the doubt is asked."""
    if table.layout is Layout.NONE or table.confidence >= _SURE or doubts(table):
        return ""
    return "Probably right; have a look" if table.confidence >= _LIKELY else "Not sure: please check"


def doubts(table: Table) -> list[Question]:
    """Return what is asked about a table as a whole; until it is answered the first candidate is taken."""
    return [each for each in table.questions if each.key.partition(":")[0] in ASKED_IN_GRID]


def candidate_in_words(question: Question, candidate: str) -> str:
    """Write an answer to such a question: ``One column per period``, ``Rows 4-5``."""
    if question.key.startswith("header"):
        return f"Row{'s' if '-' in candidate else ''} {candidate}"
    return LAYOUTS[Layout(candidate)] if candidate in list(Layout) else candidate


def nothing_found(sheet: Sheet) -> str:
    """Say what a sheet without a table to import lacks, and what can be done."""
    if any(table.layout is not Layout.NONE for table in sheet.tables):
        return ""
    if not sheet.preview.rows:
        return "This sheet is empty."
    return "No table of figures was found here. If there is one, click the number of its header row."


def rows_listed(rows: Iterable[int]) -> str:
    """List rows: ``12, 20, 31 and 4 more``."""
    every = [str(row) for row in rows]
    more = f" and {len(every) - _LISTED:,} more" if len(every) > _LISTED else ""
    return ", ".join(every[:_LISTED]) + more
