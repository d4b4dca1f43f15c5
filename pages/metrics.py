"""Metrics: what does this number mean?"""

import streamlit as st

from cxdash.ui import cached, edits, session
from cxdash.ui.metrics import catalogue, one

person = session.require()

TODAY = cached.today()

asked = st.query_params.get("metric")
if asked:
    st.query_params["metric"] = asked  # a link from the page to itself leaves the address as it was
    one.show(asked, person, today=TODAY)
else:
    edits.said()
    catalogue.show(person, today=TODAY)
