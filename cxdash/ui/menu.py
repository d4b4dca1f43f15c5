"""The menu: its pages are looked up on the disk once per process, and links find them here."""

import threading
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.navigation.page import Page

from cxdash.settings import ROOT

_FOLLOWS_LINKS = f'<script type="module">{Path(__file__).with_suffix(".js").read_text(encoding="utf-8")}</script>'
_found: dict[str, Page] = {}
_run = threading.local()


def page(
    file: str,
    *,
    title: str,
    icon: str | None = None,
    default: bool = False,
    visibility: Literal["visible", "hidden"] = "visible",
) -> Page:
    """Return an entry of the menu, each time another one: Streamlit notes in it that it may run, for one session."""
    if file not in _found:
        _found[file] = st.Page(ROOT / file, title=title, icon=icon, default=default, visibility=visibility)
    return copy(_found[file])


def show(pages: Mapping[str, Sequence[Page]]) -> None:
    """Show the menu, then the page that was chosen."""
    chosen = st.navigation(pages, expanded=True)
    st.sidebar.html(_FOLLOWS_LINKS, unsafe_allow_javascript=True)
    _run.shows_menu = True
    try:
        chosen.run()
    finally:
        _run.shows_menu = False


def entry(file: str) -> Page | None:
    """Return the entry that a link leads to; None where a page runs on its own, outside the menu."""
    return _found.get(file) if getattr(_run, "shows_menu", False) else None
