"""Use cases: what exactly do we want, and how far did it come?"""

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.reports import use_case_list
from cxdash.ui import cached, edits, session
from cxdash.ui.use_cases import library, modules, new, opened, register

person = session.require()

TODAY = cached.today()
BEGUN = "new-use-case-begun"
WIDE_ENOUGH = 520  # pixels, to read a statement and what is to be mended in it; a phone gives what it has
LISTS = {"Register": register.show, "Library": library.show, "Modules": modules.show}


def new_use_case() -> None:
    """Let a use case be written down; the form is made when it is first opened, and then stays with what was typed."""
    with st.popover("New use case", key="new", icon=":material/add:", on_change="rerun") as popover:
        is_first = not cached.report(use_case_list.whole, today=TODAY).lines
        if popover.open or is_first or BEGUN in st.session_state:
            st.session_state[BEGUN] = True
            with st.container(width=WIDE_ENOUGH):
                new.show(today=TODAY)


new.made()
asked = st.query_params.get("use_case")
if asked:
    st.query_params["use_case"] = asked  # a link from the page to itself leaves the address as it was
    opened.show(asked, person, today=TODAY)
else:
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.title("Use cases", anchor=False, width="content")
        chosen = st.segmented_control(
            "List",
            list(LISTS),
            default=next(iter(LISTS)),
            required=True,
            key="list",
            bind="query-params",
            label_visibility="collapsed",
        )
        st.space("stretch")
        if person.may(Action.USE_CASE_CREATE):
            new_use_case()
    edits.said()
    LISTS[chosen](person, today=TODAY)
