"""What stands behind an answer, once somebody asks for it: lists whose lines lead to what they are about."""

from collections.abc import Mapping, Sequence

import streamlit as st

from cxdash.reports.quarter_state import Item
from cxdash.ui import links
from cxdash.ui.drawing import literally

_FIRST = 12
"""How many lines of a list are shown before the rest is asked for."""


def behind(label: str, lists: Mapping[str, Sequence[Item]], *, key: str) -> None:
    """Offer lists under one click; those without lines are left out, and nothing is offered where all are."""
    found = {title: items for title, items in lists.items() if items}
    if not found:
        return
    opened = st.expander(label, key=key, on_change="rerun", type="compact")
    if not opened.open:
        return
    with opened, st.container(gap="xsmall"):
        for title, items in found.items():
            _list(title if len(found) > 1 else "", items, key=f"{key}-{title}")


def line(item: Item) -> None:
    """Show one item: a link to where it can be opened, and what is to be said beside it."""
    query = {"pilot" if item.page == "compare" else "metric" if item.page == "metrics" else "use_case": item.slug}
    if item.view:
        query["view"] = item.view
    links.line(item.page, literally(item.name), literally(item.says), **query)


def _list(title: str, items: Sequence[Item], *, key: str) -> None:
    if title:
        st.markdown(f"##### {literally(title)}: {len(items)}")
    shown = items if st.session_state.get(key) else items[:_FIRST]
    for item in shown:
        line(item)
    if len(shown) < len(items):
        more = f"Show {len(items) - len(shown)} more"
        st.button(more, key=f"{key}-more", type="tertiary", on_click=_open, args=(key,))


def _open(key: str) -> None:
    st.session_state[key] = True
