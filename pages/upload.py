"""Upload: drop a tracker, see what was understood and what it changes, store it, take it back."""

import streamlit as st

from cxdash.domain.people import Role
from cxdash.ui import session
from cxdash.ui.upload import dialogue, dropping, past

person = session.require(Role.PROGRAM_MANAGER)

st.title("Upload", anchor=False)
with session.section():
    file = dropping.file_in_hand()
    if file is None:
        dropping.uploader()
    else:
        dialogue.show(file, person)

with session.section("Imports"):
    past.history(person)
