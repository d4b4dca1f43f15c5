"""One pilot on a page: one sentence, one grade, one chart; everything else opens on demand."""

import streamlit as st

from cxdash.charts import run_chart as charts
from cxdash.reports.one_pilot import Opened
from cxdash.reports.run_chart import RunChart
from cxdash.ui import drawing, how_we_know
from cxdash.ui.drawing import literally

_COLOURS = {"A": "green", "B": "green", "C": "blue", "D": "orange", "E": "gray"}


def show(each: Opened, at: int) -> None:
    """Show a pilot on one metric; ``at`` tells apart several metrics of one pilot."""
    if each.alarms:
        st.error(f"**{literally(each.alarms[0])}** {literally(' '.join(each.alarms[1:]))}", icon=":material/warning:")
    elif each.harm:
        st.error(f"**Harm.** {literally(each.harm)}", icon=":material/warning:")
    st.markdown(f"**{literally(each.sentence)}**")
    _grade(each)
    if each.chart is not None:
        _chart(each, each.chart, at)
    if each.overlap:
        st.warning(literally(each.overlap), icon=":material/join_inner:")
    if each.can_be_asked:
        how_we_know.panel(each, at)


def shape_of(each: Opened, chart: RunChart) -> charts.Shape:
    """Return what the chart has to leave room for."""
    return charts.Shape(each.axis, percent=each.percent, lines=chart.lines, number_rows=chart.number_rows)


def _grade(each: Opened) -> None:
    """Say the grade, then verdict, recommendation and what the grade rests on, in a line."""
    grade = f"Grade {each.grade}" if each.is_final else f"Grade {each.grade} at best"
    badge = f":{_COLOURS[each.grade]}-badge[{grade}] " if each.grade else ""
    rest = each.summary.removeprefix(f"{each.grade} · ")
    said = " · ".join(part for part in (each.verdict, each.advice, rest) if part)
    guardrails = f"  \nGuardrails: {literally(each.guardrails)}" if each.guardrails else ""
    st.markdown(f"{badge}{literally(said)}{guardrails}")


def _chart(each: Opened, chart: RunChart, at: int) -> None:
    kinds = set(chart.rows["kind"])
    notes = [
        *(["Shaded: the declared window"] if "window" in kinds else []),
        *(["broken frame: run-in, not counted"] if "run-in" in kinds else []),
        *([f"dotted: {each.comparison}"] if each.comparison and "comparison" in chart.lines else []),
        *(["○ left out, with a reason"] if {"left out", "comparison left out"} & kinds else []),
    ]
    happened = "; ".join(f"{number}: {when}, {what}" for number, when, what in chart.happened)
    drawing.draw(
        charts.run_chart(shape_of(each, chart)),
        chart.rows,
        title=each.finding,
        alt=f"Run chart of {each.name}. {each.sentence}" + (f" Marks: {happened}." if happened else ""),
        key=f"run-{each.slug}-{at}",
        note=" · ".join(notes),
    )
    if chart.happened:
        st.caption(
            "  \n".join(f"**{number}** · {literally(f'{when}: {what}')}" for number, when, what in chart.happened)
        )
