"""Links between pages, with the filters they carry, and what an empty page says."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from cxdash.ui import menu

UPLOAD = "upload"
_BEFORE_WORDS, _WORDS = 280, 680  # pixels; a phone gives what it has


def to_page(page: str, label: str, *, icon: str | None = None, **query: str) -> None:
    """Link to another page by the name of its file, with the filters it shall open with (see ``filters.link``)."""
    _to_page(page, label, icon=icon, width="content", query=query)


def line(page: str, label: str, words: str, **query: str) -> None:
    """Link to what a line is about, as ``to_page`` does, and say words (Markdown) beside it.

    Lines under each other begin their words at the same place; on a phone the words stand under the link.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        _to_page(page, label, icon=None, width=_BEFORE_WORDS, query=query)
        st.markdown(words, width=_WORDS)


def line_of(about: str, words: str) -> None:
    """Say words (Markdown) as ``line`` does, of something that has no page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(about, width=_BEFORE_WORDS)
        st.markdown(words, width=_WORDS)


def _to_page(
    page: str, label: str, *, icon: str | None, width: int | Literal["content"], query: Mapping[str, str]
) -> None:
    file = f"pages/{page}.py"
    try:
        st.page_link(menu.entry(file) or file, label=label, icon=icon or "", width=width, query_params=query or None)
    except StreamlitAPIException:  # the page runs on its own, outside the menu
        st.markdown(f"{label} (page {page.replace('_', ' ')})")


def back_to_list(label: str, *, param: str) -> None:
    """Lead from one thing opened on a page back to the page's list, by taking it out of the address."""
    st.button(
        label,
        key="back-to-list",
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=_leave_out,
        args=(param,),
    )


def nothing_yet(what: str, *, do: str, page: str = UPLOAD, label: str = "Upload a tracker") -> None:
    """Say honestly that there is nothing to show, what would show here, and where to begin."""
    with st.container(border=True):
        st.markdown(f"**{what}**")
        st.markdown(do)
        to_page(page, label, icon=":material/arrow_forward:")


def _leave_out(param: str) -> None:
    st.query_params.pop(param, None)
