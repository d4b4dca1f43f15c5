"""What a person says about how a file is read: each answer by its key, and the hints that all of them make.

Everything said is one mapping of texts, which is remembered for the next file with the same headers:

``year``, ``day_first`` (day or month), ``decimal_comma`` (decimal or thousands), ``period:SHEET``
    settle what the whole file or a sheet leaves open.
``header:SHEET``
    ``4`` or ``4-5``; or the header rows of every table, ``A4:H5 A20:H21``, and tables are cut exactly there.
``layout:SHEET`` or ``layout:SHEET!A4``
    a layout, for the sheet or for the table whose range starts in that cell.
``column:SHEET!C4``
    the field of column C in the table whose header ends in row 4 (see ``meanings``).
``sheet:SHEET``
    ``read`` or ``leave out``.
``totals:SHEET!A4``
    ``read``: the total rows of the table that starts there are read like others.
``event_log:SHEET``
    how rows of events are summarised (see ``event_summaries``).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cxdash.trackers.answers.meanings import fields_for, is_field, words_of
from cxdash.trackers.events.event_summaries import parse
from cxdash.trackers.files.areas import Area, written
from cxdash.trackers.readings import Column, Hints, Layout, Sheet, Table

ANSWERED = frozenset({"year", "day_first", "decimal_comma", "layout", "header", "period", "event_log"})
"""The kinds of question that have a hint; a key is a kind, or a kind, a colon and what it is about."""
READ, LEAVE_OUT = "read", "leave out"


def hints_from(said: Mapping[str, str], *, fiscal_first_month: int = 1) -> Hints:
    """Return the hints that say this; an answer that makes no sense is left out, so that its question comes again."""
    hints = Hints(fiscal_first_month=fiscal_first_month)
    for key, answer in said.items():
        kind, _, about = key.partition(":")
        try:
            hints = _with(hints, kind, about, answer.strip())
        except ValueError:
            continue
    return hints


def header_answer(sheet: Sheet, table: Table | None, row: int) -> tuple[str, str]:
    """Return the answer that a click on a row's number (1-based) gives; every other table keeps its header.

    A neighbour of the table's header joins it, an outer row of a header of several rows leaves it, and any other row
    becomes the header. Without a table the row counts for the header it touches or the sheet's only table; else a table
    of its own starts there.
    """
    found = [each for each in sheet.tables if each.header_rows is not None]
    if table is None or table.header_rows is None:
        table = _meant(found, row)
    others = [each for each in found if table is None or each.range != table.range]
    first, last = _toggled(None if table is None else table.header_rows, row)
    if not others:
        return f"header:{sheet.name}", f"{first}" if first == last else f"{first}-{last}"
    whole = Area.parse(table.range) if table is not None else _across(sheet, found)
    areas = [whole._replace(first=first - 1, last=last - 1), *(_header_of(each) for each in others)]
    return f"header:{sheet.name}", written(areas)


def layout_answer(sheet: Sheet, table: Table, layout: Layout) -> tuple[str, str]:
    """Return the answer that a table has this layout."""
    return f"layout:{sheet.name}!{Area.parse(table.range).start}", str(layout)


def column_answer(sheet: Sheet, table: Table, column: Column, field: str) -> tuple[str, str]:
    """Return the answer that a column has this field; "" takes an earlier answer back."""
    last = table.header_rows[1] if table.header_rows else Area.parse(table.range).first + 1
    return f"column:{sheet.name}!{column.letter}{last}", field


def meanings(table: Table, column: Column) -> Mapping[str, str]:
    """Return each field that a column of this table can have, its present one first, with words people read."""
    return {field: words_of(field) for field in fields_for(table.layout, column, table.columns)}


def sheet_answer(sheet: Sheet, *, read: bool) -> tuple[str, str]:
    """Return the answer that a sheet is read, or left out; what happens unasked needs no answer."""
    unasked = not sheet.hidden
    return f"sheet:{sheet.name}", "" if read is unasked else READ if read else LEAVE_OUT


def totals_answer(sheet: Sheet, table: Table, *, read: bool) -> tuple[str, str]:
    """Return the answer that a table's total rows are read like others, or left out as usual."""
    return f"totals:{sheet.name}!{Area.parse(table.range).start}", READ if read else ""


def _with(hints: Hints, kind: str, about: str, answer: str) -> Hints:  # noqa: C901 - one case for each kind
    changed: dict[str, Any] = {}
    match kind:
        case "year":
            changed["year"] = int(answer)
        case "day_first":
            changed["day_first"] = answer == "day"
        case "decimal_comma":
            changed["decimal_comma"] = answer == "decimal"
        case "layout":
            changed["layouts"] = {**hints.layouts, about: Layout(answer)}
        case "header" if ":" in answer:
            areas = tuple(sorted(Area.parse(each) for each in answer.split()))
            changed["header_areas"] = {**hints.header_areas, about: areas}
        case "header":
            changed["header_rows"] = {**hints.header_rows, about: _rows(answer)}
        case "period":
            changed["periods"] = {**hints.periods, about: answer}
        case "column" if is_field(answer):
            changed["fields"] = {**hints.fields, about: answer}
        case "sheet" if answer in {READ, LEAVE_OUT}:
            changed["sheets"] = {**hints.sheets, about: answer == READ}
        case "totals" if answer == READ:
            changed["totals"] = hints.totals | {about}
        case "event_log":
            changed["summaries"] = {**hints.summaries, about: parse(answer)}
    return replace(hints, **changed)


def _rows(answer: str) -> tuple[int, int]:
    """Read ``3`` as the one header row, ``2-3`` as the first and the last."""
    first, _, last = answer.partition("-")
    rows = int(first), int(last or first)
    if not 1 <= rows[0] <= rows[1]:
        raise ValueError(f"“{answer}” is not a span of rows. Write it as 4 or 4-5.")
    return rows


def _toggled(span: tuple[int, int] | None, row: int) -> tuple[int, int]:
    """Return a header's span after a click on a row's number."""
    if span is None:
        return row, row
    first, last = span
    if row in {first - 1, last + 1}:
        return min(first, row), max(last, row)
    if first < last and row in {first, last}:
        return (first + 1, last) if row == first else (first, last - 1)
    return row, row


def _meant(found: list[Table], row: int) -> Table | None:
    """Return the table a click beside all tables means: the only one, or the one whose header it touches."""
    if len(found) == 1:
        return found[0]
    return next((each for each in found if each.header_rows and row in _neighbours(each.header_rows)), None)


def _neighbours(span: tuple[int, int]) -> tuple[int, int]:
    return span[0] - 1, span[1] + 1


def _header_of(table: Table) -> Area:
    whole = Area.parse(table.range)
    first, last = table.header_rows or (whole.first + 1, whole.first + 1)
    return whole._replace(first=first - 1, last=last - 1)


def _across(sheet: Sheet, found: list[Table]) -> Area:
    """Return a row's area over all columns that tables or the sheet have."""
    rights = [Area.parse(each.range).right for each in found]
    return Area(0, 0, 0, max([*rights, sheet.preview.width - 1, 0]))
