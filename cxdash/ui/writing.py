"""A text that grows as it is written: told while it is typed, kept when the person leaves it, and never lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from cxdash.ui import session

_HERE = Path(__file__)
_LONGEST = 4_000
_DONE_WITH = "drafts-done-with"
_area = st.components.v2.component(
    "cxdash_writing",
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js="\n".join(_HERE.with_name(name).read_text(encoding="utf-8") for name in ("drafts.js", "writing.js")),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that somebody wants kept, and the one they began from."""

    text: str
    base: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a text is kept, while it is typed and afterwards.

    Attributes:
        draft: names what is typed in the person's browser until it is stored, the same before and after a reload;
            unsaved words are offered again under it.
        stored: what the database holds of it; None where nothing is stored before the whole form is.
        on_kept: called with the text when the person leaves it or presses Ctrl+Enter; says whether it was stored.
        send: the words of a button; then the text is kept only when that is pressed, or Ctrl+Enter.
    """

    draft: str
    stored: str | None = None
    on_kept: Callable[[Kept], bool] | None = None
    send: str = ""


def area(
    label: str,
    text: str,
    *,
    key: str,
    keeping: Keeping,
    placeholder: str = "",
    names: Sequence[str] = (),
    longest: int = _LONGEST,
) -> str | None:
    """Show a text to be written, and return what is typed so far; None where nothing was typed since it was kept.

    Args:
        label: what it is.
        text: shown unless the person is writing at this moment.
        key: of the widget.
        keeping: under which name, and by whom.
        placeholder: an example, shown while the text is empty.
        names: people offered after an @.
        longest: how many characters may be typed.
    """
    on_kept, send = keeping.on_kept, keeping.send

    def heard() -> None:
        told = st.session_state[key].get("kept")
        kept = _kept(told)
        if kept is not None and on_kept is not None:
            st.session_state[_heard(key)] = told["at"]
            st.session_state[_done(key)] = kept.text
            if on_kept(kept):
                drop(keeping.draft)

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
        "stored": keeping.stored,
        "edition": st.session_state.get(_edition(key), 0),
        "draft": _whose(keeping.draft),
        "done": st.session_state.get(_DONE_WITH, {}),
    }
    _area(key=key, data=data, on_kept_change=heard, on_draft_change=_listen)
    return typed(key)


def typed(key: str) -> str | None:
    """Return what is typed so far in the field of this name; None where nothing was typed since it was kept."""
    draft = _draft(key)
    return None if draft == st.session_state.get(_done(key)) else draft


def forget(key: str) -> None:
    """Forget what was typed, so that the field shows the text it is given."""
    st.session_state[_done(key)] = _draft(key)
    st.session_state[_edition(key)] = st.session_state.get(_edition(key), 0) + 1


def drop(draft: str) -> None:
    """Let go of a draft that the person's browser holds: it was stored or given up."""
    done, whose = st.session_state.get(_DONE_WITH, {}), _whose(draft)
    st.session_state[_DONE_WITH] = done | {whose: done.get(whose, 0) + 1}


def _whose(draft: str) -> str:
    """Name a draft so that nobody who signs in at the same screen later is offered it."""
    return f"cxdash draft/{session.current_person().id}/{draft}"


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


def _edition(key: str) -> str:
    return f"{key}-edition"


def _done(key: str) -> str:
    return f"{key}-done"
