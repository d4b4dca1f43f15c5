"""The measure of every page: a Streamlit server of the same kind and settings whose only page says one word."""

import sys

import streamlit as st

from benchmarks.servers import ROOT

_PAGE = ROOT / "benchmarks" / "empty_page.py"

if __name__ == "__main__":
    port = int(sys.argv[1])
    sys.argv = [str(ROOT / "app.py")]  # Streamlit looks for its settings beside the program it believes to run
    st.App(_PAGE).run(config={"server.port": port, "server.address": "127.0.0.1"})
