"""Dots with their intervals, one row each: pilots on one scale or by money, one use case's pilots, guardrails."""

import altair as alt

from cxdash.charts.theme import BAD, COMPARISON, GOOD, INK, NEUTRAL, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 36
_OFFSET = 10
"""How far below a row's middle its interval lies; its words stand above, where no line runs."""
_TICK = 14
_VERDICTS = {"Target met": GOOD, "Better, target not shown": PILOT, "No clear change": NEUTRAL, "Harm": BAD}
_LIGHTS = {"Green": GOOD, "Amber": COMPARISON, "Red": BAD}
_MONEY = {"pays": GOOD, "may pay": PILOT, "loses": NEUTRAL, "does harm": BAD}
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_PERCENT = "format(datum.value * 100, ',.3~g') + ' %'"
_POINTS = "format(datum.value * 100, ',.3~g')"
_NUMBER = "format(datum.value, ',.3~g')"


@kept
def attainment() -> Layers:
    """Draw each pilot's attainment with its 95 % interval, raw and likely, its verdict beside its name.

    Rows: ``reports.intervals.IntervalRow``, the best first, as shares of the target; ``state`` is the verdict.
    """
    lines = [_line(alt.XDatum(0.0), solid=False), _line(alt.XDatum(1.0), solid=True)]
    return _intervals("Share of the target attained", _PERCENT, _VERDICTS, lines)


@kept
def forest(axis_title: str, *, unit: str) -> Layers:
    """Draw the effects of one use case's pilots on one metric, raw and likely, each with its target.

    Rows: ``IntervalRow``, as the metric moved; ``state`` is the verdict. With the unit ``%`` or ``points`` they are
    fractions, else metric units.
    """
    labels = {"%": _PERCENT, "points": _POINTS}.get(unit, _NUMBER)
    lines = [_line(alt.XDatum(0.0), solid=False), _line(alt.X("target:Q"), solid=True)]
    return _intervals(axis_title, labels, _VERDICTS, lines)


@kept
def guardrails() -> Layers:
    """Draw a pilot's guardrails as shares of the harm that was accepted: at −100 % all of it is used up.

    Rows: ``IntervalRow``; ``state`` is the light, ``likely`` is empty.
    """
    lines = [_line(alt.XDatum(0.0), solid=False), _line(alt.XDatum(-1.0), solid=True, colour=BAD)]
    return _intervals("Change, as a share of the harm accepted (left: worse)", _PERCENT, _LIGHTS, lines)


@kept
def net_value(currency: str, *, horizon: str) -> Layers:
    """Draw what each pilot costs to the left of break-even, and to the right what it nets, with p10 to p90.

    Rows: ``reports.cost_against_value.COLUMNS``, in currency, worth of today; the best first. The horizon is in words.
    """
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    labels = f"(datum.value < 0 ? '−' : '') + '{symbol}' + replace(format(abs(datum.value), '~s'), 'M', 'm')"
    axis = alt.Axis(labelExpr=labels, orient="top", grid=False, tickCount=6, title=f"Net value over {horizon}")
    across = alt.X("low:Q", axis=axis, scale=alt.Scale(nice=False, zero=True, padding=12))
    state = alt.Color("state:N", scale=alt.Scale(domain=list(_MONEY), range=list(_MONEY.values())), legend=None)
    tooltip = [
        alt.Tooltip("name:N", title="Which"),
        alt.Tooltip("words:N", title="Measured, p10 to p90"),
        alt.Tooltip("mark:N", title="Likely"),
    ]
    base = _rows()
    cost = base.mark_bar(height=8, color=NEUTRAL, opacity=0.45, yOffset=_OFFSET).encode(
        x=alt.X("put_in:Q", axis=axis), x2=alt.datum(0), tooltip=tooltip
    )
    ranges = base.mark_rule(strokeWidth=3, yOffset=_OFFSET).encode(x=across, x2="high:Q", color=state, tooltip=tooltip)
    dots = _dots(base, "measured:Q", axis, tooltip)
    return alt.layer(
        cost, _line(alt.XDatum(0.0), solid=True, colour=INK), ranges, *dots, *_words(base, "mark:N")
    ).properties(height=alt.Step(_ROW))


def _intervals(title: str, labels: str, states: dict[str, str], lines: list[alt.Chart]) -> Layers:
    """Draw rows of words with an interval below them; lines are broken at the words."""
    base = _rows()
    axis = alt.Axis(labelExpr=labels, orient="top", grid=False, tickCount=6, title=title, titlePadding=8)
    across = alt.X("drawn_low:Q", axis=axis, scale=alt.Scale(nice=False, zero=True, padding=12))
    state = alt.Color("state:N", scale=alt.Scale(domain=list(states), range=list(states.values())), legend=None)
    tooltip = [
        alt.Tooltip("name:N", title="Which"),
        alt.Tooltip("mark:N", title="Judged"),
        alt.Tooltip("words:N", title="Measured (95 %)"),
        alt.Tooltip("likely_words:N", title="Likely"),
    ]
    ranges = base.mark_rule(strokeWidth=3, yOffset=_OFFSET).encode(
        x=across, x2="drawn_high:Q", color=state, tooltip=tooltip
    )
    return alt.layer(*lines, ranges, *_dots(base, "raw:Q", axis, tooltip), *_words(base, "mark:N")).properties(
        height=alt.Step(_ROW)
    )


def _dots(base: alt.Chart, measured: str, axis: alt.Axis, tooltip: list[alt.Tooltip]) -> list[alt.Chart]:
    """Draw what was measured as a ring and what is likely as a diamond, on the row's interval."""
    raw = base.mark_point(size=70, filled=False, strokeWidth=2, color=INK, yOffset=_OFFSET)
    likely = base.mark_point(size=50, filled=True, shape="diamond", color=INK, opacity=1, yOffset=_OFFSET)
    return [
        raw.encode(x=alt.X(measured, axis=axis), tooltip=tooltip),
        likely.encode(x=alt.X("likely:Q", axis=axis), tooltip=tooltip),
    ]


def _words(base: alt.Chart, mark: str) -> list[alt.Chart]:
    """Write a row's name and, at its right end, what is said of it, above its interval."""
    names = base.mark_text(
        align="left", dy=-7, color=INK, fontWeight=600, fontSize=12, limit=alt.ExprRef("width - 160")
    )
    marks = base.mark_text(align="right", dy=-7, color=INK, fontSize=12, limit=alt.ExprRef("width * 0.5"))
    return [names.encode(x=alt.value(0), text="name:N"), marks.encode(x=alt.value("width"), text=mark)]


def _rows() -> alt.Chart:
    rows: alt.Chart = alt.Chart(ROWS).encode(y=alt.Y("name:N", sort=None, axis=None))
    return rows


def _line(at: alt.X | alt.XDatum, *, solid: bool, colour: str = GOOD) -> alt.Chart:
    """Draw a line across all rows, interrupted at each row's words."""
    tick = _rows().mark_tick(
        orient="vertical",
        size=_TICK,
        thickness=1.5,
        yOffset=_OFFSET,
        color=colour if solid else NEUTRAL,
        opacity=0.8,
    )
    line: alt.Chart = tick.encode(x=at)
    return line
