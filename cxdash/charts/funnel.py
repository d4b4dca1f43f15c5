"""The charts of Funnel: how far ideas came, how long active use cases wait, and who moved when."""

import altair as alt

from cxdash.charts.theme import BAD, GOOD, INK, NEUTRAL, PILOT, ROWS, SERIES, kept

Layers = alt.LayerChart | alt.FacetChart
STAGES = ["Idea", "Pilot", "Proof", "Scale"]
_ROW = 30
_STATES = ["within the policy", "past the policy", "24 months since the idea"]


@kept
def reached(published: float) -> Layers:
    """Draw which share of all use cases ever came as far as each stage, with the published share at scale.

    Rows: ``stage``, ``reached``, ``share`` (0 to 1), ``label``. ``published`` is a share.
    """
    base = alt.Chart(ROWS).encode(
        y=alt.Y("stage:N", sort=STAGES, title=None, axis=alt.Axis(ticks=False, domain=False, labelFontSize=13))
    )
    across = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, 1.18]))
    bars = base.mark_bar(color=PILOT, height={"band": 0.7}, cornerRadiusEnd=2).encode(x=across)
    shares = base.mark_text(align="left", dx=6, color=INK, fontSize=13, fontWeight=600).encode(
        x=across, text=alt.Text("words:N")
    )
    words = "format(datum.share * 100, '.0f') + '\u00a0%  (' + datum.label + ')'"
    once = alt.Data(values=[{"stage": "Scale", "share": published}])  # type: ignore[no-untyped-call] # Altair's own
    claim = (
        alt.Chart(once)
        .mark_tick(color=INK, thickness=3, size=30)
        .encode(y=alt.Y("stage:N", sort=STAGES, title=None), x=across)
    )
    return alt.layer(bars, shares.transform_calculate(words=words), claim).properties(height=alt.Step(_ROW + 8))


@kept
def ageing() -> Layers:
    """Draw how many days each active use case has been in its stage, with a tick where the policy ends.

    Rows, the longest first: ``use_case``, ``stage``, ``days``, ``policy`` (days) and ``state``.
    """
    base = alt.Chart(ROWS).encode(y=alt.Y("use_case:N", sort=None, axis=None))
    axis = alt.Axis(orient="top", grid=False, tickCount=5, title="Days in the present stage", titlePadding=8)
    across = alt.X("days:Q", axis=axis, scale=alt.Scale(nice=False, zero=True))
    state = alt.Color("state:N", scale=alt.Scale(domain=_STATES, range=[NEUTRAL, BAD, BAD]), legend=None)
    tooltip = [
        alt.Tooltip("use_case:N", title="Use case"),
        alt.Tooltip("stage:N", title="Stage"),
        alt.Tooltip("days:Q", title="Days in it"),
        alt.Tooltip("policy:Q", title="Policy, days"),
        alt.Tooltip("state:N", title="State"),
    ]
    bars = base.mark_bar(height=8, yOffset=9).encode(x=across, color=state, tooltip=tooltip)
    policy = base.mark_tick(color=INK, thickness=3, size=12, yOffset=10).encode(x=alt.X("policy:Q", axis=axis))
    names = base.mark_text(align="left", dy=-6, color=INK, fontSize=12, limit=250).encode(
        x=alt.value(0), text=alt.Text("use_case:N")
    )
    words = "datum.stage + ', ' + format(datum.days, ',') + ' days' + (datum.state == 'within the policy' ? '' : ' !')"
    days = (
        base.transform_calculate(words=words)
        .mark_text(align="right", dy=-6, color=INK, fontSize=12)
        .encode(x=alt.value("width"), text=alt.Text("words:N"))
    )
    return alt.layer(bars, policy, names, days).properties(height=alt.Step(_ROW + 4))


@kept
def moves() -> Layers:
    """Draw how many use cases entered each stage, quarter by quarter.

    Rows: ``quarter``, ``position``, ``to``, ``use_cases`` (0 keeps a quiet quarter on the axis), ``names``.
    """
    base = alt.Chart(ROWS).encode(
        x=alt.X(
            "quarter:N", sort=alt.EncodingSortField("position"), title=None, axis=alt.Axis(labelAngle=0, ticks=False)
        ),
        y=alt.Y("to:N", sort=STAGES, title=None, axis=alt.Axis(ticks=False, domain=False)),
    )
    colours = alt.Color("to:N", scale=alt.Scale(domain=STAGES, range=[NEUTRAL, PILOT, SERIES[4], GOOD]), legend=None)
    tooltip = [
        alt.Tooltip("quarter:N", title="Quarter"),
        alt.Tooltip("to:N", title="Entered"),
        alt.Tooltip("names:N", title="Use cases"),
    ]
    dots = base.mark_circle(opacity=1).encode(
        size=alt.Size("use_cases:Q", scale=alt.Scale(domain=[0, 6], range=[0, 900]), legend=None),
        color=colours,
        tooltip=tooltip,
    )
    numbers = (
        base.transform_filter("datum.use_cases > 0")
        .mark_text(color="white", fontWeight=700, fontSize=12)
        .encode(text=alt.Text("use_cases:Q"))
    )
    return alt.layer(dots, numbers).properties(height=alt.Step(42))
