"""Augmentation: how people fare beside the automation, those first who lose."""

import pandas as pd
import streamlit as st

from cxdash.domain.augmentation import HARDLY, Change
from cxdash.domain.figures import percent
from cxdash.reports import augmentation
from cxdash.reports.augmentation import Augmentations, Line
from cxdash.ui import cached, drawing, links
from cxdash.ui.drawing import literally

_SHOWN = 15
"""How many use cases are shown beside each other before the rest is asked for."""


def show() -> None:
    """Show the finding, each use case that is warned of, all of them beside each other, and the modules."""
    found = cached.report(augmentation.augmentations)
    if not found.lines:
        links.nothing_yet(
            "No use case is tried yet, so nobody is helped or harmed.",
            do="Once a pilot has figures, this shows what changed for people beside the automation.",
        )
        return
    st.markdown(f"**{literally(found.finding)}.**")
    for line in found.warned:
        with st.container(border=True, gap="small", key=f"warned-{line.slug}"):
            _warned(line)
    drawing.heading("Every use case beyond the idea", found.details, key="augmentation")
    _side_by_side(found.table[:_SHOWN], f"How people fare by use case. {found.finding}")
    if len(found.table) > _SHOWN:
        with st.expander(f"{len(found.table) - _SHOWN} more", type="compact", key="augmentation-more"):
            _side_by_side(found.table[_SHOWN:], "How people fare in the other use cases")
    st.caption(
        "Each pilot in its own window, against its baseline and its comparison group: better or worse where the 95 % "
        f"interval says so. Observed only: too few figures for an interval, and {percent(HARDLY, places=0)} of the "
        "baseline or more apart. Longer handle time does not count against automation, which takes the easy contacts "
        "away."
    )
    _to_add(found.lines)
    if not found.module_table.empty:
        _by_module(found)


def in_short(slug: str) -> None:
    """Say in a line how people fare in one use case; nothing where it is not tried."""
    line = cached.report(augmentation.in_short, slug)
    if line is None:
        return
    for warned in line.found.warnings:
        said = f"{_listed(warned.rose)} rose, while {_listed(warned.worse)} got worse. Same window, {warned.pilot}."
        st.warning(f"Automation rises and people lose: {literally(said)}", icon=":material/warning:")
    if not line.found.warnings:
        said = f"People beside the automation: {line.state.value.lower()}. {line.found.as_declared}."
        st.caption(literally(" ".join((said, *line.to_add))))


def _side_by_side(frame: pd.DataFrame, alt: str) -> None:
    """Show use cases in full: these cells wrap, and none is cut off."""
    st.table(frame.map(literally), hide_index=True, border="horizontal", alt=alt)


def _warned(line: Line) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(":material/warning: **Automation rises, people lose**", width="content")
        links.to_page("use_cases", literally(line.title), use_case=line.slug, view="Metrics")
    for warned in line.found.warnings:
        rows = [f"**{literally(warned.pilot)}**, same window:", *map(_row, (*warned.rose, *warned.worse))]
        st.markdown("\n- ".join(rows))


def _row(change: Change) -> str:
    return literally(f"{change.words}{'' if change.is_evidence else ' (observed only)'}")


def _to_add(lines: tuple[Line, ...]) -> None:
    blind = [line for line in lines if line.to_add]
    if not blind:
        return
    words = f"{len(blind)} of {len(lines)} do not measure both quality and load"
    opened = st.expander(words, type="compact", key="augmentation-to-add", on_change="rerun")
    if opened.open:
        with opened:
            for line in blind:
                links.to_page("use_cases", literally(line.title), use_case=line.slug, view="Metrics")
                st.markdown("\n".join(f"- {literally(each)}" for each in line.to_add))


def _by_module(found: Augmentations) -> None:
    opened = st.expander("By module", type="compact", key="augmentation-by-module", on_change="rerun")
    if opened.open:
        with opened:
            drawing.heading("Use cases built from each module", found.module_table, key="augmentation-modules")
            st.dataframe(
                found.module_table,
                hide_index=True,
                height="content",
                key="augmentation-modules-table",
                alt="How people fare in the use cases built from each module",
            )


def _listed(changes: tuple[Change, ...]) -> str:
    names = [each.name for each in changes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
