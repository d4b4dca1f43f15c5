"""The board in the browser: cards that link to their use case, and a drop that opens a gate review."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from cxdash.reports.funnel_board import Board
from cxdash.ui import downloads

_HERE = Path(__file__)
_VIEWS = ("", "Gate")
_KEY = "board"
_board = st.components.v2.component(
    "cxdash_board",
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def show(board: Board) -> None:
    """Show the board, and go to the use case that was asked for on it; nothing is ever changed from here."""
    told = _board(key=_KEY, data=board.sent, on_opened_change=_listen)
    query = asked(told.get("opened"))
    if query:
        with contextlib.suppress(StreamlitPageNotFoundError):  # the page runs on its own, outside the menu
            st.switch_page("pages/use_cases.py", query_params=query)
    downloads.table_button(board.table, name="board", key="board-data", label="The board as a table")


def asked(told: object) -> dict[str, str]:
    """Return the address of what the browser asks for; empty where that makes no sense."""
    if not isinstance(told, Mapping):
        return {}
    slug, view = told.get("slug"), told.get("view")
    if not isinstance(slug, str) or not slug or view not in _VIEWS:
        return {}
    return {"use_case": slug} | ({"view": view} if view else {})


def _listen() -> None:
    """What is asked for needs no work of its own: the run that follows goes there."""
