"""Buttons that hand over a table or a file; what is in it is made when somebody asks for it."""

from collections.abc import Callable
from csv import QUOTE_NONNUMERIC

import pandas as pd
import streamlit as st

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_button(frame: pd.DataFrame, *, name: str, key: str, label: str = "Data") -> None:
    """Offer a table as ``name.csv``."""
    file_button(lambda: csv(frame), name=f"{name}.csv", mime="text/csv", key=key, label=label)


def file_button(content: Callable[[], bytes], *, name: str, mime: str, key: str, label: str) -> None:
    """Offer a file under a name; it is built on the click, outside the page's run, and nothing is rerun."""
    st.download_button(
        label,
        content,
        file_name=name,
        mime=mime,
        key=key,
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        help=f"Download {name}",
    )


def csv(frame: pd.DataFrame) -> bytes:
    """Write a table as CSV that spreadsheets open as it is: UTF-8 with its mark, text never taken for a formula."""
    safe = frame.rename(columns=as_text)
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(as_text)
    return safe.to_csv(index=False, quoting=QUOTE_NONNUMERIC).encode("utf-8-sig")


def as_text(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run as a formula; leave everything else."""
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA):
        return f"'{value}"
    return value
