"""Run charts: one metric of a pilot over time against baseline, target and comparison, and what happened meanwhile."""

from dataclasses import dataclass
from typing import Literal

import altair as alt

from cxdash.charts.theme import BAD, BASELINE, COMPARISON, GOOD, INK, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_PERCENT = "format(datum.value * 100, ',.3~g') + ' %'"
_NUMBER = "format(datum.value, ',')"
_LOOKS = {
    "pilot": (PILOT, [1, 0], "Pilot"),
    "comparison": (COMPARISON, [3, 2], "Comparison"),
    "baseline": (BASELINE, [1, 0], "Baseline mean"),
    "target": (GOOD, [6, 3], "Target"),
}
"""Colour, dash and name of every line."""
_NUMBER_HEIGHT = 14
_MANY_LINES = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """What a run chart has to leave room for.

    Attributes:
        axis: the metric with its unit.
        percent: whether values are shares.
        lines: which of pilot, comparison, baseline and target there are, for the legend.
        number_rows: how many rows of numbers stand above the chart, so that near ones do not cover each other.
    """

    axis: str
    percent: bool
    lines: tuple[str, ...] = ("pilot", "comparison", "baseline", "target")
    number_rows: int = 0


@kept
def run_chart(shape: Shape) -> Layers:
    """Draw a pilot's metric over time; words stand above the plot, where no line runs.

    Rows: see ``COLUMNS`` of ``reports.run_chart``.
    """
    over, value = _across(ticks=7), _up(shape.percent, ticks=5)
    tooltip = _tooltip(percent=shape.percent)
    layers = [
        *_stretches(over),
        *_levels(over, value, legend=_legend(shape.lines), lines=shape.lines),
        *_happenings(over),
        *_figures(over, value, tooltip, points=True),
        *_phases(over, above=shape.number_rows * _NUMBER_HEIGHT, axis=shape.axis),
    ]
    return alt.layer(*layers).properties(height=340)


@kept
def small_run_chart(*, percent: bool) -> Layers:
    """Draw the same small, for comparing several pilots side by side; what happened is numbered above the plot."""
    over, value = _across(ticks=4), _up(percent, ticks=3)
    tooltip = _tooltip(percent=percent)
    lines = tuple(_LOOKS)
    layers = [
        *_stretches(over),
        *_levels(over, value, legend=None, lines=lines),
        *_happenings(over),
        *_figures(over, value, tooltip, points=False),
    ]
    return alt.layer(*layers).properties(height=130)


def _across(*, ticks: int) -> alt.X:
    days = alt.Axis(title=None, format="%b %y", tickCount=ticks, grid=False, labelOverlap="greedy", labelSeparation=8)
    return alt.X("starts:T", axis=days, scale=alt.Scale(type="utc"))


def _up(percent: bool, *, ticks: int) -> alt.Y:  # noqa: FBT001 one of two kinds of figures
    axis = alt.Axis(title=None, tickCount=ticks, grid=ticks > _MANY_LINES, labelExpr=_PERCENT if percent else _NUMBER)
    return alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=True))


def _tooltip(*, percent: bool) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="Whose"),
        alt.Tooltip("when:N", title="When"),
        alt.Tooltip("value:Q", title="Value", format=".1%" if percent else ",.4~g"),
        alt.Tooltip("words:N", title="Note"),
    ]


def _stretches(over: alt.X) -> list[alt.Chart]:
    """Shade the days that count for the pilot, and paler, within broken lines, those of the run-in."""
    window = _of("window").mark_rect(color=PILOT, opacity=0.14).encode(x=over, x2="ends:T")
    run_in = _of("run-in").mark_rect(fill=BASELINE, fillOpacity=0.06, stroke=BASELINE, strokeDash=[2, 3])
    live = _of("go-live").mark_rule(color=INK, opacity=0.7).encode(x=over)
    return [window, run_in.encode(x=over, x2="ends:T"), live]


