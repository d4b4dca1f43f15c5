"""Buttons that hand over a table or a file; what is in it is made when somebody asks for it."""

from collections.abc import Callable
from csv import QUOTE_NONNUMERIC

import pandas as pd
import streamlit as st

from cxdash.charts.theme import Spec
from cxdash.exports import pictures

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


def chart_menu(spec: Spec, frame: pd.DataFrame, *, title: str, note: str, key: str) -> None:
    """Offer a chart's figures and its picture; the choices are drawn once somebody opens them, each file on a click."""
    menu = st.popover("Download", icon=":material/download:", type="tertiary", key=f"{key}-menu", on_change="rerun")
    if menu.open:
        with menu:
            table_button(frame, name=key, key=f"{key}-csv", label="Figures as CSV")
            picture_button(pictures.png, spec, frame, title=title, note=note, key=key, kind="PNG")
            picture_button(pictures.svg, spec, frame, title=title, note=note, key=key, kind="SVG")


def picture_button(
    draw: Callable[..., bytes], spec: Spec, frame: pd.DataFrame, *, title: str, note: str, key: str, kind: str
) -> None:
    """Offer a chart as a picture of a kind."""
    file_button(
        lambda: draw(spec, frame, title=title, note=note),
        name=f"{key}.{kind.lower()}",
        mime="image/png" if kind == "PNG" else "image/svg+xml",
        key=f"{key}-{kind.lower()}",
        label=f"Picture as {kind}",
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
