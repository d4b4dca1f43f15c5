"""Everything in tables: the league, the guardrails, and what is rate and what is mix."""

from datetime import date

import streamlit as st

from cxdash.reports import guardrail_matrix, segments
from cxdash.reports.compare import Comparison
from cxdash.ui import cached, downloads, drawing
from cxdash.ui.drawing import literally


def show(found: Comparison, *, today: date) -> None:
    """Show every pilot as a row of sentences, then which guardrail shows what, then segments where there are any."""
    _league(found)
    _guardrails(found.slugs, today=today)
    _segments(found.slugs, today=today)


def _league(found: Comparison) -> None:
    percent = st.column_config.NumberColumn
    if found.promised:
        st.markdown(literally(found.promised))
    st.dataframe(
        drawing.as_table(found.table),
        hide_index=True,
        column_config={
            "Pilot": st.column_config.TextColumn(pinned=True, width="medium"),
            "Attained": percent(format="%d %%", help="The measured effect as a share of the target."),
            "Likely": percent(format="%d %%", help="The same once all finished pilots are weighed together."),
            "Net value, measured": st.column_config.TextColumn(
                help="Over three years, in today's money, after all costs, if the measured effect held."
            ),
            "Net value, likely": st.column_config.TextColumn(
                help="The same of the likely effect. The table is in this order."
            ),
            "Chance of target": st.column_config.TextColumn(help="How likely it is that the target is met."),
            "Observed change": st.column_config.TextColumn(help="Pilot against baseline, drift not removed."),
        },
        alt="Pilots with verdict, grade, effect, attainment, guardrails and recommendation",
    )
    downloads.table_button(found.table, name="pilots", key="pilots-data", label="Download this table")


def _guardrails(slugs: tuple[str, ...], *, today: date) -> None:
    found = cached.report(guardrail_matrix.of_pilots, slugs, today=today)
    if found.table.empty:
        return
    drawing.heading(found.finding, found.table, key="guardrails")
    st.dataframe(
        drawing.as_table(found.table),
        hide_index=True,
        column_config={"Pilot": st.column_config.TextColumn(pinned=True, width="medium")},
        alt=f"Pilots with the guardrails that got worse, are not sure and are safe. {found.finding}.",
    )


def _segments(slugs: tuple[str, ...], *, today: date) -> None:
    found = cached.report(segments.of_pilots, slugs, today=today)
    if found.table.empty:
        st.caption("No tracker of these pilots counts by segment, so nothing can be said about their mix.")
        return
    drawing.heading(found.finding, found.table, key="segments")
    st.dataframe(
        drawing.as_table(found.table),
        hide_index=True,
        column_config={
            "Pilot": st.column_config.TextColumn(pinned=True, width="medium"),
        },
        alt=f"Pilots with what changed within segments and what came from their mix. {found.finding}.",
    )
