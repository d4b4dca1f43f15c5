"""A sheet's top left corner as it was understood: header rows, label and value columns, cells to mend.

Every colour has a mark beside it: rows and columns carry their part in words, cells to mend an exclamation mark.
"""

from collections.abc import Iterator
from html import escape

import streamlit as st

from cxdash.trackers.readings import Layout, Sheet, Table

_ROWS, _COLUMNS, _ABOVE = 12, 16, 2
_LABELS = frozenset({"entity", "metric", "segment", "arm", "period", "unit", "use_case", "pilot", "site"})
LAYOUTS = {
    Layout.LONG: "one row per figure",
    Layout.WIDE_PERIOD: "one column per period",
    Layout.WIDE_METRIC: "one column per metric",
    Layout.WIDE_ENTITY: "one column per site or pilot",
    Layout.TRACKER: "a register, one row per use case or pilot",
    Layout.EVENT_LOG: "a log, one row per contact",
    Layout.NONE: "no table of figures",
}
_UNUSED = frozenset({"other", "ignore"})
_MEANINGS = {"entity": "use case or pilot", "value": "figure", "arm": "pilot or comparison"}
_STYLE = """<style>
.cx-sheet { overflow-x: auto; }
.cx-sheet table { border-collapse: collapse; font-size: .78rem; font-variant-numeric: tabular-nums; }
.cx-sheet td, .cx-sheet th { border: 1px solid rgba(128,140,155,.35); padding: .12rem .4rem; max-width: 11rem;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 400; text-align: left; }
.cx-sheet th { opacity: .75; }
.cx-sheet .h { background: rgba(32,124,216,.22); font-weight: 650; }
.cx-sheet .l { background: rgba(17,114,82,.18); }
.cx-sheet .v { background: rgba(216,108,0,.16); text-align: right; }
.cx-sheet .t { text-decoration: line-through; opacity: .6; }
.cx-sheet .p { outline: 2px solid #cc2100; outline-offset: -2px; }
</style>"""


def sheet(shown: Sheet) -> None:
    """Show what was found on a sheet in words, and the sheet itself with its parts marked."""
    if not shown.tables:
        st.markdown(f"Nothing to import: {LAYOUTS[Layout.NONE]} was found here.")
    for table in shown.tables:
        st.markdown(_in_words(table))
    for note in shown.notes:
        st.caption(note)
    if any(any(row) for row in shown.preview.rows.values()):
        st.html(_STYLE + _grid(shown))
        st.caption(
            "Marked: header rows blue, labels green, figures orange, total rows struck out, cells to mend red (!)."
        )


def _in_words(table: Table) -> str:
    header = ""
    if table.header_rows is not None:
        first, last = table.header_rows
        header = f", header in row {first}" if first == last else f", header in rows {first} to {last}"
    found = len(table.register) or len(table.readings)
    noun = "rows" if table.register else "figures"
    left_out = f"; total rows left out: {', '.join(map(str, table.total_rows))}" if table.total_rows else ""
    return (
        f"**{table.range}**: {LAYOUTS[table.layout]}{header}. {found:,} {noun}, {table.missing:,} empty or suppressed"
        f"{left_out}. *{confidence(table.confidence)}*"
    )


def confidence(of_one: float) -> str:
    """Say in words how sure the reading is."""
    if of_one >= 0.9:
        return "Read with confidence."
    return "Probably right; have a look." if of_one >= 0.6 else "Not sure: please check."


def _grid(shown: Sheet) -> str:
    columns = min(_COLUMNS, max(len(row) for row in shown.preview.rows.values()))
    head = "".join(_head(shown, column) for column in range(columns))
    body = "".join(f"<tr>{''.join(_row(shown, number, columns))}</tr>" for number in _window(shown))
    return (
        f'<div class="cx-sheet" tabindex="0" role="region" aria-label="Sheet {escape(shown.name, quote=True)}">'
        f"<table><tr><th></th>{head}</tr>{body}</table></div>"
    )


def _window(shown: Sheet) -> list[int]:
    """Return the rows to show: from just above the first header, so that figures are in sight."""
    headers = [table.header_rows[0] for table in shown.tables if table.header_rows is not None]
    first = max(1, min(headers, default=1) - _ABOVE)
    return [number for number in shown.preview.rows if number >= first][:_ROWS]


def _head(shown: Sheet, column: int) -> str:
    letter = _letter(column)
    meant = next((each.field for table in shown.tables for each in table.columns if each.letter == letter), "")
    if meant.partition(":")[0] in _UNUSED:
        return f"<th>{letter} · not used</th>"
    words = "figures" if ":" in meant else _MEANINGS.get(meant, meant.replace("_", " "))
    return f"<th>{letter}{f' · {escape(words)}' if words else ''}</th>"


def _row(shown: Sheet, number: int, columns: int) -> Iterator[str]:
    table = _table_at(shown, number)
    is_header = table is not None and table.header_rows is not None and _within(number, table.header_rows)
    is_total = table is not None and number in table.total_rows
    yield f"<th>{number}{' header' if is_header else ' total' if is_total else ''}</th>"
    to_mend = {problem.source.cell for each in shown.tables for problem in each.problems}
    texts = shown.preview.rows[number]
    for column in range(columns):
        text = texts[column] if column < len(texts) else ""
        wrong = f"{_letter(column)}{number}" in to_mend
        look = "h" if is_header else _part(table, column)
        marks = " ".join(filter(None, (look, "t" if is_total else "", "p" if wrong else "")))
        yield f'<td class="{marks}">{"! " if wrong else ""}{escape(text)}</td>'


def _part(table: Table | None, column: int) -> str:
    if table is None:
        return ""
    meant = next((each.field for each in table.columns if each.letter == _letter(column)), None)
    if meant is None or meant.partition(":")[0] in {"", *_UNUSED}:
        return ""
    return "l" if meant in _LABELS or table.layout is Layout.TRACKER else "v"


def _table_at(shown: Sheet, number: int) -> Table | None:
    """Return the table a row belongs to: the last one whose header begins at or above it."""
    above = [table for table in shown.tables if table.header_rows is not None and table.header_rows[0] <= number]
    return max(above, key=lambda table: table.header_rows or (0, 0), default=None)


def _within(number: int, rows: tuple[int, int]) -> bool:
    return rows[0] <= number <= rows[1]


def _letter(column: int) -> str:
    first, second = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)
