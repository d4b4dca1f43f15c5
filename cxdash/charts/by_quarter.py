"""A table of numbers by quarter, drawn as cells that are the darker the larger the share."""

from collections.abc import Sequence

import altair as alt

from cxdash.charts.theme import INK, NEUTRAL, ROWS

_TWO_LINES = alt.Axis(
    labelAngle=0,
    ticks=False,
    domain=False,
    orient="top",
    labelExpr="split(datum.label, ' ')",
    labelOverlap=False,
    labelFlush=False,
)
"""A quarter's name over its year's."""


def cells(
    row: str, order: Sequence[str], *, number: alt.Text, color: str, tooltip: Sequence[alt.Tooltip], height: int
) -> alt.LayerChart | alt.FacetChart:
    """Draw a row per value of ``row``, in ``order``, and a column per quarter; what has no row of data stays empty.

    Rows of data: ``quarter``, ``position`` (the quarters' order), ``share`` (percent), ``row``, and what ``number``
    and ``tooltip`` name. ``height`` is a row's, in pixels.
    """
    base = alt.Chart(ROWS).encode(
        x=alt.X("quarter:N", sort=alt.EncodingSortField("position"), title=None, axis=_TWO_LINES),
        y=alt.Y(f"{row}:N", sort=list(order), title=None, axis=alt.Axis(ticks=False, domain=False)),
    )
    darker = alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 100], range=[0.04, 0.8]), legend=None)
    filled = base.mark_rect(color=color, stroke=NEUTRAL, strokeWidth=0.5).encode(opacity=darker, tooltip=list(tooltip))
    numbers = base.mark_text(color=INK, fontSize=12, fontWeight=600).encode(text=number)
    return alt.layer(filled, numbers).properties(height=alt.Step(height))
