"""Modules: what is built once and reused, by which use cases, and which use case that makes easy next."""

from datetime import date

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports import modules, next_use_case, use_cases
from cxdash.reports.modules import Module, ModuleMap
from cxdash.store import journeys
from cxdash.ui import cached, drawing, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import module_form, module_matrix

PARAM = "module"
_FORWARD = ":material/arrow_forward:"


def show(person: Person, *, today: date) -> None:
    """Show the map of modules, the next use case and the list, or the module that the address names."""
    found = cached.report(modules.module_map, today=today)
    may = person.may(Action.MODULE_EDIT)
    asked = st.query_params.get(PARAM)
    opened = next((each for each in found.modules if each.slug == asked), None)
    if opened is not None:
        st.query_params[PARAM] = opened.slug  # a link from the page to itself leaves the address as it was
        _opened(opened, found, may_edit=may)
        return
    if asked:
        st.info(f"There is no module “{literally(asked)}” in the list. It may have been merged or archived.")
    if may:
        with st.popover("Add a module", icon=":material/add:", key="add-module"):
            module_form.create(cached.report(use_cases.offered))
    if not found.modules:
        st.markdown("No module yet. Name one here, or on a use case: what it builds and others could reuse.")
        return
    with session.section():
        _map(found)
    with session.section():
        _next(may_start=person.may(Action.USE_CASE_CREATE))
    with session.section():
        _list(found)


def _map(found: ModuleMap) -> None:
    drawing.heading(found.finding, found.matrix(), key="module-map")
    module_matrix.draw(found)
    st.caption(f"{module_matrix.KEY}. Active use cases only, the furthest to the left.")


def _next(*, may_start: bool) -> None:
    found = cached.report(next_use_case.suggested)
    st.markdown("##### What could be next")
    if not found.next:
        why = (
            f"{found.without_cost} friction points that nobody answers lack a volume, a failure rate or a unit cost."
            if found.without_cost
            else "Every friction point on the journey is answered, or none is written down yet."
        )
        st.markdown(why)
        links.to_page("journey", "Journey")
        return
    for each in found.next:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{literally(each.name)}**  \n{literally(each.reason)}")
            with st.container(horizontal=True):
                if may_start:
                    links.to_page("journey", "Start", icon=_FORWARD, friction=each.friction, form="use-case")
                else:
                    links.to_page("journey", "Open it", friction=each.friction)
                if each.template is not None:
                    slug, title = each.template
                    links.to_page("use_cases", f"Template: {title}", list="Library", template=slug)
    st.caption("Ranked by annual cost × share of the modules needed that work somewhere already.")


def _list(found: ModuleMap) -> None:
    drawing.heading("Every module", found.table, key="modules")
    st.dataframe(
        found.table,
        hide_index=True,
        key="module-list",
        height="content",
        column_config={
            "Module": st.column_config.ButtonColumn(
                type="tertiary",
                alignment="left",
                width=180,
                key="open-module",
                on_click=_open_clicked,
                args=(tuple(each.slug for each in found.modules),),
            ),
            "What it does": st.column_config.TextColumn(width=280),
        },
        alt="Modules with how many use cases are built from them at which stage, since when, owner and what they do",
    )


def _open_clicked(slugs: tuple[str, ...]) -> None:
    st.query_params[PARAM] = slugs[st.session_state["open-module"]["row"]]


def _opened(module: Module, found: ModuleMap, *, may_edit: bool) -> None:
    links.back_to_list("All modules", param=PARAM)
    st.subheader(literally(module.name), anchor=False)
    owner = literally(module.owner) or "**nobody yet**"
    since = "" if module.since is None else f" · works since {module.since.day} {module.since:%b %Y}"
    st.markdown(f"{literally(module.description) or '*Nobody has said what it does.*'}")
    st.caption(f"Owner: {owner}{since}")
    if module.users:
        st.markdown("##### Built from it")
        for user in module.users:
            with st.container(horizontal=True, vertical_alignment="center"):
                links.to_page("use_cases", user.title, use_case=user.slug)
                status = "" if user in module.active else f", {user.status.value}"
                st.caption(f"{user.part.value} it, {user.stage.value}{status}", width="content")
    else:
        st.markdown("No use case is built from it.")
    if may_edit:
        with session.section():
            _forms(module, found)


def _forms(module: Module, found: ModuleMap) -> None:
    st.markdown("##### Who builds on it")
    module_form.parts(module, cached.report(journeys.active_use_cases))
    with st.expander("Name, owner, what it does", icon=":material/edit:"):
        module_form.edit(module, cached.report(use_cases.offered))
    if len(found.modules) > 1:
        with st.expander("Two names for one module", icon=":material/merge:"):
            module_form.merge(module, found.modules)
    if not any(user for user in module.users):
        module_form.archive(module)
