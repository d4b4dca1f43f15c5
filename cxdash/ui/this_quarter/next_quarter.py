"""Next quarter on the page: what to put money on within a budget, and what is committed to."""

from datetime import date

import streamlit as st

from cxdash.charts import next_quarter as charts
from cxdash.domain.people import Person
from cxdash.domain.periods import Quarter
from cxdash.reports import next_quarter
from cxdash.reports.next_quarter import Picks
from cxdash.store import organisation
from cxdash.ui import cached, downloads, drawing, filters, links
from cxdash.ui.drawing import literally
from cxdash.ui.this_quarter import commitments

_STEP = 10_000.0
_NARROW = 180  # pixels
_MOST = 6


def show(quarter: Quarter, person: Person, *, today: date) -> None:
    """Show which use cases to put money on in the quarter to come, within the reader's budget, and the commitments.

    Args:
        quarter: the one on the page; the choice is for the first after it that has not begun.
        person: whoever reads; who may commit sees how.
        today: the day of the page.
    """
    calendar = filters.calendar()
    ahead = next_quarter.planned_for(calendar, quarter, today=today)
    found = _choice(ahead, calendar.name(ahead), today=today)
    if found.lines:
        commitments.show(found, quarter, person, today=today)


def _choice(ahead: Quarter, name: str, *, today: date) -> Picks:
    """Ask for the budget and show what fits in it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="next-head"):
        st.subheader(f"Next quarter: {name}", anchor=False, width="stretch")
        budget = st.number_input(
            f"Budget, {cached.report(organisation.figures).symbol}",
            min_value=0.0,
            value=None,
            step=_STEP,
            format="%.0f",
            key="budget",
            placeholder="No limit",
            width=_NARROW,
            bind="query-params",
            help="What may be spent in the quarter. Empty: no limit.",
        )
    found = cached.report(next_quarter.picks, quarter=ahead, today=today, budget=budget)
    if not found.lines:
        links.nothing_yet(
            "No use case is being worked on.",
            do="Write down an idea with its outcome, its value and its cost; it can then be picked here.",
            page="use_cases",
            label="Use cases",
        )
    else:
        _picture(found)
        _first(found)
    return found


def _picture(found: Picks) -> None:
    if found.drawn.empty:
        st.markdown(f"##### {literally(found.headline)}")
    else:
        drawing.draw(
            charts.expected_against_cost(found.currency),
            found.drawn,
            title=found.headline,
            alt=f"Bars of expected value with ticks of cost. {found.headline}. {found.sentence}",
            key="next-quarter",
            note="Bar: expected in the quarter, ✓ picked · line: its range · tick: cost.",
        )
    st.markdown(literally(found.sentence))


def _first(found: Picks) -> None:
    """List the picks with what each needs first; everything else behind a click, each with its reason."""
    for each in found.picked[:_MOST]:
        links.line("use_cases", literally(each.title), literally(each.first), use_case=each.slug)
    every = st.expander(f"All {len(found.lines)} with reasons", key="next-every", on_change="rerun", type="compact")
    if every.open:
        with every:
            st.dataframe(
                found.table,
                hide_index=True,
                column_config={
                    "Use case": st.column_config.TextColumn(pinned=True, width="medium"),
                    "Expected": st.column_config.NumberColumn(format="localized"),
                    "Cost": st.column_config.NumberColumn(format="localized"),
                    "Known as": st.column_config.TextColumn(help="Where the cost comes from."),
                    "First": st.column_config.TextColumn("First, or why not", width="large"),
                },
                alt="Use cases with expected value, cost, readiness and evidence, and what each needs first",
            )
            downloads.table_button(found.table, name="next-quarter-all", key="next-all-data", label="Download")
