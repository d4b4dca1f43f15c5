"""How a chart stands on a page: what it shows in words, the picture, and its figures to take away."""

import re
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.dataframe_util import convert_arrow_table_to_arrow_bytes, convert_pandas_df_to_arrow_table

from cxdash.charts.theme import ROWS, Spec
from cxdash.ui import downloads

_tables: dict[int, pa.Table] = {}
_sent: dict[int, bytes] = {}
_ICON = re.compile(r":(?=[a-z+][\w+/-]*:)")
"""Begins an icon or an emoji by its name, which Streamlit looks for after Markdown took the backslashes away."""
_JOINED = ":\u2060"
"""A colon and a sign of no width, so that what follows begins no name."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:-])")


def literally(text: str) -> str:
    """Return people's own words so that Markdown shows them as they are."""
    return _MARKDOWN.sub(r"\\\1", _ICON.sub(_JOINED, text))


def heading(title: str, frame: pd.DataFrame, *, key: str) -> None:
    """Head a table with its finding, and a button beside it that hands its figures over as ``key.csv``."""
    with _headed(title):
        downloads.table_button(frame, name=key, key=f"{key}-data")


@contextmanager
def _headed(title: str) -> Iterator[None]:
    """Show a finding, and beside it what is drawn within."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(f"##### {literally(title)}", width="stretch")
        yield


def draw(spec: Spec, frame: pd.DataFrame, *, title: str, alt: str, key: str, note: str = "") -> None:
    """Draw a kept chart over its table, under a title that states the finding.

    Args:
        spec: from a function under ``charts.theme.kept``.
        frame: at most a few hundred rows; also what the menu beside the title hands over as CSV.
        title: the finding as a sentence, shown as it is.
        alt: what a reader who cannot see the picture needs to know.
        key: names the chart on its page, and the files of its figures and of its picture.
        note: what one must know to read it, under the chart.
    """
    with _headed(title):
        downloads.chart_menu(spec, frame, title=title, note=note, key=key)
    picture(spec, frame, alt=alt, key=key)
    if note:
        st.caption(literally(note))


def picture(spec: Spec, frame: pd.DataFrame, *, alt: str, key: str) -> None:
    """Draw a kept chart over its table and nothing else; a report's answer is turned into what is sent only once."""
    rows = {"data": {"name": ROWS.name}, "datasets": {ROWS.name: _as_sent(frame)}}
    st.vega_lite_chart(spec=spec | rows, key=key, alt=alt)


def as_table(frame: pd.DataFrame) -> pa.Table:
    """Return a report's frame as ``st.dataframe`` shows it without working it out anew in every run; hide the index."""
    number = id(frame)
    if number not in _tables:
        _tables[number] = convert_pandas_df_to_arrow_table(frame)
        weakref.finalize(frame, _tables.pop, number, None)
    return _tables[number]


def _as_sent(frame: pd.DataFrame) -> bytes:
    """Return a frame as the Arrow stream that is sent, kept for as long as it lives: no report's frame ever changes."""
    number = id(frame)
    if number not in _sent:
        _sent[number] = convert_arrow_table_to_arrow_bytes(pa.Table.from_pandas(frame, preserve_index=False))
        weakref.finalize(frame, _sent.pop, number, None)
    return _sent[number]
