"""Who changed what of a use case, when and why; an earlier value is put back in place, with a reason."""

from datetime import date

import streamlit as st

from cxdash.changes import restoring
from cxdash.changes.restoring import Seen
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports import history
from cxdash.reports.history import Line
from cxdash.reports.use_cases import Opened
from cxdash.ui import cached, downloads
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving
from cxdash.ui.use_cases.talk import when

_A_PAGE = 15
_RESTORING = "restoring"
_WHY = "restoring-why"
_LONGEST = 320


def show(opened: Opened, person: Person, *, today: date) -> None:
    """Show the log, the newest first, a page at a time."""
    lines = cached.report(history.lines, opened.slug)
    pages = -(-len(lines) // _A_PAGE)
    page = st.pagination(pages, key=f"history-{opened.slug}") if pages > 1 else 1
    may = person.may(Action.USE_CASE_EDIT)
    for at, line in enumerate(lines[(page - 1) * _A_PAGE : page * _A_PAGE]):
        is_asked = may and line.number is not None and st.session_state.get(_RESTORING) == line.number
        _line(line, at, may=may and not is_asked)
        if is_asked:
            _ask_why(opened, line, today=today)
    downloads.table_button(
        cached.report(history.of_use_case, opened.slug),
        name="history",
        key="history-data",
        label="Download the history",
    )


def _line(line: Line, at: int, *, may: bool) -> None:
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
                help=f"{'Puts back what was there before' if line.before else 'Takes it away'}, as an edit of yours.",
                on_click=_ask_for,
                args=(line.number,),
            )


def _ask_why(opened: Opened, line: Line, *, today: date) -> None:
    """Ask for a reason under the line whose earlier value is to be put back."""
    seen = cached.report(restoring.seen, opened.slug)
    locked = [pilot.name for pilot in opened.pilots if pilot.is_locked] if line.is_of_a_metric else []
    held = f"Needed where it amends the locked plan of {', '.join(locked)}" if locked else "It stands in the log"
    with st.container(border=True, gap="small", key="restoring-asked"):
        why = f"Why it is {'put back' if line.before else 'taken away'}"
        st.text_input(why if locked else f"{why}, if you like", key=_WHY, placeholder=held)
        saving.refusal(_RESTORING)
        with st.container(horizontal=True):
            st.button(
                "Put it back" if line.before else "Take it away",
                type="primary",
                key="put-back",
                on_click=_restore,
                args=(opened.slug, line, seen, today),
            )
            st.button("Leave it", key="leave-it", on_click=_ask_for, args=(None,))


def _ask_for(number: int | None) -> None:
    """Ask why what one entry changed is to be put back; None closes that again."""
    st.session_state[_RESTORING] = number
    st.session_state.pop(_WHY, None)


def _changed(line: Line) -> str:
    if not line.before:
        return _short(line.after) or "taken away"
    return f"{_short(line.before)} → {_short(line.after) or 'nothing'}"


def _short(words: str) -> str:
    return literally(words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …")


def _restore(slug: str, line: Line, seen: Seen, today: date) -> None:
    reason, number = str(st.session_state.get(_WHY, "")), line.number or 0
    if saving.attempt(
        _RESTORING,
        Action.USE_CASE_EDIT,
        lambda changing: restoring.restore(changing, slug, number, seen=seen, today=today, reason=reason),
        said="Put back" if line.before else "Taken away",
    ):
        _ask_for(None)
