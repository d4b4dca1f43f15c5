"""What use cases are expected to bring next quarter against what they take in it."""

import altair as alt

from cxdash.charts.theme import INK, NEUTRAL, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 58
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_OFFSET = 2
_LINE = 18


@kept
def expected_against_cost(currency: str) -> Layers:
    """Draw a bar of the expected value with its range for each use case, and a tick where its cost lies.

    Rows: ``reports.next_quarter.DRAWN``; picked ones are filled and carry a ✓ before
    their name, all others the reason below it.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("name:N", sort=None, axis=None))
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    axis = alt.Axis(
        title=None, grid=False, tickCount=4, labelExpr=f"'{symbol}' + replace(format(datum.value, '~s'), 'M', 'm')"
    )
    tooltip = [
        alt.Tooltip("name:N", title="Use case"),
        alt.Tooltip("words:N", title="Expected, for what cost"),
        alt.Tooltip("range:N", title="With its range"),
    ]
    colour = alt.Color("is_picked:N", scale=alt.Scale(domain=[True, False], range=[PILOT, NEUTRAL]), legend=None)
    opacity = alt.Opacity("is_picked:N", scale=alt.Scale(domain=[True, False], range=[1.0, 0.45]), legend=None)
    bars = base.mark_bar(height=12, yOffset=_OFFSET).encode(
        x=alt.X("expected:Q", axis=axis), color=colour, opacity=opacity, tooltip=tooltip
    )
    ranges = base.mark_rule(strokeWidth=2, color=INK, yOffset=_OFFSET).encode(
        x=alt.X("low:Q", axis=axis), x2="high:Q", tooltip=tooltip
    )
    costs = base.mark_tick(thickness=3, size=20, color=INK, yOffset=_OFFSET).encode(
        x=alt.X("cost:Q", axis=axis), tooltip=tooltip
    )
    names = (
        base.transform_calculate(said="(datum.is_picked ? '✓ ' : '') + datum.name")
        .mark_text(align="left", dy=_OFFSET - _LINE, color=INK, fontSize=12, limit=alt.ExprRef("width * 0.55"))
        .encode(x=alt.value(0), text="said:N")
    )
    words = base.mark_text(
        align="right", dy=_OFFSET - _LINE, color=INK, fontSize=12, fontWeight=600, limit=alt.ExprRef("width * 0.45")
    ).encode(x=alt.value("width"), text="words:N")
    reasons = (
        base.transform_filter("datum.why")
        .transform_calculate(reason="'Not picked. ' + datum.why")
        .mark_text(align="left", dy=_OFFSET + _LINE, color=INK, opacity=0.7, fontSize=12, limit=alt.ExprRef("width"))
        .encode(x=alt.value(0), text="reason:N")
    )
    return alt.layer(bars, ranges, costs, names, words, reasons).properties(height=alt.Step(_ROW))
