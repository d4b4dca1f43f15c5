"""The place to drop a file, and which file is in hand."""

import streamlit as st

from cxdash.trackers import child
from cxdash.ui import session
from cxdash.ui.upload import copies
from cxdash.ui.upload.held import HeldFile

_HELD = "upload.held"
_TURN = "upload.turn"


def file_in_hand() -> HeldFile | None:
    """Return the file a person has dropped and neither stored nor put away."""
    held: HeldFile | None = st.session_state.get(_HELD)
    return held


def uploader() -> None:
    """Show the place to drop a file; once one is in hand, the widget and its copy of the bytes are gone.

    Files of every kind may be dropped: what cannot be read is refused with what to do, which the widget would not say.
    """
    st.caption(
        "Excel or text, in your own layout: long lists, a column per month or per metric, a sheet per pilot, registers "
        "of use cases, logs of contacts. You see what was understood before anything is stored, and can take it back."
    )
    child.prepare()
    turn = st.session_state.setdefault(_TURN, 0)
    dropped = st.file_uploader(
        "Drop your tracker as you keep it",
        key=f"tracker-{turn}",
        max_upload_size=session.settings().upload_megabytes,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("No tracker yet? Begin with an empty one that has your own names to choose from.", width="content")
        copies.template_button()
    if dropped is not None:
        st.session_state[_HELD] = HeldFile(dropped.file_id, dropped.name, dropped.getvalue())
        st.session_state[_TURN] = turn + 1
        st.rerun()


def put_away() -> None:
    """Let go of the file in hand and its bytes; the place to drop the next one shows again."""
    st.session_state.pop(_HELD, None)


def put_away_stored() -> None:
    """Take away the news of a file just stored, which an undo may have made untrue; a file not stored yet stays."""
    held = file_in_hand()
    if held is not None and held.stored is not None:
        put_away()
