"""What is on the screen of the register, kept under a name: one's own views and those for everybody."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import views
from cxdash.domain.actions import Action
from cxdash.domain.people import Person, Role
from cxdash.reports.use_case_list import Asked, Whole, asked_by
from cxdash.store import views as stored
from cxdash.store.views import View
from cxdash.ui import cached, edits, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import register_filters

PAGE = "use_cases"
_EDITION = "views-edition"
_MISSING = "view-asks-in-vain"


def on_screen(person: Person, asked: Asked) -> str:
    """Return the name of the view that is on the screen, "" where it is none that the person may choose."""
    now = asked.as_query()
    return next((view.name for view in _seen(person) if view.query == now), "")


def show(person: Person, asked: Asked, everything: Whole) -> None:
    """Show the views a person may choose from, and let them keep what is on the screen."""
    with st.popover("Views", key="views", icon=":material/bookmark:", type="tertiary", on_change="rerun") as popover:
        if not popover.open:
            return
        seen, now = _seen(person), asked.as_query()
        if not seen:
            st.caption(
                "A view keeps filters, order and columns under a name, for you or for everybody. Change one, then "
                "keep it here."
            )
        for view in seen:
            st.button(
                literally(view.name) + _whose(view, person),
                key=f"view-{view.id}",
                type="tertiary",
                icon=":material/check:" if view.query == now else ":material/bookmark:",
                on_click=_apply,
                args=(view, everything),
            )
        if now and all(view.query != now for view in seen):
            _save(asked)
        _change([view for view in seen if _may_change(view, person)], asked)


def _seen(person: Person) -> tuple[View, ...]:
    return cached.report(stored.seen_by, page=PAGE, person_id=person.id)


def _whose(view: View, person: Person) -> str:
    if not view.is_shared:
        return ""
    return " (shared)" if view.person_id == person.id else f" (by {literally(view.author)})"


def _may_change(view: View, person: Person) -> bool:
    return view.person_id == person.id or Role.ADMIN in person.roles


def _apply(view: View, everything: Whole) -> None:
    missing = register_filters.ask(asked_by(view.query), everything)
    if missing:
        words = ", ".join(missing)
        st.session_state[_MISSING] = f"“{view.name}” also asks for what no use case has any more: {words}."


def say_what_is_missing() -> None:
    """Say once what a view that was just chosen asks for in vain."""
    words = st.session_state.pop(_MISSING, None)
    if words is not None:
        st.info(literally(words), icon=":material/filter_alt_off:")


def _save(asked: Asked) -> None:
    """Let what is on the screen be saved as a new view."""
    edition = st.session_state.get(_EDITION, 0)
    with st.form(f"save-view-{edition}", border=False):
        name = st.text_input("Save what is on the screen as", key=f"view-name-{edition}", max_chars=views.LONGEST_NAME)
        is_shared = st.checkbox("Everybody sees it", key=f"view-shared-{edition}")
        if st.form_submit_button("Save view", key=f"view-save-{edition}"):
            _store(
                lambda changing: views.save(
                    changing, page=PAGE, name=name or "", query=asked.as_query(), is_shared=is_shared
                ),
                said=f"Saved as the view “{(name or '').strip()}”.",
            )


def _change(seen: Sequence[View], asked: Asked) -> None:
    """Let a view be renamed, shared, overwritten or deleted by those who may."""
    if not seen:
        return
    with st.expander("Change a view", key="change-view", on_change="rerun") as expander:
        if not expander.open:
            return
        by_id = {view.id: view for view in seen}
        number = st.selectbox("View", list(by_id), format_func=lambda each: by_id[each].name, key="view-to-change")
        view = by_id[number]
        name = st.text_input("Name", view.name, key=f"rename-{view.id}", max_chars=views.LONGEST_NAME)
        is_shared = st.checkbox("Everybody sees it", view.is_shared, key=f"share-{view.id}")
        with st.container(horizontal=True):
            if st.button("Save", key="view-rename", type="primary"):
                _store(
                    lambda changing: views.edit(changing, view.id, name=name or "", is_shared=is_shared),
                    said="The view was changed.",
                )
            if st.button("Overwrite with the screen", key="view-overwrite", disabled=asked.as_query() == view.query):
                _store(
                    lambda changing: views.overwrite(changing, view.id, asked.as_query()),
                    said=f"“{view.name}” now stands for what is on the screen.",
                )
            if st.button("Delete", key="view-delete"):
                _store(lambda changing: views.remove(changing, view.id), said=f"The view “{view.name}” was deleted.")


def _store(store: Callable[[Session], object], *, said: str) -> None:
    is_stored = False
    with session.shown_to_people():
        with session.database().changing(session.current_person(), Action.VIEW_SAVE) as changing:
            store(changing)
        is_stored = True
    if is_stored:
        st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1
        edits.say(said)
        st.rerun()
