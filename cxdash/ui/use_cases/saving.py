"""What is stored in one click: tried once, a refusal said in place, and the whole page shown anew afterwards."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError
from cxdash.ui import session
from cxdash.ui.drawing import literally

_OUTDATED = "page-is-outdated"


def attempt(key: str, action: Action, store: Callable[[Session], object], *, said: str = "") -> bool:
    """Store something in one transaction and say whether it went through; ``refusal`` shows why it did not.

    For callbacks, also those of fragments: nothing is shown here.
    """
    try:
        with session.database().changing(session.current_person(), action) as changing:
            store(changing)
    except CxdashError as refused:
        st.session_state[f"refused-{key}"] = str(refused)
        return False
    outdate(said)
    return True


def refusal(key: str) -> None:
    """Say once why the last attempt of this name was refused."""
    words = st.session_state.pop(f"refused-{key}", "")
    if words:
        st.error(literally(words), icon=":material/error:")


def outdate(words: str = "") -> None:
    """Remember that something was stored, and what to say of it, so that a fragment shows the whole page anew."""
    st.session_state[_OUTDATED] = words


def renew() -> None:
    """Show the whole page anew where a fragment has stored something; the first thing in a fragment."""
    if _OUTDATED in st.session_state:
        st.rerun()


def renewed() -> None:
    """Say briefly what was stored; the first thing on a page that has such fragments."""
    words = st.session_state.pop(_OUTDATED, "")
    if words:
        st.toast(words, icon=":material/check:")
