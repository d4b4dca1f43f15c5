"""Whether a use case is worked on, since when and why, with what was learned; parked, stopped, resumed and retired."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxdash.changes import statuses
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.stages import Status
from cxdash.domain.statuses import ENDS, VERBS
from cxdash.reports import resting
from cxdash.reports.resting import Standing
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides
from cxdash.ui.use_cases.gate_marks import day


def show(slug: str, place: DeltaGenerator, person: Person, *, is_archived: bool, today: date) -> None:
    """Show the status, and let who may change it; the head says what rests, so only what is resumed keeps it here."""
    found = cached.report(resting.standing, slug)
    with place.container(gap="xsmall"):
        since = "" if found.since is None else f" since {day(found.since)}"
        st.markdown(f":small[Status]  \n{found.status.label}{since}")
        if person.may(Action.USE_CASE_STATUS) and not is_archived:
            _change(slug, found, today=today)
    if found.status is Status.ACTIVE and found.learning:
        _learned(found)


def rests(slug: str) -> None:
    """Say why a use case is not worked on and what was learned until then; nothing where nobody said."""
    _learned(cached.report(resting.standing, slug))


def _learned(found: Standing) -> None:
    said = []
    if found.reason:
        said.append(f":material/pause_circle: {found.status.label} because: {literally(found.reason)}")
    if found.learning:
        said.append(f":material/school: Learned: {literally(found.learning)}")
    if said:
        with st.container(border=True, gap="xsmall", key="learned"):
            st.markdown("  \n".join(said))


def _change(slug: str, found: Standing, *, today: date) -> None:
    key = f"status-{slug}"
    others = [each for each in Status if each is not found.status]
    label = "Resume" if found.status is not Status.ACTIVE else "Park, stop or retire"

    def fill() -> None:
        wanted = st.radio(
            "What happens to it",
            others,
            format_func=lambda each: VERBS[each].capitalize(),
            key=f"wanted-{key}",
            horizontal=True,
            label_visibility="collapsed",
        )
        st.text_input("Why", key=f"why-{key}")
        if wanted is not Status.ACTIVE:
            needed = "" if wanted in ENDS else ", if anything"
            st.text_area(f"What was learned{needed}", found.learning, key=f"learned-{key}", height=80)
        st.button(VERBS[wanted].capitalize(), key=f"do-{key}", type="primary", on_click=do)

    def do() -> None:
        typed = st.session_state
        wanted = Status(typed[f"wanted-{key}"])
        why, learned = str(typed.get(f"why-{key}", "")), str(typed.get(f"learned-{key}", ""))
        asides.attempt(
            key,
            Action.USE_CASE_STATUS,
            lambda changing: statuses.change(
                changing, slug, wanted, seen=found.status, today=today, reason=why, learning=learned
            ),
            said=f"It is {wanted.value} now",
        )

    asides.aside(label, fill, key=key, icon=":material/pause_circle:")