def _levels(over: alt.X, value: alt.Y, *, legend: alt.Legend | None, lines: tuple[str, ...]) -> list[alt.Chart]:
    """Draw baseline and target as levels; they carry the legend of all lines."""
    looks = [_LOOKS[each] for each in lines]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(lines), range=[look[0] for look in looks]), legend=legend)
    dash = alt.StrokeDash(
        "kind:N", scale=alt.Scale(domain=list(lines), range=[look[1] for look in looks]), legend=legend
    )
    levels = alt.Chart(ROWS).transform_filter(
        "(datum.kind == 'baseline' || datum.kind == 'target') && isValid(datum.value)"
    )
    return [levels.mark_rule(strokeWidth=2).encode(x=over, x2="ends:T", y=value, color=colour, strokeDash=dash)]


def _legend(lines: tuple[str, ...]) -> alt.Legend:
    named = ", ".join(f"'{each}': '{_LOOKS[each][2]}'" for each in lines)
    return alt.Legend(
        title=None,
        orient="bottom",
        direction="horizontal",
        symbolType="stroke",
        symbolSize=300,
        symbolStrokeWidth=2,
        labelExpr=f"({{{named}}})[datum.label]",
        columns=alt.ExprRef("width < 420 ? 2 : 4"),
    )


def _figures(over: alt.X, value: alt.Y, tooltip: list[alt.Tooltip], *, points: bool) -> list[alt.Chart]:
    """Draw both arms; a line breaks where a period is missing, and what was left out is a hollow point beside it."""
    other = _of("comparison").mark_line(color=COMPARISON, strokeDash=[3, 2], strokeWidth=1.5)
    own = _of("pilot").mark_line(color=PILOT, strokeWidth=2, point=points and {"size": 18, "filled": True})
    own_left_out = _of("left out").mark_point(color=PILOT, filled=False, size=50, strokeWidth=1.5)
    other_left_out = _of("comparison left out").mark_point(color=COMPARISON, filled=False, size=50, strokeWidth=1.5)
    return [each.encode(x=over, y=value, tooltip=tooltip) for each in (other, own, own_left_out, other_left_out)]


def _happenings(over: alt.X) -> list[alt.Chart]:
    """Mark what happened by a number above the plot, a thin line at its day and a band over its days."""
    happened = _of("happening")
    band = happened.mark_rect(color=BAD, opacity=0.08).encode(x=over, x2="ends:T")
    line = happened.mark_rule(color=INK, strokeDash=[1, 3], opacity=0.8).encode(x=over)
    tooltip = [alt.Tooltip("label:N", title="Mark"), alt.Tooltip("when:N"), alt.Tooltip("words:N", title="What")]
    numbers = [
        happened.transform_filter(f"datum.row == {row}")
        .mark_text(baseline="bottom", color=INK, fontSize=12, fontWeight=700)
        .encode(x=over, y=alt.value(-3 - row * _NUMBER_HEIGHT), text="label:N", tooltip=tooltip)
        for row in range(3)
    ]
    return [band, line, *numbers]


def _phases(over: alt.X, *, above: int, axis: str) -> list[alt.Chart]:
    """Name baseline, window and values above the numbers; a window at the right edge is named from its end."""
    once = alt.Data(values=[{}])  # type: ignore[no-untyped-call] # Altair's own
    title = alt.Chart(once).mark_text(align="left", baseline="bottom", color=INK, fontSize=12, dx=-36, text=axis)
    return [
        _named("datum.kind == 'baseline'", over, above=above),
        _named("datum.kind == 'window' && datum.row == 0", over, above=above),
        _named("datum.kind == 'window' && datum.row == 1", alt.X("ends:T"), above=above, align="right"),
        title.encode(x=alt.value(0), y=alt.value(-20 - above)),
    ]


def _named(which: str, at: alt.X, *, above: int, align: Literal["left", "right"] = "left") -> alt.Chart:
    text = alt.Chart(ROWS).transform_filter(which)
    text = text.mark_text(align=align, baseline="bottom", dx=4 if align == "left" else 0, color=INK, fontSize=11)
    named: alt.Chart = text.encode(x=at, y=alt.value(-4 - above), text="label:N")
    return named


def _of(kind: str) -> alt.Chart:
    chosen: alt.Chart = alt.Chart(ROWS).transform_filter(f"datum.kind == '{kind}'")
    return chosen
