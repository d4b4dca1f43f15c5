"""What a file was understood as: every sheet in a tab of its own, with its grid."""

from collections.abc import Sequence

import streamlit as st

from cxdash.changes.tracker_plan import Plan
from cxdash.trackers.readings import Layout, Sheet
from cxdash.ui.drawing import literally
from cxdash.ui.upload import questions, sheet
from cxdash.ui.upload.held import HeldFile

_HINT = (
    "Change what was taken for something else: click a row's number to make it a header row or to take it out; choose "
    "another layout or another meaning of a column. The file is read anew each time."
)


def show(held: HeldFile, planned: Plan) -> None:
    """Show the sheets; folded away where these headers were stored before and nothing has to be asked."""
    if not held.was_known:
        st.subheader("Understood as", anchor=False, help=_HINT)
        _sheets(held)
        return
    with st.expander("Understood as last time. Look, or change an answer"):
        if not questions.open_questions(planned):
            questions.ask(held, planned)
        _sheets(held)


def _sheets(held: HeldFile) -> None:
    sheets = held.tracker.sheets if held.tracker else ()
    if len(sheets) == 1:
        sheet.show(held, sheets[0], number=0)
        return
    names = _names(sheets)
    tabs = st.tabs(names, key=f"sheets-{held.id}", default=names[_first_read(sheets)], on_change="rerun")
    for number, (tab, each) in enumerate(zip(tabs, sheets, strict=True)):
        if tab.open:
            with tab:
                sheet.show(held, each, number=number)


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Return a name for each tab; it never changes with what is said, or the tab in view would not stay."""
    return [f"{literally(each.name)}{' (hidden)' if each.hidden else ''}" for each in sheets]


def _first_read(sheets: Sequence[Sheet]) -> int:
    """Return the first sheet that says something, else one that might; tables of contents often come before it."""

    def tells(sheet: Sheet) -> tuple[bool, bool, bool]:
        says = any(table.observations or table.register or table.layout is Layout.EVENT_LOG for table in sheet.tables)
        return sheet.used, says, any(table.layout is not Layout.NONE for table in sheet.tables)

    return max(range(len(sheets)), key=lambda number: (*tells(sheets[number]), -number))
