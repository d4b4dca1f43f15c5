"""The flow: who moved in the last quarters, from where to where."""

import streamlit as st

from cxdash.charts import funnel as charts
from cxdash.domain.figures import count
from cxdash.reports.funnel_moves import QUARTERS_SHOWN, Flow
from cxdash.ui import drawing
from cxdash.ui.drawing import literally
from cxdash.ui.funnel import tables

_TOLD = 5
"""How many of the latest moves are told in sentences; all of them are in the table."""


def show(found: Flow) -> None:
    """Draw the moves of each quarter, tell the latest and list every one."""
    if found.drawn.empty:
        st.markdown("Nobody moved in the last eight quarters.")
        return
    drawing.draw(
        charts.moves(),
        found.drawn,
        title=found.says,
        alt=f"Number of use cases that made each move in each of the last {QUARTERS_SHOWN} quarters. {found.says}.",
        key="moves",
        note="Squares: gone back, parked, stopped or retired.",
    )
    if found.recent:
        st.markdown("\n".join(f"- {literally(sentence)}" for sentence in found.recent[:_TOLD]))
    else:
        st.markdown("Nobody moved in this quarter or the one before.")
    title = f"{count(len(found.listed), 'move')} in the last {QUARTERS_SHOWN} quarters"
    drawing.heading(title, found.listed, key="move-list")
    tables.opening(
        found.listed,
        found.slugs,
        name="Use case",
        key="move-rows",
        alt="Every move with its day, from where to where, and on what ground",
        config={"Day": st.column_config.DateColumn(format="D MMM YYYY")},
    )
