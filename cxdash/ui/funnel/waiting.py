"""Who waits: days in the present stage with the policy's limit, the stalled ones and those in the pilot trap."""

import streamlit as st

from cxdash.charts import funnel as charts
from cxdash.reports.funnel_ageing import Ageing
from cxdash.ui import drawing
from cxdash.ui.funnel import tables


def show(found: Ageing) -> None:
    """Draw how long the active use cases have been in their stage, and list every one."""
    if found.every.empty:
        st.markdown("No active use case before scale has a day from which it counts.")
        return
    shown, everybody = len(found.longest), len(found.every)
    drawing.draw(
        charts.ageing(),
        found.longest,
        title=found.says,
        alt=f"Days in the present stage. Past the policy: {', '.join(found.stalled[:5]) or 'none'}. "
        f"In the pilot trap: {', '.join(found.trapped[:5]) or 'none'}.",
        key="ageing",
        note="Tick: the policy's limit. !: past it, or in the pilot trap."
        + (f" The {shown} longest of {everybody}." if shown < everybody else ""),
    )
    tables.opening(
        found.listed,
        tuple(found.every["slug"]),
        name="Use case",
        key="waiting",
        alt="Every active use case before scale with its days in the stage, the longest first",
    )
