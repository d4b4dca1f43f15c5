"""The council's forms: each behind its button, made when it is first opened."""

from collections.abc import Callable

import streamlit as st

BEGUN = "council-forms-begun"


def behind(label: str, show: Callable[[], None], *, icon: str, key: str) -> None:
    """Offer a form behind a button; once opened it stays there, out of sight, with what was typed."""
    begun: set[str] = st.session_state.setdefault(BEGUN, set())
    with st.popover(label, icon=icon, key=key, on_change="rerun") as popover:
        if popover.open or key in begun:
            begun.add(key)
            show()
