"""Waits for me: what one person has to sign, vote on, decide and do."""

import streamlit as st

from cxdash.ui import cached, session, waiting
from cxdash.ui.drawing import literally

person = session.require()

with st.container(horizontal=True, vertical_alignment="center", key="head"):
    title = st.empty()
    st.space("stretch")
    whose = waiting.whose(person)
is_oneself = whose.id == person.id
title.title("Waits for me" if is_oneself else f"Waits for {literally(whose.name)}", anchor=False, width="content")
with session.section():
    waiting.show(whose, is_oneself=is_oneself, today=cached.today())
