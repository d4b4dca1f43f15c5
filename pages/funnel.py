"""Funnel: what it shows once figures are in."""

import streamlit as st

from cxdash.ui import filters, links, session

session.require()

st.title("Funnel")
filters.line("quarter", "site", "stage", "owner", "metric")
links.nothing_yet("There is nothing to show yet.", do="Figures appear here once a tracker is uploaded.")
