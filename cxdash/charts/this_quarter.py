"""The charts of This quarter: money by grade against what was promised, and what customers and agents met."""

import altair as alt

from cxdash.charts.theme import BAD, GOOD, INK, NEUTRAL, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 38
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}


@kept
def by_grade(currency: str, label: str = "grade") -> Layers:
    """Draw what was realised by grade of evidence, with its 95 % range, and what was promised.

    Rows: ``grade`` (or the column that is named as the label), ``basis``, ``realised``, ``low``, ``high``,
    ``promised`` in currency, ``words``.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y(f"{label}:N", sort=None, axis=None))
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    axis = alt.Axis(
        title=None, grid=False, tickCount=4, labelExpr=f"'{symbol}' + replace(format(datum.value, '~s'), 'M', 'm')"
    )
    tooltip = [
        alt.Tooltip(f"{label}:N", title="Evidence"),
        alt.Tooltip("realised:Q", title="Realised", format=",.0f"),
        alt.Tooltip("low:Q", title="95 % from", format=",.0f"),
        alt.Tooltip("high:Q", title="95 % to", format=",.0f"),
        alt.Tooltip("promised:Q", title="Promised", format=",.0f"),
    ]
    colour = alt.Color(
        "basis:N",
        scale=alt.Scale(domain=["measured", "weak evidence", "no interval"], range=[PILOT, NEUTRAL, NEUTRAL]),
        legend=None,
    )
    bars = base.mark_bar(height=12, yOffset=9).encode(x=alt.X("realised:Q", axis=axis), color=colour, tooltip=tooltip)
    ranges = base.mark_rule(strokeWidth=2, color=INK, yOffset=9).encode(
        x=alt.X("low:Q", axis=axis), x2="high:Q", tooltip=tooltip
    )
    promised = base.mark_tick(thickness=3, size=20, color=INK, yOffset=9).encode(
        x=alt.X("promised:Q", axis=axis), tooltip=tooltip
    )
    labels = base.mark_text(align="left", dy=-9, color=INK, fontSize=12).encode(x=alt.value(0), text=f"{label}:N")
    words = base.mark_text(align="right", dy=-9, color=INK, fontSize=12, fontWeight=600).encode(
        x=alt.value("width"), text="words:N"
    )
    return alt.layer(bars, ranges, promised, labels, words).properties(height=alt.Step(_ROW))


@kept
def outcomes() -> Layers:
    """Draw how far each metric moved against the quarter before, to the right where it got better.

    Rows: ``metric``, ``words``, ``improved`` as a share of the value before, ``direction`` better, worse or same.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("metric:N", sort=None, axis=None))
    axis = alt.Axis(
        title="Worse ← change → better",
        titleFontWeight="normal",
        grid=False,
        tickCount=5,
        labelExpr="format(datum.value * 100, datum.value ? '+.1~f' : '.0f') + ' %'",
    )
    tooltip = [
        alt.Tooltip("metric:N", title="Metric"),
        alt.Tooltip("who:N", title="Who"),
        alt.Tooltip("words:N", title="Before → now"),
        alt.Tooltip("improved:Q", title="Better by", format="+.1%"),
        alt.Tooltip("pilots:Q", title="Pilots"),
    ]
    colour = alt.Color(
        "direction:N",
        scale=alt.Scale(domain=["better", "worse", "same"], range=[GOOD, BAD, NEUTRAL]),
        legend=None,
    )
    bars = base.mark_bar(height=9, yOffset=9).encode(
        x=alt.X("improved:Q", axis=axis, scale=alt.Scale(padding=8)), color=colour, tooltip=tooltip
    )
    labels = base.mark_text(align="left", dy=-7, color=INK, fontSize=12).encode(x=alt.value(0), text="metric:N")
    words = base.mark_text(align="right", dy=-7, color=INK, fontSize=12, fontWeight=600).encode(
        x=alt.value("width"), text="words:N"
    )
    once = alt.Data(values=[{}])  # type: ignore[no-untyped-call] # Altair's own
    unchanged = alt.Chart(once).mark_rule(color=NEUTRAL).encode(x=alt.datum(0))
    return alt.layer(bars, unchanged, labels, words).properties(height=alt.Step(_ROW - 4))
