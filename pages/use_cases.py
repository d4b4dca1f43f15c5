"""Use cases: what exactly do we want, and how far did it come?"""

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.reports import use_cases
from cxdash.ui import cached, downloads, edits, filters, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import metric_form, one, pilot_form, plan_form

person = session.require()

TODAY = cached.today()
ALL = "All use cases"
_WHOLE = 20
TABS = ("Plan", "Pilots", "Figures", "Log", "Edit")


def open_clicked(slugs: tuple[str, ...]) -> None:
    """Open the use case whose title was clicked."""
    st.query_params["use_case"] = slugs[st.session_state["open"]["row"]]


def show_list() -> None:
    """Show every use case that fits, to be searched, sorted and opened."""
    head, button = st.columns([5, 1], vertical_alignment="center")
    head.title("Use cases")
    if person.may(Action.USE_CASE_CREATE):
        with button.popover("New use case", icon=":material/add:", width="stretch"):
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
        use_cases.listed,
        today=TODAY,
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
                type="tertiary", alignment="left", width=270, key="open", on_click=open_clicked, args=(found.slugs,)
            ),
            "Shown so far": st.column_config.TextColumn(width=270),
            "Trouble": st.column_config.TextColumn(width=192),
        },
        alt="Use cases with stage, evidence, trouble, missing owners, status and days in stage",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{len(found.slugs)} of {found.of}. Click a title to open it.")
        downloads.table_button(found.table, name="use-cases", key="list-data")


def show_one(slug: str) -> None:
    """Show one use case with its tabs."""
    opened = cached.report(use_cases.opened, slug, today=TODAY)
    if opened is None:
        st.title("Use cases")
        links.back_to_list(ALL, param="use_case")
        st.info(f"There is no use case “{literally(slug)}”. It may have been renamed; look for it in the list.")
        return
    st.title(literally(opened.title))
    links.back_to_list(ALL, param="use_case")
    edits.said()
    with session.section():
        one.head(opened)
    tabs = dict(zip(TABS, st.tabs(list(TABS), key="view", bind="query-params"), strict=True))
    shown = {
        "Plan": lambda: one.plan(opened),
        "Pilots": lambda: one.pilots(opened, today=TODAY),
        "Figures": lambda: one.figures(slug),
        "Log": lambda: one.log(slug),
        "Edit": lambda: edit(opened),
    }
    kept = f"editing-{slug}"
    for name, tab in tabs.items():
        # Forms once opened stay on the page, out of sight, so that a look at another tab loses nothing typed.
        if tab.open or (name == "Edit" and kept in st.session_state):
            if name == "Edit":
                st.session_state[kept] = True
            with tab, session.section():
                shown[name]()


def edit(opened: use_cases.Opened) -> None:
    """Show the forms this person may use."""
    if not person.may(Action.USE_CASE_EDIT):
        st.markdown("You may read this. Ask a contributor or the program manager to change it.")
        return
    offered = cached.report(use_cases.offered)
    parts = ["Use case", "Metrics", *(["Pilots"] if person.may(Action.PILOT_EDIT) else [])]
    tabs = dict(zip(parts, st.tabs(parts, key="part", bind="query-params"), strict=True))
    with tabs["Use case"]:
        plan_form.edit(opened.slug, offered, today=TODAY)
        if person.may(Action.USE_CASE_ARCHIVE) and opened.archived_on is None:
            plan_form.archive(opened.slug, opened.title)
    with tabs["Metrics"]:
        metric_form.edit(opened, offered, today=TODAY)
    if "Pilots" in tabs:
        with tabs["Pilots"]:
            pilot_form.edit(opened, offered, today=TODAY)


asked = st.query_params.get("use_case")
if asked:
    st.query_params["use_case"] = asked  # a link from the page to itself leaves the address as it was
    show_one(asked)
else:
    edits.said()
    show_list()
