"""The chart of what a use case costs: planned, forecast and actual side by side, by quarter."""

import altair as alt

from cxdash.charts.theme import COMPARISON, NEUTRAL, PILOT, ROWS, kept

_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_BASES = {"Planned": 0.3, "Forecast": 0.6, "Actual": 1.0}
"""How far a bar is filled, the surer the fuller; the order within a quarter is the same."""
_KINDS = {"Run": PILOT, "One-off": COMPARISON}


@kept
def costs(currency: str) -> alt.LayerChart | alt.FacetChart:
    """Draw costs by quarter, a bar for each of planned, forecast and actual, with what comes once on top.

    Rows: see ``reports.costs_by_quarter.COLUMNS``; amounts are in the currency whose code is given.
    """
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    money = alt.Axis(
        title=None, grid=True, tickCount=4, labelExpr=f"'{symbol}' + replace(format(datum.value, '~s'), 'M', 'm')"
    )
    quarters = alt.Axis(title=None, labelAngle=0, ticks=False, labelExpr="split(datum.label, ' ')", labelOverlap=False)
    kinds = alt.Scale(domain=list(_KINDS), range=list(_KINDS.values()))
    base = alt.Chart(ROWS).encode(
        x=alt.X("quarter:N", sort=alt.EncodingSortField("position", op="min"), axis=quarters),
        xOffset=alt.XOffset("basis:N", sort=list(_BASES), scale=alt.Scale(domain=list(_BASES), paddingInner=0.1)),
        y=alt.Y("amount:Q", stack="zero", axis=money),
        order=alt.Order("kind:N", sort="descending"),
        tooltip=[
            alt.Tooltip("quarter:N", title="Quarter"),
            alt.Tooltip("basis:N", title="Basis"),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("words:N", title="Amount"),
        ],
    )
    filled = base.mark_bar().encode(
        color=alt.Color("kind:N", scale=kinds, legend=alt.Legend(orient="top", title=None, symbolType="square")),
        opacity=alt.Opacity(
            "basis:N",
            scale=alt.Scale(type="ordinal", domain=list(_BASES), range=list(_BASES.values())),
            legend=alt.Legend(
                orient="bottom", title=None, symbolType="square", symbolFillColor=NEUTRAL, symbolStrokeColor=NEUTRAL
            ),
        ),
    )
    outlined = base.mark_bar(fill=None, strokeWidth=1.5).encode(stroke=alt.Stroke("kind:N", scale=kinds, legend=None))
    return alt.layer(filled, outlined).properties(height=260)
