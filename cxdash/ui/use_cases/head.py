"""The head of one use case: what it is after, where it stands, what it has shown and what holds it."""

from datetime import date

import streamlit as st

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.stages import Status
from cxdash.reports.use_cases import Opened
from cxdash.ui import links, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import held, saving, statement, status, talk

_BRINGING_BACK = "bringing-back"


def show(opened: Opened, person: Person, *, today: date) -> None:
    """Say the outcome wanted, where it stands, and what needs attention."""
    if opened.archived_on is not None:
        _archived(opened, opened.archived_on, may=person.may(Action.USE_CASE_ARCHIVE))
    talk.mentions(opened.slug, person)
    standing = ("" if opened.archived_on else opened.status.label, opened.standing, _taken_over(opened), opened.summary)
    st.markdown(" · ".join(literally(part) for part in standing if part))
    if opened.status is not Status.ACTIVE:
        status.rests(opened.slug)
    with session.shown_to_people():
        statement.show(
            opened.slug,
            may=person.may(Action.USE_CASE_EDIT),
            may_join=person.may(Action.USE_CASE_ARCHIVE) and opened.archived_on is None,
            today=today,
        )
    for alarm in opened.alarms:
        st.error(literally(alarm), icon=":material/warning:")
    if opened.harmed:
        st.markdown("\n".join(f"- **Harm:** Shown at {literally(name)}." for name in opened.harmed))
    held.show(opened.slug, opened.flags)


def _taken_over(opened: Opened) -> str:
    """Say in short which gates behind it nobody reviewed here."""
    return f"Taken over, {opened.taken_over} not reviewed here" if opened.taken_over else ""


def _archived(opened: Opened, day: date, *, may: bool) -> None:
    """Say that it is in no list any more, since when and by whom, and where it went; who may brings it back."""
    by = f" by {literally(opened.archived_by)}" if opened.archived_by else ""
    with st.container(border=True, gap="xsmall", key="archived"):
        saving.refusal(_BRINGING_BACK)
        with st.container(horizontal=True, vertical_alignment="center"):
            icon, words = ":material/archive:", f"Archived on {day:%-d %b %Y}{by}"
            if opened.joined_into is not None:
                icon, words = (
                    ":material/join_inner:",
                    f"Joined into “{literally(opened.joined_into[1])}” on {day:%-d %b %Y}{by}",
                )
            st.markdown(f"{icon} {words}. It is in no list any more.", width="stretch")
            if may:
                st.button("Bring it back", icon=":material/unarchive:", on_click=_bring_back, args=(opened.slug,))
        if opened.joined_into is not None:
            slug, title = opened.joined_into
            links.to_page("use_cases", f"Open “{literally(title)}”", use_case=slug)


def _bring_back(slug: str) -> None:
    saving.attempt(
        _BRINGING_BACK,
        Action.USE_CASE_ARCHIVE,
        lambda changing: use_cases.bring_back(changing, slug),
        said="It is back in every list",
    )
