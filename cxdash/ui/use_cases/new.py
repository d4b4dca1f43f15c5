"""A new use case, judged while it is written, beside those that may want the same already."""

from datetime import date

import streamlit as st

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError
from cxdash.domain.use_cases import LONGEST_TITLE, UseCaseValues
from cxdash.ui import edits, session, writing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import fields, look_alikes, statement

_MADE = "new-use-case-made"
_REFUSED = "new-use-case-refused"
_EDITION = "new-use-case-edition"


@st.fragment
def show(*, today: date) -> None:
    """Show what is written, what is to be mended, and who may want the same."""
    fields.renew()
    key = _key()
    st.text_input("Title", key=f"{key}-title", max_chars=LONGEST_TITLE, placeholder="Fewer no-shows", live="300ms")
    writing.area(
        "Outcome statement",
        st.session_state.get(f"{key}-wording", ""),
        key=f"{key}-statement",
        placeholder=statement.EXAMPLE,
    )
    title, words = _typed()
    found, catalogue = statement.judged(words, today=today)
    if words.strip():
        statement.parts(found, catalogue)
        statement.mend(found, words, use=_use_wording)
    look_alikes.of_words(title, words, catalogue, typed=_typed, today=today)
    refused = st.session_state.pop(_REFUSED, None)
    if refused:
        st.error(literally(refused), icon=":material/error:")
    st.button("Create", type="primary", key=f"{key}-save", on_click=_create)


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
    fields.renewed()
    created = st.session_state.pop(_MADE, None)
    joined = look_alikes.joined()
    if created is not None:
        edits.say("Created. Name its owners and its metrics next.")
        _open(created, view="Define")
    elif joined is not None:
        edits.say("Joined: what you wrote is told here.")
        _open(joined, view="Talk")


def _open(slug: str, *, view: str) -> None:
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1
    st.query_params.from_dict({"use_case": slug, "view": view})
    st.rerun()


def _create() -> None:
    title, words = _typed()
    values = UseCaseValues(title, statement=words)
    try:
        with session.database().changing(session.current_person(), Action.USE_CASE_CREATE) as changing:
            st.session_state[_MADE] = use_cases.create(changing, values).slug
        fields.outdate()
    except CxdashError as refusal:
        st.session_state[_REFUSED] = str(refusal)
    except Exception as defect:  # noqa: BLE001 nothing may reach the person as a traceback
        session.show_defect(defect)


def _use_wording(wording: str) -> None:
    key = _key()
    st.session_state[f"{key}-wording"] = wording
    writing.forget(f"{key}-statement")
