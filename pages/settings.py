"""Settings: the organisation, what its gates ask for, how effects become money, who is known and who may do what."""

import streamlit as st

from cxdash.ui import session
from cxdash.ui.settings import digests, gate_policy, money, organisation, people, permissions
from cxdash.ui.use_cases import saving

person = session.require()

TABS = {
    "Organisation": organisation.show,
    "Gate policy": gate_policy.show,
    "Money": money.show,
    "People": people.show,
    "Digests": digests.show,
    "Permissions": permissions.show,
}

saving.renewed()
st.title("Settings", anchor=False)
for name, tab in zip(TABS, st.tabs(list(TABS), key="view", bind="query-params"), strict=True):
    if tab.open:
        with tab, session.section():
            TABS[name](person)
