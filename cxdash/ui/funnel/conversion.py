"""Conversion: how far use cases came, the same by cohort, and what others publish about it."""

import streamlit as st

from cxdash.charts import funnel as charts
from cxdash.reports import funnel_claims
from cxdash.reports.funnel import Conversion
from cxdash.ui import drawing, session
from cxdash.ui.drawing import literally
from cxdash.ui.funnel import tables

_YEAR, _QUARTER = "Year", "Quarter"


def show(found: Conversion) -> None:
    """Show how far every use case came beside the published claims, and conversion by cohort under it."""
    left, right = st.columns(2, gap="large")
    with left, session.section():
        _reached(found)
    with right, session.section():
        _claims(found)
    with session.section():
        _cohorts(found)


def _reached(found: Conversion) -> None:
    words = ", ".join((found.reached["stage"] + " " + found.reached["label"]).tolist())
    drawing.draw(
        charts.reached(funnel_claims.SHARE_IN_PRODUCTION),
        found.reached,
        title=f"{found.reached['label'].iloc[-1]} use cases reached scale",
        alt=f"Bar chart of use cases that ever reached each stage: {words}.",
        key="reached",
        note=f"Of every use case ever recorded, by the furthest stage. Tick: {funnel_claims.IN_PRODUCTION}.",
    )


def _claims(found: Conversion) -> None:
    drawing.heading("Beside published claims", funnel_claims.table(found.claims), key="claims")
    rows = [
        f"- **{literally(each.about)}: {literally(each.here)}** ({literally(each.counted)}).  \n"
        f"  Published claim: {literally(each.claim)}."
        for each in found.claims
    ]
    st.markdown("\n".join(rows))
    st.caption(literally(f"Claims of others, not measured here and not counted alike. From {funnel_claims.SOURCES}."))


def _cohorts(found: Conversion) -> None:
    by = st.segmented_control(
        "By", [_YEAR, _QUARTER], default=_YEAR, required=True, key="cohort", bind="query-params", width="content"
    )
    cohorts = found.by_quarter if by == _QUARTER else found.by_year
    if cohorts.empty:
        st.markdown("No use case has entered a stage yet.")
        return
    drawing.draw(
        charts.cohorts(),
        cohorts,
        title=found.says,
        alt=f"Share of each cohort that moved on, by {str(by).lower()} of entry. {found.says}.",
        key="cohorts",
        note="Moved on, of those that entered the stage then; under it, the median days these had stayed. A young "
        "cohort has had less time.",
    )
    tables.show(
        cohorts,
        config={
            "step": "Step",
            "entered_in": "Entered in",
            "entered": "Entered",
            "moved_on": "Moved on",
            "share": st.column_config.NumberColumn("Conversion", format="%d %%"),
            "median_days": st.column_config.NumberColumn(
                "Median days", help="How long those that moved on had been in the stage before."
            ),
            "still_there": "Still there",
            "waiting_days": st.column_config.NumberColumn(
                "Their median days", help="How long those that are still there have been so far."
            ),
            "ended": st.column_config.NumberColumn("Ended there", help="Parked, stopped, retired or gone back."),
            "words": None,
            "position": None,
        },
        alt="Conversion and median days in stage by cohort",
    )
