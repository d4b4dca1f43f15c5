"""Use cases that may want the same: named with the reason, to be opened or joined."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from cxdash.changes import joining
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.metrics import Catalogue
from cxdash.domain.similar import Alike, Wanted
from cxdash.reports import alike
from cxdash.ui import cached, links
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving

_JOINS = (
    "This use case is archived, and what it says is told in a comment on the other one. Its history stays, and its "
    "page links to the other."
)
_JOINED, _JOINING = "joined-use-case", "joining"


def of_use_case(slug: str, words: str, catalogue: Catalogue, *, may_join: bool, today: date) -> None:
    """Name the use cases that may want the same as a stored one, judged by its statement as it is typed."""
    everybody = cached.report(alike.everybody)
    asked = next((each for each in everybody if each.slug == slug), None)
    if asked is None:
        return
    found = alike.among(everybody, replace(asked, statement=words), catalogue, today=today)
    saving.refusal(_JOINING)
    if not found:
        return
    words, icon = f"{count(len(found), 'use case')} may want the same", ":material/join_inner:"
    opened = st.expander(words, icon=icon, type="compact", key=f"alike-{slug}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        for each in found:
            with _line(each):
                links.to_page("use_cases", "Open", use_case=each.slug)
                if may_join:
                    _join(slug, each)


def of_words(
    title: str, statement: str, catalogue: Catalogue, *, typed: Callable[[], tuple[str, str]], today: date
) -> None:
    """Name the use cases that may want the same as what somebody is writing.

    Args:
        title: as it is shown.
        statement: as it is shown.
        catalogue: statements are read by it.
        typed: returns title and statement as they are when somebody joins.
        today: the day that deadlines count from.
    """
    asked = Wanted("", title, statement)
    found = alike.among(cached.report(alike.everybody), asked, catalogue, today=today)
    saving.refusal(_JOINING)
    if not found:
        return
    st.markdown(f"**{count(len(found), 'use case')} may want the same**")
    for each in found:
        with _line(each):
            links.to_page("use_cases", "Open", use_case=each.slug)
            st.button(
                "Join this one",
                key=f"join-{each.slug}",
                type="tertiary",
                help="Opens it, and leaves a comment there with what you have typed.",
                on_click=_tell,
                args=(each.slug, typed),
            )


def joined() -> str | None:
    """Return the use case that was joined in the run before, once."""
    slug = st.session_state.pop(_JOINED, None)
    return slug if isinstance(slug, str) else None


def _line(each: Alike) -> DeltaGenerator:
    row = st.container(gap="xsmall")
    row.markdown(f"**{literally(each.title)}** – {literally(each.reason)}")
    if each.statement:
        row.caption(literally(each.statement))
    return row.container(horizontal=True, vertical_alignment="center")


def _tell(slug: str, typed: Callable[[], tuple[str, str]]) -> None:
    title, statement = typed()

    def store(changing: Session) -> None:
        joining.tell(changing, slug, title=title, statement=statement)

    if saving.attempt(_JOINING, Action.USE_CASE_COMMENT, store):
        st.session_state[_JOINED] = slug


def _join(slug: str, into: Alike) -> None:
    with st.popover("Join this one", type="tertiary", key=f"join-into-{into.slug}"):
        st.markdown(_JOINS)
        st.button("Join now", type="primary", key=f"join-now-{into.slug}", on_click=_store, args=(slug, into.slug))


def _store(slug: str, into: str) -> None:
    if saving.attempt(_JOINING, Action.USE_CASE_ARCHIVE, lambda changing: joining.join(changing, slug, into=into)):
        st.session_state[_JOINED] = into
