"""The charts of the operating model: the level of each part with the least marked, and levels by quarter."""

import altair as alt

from cxdash.charts.theme import BAD, INK, NEUTRAL, PILOT, ROWS, SERIES, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 38
_LEVELS = [1, 2, 3, 4, 5]
_HIGHEST = 5


@kept
def levels() -> Layers:
    """Draw a bar per part up to its level, of five steps; what holds the whole down is dark red and says so.

    Rows, in the order to draw: ``part``, ``level``, ``words`` (level and figures) and ``is_least``.
    """
    base = alt.Chart(ROWS).encode(
        y=alt.Y("part:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelFontSize=13))
    )
    axis = alt.Axis(values=_LEVELS, format="d", title=None, orient="top", ticks=False, domain=False, grid=True)
    scale = alt.Scale(domain=[0, _HIGHEST])
    room = base.mark_bar(color=NEUTRAL, opacity=0.18, height={"band": 0.42}, yOffset=7).encode(
        x=alt.X("full:Q", axis=axis, scale=scale)
    )
    bars = base.mark_bar(height={"band": 0.42}, yOffset=7, cornerRadiusEnd=2).encode(
        x=alt.X("level:Q", axis=axis, scale=scale),
        color=alt.Color("is_least:N", scale=alt.Scale(domain=[False, True], range=[PILOT, BAD]), legend=None),
        tooltip=[
            alt.Tooltip("part:N", title="Part"),
            alt.Tooltip("level:Q", title="Level"),
            alt.Tooltip("words:N", title="Kept by"),
        ],
    )
    said = base.transform_calculate(said="datum.words + (datum.is_least ? ' · holds it down' : '')")
    words = said.mark_text(align="left", dy=-9, dx=2, color=INK, fontSize=12, limit=240).encode(
        x=alt.value(0), text=alt.Text("said:N")
    )
    return alt.layer(room.transform_calculate(full=str(_HIGHEST)), bars, words).properties(height=alt.Step(_ROW))


@kept
def trend() -> Layers:
    """Draw the level of each part at the end of each quarter, with how many keep its rule at the last one.

    Rows, the oldest first: ``quarter``, ``part``, ``level``, ``words``.
    """
    base = alt.Chart(ROWS).encode(
        x=alt.X("quarter:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y(
            "level:Q",
            title="Level",
            scale=alt.Scale(domain=[0.8, _HIGHEST]),
            axis=alt.Axis(values=_LEVELS, format="d", grid=True),
        ),
        color=alt.Color(
            "part:N", scale=alt.Scale(range=list(SERIES)), legend=alt.Legend(orient="top", title=None, labelLimit=200)
        ),
        tooltip=[
            alt.Tooltip("quarter:N", title="Quarter"),
            alt.Tooltip("part:N", title="Part"),
            alt.Tooltip("level:Q", title="Level"),
            alt.Tooltip("words:N", title="Kept by"),
        ],
    )
    lines = base.mark_line(strokeWidth=2.5, interpolate="step-after").encode(strokeDash=alt.StrokeDash("part:N"))
    points = base.mark_point(filled=True, size=80, opacity=1).encode(shape=alt.Shape("part:N"))
    return alt.layer(lines, points).properties(height=220)
