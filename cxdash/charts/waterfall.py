"""The waterfall: from what was observed, step by step, to what counts."""

import altair as alt

from cxdash.charts.theme import COMPARISON, GOOD, INK, NEUTRAL, PILOT, ROWS, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 38
_OFFSET = 10
_TICK = 14
_KINDS = {"level": PILOT, "taken away": COMPARISON, "added": GOOD}
"""Levels start at 0; the other bars hang between two levels, and their amounts carry a sign."""


@kept
def waterfall() -> Layers:
    """Draw steps below one another, words and signed amounts above their bars.

    Rows: see ``reports.steps.COLUMNS``. Amounts are written in the rows, so the scale needs no unit.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("step:N", sort=None, axis=None))
    across = alt.X("begins:Q", axis=None, scale=alt.Scale(zero=True, padding=2))
    kind = alt.Color("kind:N", scale=alt.Scale(domain=list(_KINDS), range=list(_KINDS.values())), legend=None)
    tooltip = [
        alt.Tooltip("step:N", title="Step"),
        alt.Tooltip("amount:N", title="Amount"),
        alt.Tooltip("words:N", title="Why"),
    ]
    zero = base.mark_tick(orient="vertical", size=_TICK, thickness=1, color=NEUTRAL, yOffset=_OFFSET)
    bars = base.mark_bar(height=12, yOffset=_OFFSET).encode(x=across, x2="ends:Q", color=kind, tooltip=tooltip)
    names = base.mark_text(align="left", dy=-7, color=INK, fontSize=12, limit=alt.ExprRef("width - 110"))
    amounts = base.mark_text(align="right", dy=-7, color=INK, fontSize=12, fontWeight=600)
    return alt.layer(
        zero.encode(x=alt.XDatum(0.0, axis=None)),
        bars,
        names.encode(x=alt.value(0), text="step:N"),
        amounts.encode(x=alt.value("width"), text="amount:N"),
    ).properties(height=alt.Step(_ROW))
