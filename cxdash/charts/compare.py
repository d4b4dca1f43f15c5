"""The charts of Compare pilots: attainment on one scale, one pilot's run chart, and small run charts side by side."""

import altair as alt

from cxdash.charts.theme import BAD, BASELINE, COMPARISON, GOOD, INK, NEUTRAL, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 34
_BY_VERDICT = alt.Color(
    "verdict:N",
    scale=alt.Scale(
        domain=["Target met", "Better, target not shown", "No clear change", "Harm"], range=[GOOD, PILOT, NEUTRAL, BAD]
    ),
    legend=None,
)
_PERCENT = "format(datum.value * 100, ',.3~g') + ' %'"


@kept
def attainment() -> Layers:
    """Draw each pilot's attainment with its 95 % interval, raw and likely, its verdict beside its name.

    Rows, the best first: ``pilot``, ``raw``, ``likely``, ``drawn_low``, ``drawn_high`` as shares of the target, and
    ``mark`` with grade and verdict.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("pilot:N", sort=None, axis=None))
    axis = alt.Axis(
        labelExpr=_PERCENT, orient="top", grid=False, tickCount=6, title="Share of the target attained", titlePadding=8
    )
    across = alt.X("drawn_low:Q", axis=axis, scale=alt.Scale(nice=False, zero=True, padding=12))
    tooltip = [
        alt.Tooltip("pilot:N", title="Pilot"),
        alt.Tooltip("mark:N", title="Grade and verdict"),
        alt.Tooltip("raw:Q", title="Measured", format=".0%"),
        alt.Tooltip("low:Q", title="95 % from", format=".0%"),
        alt.Tooltip("high:Q", title="95 % to", format=".0%"),
        alt.Tooltip("likely:Q", title="Likely", format=".0%"),
    ]
    ranges = base.mark_rule(strokeWidth=3, yOffset=8).encode(
        x=across, x2="drawn_high:Q", color=_BY_VERDICT, tooltip=tooltip
    )
    raw = base.mark_point(size=70, filled=False, strokeWidth=2, color=INK, yOffset=8).encode(
        x=alt.X("raw:Q", axis=axis), tooltip=tooltip
    )
    likely = base.mark_point(size=50, filled=True, shape="diamond", color=INK, opacity=1, yOffset=8).encode(
        x=alt.X("likely:Q", axis=axis), tooltip=tooltip
    )
    names = base.mark_text(align="left", dy=-8, color=INK, fontWeight=600, fontSize=12).encode(
        x=alt.value(0), text="pilot:N"
    )
    verdicts = base.mark_text(align="right", dy=-8, color=INK, fontSize=12).encode(x=alt.value("width"), text="mark:N")
    layers = alt.layer(_line(0.0, "none"), _line(1.0, "target"), ranges, raw, likely, names, verdicts)
    return layers.properties(height=alt.Step(_ROW))


@kept
def run_chart(axis_title: str, *, percent: bool) -> Layers:
    """Draw one metric of a pilot over time against its baseline, target and comparison.

    Rows: ``kind``, ``starts``, ``ends``, ``value``, ``label`` (see ``reports.run_chart``). ``percent`` says that values
    are shares.
    """
    return _over_time(axis_title, percent=percent, small=False).properties(height=300)


@kept
def small_run_chart(*, percent: bool) -> Layers:
    """Draw the same small, for comparing several pilots side by side."""
    return _over_time(None, percent=percent, small=True).properties(height=130)


def _line(at: float, name: str) -> alt.Chart:
    dash = [4, 4] if name == "none" else [1, 0]
    once = alt.Data(values=[{}])  # type: ignore[no-untyped-call] # Altair's own
    colour = NEUTRAL if name == "none" else GOOD
    rule: alt.Chart = alt.Chart(once).mark_rule(strokeDash=dash, color=colour, strokeWidth=1.5, opacity=0.6)
    return rule.encode(x=alt.datum(at))


def _over_time(axis_title: str | None, *, percent: bool, small: bool) -> Layers:
    ticks = alt.Axis(
        title=axis_title,
        titleAnchor="end",
        titleAngle=0,
        titleAlign="left",
        titleY=-24,
        titleX=-40,
        tickCount=3 if small else 5,
        grid=not small,
        labelExpr=_PERCENT if percent else "format(datum.value, ',')",
    )
    days = alt.Axis(title=None, format="%b %y", tickCount=3 if small else 7, grid=False, labelOverlap="greedy")
    over = alt.X("starts:T", axis=days)
    value = alt.Y("value:Q", axis=ticks, scale=alt.Scale(zero=False, nice=True))
    rows = alt.Chart(ROWS)
    window = (
        rows.transform_filter("datum.kind == 'window'").mark_rect(color=PILOT, opacity=0.10).encode(x=over, x2="ends:T")
    )
    baseline = (
        rows.transform_filter("datum.kind == 'baseline' && isValid(datum.value)")
        .mark_rule(color=BASELINE, strokeWidth=2)
        .encode(x=over, x2="ends:T", y=value)
    )
    target = (
        rows.transform_filter("datum.kind == 'target'")
        .mark_rule(color=GOOD, strokeWidth=2, strokeDash=[6, 3])
        .encode(x=over, x2="ends:T", y=value)
    )
    live = rows.transform_filter("datum.kind == 'go-live'").mark_rule(color=INK, opacity=0.7).encode(x=over)
    tooltip = [
        alt.Tooltip("label:N", title="Whose"),
        alt.Tooltip("starts:T", title="From", format="%-d %b %Y"),
        alt.Tooltip("value:Q", title="Value", format=".1%" if percent else ",.4~g"),
    ]
    other = (
        rows.transform_filter("datum.kind == 'comparison'")
        .mark_line(color=COMPARISON, strokeDash=[3, 2], strokeWidth=1.5)
        .encode(x=over, y=value, tooltip=tooltip)
    )
    own = (
        rows.transform_filter("datum.kind == 'pilot'")
        .mark_line(color=PILOT, strokeWidth=2, point=not small and {"size": 18, "filled": True})
        .encode(x=over, y=value, tooltip=tooltip)
    )
    layers = [window, baseline, target, live, other, own]
    return alt.layer(*layers) if small else alt.layer(*layers, *_words(rows, over))


def _words(rows: alt.Chart, over: alt.X) -> list[alt.Chart]:
    """Name the stretches at the chart's upper edge."""
    words = rows.transform_filter("datum.kind == 'baseline' || datum.kind == 'window'")
    text = words.mark_text(align="left", baseline="bottom", dx=4, dy=-3, color=INK, fontSize=11)
    return [text.encode(x=over, y=alt.value(0), text="label:N")]
