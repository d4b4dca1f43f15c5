"""The register: every use case that fits, to be searched, sorted and opened."""

from datetime import date

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports import use_case_list
from cxdash.ui import cached, downloads, filters, links
from cxdash.ui.use_cases import plan_form

_WHOLE = 20


def _open_clicked(slugs: tuple[str, ...]) -> None:
    """Open the use case whose title was clicked."""
    st.query_params["use_case"] = slugs[st.session_state["open"]["row"]]


def show(person: Person, *, today: date) -> None:
    """Show the register; whoever may can begin a new use case."""
    if person.may(Action.USE_CASE_CREATE):
        with st.popover("New use case", icon=":material/add:"):
            plan_form.create()
    chosen = filters.line("stage", "status", "owner", "site", "metric")
    words = st.text_input(
        "Search",
        key="search",
        type="search",
        bind="query-params",
        placeholder="Search titles and statements",
        label_visibility="collapsed",
    )
    found = cached.report(
        use_case_list.listed,
        today=today,
        search=words or "",
        stage=chosen.stage,
        status=chosen.status,
        owner=chosen.owner,
        site=chosen.site,
        metric=chosen.metric,
    )
    if not found.of:
        links.nothing_yet(
            "There is no use case yet.",
            do="Upload a register of use cases, or write the first one down with “New use case”.",
        )
        return
    if not found.slugs:
        st.info("No use case fits. Take a filter away or search for fewer words.", icon=":material/filter_alt_off:")
        return
    st.dataframe(
        found.table,
        hide_index=True,
        key="list",
        height="content" if len(found.slugs) <= _WHOLE else "auto",
        column_config={
            "Use case": st.column_config.ButtonColumn(
                type="tertiary", alignment="left", width=270, key="open", on_click=_open_clicked, args=(found.slugs,)
            ),
            "Shown so far": st.column_config.TextColumn(width=270),
            "Trouble": st.column_config.TextColumn(width=192),
        },
        alt="Use cases with stage, evidence, trouble, missing owners, status and days in stage",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{len(found.slugs)} of {found.of}. Click a title to open it.")
        downloads.table_button(found.table, name="use-cases", key="list-data")
