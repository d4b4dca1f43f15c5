"""The XmR chart: a metric against the limits that its own baseline set, with the patterns that are a reason to ask."""

import altair as alt

from cxdash.charts.theme import BAD, BASELINE, COMPARISON, INK, NEUTRAL, PILOT, ROWS, SERIES, kept

Layers = alt.LayerChart | alt.FacetChart
_PERCENT = "format(datum.value * 100, ',.3~g') + ' %'"
_NUMBER = "format(datum.value, ',')"
_SIGNALS = {
    "outside the limits": ("diamond", BAD),
    "7 or more in a row on one side of the mean": ("square", COMPARISON),
    "7 or more in a row rising or falling": ("triangle-up", SERIES[4]),
    "2 of 3 close to the same limit": ("cross", BASELINE),
}
"""Shape and colour of each pattern; the words are the legend."""


@kept
def monitoring(axis: str, *, percent: bool, patterns: tuple[str, ...]) -> Layers:
    """Draw figures with mean and limits; ``patterns`` are those that occur, for the legend.

    Rows: see ``COLUMNS`` of ``reports.monitoring``.
    """
    over = alt.X(
        "starts:T",
        axis=alt.Axis(title=None, format="%b %y", tickCount=7, grid=False, labelOverlap="greedy"),
        scale=alt.Scale(type="utc"),
    )
    ticks = alt.Axis(title=None, tickCount=5, labelExpr=_PERCENT if percent else _NUMBER)
    value = alt.Y("value:Q", axis=ticks, scale=alt.Scale(zero=False, nice=True))
    tooltip = [
        alt.Tooltip("when:N", title="When"),
        alt.Tooltip("value:Q", title="Value", format=".1%" if percent else ",.4~g"),
        alt.Tooltip("words:N", title="Signals"),
    ]
    looks = [_SIGNALS[each] for each in patterns]
    legend = alt.Legend(title=None, orient="bottom", direction="vertical", labelLimit=320, symbolSize=90)
    shape = alt.Shape(
        "pattern:N", scale=alt.Scale(domain=list(patterns), range=[look[0] for look in looks]), legend=legend
    )
    colour = alt.Color(
        "pattern:N", scale=alt.Scale(domain=list(patterns), range=[look[1] for look in looks]), legend=legend
    )
    limits = _of("limit").mark_rule(color=NEUTRAL, strokeDash=[5, 4], strokeWidth=1.5)
    mean = _of("mean").mark_rule(color=BASELINE, strokeWidth=2)
    live = _of("go-live").mark_rule(color=INK, opacity=0.7)
    line = _of("figure").mark_line(color=PILOT, strokeWidth=1.5, point={"size": 14, "filled": True})
    signals = _of("figure").transform_filter("datum.pattern != ''").mark_point(filled=True, size=90, opacity=1)
    once = alt.Data(values=[{}])  # type: ignore[no-untyped-call] # Altair's own
    title = alt.Chart(once).mark_text(align="left", baseline="bottom", color=INK, fontSize=12, dx=-36, text=axis)
    layers = [
        *(each.encode(x=over, x2="ends:T", y=value, tooltip=tooltip) for each in (limits, mean)),
        live.encode(x=over),
        line.encode(x=over, y=value, tooltip=tooltip),
        title.encode(x=alt.value(0), y=alt.value(-6)),
    ]
    if patterns:
        layers.append(signals.encode(x=over, y=value, shape=shape, color=colour, tooltip=tooltip))
    return alt.layer(*layers).properties(height=320)


def _of(kind: str) -> alt.Chart:
    chosen: alt.Chart = alt.Chart(ROWS).transform_filter(f"datum.kind == '{kind}'")
    return chosen
