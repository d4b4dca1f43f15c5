"""Tables whose first column opens the use case of its row."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError


def table(frame: pd.DataFrame, slugs: Sequence[str], *, name: str, key: str, alt: str, **config: object) -> None:
    """Show a table; a click on the use case in the column of this name opens it.

    Args:
        frame: one row for each of ``slugs``.
        slugs: the use cases of the rows.
        name: the column that a click opens.
        key: names the table on its page.
        alt: what a reader who cannot see the table needs to know.
        config: how other columns are shown, by name.
    """
    button = st.column_config.ButtonColumn(type="tertiary", alignment="left", width="medium", key=f"{key}-open")
    columns: Mapping[str, Any] = {name: button, **config}
    st.dataframe(frame, hide_index=True, key=key, column_config=dict(columns), placeholder="–", alt=alt)
    clicked = st.session_state.get(f"{key}-open")
    row = clicked["row"] if clicked else None
    if isinstance(row, int) and row < len(slugs):
        with contextlib.suppress(StreamlitPageNotFoundError):  # the page runs on its own, outside the menu
            st.switch_page("pages/use_cases.py", query_params={"use_case": slugs[row]})
