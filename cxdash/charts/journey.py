"""The charts of Journey: how much of each step's pain is answered, and value against effort."""

import altair as alt

from cxdash.charts.theme import BAD, COMPARISON, GOOD, INK, NEUTRAL, PILOT, ROWS, SERIES, kept

Layers = alt.LayerChart | alt.FacetChart
_ROW = 34
_BAR = 12
_COLOURS = {
    "Scale": GOOD,
    "Proof": SERIES[4],
    "Pilot": PILOT,
    "Idea": NEUTRAL,
    "Touched, not linked": COMPARISON,
    "No use case": BAD,
}
_HEIGHT = 440
_TICKS = [each * 10**power for power in range(2, 9) for each in (1, 2, 5)]
_ACROSS = 5.25
"""Efforts that the picture is wide."""
_NARROW = 480
"""Pixels below which names find no place beside their marks; their numbers stay."""
_EASY = 3.5
"""Between the last effort that counts as little and the first that does not."""
_CORNERS = (
    ("Do first", "start", "start"),
    ("Plan", "width", "start"),
    ("Fill in", "start", "height"),
    ("Leave", "width", "height"),
)


@kept
def covered() -> Layers:
    """Draw what each step costs a year, cut into how far its answer is; rows from ``reports.journey``: ``covered``."""
    base = alt.Chart(ROWS).encode(y=alt.Y("step:N", sort=None, axis=None))
    order = alt.Order("order:Q")
    across = alt.X("cost:Q", stack="zero", axis=None, scale=alt.Scale(nice=False))
    colours = alt.Color(
        "answer:N",
        scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
        legend=alt.Legend(orient="top", title=None, columns=3, symbolType="square", labelLimit=200),
    )
    tooltip = [
        alt.Tooltip("step:N", title="Step"),
        alt.Tooltip("answer:N", title="Answer"),
        alt.Tooltip("words:N", title="A year"),
    ]
    bars = base.mark_bar(height=_BAR, yOffset=10).encode(x=across, color=colours, order=order, tooltip=tooltip)
    names = (
        base.transform_aggregate(groupby=["step", "whole"])
        .transform_calculate(says="datum.step + ', ' + datum.whole")
        .mark_text(align="left", dy=-7, color=INK, fontSize=12.5, limit=260)
        .encode(x=alt.value(0), text=alt.Text("says:N"))
    )
    open_ones = (
        base.transform_filter("datum.answer == 'No use case'")
        .transform_calculate(says="datum.words + ' without a use case'")
        .mark_text(align="right", dy=-7, color=INK, fontSize=12, fontWeight=600)
        .encode(x=alt.value("width"), text=alt.Text("says:N"))
    )
    return alt.layer(bars, names, open_ones).properties(height=alt.Step(_ROW))


@kept
def value_by_effort(symbol: str, efforts: tuple[str, ...]) -> Layers:
    """Draw annual cost against effort with the four verdicts.

    Args:
        symbol: of the currency.
        efforts: the words for efforts 1 to 5.

    Rows: ``points`` of ``reports.priorities``.
    """
    words = " : ".join(f"datum.value == {place} ? {_folded(word)}" for place, word in enumerate(efforts, start=1))
    across = alt.X(
        "across:Q",
        scale=alt.Scale(domain=[0.65, 0.65 + _ACROSS], nice=False),
        axis=alt.Axis(
            values=list(range(1, len(efforts) + 1)),
            labelExpr=f"{words} : ''",
            title="Effort",
            grid=False,
            labelOverlap=False,
        ),
    )
    money = f"'{symbol}' + replace(replace(format(datum.value, '.3~s'), 'G', 'bn'), 'M', 'm')"
    up = alt.Y(
        "cost:Q",
        axis=alt.Axis(title="Annual cost", labelExpr=money, values=_TICKS),
        scale=_upwards(),
    )
    base = alt.Chart(ROWS)
    tooltip = [
        alt.Tooltip("name:N", title="Friction point"),
        alt.Tooltip("step:N", title="Step"),
        alt.Tooltip("cost_words:N", title="A year"),
        alt.Tooltip("effort_words:N", title="Effort"),
        alt.Tooltip("answer:N", title="Answer"),
        alt.Tooltip("quadrant:N", title="Verdict"),
    ]
    answers = ["No use case linked", "A use case answers it"]
    marks = base.mark_point(filled=True, size=alt.ExprRef(f"width < {_NARROW} ? 190 : 330"), opacity=1).encode(
        x=across,
        y=up,
        tooltip=tooltip,
        shape=alt.Shape("answer:N", scale=alt.Scale(domain=answers, range=["circle", "square"]), legend=_legend()),
        color=alt.Color("answer:N", scale=alt.Scale(domain=answers, range=[BAD, PILOT]), legend=_legend()),
    )
    numbers = base.mark_text(color="white", fontSize=11, fontWeight=700).encode(
        x=across, y=up, text=alt.Text("number:Q")
    )
    names = (
        base.transform_filter("isValid(datum.beside)")
        .mark_text(
            align="left",
            dx=15,
            color=INK,
            fontSize=11.5,
            limit=alt.ExprRef(f"max(20, datum.room * width / {_ACROSS} - 42)"),
        )
        .encode(
            x=alt.X("effort:Q"),
            y=alt.Y("beside:Q", scale=_upwards()),
            text=alt.Text("name:N"),
            opacity=alt.value(alt.ExprRef(f"width < {_NARROW} ? 0 : 1")),
        )
    )
    return alt.layer(*_verdicts(), marks, numbers, names).properties(height=_HEIGHT)


def _folded(words: str) -> str:
    """Return an expression for words that stand one below the other on a phone."""
    return f"(width < {_NARROW} ? split('{words}', ' ') : '{words}')"


def _upwards() -> alt.Scale:
    return alt.Scale(type="log", nice=False, padding=24)


def _legend() -> alt.Legend:
    return alt.Legend(orient="top", title=None, symbolSize=120, labelLimit=220)


def _verdicts() -> list[alt.Chart]:
    """Draw the lines between the four verdicts, and their names in the corners."""
    once = alt.Chart(alt.Data(values=[{}]))  # type: ignore[no-untyped-call] # Altair's own
    dashes = alt.MarkDef(type="rule", strokeDash=[4, 4], color=INK, opacity=0.5)
    across = alt.Chart(ROWS).transform_aggregate(typical="max(typical)").properties(mark=dashes)
    upright = once.properties(mark=dashes).encode(x=alt.datum(_EASY))
    return [across.encode(y=alt.Y("typical:Q", scale=_upwards())), upright, *map(_corner, _CORNERS)]


def _corner(corner: tuple[str, str, str]) -> alt.Chart:
    word, x, y = corner
    right, low = x == "width", y == "height"
    look = alt.MarkDef(
        type="text",
        text=word,
        align="right" if right else "left",
        baseline="bottom" if low else "top",
        dx=-6 if right else 6,
        dy=-6 if low else 6,
        fontSize=13,
        fontWeight="bold",
        color=INK,
        opacity=0.7,
    )
    once = alt.Chart(alt.Data(values=[{}]))  # type: ignore[no-untyped-call] # Altair's own
    ends = {"width": alt.value("width"), "height": alt.value("height"), "start": alt.value(0)}
    return once.properties(mark=look).encode(x=ends[x], y=ends[y])
