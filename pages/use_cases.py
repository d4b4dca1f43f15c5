"""Use cases: what exactly do we want, and how far did it come?"""

import streamlit as st

from cxdash.ui import cached, edits, session
from cxdash.ui.use_cases import opened, register

person = session.require()

TODAY = cached.today()

asked = st.query_params.get("use_case")
if asked:
    st.query_params["use_case"] = asked  # a link from the page to itself leaves the address as it was
    opened.show(asked, person, today=TODAY)
else:
    st.title("Use cases")
    edits.said()
    register.show(person, today=TODAY)
