"""Pilots on one scale: attainment with its interval, and who cannot be drawn."""

from datetime import date

import streamlit as st

from cxdash.charts import compare as charts
from cxdash.reports import compare
from cxdash.reports.compare import Comparison
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally


def show(found: Comparison, *, today: date) -> None:
    """Draw attainment, say how pilots are weighed together, and list who waits and who has no interval."""
    if found.scale.empty:
        st.markdown("No pilot of this choice has an interval yet.")
    else:
        drawing.draw(
            charts.attainment(),
            found.scale,
            title=found.finding,
            alt=f"Dot and whisker chart. {found.headline}. Best first: {', '.join(found.scale['name'].head(3))}.",
            key="attainment",
            note="○ measured, with its 95 % interval · ◆ likely, once all finished pilots are weighed together. "
            "Lines: no change (grey) and target (green). Letters: evidence grade, A the strongest.",
        )
        how = st.expander("How they are weighed together", key="weighing", on_change="rerun", type="compact")
        if how.open:
            with how:
                st.markdown(literally(cached.report(compare.weighing, today=today)))
    _waiting(found)


def _waiting(found: Comparison) -> None:
    """List pilots that are too early and those that cannot have an interval, with the reason."""
    if found.early:
        st.markdown("**Too early to judge**")
        st.markdown("\n".join(f"- {literally(name)}: {literally(progress)}" for name, progress in found.early))
    if found.without:
        st.markdown("**No interval**")
        st.markdown(
            "\n".join(f"- {literally(name)}: no interval, because {literally(why)}." for name, why in found.without)
        )
