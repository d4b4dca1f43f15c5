"""Somebody else saved first: both values beside each other, and the two ways out."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from cxdash.ui.drawing import literally


def card(what: str, *, mine: str, theirs: str, key: str, keep: Callable[[], Any], take: Callable[[], Any]) -> None:
    """Show both values of what two people changed, and let the person choose.

    Args:
        what: names it within a sentence.
        mine: what this person wants, in words.
        theirs: what is stored now, in words.
        key: begins the keys of the card and its buttons.
        keep: the callback of “Keep mine”.
        take: the callback of “Take theirs”.
    """
    with st.container(border=True, gap="small", key=f"{key}-both"):
        st.markdown(
            f":material/warning: **Somebody else changed {literally(what)} while you edited it.** "
            "Nothing of yours was saved."
        )
        st.markdown(f"- Yours: {literally(mine)}\n- Theirs, stored now: {literally(theirs)}")
        with st.container(horizontal=True):
            st.button("Keep mine", key=f"{key}-mine", on_click=keep)
            st.button("Take theirs", key=f"{key}-theirs", on_click=take)
