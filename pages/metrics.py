"""Metrics: what does this number mean?"""

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.metrics import MetricClass
from cxdash.reports import metrics
from cxdash.ui import cached, downloads, edits, links, metric_form, session
from cxdash.ui.drawing import literally

person = session.require()

TODAY = cached.today()
EVERY = "Every class"
ALL = "All metrics"
_NAMED = 3


def open_clicked(slugs: tuple[str, ...]) -> None:
    """Open the metric whose name was clicked."""
    st.query_params["metric"] = slugs[st.session_state["open"]["row"]]


def show_list() -> None:
    """Show the catalogue, to be searched, sorted and opened."""
    head, button = st.columns([5, 1], vertical_alignment="center")
    head.title("Metrics")
    if person.may(Action.METRIC_EDIT):
        with button.popover("Add a metric", icon=":material/add:", width="stretch"):
            metric_form.create()
    left, right = st.columns([2, 1])
    words = left.text_input(
        "Search",
        key="find",
        type="search",
        bind="query-params",
        placeholder="Search names, aliases and formulas",
        label_visibility="collapsed",
    )
    classes = {EVERY: None} | {each.label: each for each in MetricClass}
    chosen = right.selectbox("Class", list(classes), key="class", bind="query-params", label_visibility="collapsed")
    found = cached.report(metrics.listed, search=words or "", metric_class=classes[chosen])
    if found.unclassified and classes[chosen] is None and not words:
        show_unclassified(found.unclassified)
    if not found.slugs:
        st.info("No metric fits. Search for fewer words, or add your own.", icon=":material/filter_alt_off:")
        return
    st.dataframe(
        found.table,
        hide_index=True,
        key="list",
        height=480,
        placeholder="–",
        column_config={
            "Metric": st.column_config.ButtonColumn(
                type="tertiary", alignment="left", width=270, key="open", on_click=open_clicked, args=(found.slugs,)
            ),
            "Newest figure": st.column_config.DateColumn(format="D MMM YYYY", width=110),
            "May be": st.column_config.TextColumn(width=230),
        },
        alt="Metrics with class, roles, unit, direction, use, number of series and newest figure",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{len(found.slugs)} of {found.of}. Click a name to open it.")
        downloads.table_button(found.table, name="metrics", key="list-data")


def narrow_to_them() -> None:
    """Narrow the list to the metrics nobody has classified."""
    st.session_state["class"] = MetricClass.UNCLASSIFIED.label


def show_unclassified(unclassified: tuple[tuple[str, str], ...]) -> None:
    """Say which metrics of uploaded trackers nobody has classified, the first few by name."""
    with st.container(border=True, gap="xsmall"):
        said = count(len(unclassified), "metric is", "metrics are")
        st.markdown(f"**Nobody has said yet what {said}.** Until then nothing is judged by them.")
        with st.container(horizontal=True):
            for slug, name in unclassified[:_NAMED]:
                links.to_page("metrics", name, metric=slug)
            if len(unclassified) > _NAMED:
                st.button(f"All {len(unclassified)}", type="tertiary", key="all-unclassified", on_click=narrow_to_them)


def show_one(slug: str) -> None:
    """Show one metric: what it means, what it may be, who uses it."""
    opened = cached.report(metrics.opened, slug)
    if opened is None:
        st.title("Metrics")
        links.back_to_list(ALL, param="metric")
        st.info(f"There is no metric “{literally(slug)}”. Look for it in the list.")
        return
    st.title(literally(opened.metric.name))
    links.back_to_list(ALL, param="metric")
    edits.said()
    with session.section():
        st.markdown("\n".join(f"- **{label}:** {literally(words)}" for label, words in opened.reads))
    with session.section(f"{opened.metric.metric_class.label}: may be {opened.may_be}"):
        st.markdown(literally(opened.why))
        for paired, name in opened.paired:
            links.to_page("metrics", f"Read it together with {name}", metric=paired)
    with session.section("Used by"):
        st.markdown(literally(opened.fresh))
        if not opened.users:
            st.markdown("No use case is judged by it.")
        for user in opened.users:
            links.to_page("use_cases", f"{user.title} ({user.role}, in {user.stage})", use_case=user.slug)
    if person.may(Action.METRIC_EDIT):
        unclassified = opened.metric.metric_class is MetricClass.UNCLASSIFIED
        with st.expander("Edit the definition", expanded=unclassified, icon=":material/edit:"), session.section():
            metric_form.edit(slug, today=TODAY)


asked = st.query_params.get("metric")
if asked:
    st.query_params["metric"] = asked  # a link from the page to itself leaves the address as it was
    show_one(asked)
else:
    edits.said()
    show_list()
