"""The conditions of a conditional go: what is to be done, by whom, by when, whether it is, and another day for it."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import conditions
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports.reviewed import Asked
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides
from cxdash.ui.use_cases.gate_marks import day


def show(
    asked: Sequence[Asked], person: Person, *, today: date, is_in_effect: bool = True, is_settled_here: bool = True
) -> None:
    """Show each condition, and let who may report it as met, or move its day.

    Args:
        asked: the conditions.
        person: who looks.
        today: what is due before it is overdue.
        is_in_effect: whether the decision that asks for them is.
        is_settled_here: whether this is the place where people act on them; elsewhere they are read.
    """
    for each in asked:
        stands = "late" if each.is_overdue(today) else "asked"
        key = f"condition-{stands}-{each.id}" if is_settled_here else f"condition-read-{each.id}"
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
            st.markdown(_words(each, today=today))
            if not is_in_effect or not is_settled_here or each.met_on is not None:
                continue
            if person.id == each.owner_id or person.may(Action.GATE_DECIDE):
                _report(each, today=today)
            if person.may(Action.GATE_DECIDE):
                _move(each, today=today)


def _words(each: Asked, *, today: date) -> str:
    if each.met_on is not None:
        mark = f":green-badge[:material/check: Met on {day(each.met_on)}]"
        return f"{mark} {literally(each.text)} · {literally(each.met_by)}: {literally(each.evidence)}"
    mark = ":orange-badge[:material/hourglass_empty: To do]"
    if each.is_overdue(today):
        mark = f":red-badge[:material/warning: Overdue since {day(each.due)}]"
    return f"{mark} {literally(each.text)} · {literally(each.owner)}, by {day(each.due)}"


def _report(each: Asked, *, today: date) -> None:
    asides.with_reason(
        "Report as met",
        lambda changing, evidence: conditions.meet(changing, each.id, evidence=evidence, today=today),
        key=f"condition-{each.id}",
        action=Action.CONDITION_MEET,
        said="Reported as met",
        icon=":material/check:",
        question="What shows it: a link, a figure, or who saw it",
    )


def _move(each: Asked, *, today: date) -> None:
    """Let who decides at gates give a condition another day, with a reason."""
    key = f"condition-day-{each.id}"
    day_key, why = f"due-{key}", f"why-{key}"
    tomorrow = today + timedelta(days=1)

    def fill() -> None:
        st.date_input(
            f"By; {day(each.due)} now", max(each.due, tomorrow), key=day_key, min_value=tomorrow, format="YYYY-MM-DD"
        )
        st.text_input("Why the day moves", key=why)
        st.button("Move the day", key=f"do-{key}", type="primary", on_click=do)

    def do() -> None:
        due, reason = st.session_state.get(day_key), str(st.session_state.get(why, ""))
        wanted = due if isinstance(due, date) else each.due

        def store(changing: Session) -> None:
            conditions.move_due(changing, each.id, wanted, seen=each.due, today=today, reason=reason)

        asides.attempt(key, Action.GATE_DECIDE, store, said=f"Due by {day(wanted)} now")

    asides.aside("Move its day", fill, key=key, icon=":material/event:")
