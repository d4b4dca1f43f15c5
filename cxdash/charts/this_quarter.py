"""The charts of This quarter: money beside what was promised, customers and agents, moves, and counts of what waits."""

import altair as alt

from cxdash.charts.theme import BAD, GOOD, INK, NEUTRAL, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 38
_COUNTS = alt.Axis(title=None, grid=False, format="d", tickMinStep=1)
_ROOM = alt.ExprRef("width - 120")
"""Of a name, in pixels: the figures at the right have the rest."""
_APART = ("not confirmed", "weak evidence", "no interval", "modelled")
"""What stands apart from the number."""
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
        scale=alt.Scale(domain=["measured", *_APART], range=[PILOT] + [NEUTRAL] * len(_APART)),
        legend=None,
    )
    bars = base.mark_bar(height=12, yOffset=9).encode(x=alt.X("realised:Q", axis=axis), color=colour, tooltip=tooltip)
    ranges = base.mark_rule(strokeWidth=2, color=INK, yOffset=9).encode(
        x=alt.X("low:Q", axis=axis), x2="high:Q", tooltip=tooltip
    )
    promised = base.mark_tick(thickness=3, size=20, color=INK, yOffset=9).encode(
        x=alt.X("promised:Q", axis=axis), tooltip=tooltip
    )
    return alt.layer(bars, ranges, promised, *_labelled(base, label)).properties(height=alt.Step(_ROW))


@kept
def outcomes() -> Layers:
    """Draw how far each metric moved against another quarter, to the right where it got better.

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
    once = base.mark_tick(thickness=1, size=17, color=NEUTRAL, yOffset=9).encode(x=alt.datum(0))
    return alt.layer(bars, once, *_labelled(base, "metric")).properties(height=alt.Step(_ROW - 4))


@kept
def moves(this: str, before: str) -> Layers:
    """Draw how many use cases moved each way in one quarter, and in another one as a tick.

    Rows: ``move``, ``kind`` on or away, ``now``, ``before``, ``words``, ``names``.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("move:N", sort=None, axis=None))
    tooltip = [
        alt.Tooltip("move:N", title="Move"),
        alt.Tooltip("now:Q", title=this),
        alt.Tooltip("before:Q", title=before),
        alt.Tooltip("names:N", title="Which"),
    ]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=["on", "away"], range=[PILOT, NEUTRAL]), legend=None)
    bars = base.mark_bar(height=10, yOffset=8).encode(x=alt.X("now:Q", axis=_COUNTS), color=colour, tooltip=tooltip)
    some = base.transform_filter("datum.before > 0")
    earlier = some.mark_tick(thickness=3, size=16, color=INK, yOffset=8).encode(
        x=alt.X("before:Q", axis=_COUNTS), tooltip=tooltip
    )
    return alt.layer(bars, earlier, *_labelled(base, "move")).properties(height=alt.Step(_ROW - 4))


@kept
def reasons() -> Layers:
    """Draw how many use cases each reason holds, alarms in the colour of harm.

    Rows: ``reason``, ``kind`` alarm or held, ``use_cases``, ``words``, ``names``.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("reason:N", sort=None, axis=None))
    tooltip = [
        alt.Tooltip("reason:N", title="Reason"),
        alt.Tooltip("use_cases:Q", title="Use cases"),
        alt.Tooltip("names:N", title="Which"),
    ]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=["alarm", "held"], range=[BAD, NEUTRAL]), legend=None)
    bars = base.mark_bar(height=8, yOffset=8).encode(x=alt.X("use_cases:Q", axis=None), color=colour, tooltip=tooltip)
    return alt.layer(bars, *_labelled(base, "reason")).properties(height=alt.Step(_ROW - 8))


@kept
def due() -> Layers:
    """Draw how many things of each sort wait, what is overdue first in each bar.

    Rows: ``what``, ``things``, ``overdue`` of them, ``words``.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("what:N", sort=None, axis=None))
    tooltip = [
        alt.Tooltip("what:N", title="What"),
        alt.Tooltip("things:Q", title="How many"),
        alt.Tooltip("overdue:Q", title="Overdue"),
    ]
    bars = base.mark_bar(height=8, yOffset=8, color=PILOT).encode(x=alt.X("things:Q", axis=None), tooltip=tooltip)
    late = base.mark_bar(height=8, yOffset=8, color=BAD).encode(x=alt.X("overdue:Q", axis=None), tooltip=tooltip)
    return alt.layer(bars, late, *_labelled(base, "what")).properties(height=alt.Step(_ROW - 8))


def _labelled(base: alt.Chart, label: str) -> tuple[alt.Chart, alt.Chart]:
    """Write above each mark what it is about, cut where it would reach its figures, which stand at the right."""
    names = base.mark_text(align="left", dy=-8, color=INK, fontSize=12, limit=_ROOM).encode(
        x=alt.value(0), text=f"{label}:N"
    )
    figures = base.mark_text(align="right", dy=-8, color=INK, fontSize=12, fontWeight=600).encode(
        x=alt.value("width"), text="words:N"
    )
    return names, figures
