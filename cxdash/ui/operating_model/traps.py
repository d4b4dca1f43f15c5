"""Pilot traps: who is stuck and why, what to work on first, what stands beside the traps, and the trend."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from cxdash.charts import traps as charts
from cxdash.domain.figures import count
from cxdash.domain.stages import Status
from cxdash.domain.traps import Trap
from cxdash.reports import trap_audit, trap_trend
from cxdash.reports.quarter_state import Item
from cxdash.reports.trap_audit import Audit, Group, Trapped
from cxdash.ui import cached, drawing, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import mended

_SHOWN = 8
"""As many use cases of a trap are shown in full; the list of use cases has all of them."""


def show(today: date) -> None:
    """Show the audit of the portfolio."""
    found = cached.report(trap_audit.audit, today=today)
    if not found.of:
        links.nothing_yet(
            "No use case is being worked on.", do="Upload a register of use cases; each is audited for traps."
        )
        return
    drawing.heading(found.headline, found.table, key="traps")
    _worklists(found)
    with session.section():
        _trend(today)
    st.markdown("##### Every trap, its rule and the way out")
    for group in found.groups:
        _group(group)
    st.markdown("##### Beside the traps")
    _beside(found.beside)


def _worklists(found: Audit) -> None:
    """Show what to work on, each a click away from the use cases it is about."""
    with st.container(horizontal=True, key="worklists", gap="small"):
        for work in found.worklists:
            links.to_page("use_cases", literally(work.words), icon=":material/checklist:", **work.query)


def _trend(today: date) -> None:
    found = cached.report(trap_trend.trend, today=today)
    if found.rows.empty:
        return
    now = found.rows[found.rows["quarter"] == trap_trend.NOW]
    words = ", ".join(f"{row.trap} {row.use_cases}" for row in now.itertuples())
    drawing.draw(
        charts.trend(tuple(trap.label for trap in Trap)),
        found.rows,
        title=found.says,
        alt=f"Use cases in each trap at the end of each quarter. Now: {words}.",
        key="trap-trend",
        note=found.note,
    )


def _group(group: Group) -> None:
    name, in_it = group.trap.label, len(group.active)
    title = f"{name}: {count(in_it, 'use case') if in_it else 'none'}"
    with st.expander(title, type="compact", key=f"trap-{group.trap.value}", on_change="rerun") as expander:
        if not expander.open:
            return
        st.caption(f"Rule: {literally(group.rule)}")
        steps = {each.flag.next_step for each in group.active}
        if len(steps) == 1:
            st.markdown(f"What to do: {literally(*steps)}")
        for each in group.active[:_SHOWN]:
            _trapped(each, says_step=len(steps) > 1)
        if in_it > _SHOWN:
            query = {"status": Status.ACTIVE.label, "trouble": name}
            links.to_page("use_cases", f"All {in_it:,} in the list", icon=":material/list:", **query)
        if group.resting:
            names = ", ".join(f"{literally(each.title)} ({each.status.value})" for each in group.resting[:_SHOWN])
            st.caption(f"Not being worked on, so not counted: {names}.")


def _trapped(each: Trapped, *, says_step: bool) -> None:
    words = each.flag.evidence + (f" {each.flag.next_step}" if says_step else "")
    about, said, way_out = st.columns([2, 4, 1], gap="small", vertical_alignment="center")
    with about:
        links.to_page("use_cases", literally(each.title), use_case=each.slug)
    said.markdown(literally(words))
    with way_out:
        mended.link(each.slug, each.flag.where, f"To {each.flag.where.view.value}")


def _beside(beside: Mapping[str, Sequence[Item]]) -> None:
    for name, items in beside.items():
        title = f"{name}: {len(items) or 'none'}"
        if not items:
            st.markdown(title)
            continue
        with st.expander(title, type="compact", key=f"beside-{name}", on_change="rerun") as expander:
            if expander.open:
                for item in items:
                    _item(item)


def _item(item: Item) -> None:
    query = {"pilot" if item.page == "compare" else "use_case": item.slug}
    links.line(item.page, literally(item.name), literally(item.says), **query)
