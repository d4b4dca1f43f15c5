"""The stages: how many use cases, with which evidence, and what they are worth."""

import streamlit as st

from cxdash.charts import funnel as charts
from cxdash.charts import this_quarter as money_charts
from cxdash.reports import funnel_value
from cxdash.reports.funnel import Funnel
from cxdash.ui import drawing, session
from cxdash.ui.funnel import tables


def show(found: Funnel) -> None:
    """Show counts and evidence by stage beside the measured value, and all of it as a table."""
    left, right = st.columns(2, gap="large")
    with left, session.shown_to_people():
        _evidence(found)
    with right, session.shown_to_people():
        _value(found)
    with session.shown_to_people():
        _table(found)


def _evidence(found: Funnel) -> None:
    drawing.draw(
        charts.evidence(),
        found.stages,
        title=found.evidence,
        alt=f"Stacked bars of active use cases by stage and best grade of evidence. {found.headline}",
        key="evidence",
        note="Beside each stage: how many are active. In each piece: how many, with their best grade; grey: none.",
    )


def _value(found: Funnel) -> None:
    value = found.value
    if value.drawn.empty:
        st.markdown("##### Nothing measured is worth money yet")
        st.markdown("Measured money needs a finished pilot, counted cases and what one unit is worth.")
        return
    words = "; ".join(f"{row.place_and_basis}, {row.words}" for row in value.drawn.itertuples())
    drawing.draw(
        money_charts.by_grade(value.currency, "place_and_basis"),
        value.drawn,
        title=value.says,
        alt=f"Bars of money by stage and basis. {words}.",
        key="stage-value",
        note="Bar: realised before run cost, line: its 95 % range, tick: promised on the same cases. Grade D and "
        "what has no interval stand apart and are added to nothing.",
    )


def _table(found: Funnel) -> None:
    """Show the counts, and under them the money, for all of it beside each other is wider than a screen."""
    value, frame = found.value, found.table
    title = f"Counts and money by stage{f', {value.quarter}' if value.quarter else ''}, in {value.currency}"
    drawing.heading(title, frame, key="stages")
    counts = [name for name in frame.columns if name not in funnel_value.COLUMNS or name == "Stage"]
    tables.show(
        frame,
        config={name: None for name in frame.columns if name not in counts},
        key="stage-counts",
        alt="Use cases and their evidence at each stage",
    )
    apart = [name for name in ("Grade D, apart", "No interval, apart") if frame[name].isna().all()]
    money = st.column_config.NumberColumn(format="localized")
    promised = st.column_config.NumberColumn("Promised", format="localized", help="On the same cases.")
    tables.show(
        frame,
        config=dict.fromkeys(funnel_value.AMOUNTS, money)
        | {"Promised on the same cases": promised}
        | dict.fromkeys((*counts[1:], *apart)),
        key="stage-money",
        alt="Money of each stage: measured with its range, promised, and planned a year",
    )
    st.caption(
        "Measured: grades A to C, with its 95 % range. Planned a year: target × cases × what one is worth, modelled "
        "and never added to what is measured; Plans: how many say enough for it."
    )
