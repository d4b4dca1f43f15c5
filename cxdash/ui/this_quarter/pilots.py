"""Behind what changed: every pilot with what its worth was worked out from, and from there down to uploaded cells."""

import streamlit as st

from cxdash.domain.periods import Quarter
from cxdash.reports.this_quarter import Quarterly
from cxdash.ui import downloads, money_trail
from cxdash.ui.drawing import literally

_AMOUNTS = ("Realised", "From", "To", "Promised", "Taken out", "Run cost", "Cases")


def behind(found: Quarterly, quarter: Quarter, *, is_now: bool) -> None:
    """Offer every pilot's line; the one that is chosen opens down to metric, effect, unit value and cells.

    ``is_now`` is False of a page as it was reported: its lines open to figures that may read otherwise since.
    """
    if found.lines.empty:
        return
    whole = st.expander("Every pilot in it, and what is left out", key="lines", on_change="rerun", type="compact")
    if not whole.open:
        return
    with whole:
        st.markdown(literally(" ".join(found.value_details)))
        amount = st.column_config.NumberColumn(format="localized")
        chosen = st.dataframe(
            found.lines,
            hide_index=True,
            column_config={"Pilot": st.column_config.TextColumn(pinned=True), **dict.fromkeys(_AMOUNTS, amount)},
            on_select="rerun",
            selection_mode="single-row",
            key=f"lines-{found.name}",
            alt="What each pilot was worth, and from which figures",
        )
        downloads.table_button(found.lines, name=f"value-{found.name}", key="lines-data", label="Download")
        rows = [row for row in chosen["selection"]["rows"] if row < len(found.trails)]
        if not rows:
            st.caption("Choose a pilot's line to see each of its figures, down to the uploaded cells.")
            return
        st.markdown(f"##### {literally(str(found.lines['Pilot'].iloc[rows[0]]))}")
        if not is_now:
            st.caption("The line is as reported; below are the figures as they are known now.")
        money_trail.show(*found.trails[rows[0]], quarter, key="quarter-trail")
