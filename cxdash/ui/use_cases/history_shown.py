"""Who changed what of a use case, when and why; an earlier value is put back with one click."""

from datetime import date

import streamlit as st

from cxdash.changes import restoring, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.use_cases import UseCaseValues
from cxdash.reports import history
from cxdash.reports.history import Line
from cxdash.ui import cached, downloads
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving
from cxdash.ui.use_cases.talk import when

_A_PAGE = 15
_RESTORING = "restoring"
_LONGEST = 160


def show(slug: str, person: Person, *, today: date) -> None:
    """Show the log, the newest first, a page at a time."""
    lines = cached.report(history.lines, slug)
    seen = cached.report(use_cases.values, slug)
    saving.refusal(_RESTORING)
    pages = -(-len(lines) // _A_PAGE)
    page = st.pagination(pages, key=f"history-{slug}") if pages > 1 else 1
    may = person.may(Action.USE_CASE_EDIT)
    for at, line in enumerate(lines[(page - 1) * _A_PAGE : page * _A_PAGE]):
        _line(slug, line, at, seen, may=may, today=today)
    downloads.table_button(
        cached.report(history.of_use_case, slug), name="history", key="history-data", label="Download the history"
    )


def _line(slug: str, line: Line, at: int, seen: UseCaseValues, *, may: bool, today: date) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = f"**{literally(line.what)}**: {_changed(line)}"
        st.markdown(
            f"{words}  \n:gray[{when(line.at)} · {literally(line.who)} · {literally(line.why)}]", width="stretch"
        )
        if may and line.number is not None:
            st.button(
                "Restore",
                icon=":material/undo:",
                type="tertiary",
                key=f"restore-{line.number}-{at}",
                help="Puts back what was there before, as an edit of yours.",
                on_click=_restore,
                args=(slug, line.number, seen, today),
            )


def _changed(line: Line) -> str:
    if not line.before:
        return _short(line.after) or "taken away"
    return f"{_short(line.before)} → {_short(line.after) or 'nothing'}"


def _short(words: str) -> str:
    return literally(words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …")


def _restore(slug: str, number: int, seen: UseCaseValues, today: date) -> None:
    saving.attempt(
        _RESTORING,
        Action.USE_CASE_EDIT,
        lambda changing: restoring.restore(changing, slug, number, seen=seen, today=today),
        said="Put back",
    )
