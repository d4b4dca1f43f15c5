"""The tables of the funnel: sent as they were first converted, and with rows that open their use case."""

import contextlib
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

_SHORT = 15
"""Tables of no more rows are shown whole."""
_WIDE = 270
"""Pixels in which a use case's title is read."""
_converted: dict[int, pa.Table] = {}


def show(frame: pd.DataFrame, *, alt: str, config: Mapping[str, Any], key: str | None = None) -> None:
    """Show a report's table, which is converted once: no report's frame ever changes.

    Args:
        frame: as the report keeps it.
        alt: what a reader who cannot see the table needs to know.
        config: how its columns are shown, by name.
        key: names the table on its page.
    """
    number = id(frame)
    if number not in _converted:
        _converted[number] = pa.Table.from_pandas(frame, preserve_index=False)
        weakref.finalize(frame, _converted.pop, number, None)
    st.dataframe(
        _converted[number],
        hide_index=True,
        height="content" if len(frame) <= _SHORT else "auto",
        key=key,
        column_config=dict(config),
        placeholder="–",
        alt=alt,
    )


def opening(
    frame: pd.DataFrame,
    slugs: Sequence[str],
    *,
    name: str,
    key: str,
    alt: str,
    config: Mapping[str, Any] | None = None,
    width: int = _WIDE,
) -> None:
    """Show a table in which a click on the use case, in the column of this name, opens it; a row for each slug."""
    button = st.column_config.ButtonColumn(type="tertiary", alignment="left", width=width, key=f"{key}-open")
    show(frame, alt=alt, config={name: button} | dict(config or {}), key=key)
    clicked = st.session_state.get(f"{key}-open")
    row = clicked["row"] if clicked else None
    if isinstance(row, int) and row < len(slugs):
        with contextlib.suppress(StreamlitPageNotFoundError):  # the page runs on its own, outside the menu
            st.switch_page("pages/use_cases.py", query_params={"use_case": slugs[row]})
