"""The money of a use case: what it promises a year, and what its finished pilots are worth."""

from datetime import date

import streamlit as st

from cxdash.charts import waterfall as charts
from cxdash.domain.people import Person
from cxdash.reports import use_case_money, worth
from cxdash.reports.use_case_money import Kept
from cxdash.ui import cached, drawing, links
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import attestation


def show(slug: str, person: Person, *, today: date) -> None:
    """Show promise and worth, the promise first, and finance's word on it."""
    found = cached.report(use_case_money.of_use_case, slug, today=today)
    if not found.promises:
        st.markdown("No primary metric yet, so nothing is promised. Choose one under Metrics.")
        return
    for promise in found.promises:
        st.metric(f"{literally(promise.metric)}: promised a year, at its target", promise.amount)
        st.caption(literally(promise.rests_on))
    if not found.kept:
        st.markdown("No pilot yet, so nothing is shown to be worth anything.")
        return
    drawing.heading("What pilots showed", found.table, key="pilot-worth")
    for at, each in enumerate(found.kept):
        with st.container(border=True, gap="xsmall"):
            _kept(each, at, today=today)
    attestation.show(slug, person, today=today)


def _kept(each: Kept, at: int, *, today: date) -> None:
    grade = f" :blue-badge[Grade {each.grade}]" if each.grade else ""
    st.markdown(f"**{literally(each.pilot)}**{grade}  \n{literally(each.metric)}")
    if each.low:
        st.markdown(
            f"**{literally(each.amount)}** net value in the middle; nine times in ten above {literally(each.low)}, one "
            f"time in ten above {literally(each.high)}; above 0 with a chance of {literally(each.chance)}."
        )
    st.caption(literally(each.why))
    if each.low:
        _steps(each, at, today=today)
    else:
        links.to_page("compare", "Open the pilot", pilot=each.slug)


def _steps(each: Kept, at: int, *, today: date) -> None:
    """Show the steps from what was seen to what is bankable, once that is opened."""
    opened = st.expander("From what was seen to what is bankable", key=f"worth-{at}", on_change="rerun", type="compact")
    if not opened.open:
        return
    with opened:
        found = cached.report(worth.worth, each.slug, each.metric_slug, today=today)
        if found is None or found.steps is None:
            st.markdown("There are no steps to show.")
            return
        said = "; ".join(f"{row.step} {row.amount}" for row in found.steps.itertuples())
        drawing.draw(
            charts.waterfall(), found.steps, title=found.finding, alt=f"Waterfall: {said}", key=f"worth-steps-{at}"
        )
