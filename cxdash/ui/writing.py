"""A text that grows as it is written: told while it is typed, kept when the person leaves it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

_HERE = Path(__file__)
_LONGEST = 4_000
_area = st.components.v2.component(
    "cxdash_writing",
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that somebody wants kept, and the one they began from."""

    text: str
    base: str


def area(
    label: str,
    text: str,
    *,
    key: str,
    on_kept: Callable[[Kept], None] | None = None,
    send: str = "",
    placeholder: str = "",
    names: Sequence[str] = (),
    longest: int = _LONGEST,
) -> str | None:
    """Show a text to be written, and return what is typed so far; None where nothing was typed since it was kept.

    Args:
        label: what it is.
        text: what is stored; shown unless the person is writing at this moment.
        key: of the widget.
        on_kept: called with the text when the person leaves it or presses Ctrl+Enter.
        send: the words of a button; then the text is kept only when that is pressed, or Ctrl+Enter.
        placeholder: an example, shown while the text is empty.
        names: people offered after an @.
        longest: how many characters may be typed.
    """

    def heard() -> None:
        told = st.session_state[key].get("kept")
        kept = _kept(told)
        if kept is not None and on_kept is not None:
            st.session_state[_heard(key)] = told["at"]
            st.session_state[_done(key)] = kept.text
            on_kept(kept)

    data = {
        "label": label,
        "text": text,
        "placeholder": placeholder,
        "rows": 2 if on_kept is None or send else 1,
        "longest": longest,
        "names": list(names),
        "keeps": on_kept is not None and not send,
        "send": send,
        "heard": st.session_state.get(_heard(key), 0),
    }
    _area(key=key, data=data, on_kept_change=heard, on_draft_change=_listen)
    return typed(key)


def typed(key: str) -> str | None:
    """Return what is typed so far in the field of this name; None where nothing was typed since it was kept."""
    draft = _draft(key)
    return None if draft == st.session_state.get(_done(key)) else draft


def forget(key: str) -> None:
    """Forget what was typed, so that the field shows what is stored."""
    st.session_state[_done(key)] = _draft(key)


def _draft(key: str) -> str | None:
    told = st.session_state.get(key)
    draft = told.get("draft") if isinstance(told, Mapping) else None
    return draft[:_LONGEST] if isinstance(draft, str) else None


def _listen() -> None:
    """What is typed needs no work of its own: the run that follows reads it."""


def _kept(told: object) -> Kept | None:
    """Return what the browser says is to be kept, or None where it makes no sense."""
    if not isinstance(told, Mapping) or not isinstance(told.get("at"), int):
        return None
    text, base = told.get("text"), told.get("base")
    if not isinstance(text, str) or not isinstance(base, str):
        return None
    return Kept(text[:_LONGEST], base[:_LONGEST])


def _heard(key: str) -> str:
    return f"{key}-heard"


def _done(key: str) -> str:
    return f"{key}-done"
