"""What is asked for beside a thing only once somebody wants to do it: folded away, and closed again when it is done."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.ui.use_cases import saving

_OPEN = "aside-"


def aside(label: str, fill: Callable[[], None], *, key: str, icon: str) -> None:
    """Offer something that is drawn once it is opened; ``attempt`` under the same key closes it."""
    place = st.popover(label, type="tertiary", icon=icon, key=f"{_OPEN}{key}", on_change="rerun")
    if place.open:
        with place:
            saving.refusal(key)
            fill()


def unfold(key: str) -> None:
    """Open an aside before it is drawn."""
    st.session_state[f"{_OPEN}{key}"] = True


def attempt(key: str, action: Action, store: Callable[[Session], object], *, said: str) -> None:
    """Store something in one transaction; where it went through, close the aside that asked for it."""
    if saving.attempt(key, action, store, said=said):
        st.session_state[f"{_OPEN}{key}"] = False


def with_reason(
    label: str,
    store: Callable[[Session, str], object],
    *,
    key: str,
    action: Action,
    said: str,
    icon: str = ":material/undo:",
    question: str = "Why",
) -> None:
    """Offer to do something that needs a sentence: a button, and once it is pressed the question with the same button.

    Args:
        label: what is done.
        store: does it with the sentence.
        key: names it on its page.
        action: what the person must be allowed to do.
        said: what the page says afterwards.
        icon: of the button.
        question: what the sentence answers.
    """
    words = f"why-{key}"

    def fill() -> None:
        st.text_input(question, key=words)
        st.button(label, key=f"do-{key}", type="primary", on_click=do)

    def do() -> None:
        reason = str(st.session_state.get(words, ""))
        attempt(key, action, lambda changing: store(changing, reason), said=said)

    aside(label, fill, key=key, icon=icon)


def is_open(*kinds: str) -> bool:
    """Whether anything is open whose key begins so; what is typed into it lives in the browser until it is sent."""
    begins = tuple(f"{_OPEN}{kind}" for kind in kinds)
    return any(str(name).startswith(begins) and st.session_state[name] for name in st.session_state)
