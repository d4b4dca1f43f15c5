"""Journey: where does it hurt, and what is uncovered?"""

import streamlit as st

from cxdash.ui import edits, session
from cxdash.ui.journey import map_page, opened

person = session.require()

asked = st.query_params.get("friction")
if asked:
    st.query_params["friction"] = asked  # a link from the page to itself leaves the address as it was
    opened.show(asked, person)
else:
    st.title("Journey", anchor=False)
    edits.said()
    map_page.show(person)
