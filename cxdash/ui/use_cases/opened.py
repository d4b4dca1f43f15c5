"""One use case at its own link: what is wanted, who answers, how far it came, and what is said about it."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from cxdash.domain.people import Person
from cxdash.reports import use_cases
from cxdash.reports.use_cases import Opened
from cxdash.ui import cached, edits, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.operating_model import augmentation
from cxdash.ui.use_cases import (
    approaches,
    arriving,
    brief,
    define,
    figures,
    gate,
    head,
    history_shown,
    measures,
    money,
    pilots_shown,
    readiness,
    talk,
)

ALL = "All use cases"
_GATE, _READINESS = "Gate", "Readiness"  # addresses that name readiness lead to the gate, which it stands under


def show(slug: str, person: Person, *, today: date) -> None:
    """Show one use case with its tabs; only the one in sight is worked out."""
    opened = cached.report(use_cases.opened, slug, today=today)
    if opened is None:
        st.title("Use cases", anchor=False)
        links.back_to_list(ALL, param="use_case")
        st.info(f"There is no use case “{literally(slug)}”. It may have been renamed; look for it in the list.")
        return
    st.title(literally(opened.title), anchor=False)
    links.back_to_list(ALL, param="use_case")
    edits.said()
    arriving.take(opened, person)
    with session.shown_to_people():
        head.show(opened, person, today=today)
    parts = _parts(opened, person, today=today)
    held = {
        "Metrics": measures.is_open,
        "Pilots": pilots_shown.is_open,
        _GATE: gate.is_open,
        "Money": money.is_open,
        "Brief": approaches.is_open,
    }
    if st.query_params.get("view") == _READINESS:
        st.query_params["view"] = _GATE
        st.rerun()
    for name, tab in zip(parts, st.tabs(list(parts), key="view", bind="query-params"), strict=True):
        # A form once opened stays on the page, out of sight, so that a look at another tab loses nothing typed.
        if tab.open or (name in held and held[name]()):
            with tab, session.shown_to_people():
                parts[name]()
    arriving.lead(slug)


def _parts(opened: Opened, person: Person, *, today: date) -> dict[str, Callable[[], None]]:
    """Return what stands in each tab, by its name, in their order."""
    slug, offered = opened.slug, cached.report(use_cases.offered)

    def judged_by() -> None:
        augmentation.in_short(slug)
        measures.show(opened, offered, person, today=today)
        st.markdown("##### Over time")
        figures.show(slug, person)

    def ready_for_the_gate() -> None:
        gate.show(opened, offered, person, today=today)
        readiness.show(opened, offered, person)

    return {
        "Define": lambda: define.show(opened, offered, person, today=today),
        "Metrics": judged_by,
        "Pilots": lambda: pilots_shown.show(opened, offered, person, today=today),
        _GATE: ready_for_the_gate,
        "Money": lambda: money.show(slug, person, today=today),
        "Brief": lambda: brief.show(slug, person, today=today),
        "Talk": lambda: talk.show(slug, person),
        "History": lambda: history_shown.show(opened, person, today=today),
    }
