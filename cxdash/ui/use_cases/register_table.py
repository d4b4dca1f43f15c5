"""The register's table: its columns, the rows that are ticked, and the table to take away."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cxdash.exports import register
from cxdash.reports.list_columns import PROMISED, TITLE
from cxdash.reports.use_case_list import Listed
from cxdash.ui import downloads

_WHOLE = 16
_HEIGHT = 500
"""Pixels: what a screen of 720 leaves below the filters."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS: Mapping[str, int] = {
    "Stage": 54,
    "Status": 66,
    "Statement": 98,
    "Shown so far": 240,
    "Trouble": 232,
    "Outcome statement": 420,
}
_DAYS = ("Newest figure", "Idea since")
_EDITION = "register-edition"


def show(found: Listed, *, symbol: str, can_be_ticked: bool) -> None:
    """Show the use cases that fit; a click on a title opens it."""
    st.dataframe(
        found.sent,
        hide_index=True,
        key=_key(found),
        height="content" if len(found.slugs) <= _WHOLE else _HEIGHT,
        column_config=_config(found, symbol),
        on_select="rerun" if can_be_ticked else "ignore",
        selection_mode="multi-row",
        placeholder="–",
        alt="Use cases with: " + ", ".join(found.sent.column_names[1:]).lower(),
    )


def ticked(found: Listed) -> tuple[str, ...]:
    """Return the slugs of the rows that are ticked; none once other rows are listed."""
    state = st.session_state.get(_key(found))
    rows: list[int] = [] if state is None else state["selection"]["rows"]
    return tuple(found.slugs[row] for row in sorted(rows) if row < len(found.slugs))


def untick() -> None:
    """Take every tick away."""
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1


def take_away(found: Listed) -> None:
    """Offer the rows and columns on the screen as CSV and as a workbook."""
    with st.popover(
        "Download", key="take-away", icon=":material/download:", type="tertiary", on_change="rerun"
    ) as popover:
        if popover.open:
            downloads.file_button(
                lambda: downloads.csv(found.table), name="use-cases.csv", mime="text/csv", key="list-data", label="CSV"
            )
            downloads.file_button(
                lambda: register.written(found.table),
                name="use-cases.xlsx",
                mime=_XLSX,
                key="list-workbook",
                label="Excel",
            )


def _key(found: Listed) -> str:
    """Name the table by its rows: ticks are places in it, and must not move to other use cases."""
    return f"register-{found.mark}-{st.session_state.get(_EDITION, 0)}"


def _config(found: Listed, symbol: str) -> dict[str, Any]:
    columns = st.column_config
    shown = set(found.sent.column_names)
    config: dict[str, Any] = {
        TITLE: columns.ButtonColumn(
            type="tertiary", alignment="left", width=258, key="open", on_click=_open_clicked, args=(found.slugs,)
        )
    }
    config |= {name: columns.TextColumn(width=width) for name, width in _WIDTHS.items() if name in shown}
    config |= {name: columns.DateColumn(format="D MMM YYYY") for name in _DAYS if name in shown}
    if PROMISED in shown:
        config[PROMISED] = columns.NumberColumn(f"{PROMISED}, {symbol}", format="localized")
    return config


def _open_clicked(slugs: tuple[str, ...]) -> None:
    """Open the use case whose title was clicked."""
    st.query_params["use_case"] = slugs[st.session_state["open"]["row"]]
