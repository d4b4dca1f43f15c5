"""The list of metrics, to be searched, narrowed, sorted and opened."""

from datetime import date
from typing import Any

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.metrics import MetricClass
from cxdash.domain.people import Person
from cxdash.reports import metric_list
from cxdash.reports.metric_list import Listed, Only
from cxdash.ui import cached, downloads, links
from cxdash.ui.metrics import form

EVERY_CLASS = "Every class"
EVERY = "Used or not"
_NAMED = 3
_SHORT = 12
"""Rows that are shown without scrolling."""


def show(person: Person, *, today: date) -> None:
    """Show the catalogue with its filters."""
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.title("Metrics", anchor=False, width="stretch")
        if person.may(Action.METRIC_EDIT):
            with st.popover("Add a metric", icon=":material/add:"):
                form.create()
    words, metric_class, only = _asked()
    found = cached.report(metric_list.listed, today=today, search=words, metric_class=metric_class, only=only)
    if found.unclassified and metric_class is None and only is None and not words:
        _show_unclassified(found.unclassified)
    if not found.slugs:
        st.info("No metric fits. Search for fewer words, or add your own.", icon=":material/filter_alt_off:")
        return
    _show_table(found)


def _asked() -> tuple[str, MetricClass | None, Only | None]:
    """Return what the filters ask for: words, a class, and what else narrows the list."""
    with st.container(horizontal=True, key="filters-metrics"):
        words = st.text_input(
            "Search",
            key="find",
            type="search",
            bind="query-params",
            placeholder="Search names, aliases and formulas",
            label_visibility="collapsed",
            width=400,
        )
        classes = {EVERY_CLASS: None} | {each.label: each for each in MetricClass}
        chosen = st.selectbox(
            "Class", list(classes), key="class", bind="query-params", label_visibility="collapsed", width=200
        )
        uses = {EVERY: None} | {each.value: each for each in Only}
        only = st.selectbox("Use", list(uses), key="only", bind="query-params", label_visibility="collapsed", width=180)
    return words or "", classes[chosen], uses[only]


def _show_table(found: Listed) -> None:
    st.dataframe(
        found.table,
        hide_index=True,
        key="list",
        height=480 if len(found.slugs) > _SHORT else "content",
        placeholder="–",
        column_order=metric_list.ON_SCREEN,
        column_config=_columns(found.slugs),
        alt="Metrics with class, highest role, unit, direction, use, newest figure, owner and verification",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{len(found.slugs)} of {found.of}. Click a name to open it.")
        downloads.table_button(found.table, name="metrics", key="list-data")


def _columns(slugs: tuple[str, ...]) -> dict[str, Any]:
    columns = st.column_config
    return {
        "Metric": columns.ButtonColumn(
            type="tertiary", alignment="left", width=190, key="open", on_click=_opened, args=(slugs,)
        ),
        "Class": columns.TextColumn(width=114),
        "Highest role": columns.TextColumn(width=84, help="The best it may be for a use case."),
        "Unit": columns.TextColumn(width=106),
        "Good is": columns.TextColumn(width=62),
        "Use cases": columns.NumberColumn(width=66),
        "Newest figure": columns.DateColumn(format="D MMM YYYY", width=92),
        "Stale in": columns.NumberColumn(width=56, help="In how many of them its newest figure is too old."),
        "Owner": columns.TextColumn(width=122),
        "Verified": columns.DateColumn(format="D MMM YYYY", width=88),
    }


def _opened(slugs: tuple[str, ...]) -> None:
    """Open the metric whose name was clicked."""
    st.query_params["metric"] = slugs[st.session_state["open"]["row"]]


def _show_unclassified(unclassified: tuple[tuple[str, str], ...]) -> None:
    """Say which metrics of uploaded trackers nobody has classified, the first few by name."""
    with st.container(border=True, gap="xsmall"):
        said = count(len(unclassified), "metric is", "metrics are")
        st.markdown(f"**Nobody has said yet what {said}.** Until then nothing is judged by them.")
        with st.container(horizontal=True):
            for slug, name in unclassified[:_NAMED]:
                links.to_page("metrics", name, metric=slug)
            if len(unclassified) > _NAMED:
                st.button(f"All {len(unclassified)}", type="tertiary", key="all-unclassified", on_click=_narrow)


def _narrow() -> None:
    """Narrow the list to the metrics nobody has classified."""
    st.session_state["class"] = MetricClass.UNCLASSIFIED.label
