"""The conditions of a conditional go: what is to be done, by whom, by when, and whether it is."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cxdash.changes import conditions
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports.gate_review import Asked
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides
from cxdash.ui.use_cases.gate_marks import day


def show(asked: Sequence[Asked], person: Person, *, today: date, is_in_effect: bool = True) -> None:
    """Show each condition, and let who answers for it or decides at gates report it as met."""
    for each in asked:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_words(each, today=today))
            may = person.id == each.owner_id or person.may(Action.GATE_DECIDE)
            if is_in_effect and may and each.met_on is None:
                _report(each, today=today)


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
