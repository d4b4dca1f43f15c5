"""Method: how cxdash decides what a pilot changed."""

import streamlit as st

from cxdash.ui import method, session

session.require()

st.title("How cxdash decides what a pilot changed", anchor=False)

with session.section():
    introduction, readers = method.parts()
    st.caption(introduction)
    for tab, text in zip(
        st.tabs(list(readers), key="reader", on_change="rerun", bind="query-params"), readers.values(), strict=True
    ):
        if tab.open:
            with tab:
                st.markdown(text)
