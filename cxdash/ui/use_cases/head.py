"""The head of one use case: what it is after, where it stands, what it has shown and what holds it."""

from datetime import date

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports.use_cases import Opened
from cxdash.ui import links, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import statement, talk


def show(opened: Opened, person: Person, *, today: date) -> None:
    """Say the outcome wanted, where it stands, and what needs attention."""
    if opened.archived_on is not None:
        _archived(opened)
    talk.mentions(opened.slug, person)
    standing = (opened.status.label, opened.standing, opened.summary)
    st.markdown(" · ".join(literally(part) for part in standing if part))
    with session.section():
        statement.show(
            opened.slug,
            may=person.may(Action.USE_CASE_EDIT),
            may_join=person.may(Action.USE_CASE_ARCHIVE) and opened.archived_on is None,
            today=today,
        )
    for alarm in opened.alarms:
        st.error(literally(alarm), icon=":material/warning:")
    said = [("Harm", f"Shown at {name}.") for name in opened.harmed]
    if said or opened.flags:
        st.markdown("\n".join(f"- **{word}:** {literally(why)}" for word, why in (*said, *opened.flags)))


def _archived(opened: Opened) -> None:
    """Say that it is in no list any more, and where it went."""
    if opened.archived_on is None:
        return
    day = f"{opened.archived_on.day} {opened.archived_on:%b %Y}"
    if opened.joined_into is None:
        st.warning(f"Archived on {day}. It is in no list any more.")
        return
    slug, title = opened.joined_into
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":material/join_inner: Joined into “{literally(title)}” on {day}. It is in no list any more.")
        links.to_page("use_cases", f"Open “{title}”", use_case=slug)
