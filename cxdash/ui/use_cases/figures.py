"""The figures of a use case over time, line by line."""

import streamlit as st

from cxdash.charts import use_cases as charts
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.periods import Grain
from cxdash.reports import use_case_figures
from cxdash.ui import cached, drawing, links

_NOT_EVIDENCE = (
    "Observed, not evidence: these figures belong to no pilot, so nothing says what caused a change. Add a pilot with "
    "its start and a comparison to find out."
)
_OBSERVED = "As observed, drift included; what a pilot changed is under Pilots."


def show(slug: str, person: Person) -> None:
    """Draw a metric of the use case over time."""
    known = cached.report(use_case_figures.lines, slug)
    if not known.metrics:
        if person.may(Action.TRACKER_IMPORT):
            links.nothing_yet("No figures yet.", do="Upload a tracker that names this use case or one of its pilots.")
        else:
            st.markdown("No figures yet. A tracker that names this use case or one of its pilots brings them.")
        return
    names = dict(known.metrics)
    left, right = st.columns([3, 2])
    metric = left.selectbox("Metric", list(names), format_func=names.__getitem__, key="figure", bind="query-params")
    grains = known.grains[metric]
    if not grains:
        st.markdown("These figures are yearly; a line needs shorter periods.")
        return
    usual = Grain.MONTH if Grain.MONTH in grains else grains[0]
    grain = right.segmented_control(
        "By", grains, default=usual, format_func=lambda each: each.value.capitalize(), key=f"by-{metric}", required=True
    )
    lines = known.names[metric]
    above = st.container()
    chosen = lines
    if len(lines) > 1:
        chosen = tuple(
            st.multiselect(
                "Lines", lines, use_case_figures.first_lines(lines), key=f"lines-{slug}-{metric}", max_selections=6
            )
        )
    drawn = cached.report(use_case_figures.over_time, slug, metric, chosen, Grain(grain or usual))
    if drawn is None or drawn.rows.empty:
        st.markdown("Choose at least one line.")
        return
    with above:
        drawing.draw(
            charts.figures(drawn.axis, percent=drawn.is_fraction),
            drawn.rows,
            title=drawn.finding,
            alt=f"Line chart. {drawn.finding}. Lines: {', '.join(chosen)}.",
            key="over-time",
            note=_OBSERVED if known.has_pilots else _NOT_EVIDENCE,
        )
