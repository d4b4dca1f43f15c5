"""The grid of one sheet: what it shows as ``picture.py`` says, and what a click in it says about reading the file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from cxdash.reports import uploads
from cxdash.trackers.answers import said
from cxdash.trackers.files.areas import Area
from cxdash.trackers.readings import Layout, Sheet, Table
from cxdash.ui import cached
from cxdash.ui.upload import picture
from cxdash.ui.upload.held import HeldFile
from cxdash.ui.upload.words import doubts

_HERE = Path(__file__)
_SCRIPTS = ("staying.js", "sheet.js")
_grid = st.components.v2.component(
    "cxdash_sheet",
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js="\n".join(_HERE.with_name(name).read_text(encoding="utf-8") for name in _SCRIPTS),
)


def show(held: HeldFile, sheet: Sheet, *, number: int) -> None:
    """Show a sheet as it was understood; a click in it is taken as said, and the file is read anew."""
    key = f"sheet-{held.id}-{number}"

    def heard() -> None:
        told = st.session_state[key].get("said")
        if isinstance(told, Mapping):
            hear(held, sheet, told)

    changed = bool(held.said_about(sheet.name))
    metrics = cached.report(uploads.known_names).metrics
    data = picture.of(sheet, held.answers.reading, metrics, heard=held.heard) | {"changed": changed}
    _grid(key=key, data=data, on_said_change=heard)


def hear(held: HeldFile, sheet: Sheet, told: Mapping[str, Any]) -> None:
    """Take over what a click says; what makes no sense for the sheet as it was shown is left out.

    ``told`` comes from the browser: ``do`` names what was changed, ``at`` is the click's time stamp.
    """
    held.heard = at if isinstance(at := told.get("at"), int) else 0
    if told.get("do") == "first":
        held.take_back(sheet.name)
        return
    answer = _answer(sheet, told)
    if answer is not None:
        held.say(*answer)


def _answer(sheet: Sheet, told: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the key and the answer of a click."""
    table, read = _table_at(sheet, told.get("table")), bool(told.get("read"))
    match told.get("do"):
        case "sheet":
            return said.sheet_answer(sheet, read=read)
        case "header" if told.get("row") in sheet.preview.rows:
            return said.header_answer(sheet, table, int(told["row"]))
        case "totals" if table:
            return said.totals_answer(sheet, table, read=read)
        case _ if table:
            return _choice(sheet, table, told, str(told.get("answer", "")))
    return None


def _choice(sheet: Sheet, table: Table, told: Mapping[str, Any], answer: str) -> tuple[str, str] | None:
    """Return the key and the answer of what was chosen for a table."""
    match told.get("do"):
        case "layout" if answer in list(Layout):
            return said.layout_answer(sheet, table, Layout(answer))
        case "column":
            column = next((each for each in table.columns if each.letter == told.get("letter")), None)
            if column is not None and answer in said.meanings(table, column):
                return said.column_answer(sheet, table, column, answer)
        case "answer":
            asked = [each.key for each in doubts(table) if answer in each.candidates]
            if told.get("question") in asked:
                return str(told["question"]), answer
    return None


def _table_at(sheet: Sheet, start: object) -> Table | None:
    """Return the table that begins in a cell."""
    return next((each for each in sheet.tables if each.header_rows and Area.parse(each.range).start == start), None)
