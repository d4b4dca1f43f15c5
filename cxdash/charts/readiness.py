"""The charts of readiness: the levels of one use case against what its gate asks for, and the whole organisation's."""

import altair as alt

from cxdash.charts.by_quarter import cells
from cxdash.charts.theme import BAD, GOOD, INK, NEUTRAL, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 34


@kept
def bars(states: tuple[str, ...], most: int) -> Layers:
    """Draw the level of each dimension as a bar, with a tick at the level that the gate asks for.

    Rows: ``dimension``, ``level``, ``words``, ``needs`` (None where not asked for), ``state``. ``states`` are met,
    short and not asked for; ``most`` is the highest level.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("dimension:N", sort=None, axis=None))
    axis = alt.Axis(orient="top", values=list(range(most + 1)), format="d", grid=False, title="Level")
    across = alt.X("level:Q", axis=axis, scale=alt.Scale(domain=[0, most]))
    colour = alt.Color("state:N", scale=alt.Scale(domain=list(states), range=[GOOD, BAD, NEUTRAL]), legend=None)
    tooltip = [
        alt.Tooltip("dimension:N", title="Dimension"),
        alt.Tooltip("words:N", title="Level"),
        alt.Tooltip("needs:Q", title="Gate asks for"),
        alt.Tooltip("state:N", title="State"),
    ]
    levels = base.mark_bar(height=9, yOffset=9).encode(x=across, color=colour, tooltip=tooltip)
    asked = (
        base.transform_filter("isValid(datum.needs)")
        .mark_tick(color=INK, thickness=3, size=14, yOffset=9)
        .encode(x=alt.X("needs:Q", axis=axis))
    )
    names = base.mark_text(align="left", dy=-5, color=INK, fontSize=12, fontWeight=600).encode(
        x=alt.value(0), text=alt.Text("dimension:N")
    )
    said = base.mark_text(align="right", dy=-5, color=INK, fontSize=12).encode(
        x=alt.value("width"), text=alt.Text("words:N")
    )
    return alt.layer(levels, asked, names, said).properties(height=alt.Step(_ROW))


@kept
def shares() -> Layers:
    """Draw the share of use cases that are ready enough in each dimension.

    Rows: ``dimension``, ``share`` (percent), ``words``, ``is_lowest``.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("dimension:N", sort=None, axis=None))
    axis = alt.Axis(orient="top", values=[0, 25, 50, 75, 100], grid=False, title="Ready enough for the next gate, %")
    colour = alt.condition("datum.is_lowest", alt.value(BAD), alt.value(PILOT))
    shown = base.mark_bar(height=9, yOffset=9).encode(
        x=alt.X("share:Q", axis=axis, scale=alt.Scale(domain=[0, 100])),
        color=colour,
        tooltip=[alt.Tooltip("dimension:N", title="Dimension"), alt.Tooltip("words:N", title="Ready")],
    )
    names = base.mark_text(align="left", dy=-5, color=INK, fontSize=12, fontWeight=600).encode(
        x=alt.value(0), text=alt.Text("dimension:N")
    )
    said = (
        base.transform_calculate(said="datum.words + (datum.is_lowest ? ', lowest' : '')")
        .mark_text(align="right", dy=-5, color=INK, fontSize=12)
        .encode(x=alt.value("width"), text=alt.Text("said:N"))
    )
    return alt.layer(shown, names, said).properties(height=alt.Step(_ROW))


@kept
def trend(dimensions: tuple[str, ...]) -> Layers:
    """Draw the share of use cases that were ready enough, by dimension and quarter; unknown quarters stay empty.

    Rows: ``quarter``, ``position``, ``dimension``, ``share`` (percent), ``words``. ``dimensions`` is their order.
    """
    tooltip = [
        alt.Tooltip("quarter:N", title="End of"),
        alt.Tooltip("dimension:N", title="Dimension"),
        alt.Tooltip("words:N", title="Ready"),
    ]
    return cells("dimension", dimensions, number=alt.Text("words:N"), color=GOOD, tooltip=tooltip, height=_ROW)
