"""What narrows the log: one line of controls, all of them in the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from cxdash.reports import audit_log
from cxdash.store.audit_log import Asked
from cxdash.ui import cached

_EVERY = ""


def asked() -> Asked:
    """Show the controls side by side and return what is asked for."""
    offered = cached.report(audit_log.offered)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="filters-log"):
        person = _one("by", "Everybody", offered.people, 125)
        action = _one("done", "Everything done", audit_log.actions(), 140)
        kind = _one("kind", "Every kind", {name: name for name in audit_log.KINDS}, 110)
        use_case = _one("about", "Every use case", offered.use_cases, 140)
        first = _day("since", "From")
        last = _day("until", "To")
        words = st.text_input(
            "Search",
            key="find",
            placeholder="Name, reason, value",
            label_visibility="collapsed",
            icon=":material/search:",
            bind="query-params",
            width=155,
        )
    tables = audit_log.KINDS.get(kind, ()) if kind else ()
    return Asked(person or None, action or None, tables, use_case or None, first, last, words or "")


def _one(name: str, every: str, options: Mapping[str, str], width: int) -> str:
    labels = {_EVERY: every, **options}
    picked = st.selectbox(
        every,
        list(labels),
        format_func=labels.__getitem__,
        key=name,
        label_visibility="collapsed",
        bind="query-params",
        width=width,
    )
    return str(picked)


def _day(name: str, label: str) -> date | None:
    found: Any = st.date_input(
        label,
        value=None,
        key=name,
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        bind="query-params",
        width=128,
    )
    return found if isinstance(found, date) else None
