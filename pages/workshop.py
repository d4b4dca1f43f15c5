"""Workshop: what do we agree on in this room?"""

import streamlit as st

from cxdash.ui import session
from cxdash.ui.workshop import opened

person = session.require()
opened.show(st.query_params.get("code", ""), st.query_params.get("view", ""), person)
