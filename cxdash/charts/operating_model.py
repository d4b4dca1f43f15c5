"""The charts of the operating model: a radar of levels with the least marked, and every level by quarter."""

from math import cos, pi, sin

import altair as alt

from cxdash.charts.by_quarter import cells
from cxdash.charts.theme import BAD, INK, NEUTRAL, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_LEVELS = [1, 2, 3, 4, 5]
_HIGHEST = 5
_REACH = "width < 420 ? 8 : 6.6"
"""How far the picture reaches from its middle, in levels: on a phone the names need more of it."""
_HEIGHT = 300
_LINE, _ROOM = 15, 95
"""The height of a line of words beside a spoke, and the room they have outside the shape, in pixels."""
_PLACE = (alt.X("x:Q", axis=None), alt.Y("y:Q", axis=None))
_UPRIGHT = 0.1
"""A spoke that leans less stands upright."""
_ROW = 30


@kept
def radar(spokes: int) -> Layers:
    """Draw a spoke per part and its level on it, closed to a shape; dashed what is known of the quarter before.

    Rows, clockwise from the top: ``part``, ``position`` (from 0), ``level``, ``words`` (level and figures),
    ``is_least`` (it holds the whole down: a dark red diamond, and words that say so), ``before`` (the level at the end
    of the quarter before, None where it is not known) and ``next_before`` (that of the spoke that follows).
    """
    turn = f"2 * PI * datum.position / {spokes}"
    following = f"2 * PI * (datum.position + 1) / {spokes}"
    now = alt.Chart(ROWS).transform_calculate(x=f"datum.level * sin({turn})", y=f"datum.level * cos({turn})")
    then = alt.Chart(ROWS).transform_filter("isValid(datum.before)")
    then = then.transform_calculate(x=f"datum.before * sin({turn})", y=f"datum.before * cos({turn})")
    order = alt.Order("position:Q")
    tooltip = [
        alt.Tooltip("part:N", title="Part"),
        alt.Tooltip("words:N", title="Level, kept by"),
        alt.Tooltip("before:Q", title="Level a quarter ago"),
    ]
    shape = now.mark_line(
        interpolate="linear-closed", strokeWidth=2.5, color=PILOT, fill=PILOT, fillOpacity=0.18
    ).encode(*_PLACE, order)
    edges = (
        then.transform_filter("isValid(datum.next_before)")
        .transform_calculate(x2=f"datum.next_before * sin({following})", y2=f"datum.next_before * cos({following})")
        .mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=INK)
        .encode(*_PLACE, alt.X2("x2:Q"), alt.Y2("y2:Q"))
    )
    was = (
        then.transform_filter("datum.before != datum.level")
        .mark_point(shape="square", size=90, filled=False, strokeWidth=1.5, color=INK)
        .encode(*_PLACE)
    )
    points = now.mark_point(filled=True, opacity=1).encode(
        *_PLACE,
        color=alt.condition("datum.is_least", alt.value(BAD), alt.value(PILOT)),
        shape=alt.condition("datum.is_least", alt.value("diamond"), alt.value("circle")),
        size=alt.condition("datum.is_least", alt.value(220), alt.value(80)),
        tooltip=tooltip,
    )
    return alt.layer(*_web(spokes), shape, edges, was, points, *_names(spokes)).properties(height=_HEIGHT)


@kept
def trend(parts: tuple[str, ...]) -> Layers:
    """Draw a row of levels for each part, the whole first, and a column per quarter.

    Rows: ``quarter``, ``position`` (the quarters' order), ``part``, ``level``, ``share`` (percent of the highest
    level, None where it is not known), ``shown`` (the level, or what stands for an unknown one) and ``words``.
    ``parts`` is their order.
    """
    tooltip = [
        alt.Tooltip("quarter:N", title="End of"),
        alt.Tooltip("part:N", title="Part"),
        alt.Tooltip("shown:N", title="Level"),
        alt.Tooltip("words:N", title="Kept by"),
    ]
    return cells("part", parts, number=alt.Text("shown:N"), color=PILOT, tooltip=tooltip, height=_ROW)


