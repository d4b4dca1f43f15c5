"""The chart of a use case: what was observed over time."""

import altair as alt

from cxdash.charts.theme import ROWS, SERIES, kept

_ABREAST = alt.ExprRef("width < 560 ? 1 : 3")
"""Names in the legend side by side: one on a phone."""
_PERCENT = "format(datum.value * 100, ',.3~g') + ' %'"


@kept
def figures(axis_title: str, *, percent: bool) -> alt.LayerChart | alt.FacetChart:
    """Draw values over time, one line each; comparisons are dashed.

    Rows: ``line``, ``starts``, ``value``, ``arm`` (pilot or comparison). ``percent`` says that values are shares.
    """
    ticks = alt.Axis(
        title=axis_title or None,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleY=-12,
        titleX=-40,
        tickCount=5,
        labelExpr=_PERCENT if percent else "format(datum.value, ',')",
    )
    base = alt.Chart(ROWS).encode(
        x=alt.X("starts:T", axis=alt.Axis(title=None, format="%b %y", tickCount=8, grid=False, labelOverlap="greedy")),
        y=alt.Y("value:Q", axis=ticks, scale=alt.Scale(zero=False, nice=True)),
        color=alt.Color(
            "line:N",
            sort=None,
            scale=alt.Scale(range=list(SERIES)),
            legend=alt.Legend(title=None, orient="bottom", columns=_ABREAST, labelLimit=280, symbolType="stroke"),
        ),
        tooltip=[
            alt.Tooltip("line:N", title="Whose"),
            alt.Tooltip("starts:T", title="From", format="%-d %b %Y"),
            alt.Tooltip("value:Q", title="Value", format=".1%" if percent else ",.4~g"),
        ],
    )
    dash = alt.StrokeDash("arm:N", scale=alt.Scale(domain=["pilot", "comparison"], range=[[1, 0], [4, 3]]), legend=None)
    points = base.mark_circle(size=16, opacity=1)
    return alt.layer(base.mark_line(strokeWidth=2).encode(strokeDash=dash), points).properties(height=320)
