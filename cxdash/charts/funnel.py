"""The charts of Funnel: evidence by stage, how far ideas came, by cohort too, who waits, and who moved when."""

import altair as alt

from cxdash.charts.theme import BAD, COMPARISON, GOOD, INK, NEUTRAL, PILOT, ROWS, SERIES, kept

Layers = alt.LayerChart | alt.FacetChart
STAGES = ["Idea", "Pilot", "Proof", "Scale"]
_ROW = 30
_STATES = ["within the policy", "past the policy", "in the pilot trap"]
_GRADES = ["A", "B", "C", "D", "None"]
_NARROW = 0.07
"""The share of a bar that has no room for a word, on a phone."""
_KINDS = ["new", "on", "back", "rest", "taken up again"]


@kept
def evidence() -> Layers:
    """Draw the parts of each stage's active use cases by their best grade of evidence, which stands in each piece.

    Rows: ``stage``, ``label`` (the stage with its number), ``evidence`` (a grade or None), ``use_cases``.
    """
    colours = alt.Color(
        "evidence:N", scale=alt.Scale(domain=_GRADES, range=[GOOD, SERIES[2], PILOT, COMPARISON, NEUTRAL]), legend=None
    )
    tooltip = [
        alt.Tooltip("stage:N", title="Stage"),
        alt.Tooltip("evidence:N", title="Best evidence"),
        alt.Tooltip("use_cases:Q", title="Use cases"),
    ]
    rows = alt.Chart(ROWS).transform_calculate(at=f"indexof({_GRADES}, datum.evidence)")
    stacked = rows.transform_stack(
        stack="use_cases",
        as_=["from", "to"],
        groupby=["stage"],
        sort=[alt.SortField("at", "ascending")],
        offset="normalize",
    )
    base = stacked.transform_calculate(middle="(datum.from + datum.to) / 2").encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelFontSize=13))
    )
    across = alt.X("from:Q", axis=None)
    bars = base.mark_bar(height={"band": 0.72}, stroke="white", strokeWidth=1).encode(
        x=across, x2="to:Q", color=colours, tooltip=tooltip
    )
    words = "datum.evidence === 'None' ? datum.use_cases : datum.use_cases + ' ' + datum.evidence"
    words = f"datum.to - datum.from < {_NARROW} ? '' : {words}"
    labels = base.transform_calculate(words=words).mark_text(color="white", fontSize=12, fontWeight=700)
    return alt.layer(bars, labels.encode(x=alt.X("middle:Q"), text=alt.Text("words:N"))).properties(
        height=alt.Step(_ROW + 8)
    )


@kept
def reached(published: float) -> Layers:
    """Draw which share of all use cases ever came as far as each stage, with the published share at scale.

    Rows: ``stage``, ``share`` (0 to 1), ``words``. ``published`` is a share.
    """
    base = alt.Chart(ROWS).encode(
        y=alt.Y("stage:N", sort=STAGES, title=None, axis=alt.Axis(ticks=False, domain=False, labelFontSize=13))
    )
    across = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, 1.18]))
    bars = base.mark_bar(color=PILOT, height={"band": 0.7}, cornerRadiusEnd=2).encode(x=across)
    shares = base.mark_text(align="left", dx=6, color=INK, fontSize=13, fontWeight=600).encode(
        x=across, text=alt.Text("words:N")
    )
    once = alt.Data(values=[{"stage": "Scale", "share": published}])  # type: ignore[no-untyped-call] # Altair's own
    claim = (
        alt.Chart(once)
        .mark_tick(color=INK, thickness=3, size=30)
        .encode(y=alt.Y("stage:N", sort=STAGES, title=None), x=across)
    )
    return alt.layer(bars, shares, claim).properties(height=alt.Step(_ROW + 8))


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
def cohorts() -> Layers:
    """Draw the share of each cohort that moved on, with how many and in how many days: steps across, cohorts down.

    Rows: ``step``, ``entered_in``, ``share`` (percent), ``words``, ``median_days`` (None where nobody moved on),
    ``still_there``, ``position`` among the cohorts.
    """
    base = alt.Chart(ROWS).encode(
        x=alt.X("step:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, ticks=False, orient="top", domain=False)),
        y=alt.Y("entered_in:N", sort=alt.EncodingSortField("position"), title=None, axis=alt.Axis(ticks=False)),
    )
    tooltip = [
        alt.Tooltip("step:N", title="Step"),
        alt.Tooltip("entered_in:N", title="Entered in"),
        alt.Tooltip("words:N", title="Moved on"),
        alt.Tooltip("share:Q", title="Conversion, %"),
        alt.Tooltip("median_days:Q", title="Median days"),
        alt.Tooltip("still_there:Q", title="Still there"),
    ]
    paler = alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 100], range=[0.06, 0.5]), legend=None)
    cells = base.mark_rect(color=PILOT, stroke=NEUTRAL, strokeWidth=0.5).encode(opacity=paler, tooltip=tooltip)
    shares = base.mark_text(color=INK, fontSize=12, fontWeight=600, dy=-7).encode(text=alt.Text("words:N"))
    days = "isValid(datum.median_days) ? datum.median_days + ' d' : '–'"
    took = base.transform_calculate(took=days).mark_text(color=INK, fontSize=11, dy=8).encode(text=alt.Text("took:N"))
    return alt.layer(cells, shares, took).properties(height=alt.Step(42))


@kept
def moves() -> Layers:
    """Draw how many use cases made each move, quarter by quarter, the way on above the way back.

    Rows: ``quarter``, ``position``, ``move``, ``order``, ``kind``, ``use_cases`` (0 keeps a quiet quarter on the
    axis), ``names``.
    """
    base = alt.Chart(ROWS).encode(
        x=alt.X(
            "quarter:N", sort=alt.EncodingSortField("position"), title=None, axis=alt.Axis(labelAngle=0, ticks=False)
        ),
        y=alt.Y(
            "move:N",
            sort=alt.EncodingSortField("order"),
            title=None,
            axis=alt.Axis(ticks=False, domain=False, grid=True),
        ),
    )
    colours = alt.Color(
        "kind:N", scale=alt.Scale(domain=_KINDS, range=[NEUTRAL, PILOT, BAD, SERIES[4], GOOD]), legend=None
    )
    shapes = alt.Shape(
        "kind:N", scale=alt.Scale(domain=_KINDS, range=["circle", "circle", "square", "square", "circle"]), legend=None
    )
    tooltip = [
        alt.Tooltip("quarter:N", title="Quarter"),
        alt.Tooltip("move:N", title="Move"),
        alt.Tooltip("names:N", title="Use cases"),
    ]
    sizes = alt.Scale(type="sqrt", domain=[0, 40], range=[0, 900], clamp=True)
    dots = base.mark_point(opacity=1, filled=True).encode(
        size=alt.Size("use_cases:Q", scale=sizes, legend=None),
        color=colours,
        shape=shapes,
        tooltip=tooltip,
    )
    numbers = (
        base.transform_filter("datum.use_cases > 0")
        .mark_text(color="white", fontWeight=700, fontSize=12)
        .encode(text=alt.Text("use_cases:Q"))
    )
    return alt.layer(dots, numbers).properties(height=alt.Step(40))
