"""A new use case, judged while it is written, beside those that may want the same already."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.use_cases import LONGEST_TITLE, UseCaseValues
from cxdash.ui import edits, writing
from cxdash.ui.use_cases import look_alikes, saving, statement

_MADE = "new-use-case-made"
_CREATING = "new-use-case"
_EDITION = "new-use-case-edition"
_DRAFT = "new-use-case"


@st.fragment
def show(*, today: date) -> None:
    """Show what is written, what is to be mended, and who may want the same."""
    saving.renew()
    key = _key()
    st.text_input("Title", key=f"{key}-title", max_chars=LONGEST_TITLE, placeholder="Fewer no-shows", live="300ms")
    writing.area(
        "Outcome statement",
        st.session_state.get(f"{key}-wording", ""),
        key=f"{key}-statement",
        keeping=writing.Keeping(_DRAFT),
        placeholder=statement.EXAMPLE,
    )
    title, words = _typed()
    found, catalogue = statement.judged(words, today=today)
    if words.strip():
        statement.parts(found, catalogue)
    saving.refusal(_CREATING)
    st.button("Create", type="primary", key=f"{key}-save", on_click=_create)
    look_alikes.of_words(title, words, catalogue, typed=_typed, today=today)
    if words.strip():
        statement.mend(found, words, use=_use_wording, is_whole=False)


def _key() -> str:
    return f"new-use-case-{st.session_state.get(_EDITION, 0)}"


def _typed() -> tuple[str, str]:
    """Return title and statement as they are typed at this moment."""
    key = _key()
    words = writing.typed(f"{key}-statement")
    if words is None:
        words = st.session_state.get(f"{key}-wording", "")
    return st.session_state.get(f"{key}-title") or "", words


def made() -> None:
    """Say what was stored in the run before, and open the use case that was created or joined; begins the page."""
    saving.renewed()
    created = st.session_state.pop(_MADE, None)
    joined = look_alikes.joined()
    if created is not None:
        edits.say("Created. Name its owners and its metrics next.")
        _open(created, view="Define")
    elif joined is not None:
        edits.say("Joined: what you wrote is told here.")
        _open(joined, view="Talk")


def _open(slug: str, *, view: str) -> None:
    writing.drop(_DRAFT)
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1
    st.query_params.from_dict({"use_case": slug, "view": view})
    st.rerun()


def _create() -> None:
    title, words = _typed()
    slugs: list[str] = []

    def store(changing: Session) -> None:
        slugs.append(use_cases.create(changing, UseCaseValues(title, statement=words)).slug)

    if saving.attempt(_CREATING, Action.USE_CASE_CREATE, store):
        st.session_state[_MADE] = slugs[0]


def _use_wording(wording: str) -> None:
    key = _key()
    st.session_state[f"{key}-wording"] = wording
    writing.forget(f"{key}-statement")