def _scaled() -> tuple[alt.X, alt.Y]:
    """Return the channels of the plane with its scales: as many pixels for a level across as up, on any page's width.

    One layer says so for all.
    """
    up = alt.Scale(domainMin=alt.ExprRef(f"-({_REACH})"), domainMax=alt.ExprRef(_REACH), nice=False, zero=False)
    across = alt.Scale(
        domainMin=alt.ExprRef(f"-({_REACH}) * width / height"),
        domainMax=alt.ExprRef(f"({_REACH}) * width / height"),
        nice=False,
        zero=False,
    )
    return alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=up, axis=None)


def _web(spokes: int) -> tuple[alt.Chart, alt.Chart, alt.Chart]:
    """Return the rings of the levels, the spokes, and the level that each ring stands for."""
    corners = [(sin(2 * pi * spoke / spokes), cos(2 * pi * spoke / spokes)) for spoke in range(spokes)]
    around = [
        {"ring": level, "place": place, "x": round(level * x, 3), "y": round(level * y, 3)}
        for level in _LEVELS
        for place, (x, y) in enumerate(corners)
    ]
    rings = (
        alt.Chart(alt.Data(values=around))  # type: ignore[no-untyped-call] # Altair's own
        .mark_line(interpolate="linear-closed", color=NEUTRAL, opacity=0.45, strokeWidth=1)
        .encode(*_scaled(), alt.Detail("ring:O"), alt.Order("place:Q"))
    )
    ends = [{"x": 0, "y": 0, "x2": round(_HIGHEST * x, 3), "y2": round(_HIGHEST * y, 3)} for x, y in corners]
    out = (
        alt.Chart(alt.Data(values=ends))  # type: ignore[no-untyped-call] # Altair's own
        .mark_rule(color=NEUTRAL, opacity=0.45)
        .encode(*_PLACE, alt.X2("x2:Q"), alt.Y2("y2:Q"))
    )
    # halfway between two spokes, where neither a level nor a name stands
    half = cos(pi / spokes)
    marked = [
        {"level": level, "x": round(level * half * sin(pi / spokes), 3), "y": round(level * half * cos(pi / spokes), 3)}
        for level in _LEVELS
    ]
    numbers = (
        alt.Chart(alt.Data(values=marked))  # type: ignore[no-untyped-call] # Altair's own
        .mark_text(color=INK, opacity=0.75, fontSize=11)
        .encode(*_PLACE, text=alt.Text("level:N"))
    )
    return rings, out, numbers


def _names(spokes: int) -> tuple[alt.Chart, alt.Chart]:
    """Return name and figures at the ends of the spokes, set where the shape never comes: outside the last ring."""
    ends = [(sin(2 * pi * spoke / spokes), cos(2 * pi * spoke / spokes)) for spoke in range(spokes)]
    places, aligned, lifts = zip(*(_place(x, y) for x, y in ends), strict=True)
    base = (
        alt.Chart(ROWS)
        .transform_calculate(
            x=f"[{', '.join(places)}][datum.position]",
            y=f"{[round(_HIGHEST * y, 2) for _, y in ends]}[datum.position]",
            said="datum.words + (datum.is_least ? ' · lowest' : '')",
        )
        .encode(*_PLACE)
    )
    align, lift = alt.ExprRef(f"{list(aligned)}[datum.position]"), f"{list(lifts)}[datum.position]"
    name = base.mark_text(color=INK, fontSize=12, align=align, dy=alt.ExprRef(lift), fontWeight=600)
    said = base.mark_text(color=INK, fontSize=12, align=align, dy=alt.ExprRef(f"{lift} + {_LINE}"))
    return name.encode(text=alt.Text("part:N")), said.encode(text=alt.Text("said:N"))


def _place(x: float, y: float) -> tuple[str, str, int]:
    """Return where words go at the end of a spoke: how far across in levels, aligned how, and how many pixels down.

    Beside the shape they end at the rim of a narrow page, and stand higher than the spoke's end for that.
    """
    if abs(x) < _UPRIGHT:
        return "0", "center", 16 if y < 0 else -2 * _LINE + 6
    side = "" if x > 0 else "-"
    if y < -_UPRIGHT:
        return f"{side}1.2", "left" if x > 0 else "right", 16
    rim = f"({_REACH}) * width / height"
    beside = f"{_HIGHEST * abs(x):.2f} + {2 * _ROOM} * ({_REACH}) / height"
    return f"{side}min({rim}, {beside})", "right" if x > 0 else "left", -42
