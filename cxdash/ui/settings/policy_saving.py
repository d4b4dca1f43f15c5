"""A policy stored as a further version: what would change from now on, why, and the button that stores it."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving


def offer(
    key: str,
    number: int,
    said: Sequence[str],
    *,
    hint: str,
    action: Action,
    edit: Callable[[Session, str], object],
    done: str,
) -> None:
    """Say what would change and ask why; nothing is asked while nothing changes.

    Args:
        key: of this policy's widgets.
        number: of the version that would be stored.
        said: what would change, an entry each.
        hint: what a reason is for.
        action: what storing is in the log.
        edit: stores the policy with a reason.
        done: what is said once it is stored.
    """
    saving.refusal(key)
    if not said:
        return
    with st.container(border=True, key=f"{key}-save"):
        st.markdown("**From now on:** " + "  \n".join(map(literally, said)))
        st.text_input("Why the policy changes", key=f"{key}-reason", placeholder=hint)
        st.button(
            f"Save as version {number}",
            type="primary",
            key=f"{key}-saved",
            on_click=_save,
            args=(key, action, edit, done),
        )


def _save(key: str, action: Action, edit: Callable[[Session, str], object], done: str) -> None:
    reason = str(st.session_state.get(f"{key}-reason", ""))
    if saving.attempt(key, action, lambda changing: edit(changing, reason), said=done):
        st.session_state.pop(f"{key}-reason", None)
