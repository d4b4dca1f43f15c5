"""The empty page that pages are measured against."""

import streamlit as st

st.write("Empty")
