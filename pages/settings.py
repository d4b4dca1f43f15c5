"""Settings: who is known and may do what."""

import streamlit as st

from cxdash.ui import session
from cxdash.ui.settings import people

person = session.require()

TABS = {"People": people.show}

st.title("Settings", anchor=False)
for name, tab in zip(TABS, st.tabs(list(TABS), key="view", bind="query-params"), strict=True):
    if tab.open:
        with tab, session.section():
            TABS[name](person)
