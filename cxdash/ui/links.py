"""Links between pages, with the filters they carry, and what an empty page says."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException

from cxdash.ui import menu

UPLOAD = "upload"


def to_page(page: str, label: str, *, icon: str | None = None, **query: str) -> None:
    """Link to another page by the name of its file, with the filters it shall open with (see ``filters.link``)."""
    file = f"pages/{page}.py"
    try:
        st.page_link(menu.entry(file) or file, label=label, icon=icon or "", query_params=query or None)
    except StreamlitAPIException:  # the page runs on its own, outside the menu
        st.markdown(f"{label} (page {page.replace('_', ' ')})")


def line(words: str) -> DeltaGenerator:
    """Put words (Markdown) on a line, and return the place before them for the link to what they are about.

    Lines under each other begin their words at the same place; on a phone the words stand under the link.
    """
    about, said = st.columns([2, 5], gap="small", vertical_alignment="center")
    said.markdown(words)
    return about


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
