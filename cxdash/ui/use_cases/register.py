"""The register: every use case that fits, to be searched, sorted, opened, changed together and taken away."""

from datetime import date

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.reports import talk, use_case_list
from cxdash.reports.list_columns import BY_TITLE
from cxdash.reports.use_case_list import Asked, Listed, Whole
from cxdash.ui import cached, links
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import bulk_edit, register_filters, register_table, saved_views

_FEW = 3


def show(person: Person, *, today: date) -> None:
    """Show the register as its address asks for it."""
    everything = cached.report(use_case_list.whole, today=today)
    if not everything.lines:
        links.nothing_yet(
            "There is no use case yet.",
            do="Upload a register of use cases, or write the first one down with “New use case”.",
        )
        return
    _mentions(person)
    asked = register_filters.line(everything)
    found = everything.fitting(asked)
    _tools(found, asked, everything, person=person, today=today)
    saved_views.say_what_is_missing()
    if not found.slugs:
        st.info("No use case fits. Take a filter away or search for fewer words.", icon=":material/filter_alt_off:")
        return
    register_table.show(found, symbol=everything.symbol, can_be_ticked=person.may(Action.USE_CASE_EDIT))


def _mentions(person: Person) -> None:
    """Say in a line where this person is named and has not looked yet."""
    waiting = cached.report(talk.waiting, person.id)
    if not waiting:
        return
    times = sum(each.times for each in waiting)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="mentions"):
        st.caption(f":material/alternate_email: {count(times, 'mention')} of you", width="content")
        for each in waiting[:_FEW]:
            links.to_page("use_cases", literally(each.title), use_case=each.slug, view="Talk")
        if len(waiting) > _FEW:
            st.caption(f"and on {count(len(waiting) - _FEW, 'use case')} more", width="content")


def _tools(found: Listed, asked: Asked, everything: Whole, *, person: Person, today: date) -> None:
    """Show how many fit, and what can be done with them."""
    is_editor = person.may(Action.USE_CASE_EDIT)
    ticked = register_table.ticked(found) if is_editor else ()
    with st.container(horizontal=True, vertical_alignment="center", key="register-tools"):
        view = saved_views.on_screen(person, asked)
        st.caption(_standing(found, asked, view, is_editor=is_editor and not ticked), width="content")
        register_filters.set_aside()
        if asked.is_narrowed:
            st.button("Show all", key="show-all", type="tertiary", on_click=_show_all, args=(asked, everything))
        if ticked:
            bulk_edit.show(ticked, person, today=today)
        st.space("stretch")
        register_filters.arrange()
        saved_views.show(person, asked, everything)
        if found.slugs:
            register_table.take_away(found)


def _standing(found: Listed, asked: Asked, view: str, *, is_editor: bool) -> str:
    """Say how many fit, which view that is or how they are sorted, what a title does and what ticks are for."""
    said = f"{len(found.slugs):,} of {found.of:,}"
    if view:
        said += f" in the view “{literally(view)}”"
    elif asked.order != BY_TITLE:
        said += f", {asked.order.lower()} first"
    if not found.slugs:
        return said
    return f"{said}. A title opens its use case" + ("; tick rows to change several." if is_editor else ".")


def _show_all(asked: Asked, everything: Whole) -> None:
    """Take every filter off; order and columns stay."""
    register_filters.ask(Asked(order=asked.order, columns=asked.columns), everything)
