"""The closing of a quarter: finance freezes it once, and everybody sees which figures read otherwise since, and why."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import quarter_close
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.periods import Quarter
from cxdash.reports import closed_quarters, quarter_freeze, restatements
from cxdash.reports.closed_quarters import ClosedQuarter
from cxdash.reports.restatements import Line, Restatements
from cxdash.ui import cached, drawing, filters, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides

_CLOSE = "close-quarter"
_EXPLAIN = "explain-restatement"
_WHOLE = 40
"""How many figures are shown as a table whose reasons can be read whole; more of them scroll."""
_SHOWN = ("Figure", "As reported", "As known now", "Difference", "Why")


def show(quarter: Quarter, person: Person, *, today: date) -> None:
    """Show who closed the quarter and what reads otherwise since; before that, let finance close it once it is over."""
    every = cached.report(closed_quarters.every)
    closed = next((each for each in every if each.quarter == quarter), None)
    if closed is not None:
        _restated(quarter, closed, person, today=today)
    elif filters.calendar().period(quarter).ends_before > today:
        st.caption("Finance closes it here once it is over: every figure is then frozen with what it rests on.")
    elif person.may(Action.QUARTER_CLOSE):
        _offer(quarter, today=today)
    else:
        st.caption("Somebody of finance closes it here: every figure is then frozen with what it rests on.")
    if every:
        _list(every)


def _offer(quarter: Quarter, *, today: date) -> None:
    name = filters.calendar().name(quarter)

    def fill() -> None:
        found = cached.report(quarter_freeze.preview, quarter, today=today)
        st.markdown("Freezes for good:\n" + "\n".join(f"- {literally(line)}" for line in found.says))
        st.caption("What is uploaded or edited later shows beside it as a restatement, with its reason.")
        st.text_input("Note to be read beside it", key=f"note-{_CLOSE}")
        st.button(f"Close {name}", key=f"do-{_CLOSE}", type="primary", on_click=do, args=(found.digest,))

    def do(seen: str) -> None:
        note = str(st.session_state.get(f"note-{_CLOSE}", ""))
        with session.shown_to_people():
            freeze = cached.report(quarter_freeze.beforehand, quarter, today=today)

            def store(changing: Session) -> None:
                quarter_close.close(changing, quarter, freeze=freeze, seen=seen, today=today, note=note)

            asides.attempt(_CLOSE, Action.QUARTER_CLOSE, store, said=f"{name} is closed")

    asides.aside(f"Close {name}", fill, key=_CLOSE, icon=":material/lock:")


def _restated(quarter: Quarter, closed: ClosedQuarter, person: Person, *, today: date) -> None:
    found = cached.report(restatements.restatements, quarter, today=today)
    if found is None:
        return
    with st.container(gap="xsmall", key="restatements"):
        if found.lines:
            drawing.heading(found.finding, found.table, key=f"restatements-{closed.name}")
        else:
            st.markdown(f"##### {literally(found.finding)}")
        st.caption(_closed_by(closed))
        if found.lines:
            _lines(found)
            if person.may(Action.QUARTER_RESTATE):
                _explain(found, today=today)


def _closed_by(closed: ClosedQuarter) -> str:
    note = f" “{literally(closed.close.note)}”" if closed.close.note else ""
    return (
        f":material/lock: {closed.name} was closed by {literally(closed.close.who)} on "
        f"{closed.close.closed_on:%-d %b %Y}; what was reported stays.{note}"
    )


def _lines(found: Restatements) -> None:
    table = found.table[list(_SHOWN)]
    alt = f"Figures of {found.closed.name} as reported and as known now. {found.finding}."
    if len(table) <= _WHOLE:
        st.table(table.map(literally), hide_index=True, border="horizontal", alt=alt)
    else:
        st.dataframe(table, hide_index=True, alt=alt)


def _explain(found: Restatements, *, today: date) -> None:
    lines = {each.key: each for each in found.lines}

    def fill() -> None:
        key = st.selectbox(
            "Figure", list(lines), format_func=lambda key: _label(lines[key]), key=f"figure-{_EXPLAIN}", width="stretch"
        )
        seen = lines[key].said
        said = "" if seen is None else seen.words
        st.text_area("Why it reads otherwise", said, key=f"why-{_EXPLAIN}-{key}-{said}", height=90)
        st.button("Save the reason", key=f"do-{_EXPLAIN}", type="primary", on_click=do, args=(key, said))

    def do(key: str, seen: str) -> None:
        reason = str(st.session_state.get(f"why-{_EXPLAIN}-{key}-{seen}", ""))

        def store(changing: Session) -> None:
            quarter_close.explain(
                changing, found.closed.close.id, key, reason, restated=lines.keys(), seen=seen, today=today
            )

        asides.attempt(_EXPLAIN, Action.QUARTER_RESTATE, store, said="Reason saved")

    asides.aside("Say why", fill, key=_EXPLAIN, icon=":material/edit_note:")


def _label(line: Line) -> str:
    return f"{line.words} ✓" if line.said else line.words


def _list(every: tuple[ClosedQuarter, ...]) -> None:
    whole = st.expander("Closed quarters", key="closed-quarters", on_change="rerun", type="compact")
    if not whole.open:
        return
    with whole, st.container(gap="xsmall"):
        for each in every:
            words = f"{literally(each.close.who)} on {each.close.closed_on:%-d %b %Y}"
            if each.quarter is None:
                days = f"from {each.period.starts:%-d %b %Y}, by the fiscal calendar of that time"
                links.line_of(each.name, f"{words} · {days}")
            else:
                links.line("this_quarter", each.name, words, **filters.link(quarter=each.quarter))
