"""The chart of the pilot-trap audit: how many use cases were in each trap, quarter by quarter."""

import altair as alt

from cxdash.charts.theme import BAD, INK, NEUTRAL, ROWS, kept


@kept
def trend(traps: tuple[str, ...]) -> alt.LayerChart | alt.FacetChart:
    """Draw the number of use cases in each trap at the end of each quarter; the darker, the larger its share.

    Rows: ``quarter``, ``position``, ``trap``, ``use_cases``, ``of``, ``share`` (percent), ``names``. What is not known
    has no row and stays empty. ``traps`` is their order.
    """
    two_lines = alt.Axis(
        labelAngle=0,
        ticks=False,
        domain=False,
        orient="top",
        labelExpr="split(datum.label, ' ')",
        labelOverlap=False,
        labelFlush=False,
    )
    base = alt.Chart(ROWS).encode(
        x=alt.X("quarter:N", sort=alt.EncodingSortField("position"), title=None, axis=two_lines),
        y=alt.Y("trap:N", sort=list(traps), title=None, axis=alt.Axis(ticks=False, domain=False)),
    )
    tooltip = [
        alt.Tooltip("quarter:N", title="End of"),
        alt.Tooltip("trap:N", title="Trap"),
        alt.Tooltip("use_cases:Q", title="Use cases"),
        alt.Tooltip("of:Q", title="Of"),
        alt.Tooltip("names:N", title="Which"),
    ]
    darker = alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 100], range=[0.04, 0.8]), legend=None)
    cells = base.mark_rect(color=BAD, stroke=NEUTRAL, strokeWidth=0.5).encode(opacity=darker, tooltip=tooltip)
    numbers = base.mark_text(color=INK, fontSize=13, fontWeight=600).encode(text=alt.Text("use_cases:Q"))
    return alt.layer(cells, numbers).properties(height=alt.Step(34))
