"""Upload: drop a tracker, see what was understood and what it changes, store it, take it back."""

import streamlit as st

from cxdash.domain.people import Role
from cxdash.ui import session
from cxdash.ui.upload import dialogue, held, past

person = session.require(Role.PROGRAM_MANAGER)

st.title("Upload")
with session.section():
    file = held.uploader()
    if file is not None and file.stored is not None:
        dialogue.stored(file)
    elif file is not None and file.refused:
        dialogue.refused(file)
    elif file is not None:
        dialogue.plan_and_store(file, person)
    else:
        st.caption(
            "Excel or text, in your own layout: long lists, a column per month or per metric, a sheet per pilot, a "
            "register of use cases. You see what was understood before anything is stored, and can take it back."
        )

with session.section("Imports"):
    past.history(person)
