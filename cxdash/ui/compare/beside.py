"""Pilots side by side: their primary metrics over time with what happened, and what is known of each in a table."""

from datetime import date

import streamlit as st

from cxdash.charts import run_chart
from cxdash.reports import one_pilot
from cxdash.reports.compare import BESIDE, Comparison
from cxdash.reports.one_pilot import Small
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally

_WIDE = 220  # pixels at least


def show(found: Comparison, *, today: date) -> None:
    """Draw up to nine pilots against baseline, target and comparison, and set their results beside each other."""
    drawn = cached.report(one_pilot.small, found.slugs[:BESIDE], today=today)
    if not drawn:
        st.markdown("None of these pilots has figures yet.")
        return
    grid = st.grid(3, min_column_width=_WIDE)
    for at, each in enumerate(drawn):
        with grid.cell():
            _one(each, at)
    more = f" The first {BESIDE} of {len(found.slugs)}; pick pilots above." if len(found.slugs) > BESIDE else ""
    st.caption(
        "Blue: pilot · orange, dotted: comparison · grey, level: baseline mean · green, dashed: target · line up and "
        f"down: go-live · shaded: window · numbers: what happened, named below each.{more}"
    )
    drawing.heading("What is known of each", found.beside, key="beside")
    st.dataframe(
        drawing.as_table(found.beside),
        hide_index=True,
        column_config={"What": st.column_config.TextColumn("", pinned=True)},
        alt="Pilots as columns: verdict, grade, effect, money and guardrails of each",
    )


def _one(each: Small, at: int) -> None:
    st.markdown(f"**{literally(each.name)}**  \n{literally(each.metric)}  \n{literally(each.says)}")
    marks = f" Marks: {'; '.join(each.happened)}." if each.happened else ""
    alt = f"Run chart of {each.name}, {each.metric}: {each.says}.{marks}"
    drawing.picture(run_chart.small_run_chart(percent=each.percent), each.rows, alt=alt, key=f"small-{at}")
    if each.happened:
        st.caption("  \n".join(literally(mark) for mark in each.happened))
