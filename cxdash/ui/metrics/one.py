"""One metric: what it means, what it may be, what to watch, who uses it, and what it meant before."""

from datetime import date

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.metrics import MetricClass
from cxdash.domain.people import Person
from cxdash.reports import metrics
from cxdash.reports.metrics import Opened
from cxdash.ui import cached, edits, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.metrics import care, form

ALL = "All metrics"


def show(slug: str, person: Person, *, today: date) -> None:
    """Show one metric, or say that there is none."""
    opened = cached.report(metrics.opened, slug, today=today)
    if opened is None:
        st.title("Metrics", anchor=False)
        links.back_to_list(ALL, param="metric")
        st.info(f"There is no metric “{literally(slug)}”. Look for it in the list.")
        return
    st.title(literally(opened.metric.name), anchor=False)
    links.back_to_list(ALL, param="metric")
    edits.said()
    with session.section():
        _show_head(opened, person, today=today)
    with session.section(f"{opened.metric.metric_class.label}: may be {opened.may_be}"):
        st.markdown(literally(opened.why))
        _show_watched(opened)
    with session.section("Used by"):
        _show_use(opened)
    if opened.versions:
        with session.section("What it meant, and since when"):
            _show_versions(opened, person, today=today)
    if person.may(Action.METRIC_EDIT) and not opened.is_archived:
        unclassified = opened.metric.metric_class is MetricClass.UNCLASSIFIED
        with st.expander("Edit the definition", expanded=unclassified, icon=":material/edit:"), session.section():
            form.edit(slug, rests=opened.rests, today=today)


def _show_head(opened: Opened, person: Person, *, today: date) -> None:
    st.markdown(literally(opened.metric.notes or "Nobody has said in a sentence yet what it means."))
    owner = f"Owner: {opened.owner}" if opened.owner else "Nobody owns it yet"
    said = (opened.version, opened.verified or "Nobody has verified it yet", owner)
    st.caption(" · ".join(literally(each) for each in said))
    if opened.is_archived:
        care.show_archived(opened, person)
    else:
        care.show(opened, person, today=today)
    st.markdown("\n".join(f"- **{label}:** {literally(words)}" for label, words in opened.reads))


def _show_watched(opened: Opened) -> None:
    """Name what could get worse while the metric improves, and the metrics that would show it."""
    mandatory = set()
    for watched in opened.watched:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"While it improves, watch **{literally(watched.name)}**:", width="content")
            for metric in watched.metrics:
                mandatory.add(metric.slug)
                links.to_page("metrics", metric.name, metric=metric.slug)
            if not watched.metrics:
                st.markdown("the catalogue has no metric for it.", width="content")
    for paired, name in opened.paired:
        if paired not in mandatory:
            links.to_page("metrics", f"Read it together with {name}", metric=paired)


def _show_use(opened: Opened) -> None:
    st.markdown(literally(opened.fresh))
    if not opened.users:
        st.markdown("No use case is judged by it.")
    for user in opened.users:
        with st.container(gap="xxsmall"):
            links.to_page("use_cases", f"{user.title} ({user.role}, {user.stands})", use_case=user.slug)
            marker = ":material/warning: " if user.is_stale else ""
            st.caption(marker + literally(" · ".join(filter(None, (_capitalised(user.figures), user.pilots)))))


def _show_versions(opened: Opened, person: Person, *, today: date) -> None:
    newest = opened.versions[0].number
    for version in opened.versions:
        with st.container(gap="xxsmall"):
            st.markdown(f"**Version {version.number}**, {literally(version.said)}")
            if version.changes:
                st.markdown("\n".join(f"- {literally(each)}" for each in version.changes))
            if version.number != newest and person.may(Action.METRIC_EDIT) and not opened.is_archived:
                care.show_return(opened, version, today=today)


def _capitalised(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
