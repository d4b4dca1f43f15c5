"""Actions of the council: agreed, reported on, moved and given up."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from cxdash.changes import council_actions as changes
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.reports import people
from cxdash.reports.council import ActionLine, Council
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally
from cxdash.ui.operating_model import council_forms
from cxdash.ui.use_cases import saving

_ADDED, _TOLD = "action-added", "action-told"
_TWO_WEEKS = timedelta(days=14)


def show(found: Council, person: Person, *, today: date) -> None:
    """Show the actions that wait, the others once they are asked for; let who may agree on some and report on them."""
    may = person.may(Action.COUNCIL_EDIT)
    lines = sorted(found.actions, key=lambda each: (not each.is_open, each.due))
    waiting = [each for each in lines if each.is_open]
    late = sum(each.due < today for each in waiting)
    frame = pd.DataFrame(
        [(each.text, each.person, each.due, each.state, each.outcome, each.meeting) for each in lines],
        columns=["Action", "Who", "By", "Stands", "What came of it", "Meeting"],
    )
    title = f"{count(len(waiting), 'action waits', 'actions wait')}{f', {late} overdue' if late else ''}"
    drawing.heading(title, frame, key="council-actions")
    if waiting:
        _waiting(waiting, today)
    if len(lines) > len(waiting):
        over = f"{len(lines) - len(waiting)} done or given up"
        with st.expander(over, type="compact", key="actions-over", on_change="rerun") as expander:
            if expander.open:
                columns = ["Action", "Who", "Stands", "What came of it", "Meeting"]
                _table(frame[columns][len(waiting) :], alt="Actions that are done or given up, with what came of them")
    with st.container(horizontal=True):
        if may:
            council_forms.behind(
                "Agree an action", lambda: _add(found, today), icon=":material/add_task:", key="add-action"
            )
        mine = [each for each in waiting if may or each.person_id == person.id]
        if mine:
            council_forms.behind(
                "Report on an action",
                lambda: _tell(mine, may=may, today=today),
                icon=":material/task_alt:",
                key="tell-action",
            )


def _waiting(lines: Sequence[ActionLine], today: date) -> None:
    rows = [
        (each.text, each.person, f"{each.due:%-d %b %Y}{f', {each.state}' if each.due < today else ''}", each.meeting)
        for each in lines
    ]
    frame = pd.DataFrame(rows, columns=["Action", "Who", "By", "Agreed at"])
    _table(frame, alt="Actions that wait: who does what by when")


def _table(frame: pd.DataFrame, *, alt: str) -> None:
    """Show actions in full: these cells wrap, and none is cut off."""
    st.table(frame.map(literally), hide_index=True, border="horizontal", alt=alt)


def _add(found: Council, today: date) -> None:
    edition = st.session_state.get(f"{_ADDED}-edition", 0)
    keys = {name: f"{_ADDED}-{name}-{edition}" for name in ("text", "person", "due", "meeting")}
    known = {each.slug: each.values.name for each in cached.report(people.listed).current}
    meetings = {each.number: each.name for each in found.meetings if not each.is_closed}
    st.text_input("What is to be done", key=keys["text"])
    st.selectbox("Who does it", list(known), index=None, format_func=known.__getitem__, key=keys["person"])
    st.date_input("By", value=today + _TWO_WEEKS, key=keys["due"], format="YYYY-MM-DD")
    st.selectbox(
        "Agreed at", [None, *meetings], format_func=lambda at: meetings.get(at, "No meeting"), key=keys["meeting"]
    )
    saving.refusal(_ADDED)
    st.button("Agree it", type="primary", key="action-add", on_click=_added, args=(keys, today))


def _added(keys: dict[str, str], today: date) -> None:
    text, person, due, meeting = (st.session_state[keys[name]] for name in ("text", "person", "due", "meeting"))
    if saving.attempt(
        _ADDED,
        Action.COUNCIL_EDIT,
        lambda session: changes.add(session, text, person=person or "", due=due, today=today, meeting_id=meeting),
        said="Agreed",
    ):
        st.session_state[f"{_ADDED}-edition"] = st.session_state.get(f"{_ADDED}-edition", 0) + 1


def _tell(lines: list[ActionLine], *, may: bool, today: date) -> None:
    known = {each.number: each for each in lines}
    number = st.selectbox("Action", list(known), format_func=lambda each: known[each].text, key=f"{_TOLD}-which")
    st.text_input("What came of it, or why", key=f"{_TOLD}-words")
    saving.refusal(_TOLD)
    with st.container(horizontal=True):
        st.button("It is done", type="primary", key="action-done", on_click=_done, args=(number, today))
        if may:
            st.button("Give it up", key="action-drop", on_click=_dropped, args=(number, today))
    if may:
        due = st.date_input(
            "Or by another day", value=known[number].due, key=f"{_TOLD}-due-{number}", format="YYYY-MM-DD"
        )
        st.button("Move it", key="action-move", on_click=_moved, args=(known[number], due, today))


def _words() -> str:
    return str(st.session_state.get(f"{_TOLD}-words", ""))


def _done(number: int, today: date) -> None:
    words = _words()
    saving.attempt(
        _TOLD,
        Action.COUNCIL_ACT,
        lambda session: changes.done(session, number, outcome=words, today=today),
        said="Done",
    )


def _dropped(number: int, today: date) -> None:
    words = _words()
    saving.attempt(
        _TOLD,
        Action.COUNCIL_EDIT,
        lambda session: changes.drop(session, number, reason=words, today=today),
        said="Given up",
    )


def _moved(line: ActionLine, due: date, today: date) -> None:
    words = _words()
    saving.attempt(
        _TOLD,
        Action.COUNCIL_EDIT,
        lambda session: changes.move_due(session, line.number, due, seen=line.due, today=today, reason=words),
        said="Moved",
    )
