"""Readiness of the organisation: each dimension, who is behind and what that costs, late gaps, and the trend."""

from datetime import date

import streamlit as st

from cxdash.charts import readiness as charts
from cxdash.domain.figures import count
from cxdash.domain.readiness import Dimension
from cxdash.reports import organisation_readiness as report
from cxdash.reports import readiness_trend
from cxdash.reports.organisation_readiness import OrganisationReadiness
from cxdash.ui import cached, drawing, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.funnel import tables

_SHOWN = 12


def show(today: date) -> None:
    """Show how ready the use cases that are being worked on are for their next gates."""
    found = cached.report(report.organisation_readiness, today=today)
    if not found.of:
        links.nothing_yet(
            "No use case is being worked on.", do="Upload a register of use cases; each is judged on its Gate tab."
        )
        return
    _dimensions(found)
    _late(found)
    with session.section():
        _behind(found)
    with session.section():
        _trend(today)


def _dimensions(found: OrganisationReadiness) -> None:
    words = ", ".join(f"{row.dimension} {row.words}" for row in found.drawn.itertuples())
    drawing.draw(
        charts.shares(),
        found.drawn,
        title=found.says,
        alt=f"Bars: use cases ready for their next gate in each dimension. {words}.",
        key="readiness-dimensions",
        note="Each dimension counts the use cases whose next gate asks for it. The gate to proof asks for none, so the "
        "one to scale judges a pilot.",
    )
    st.markdown(literally(report.gaps_in_words(found)))
    with st.expander("By dimension", type="compact", key="readiness-by-dimension", on_change="rerun") as expander:
        if expander.open:
            drawing.heading(f"Gaps by dimension, cost in {found.figures.currency}", found.table, key="readiness-gaps")
            money = st.column_config.NumberColumn(format="localized")
            alt = "Each dimension with how many are ready, the lowest level and what closing its gaps costs"
            tables.show(found.table, alt=alt, config={"Cost to close": money})


def _late(found: OrganisationReadiness) -> None:
    if not found.late:
        return
    title = f"{count(len(found.late), 'gap is', 'gaps are')} past the day they were to be closed"
    with st.expander(title, type="compact", key="readiness-late", on_change="rerun") as expander:
        if expander.open:
            for slug, name, says in found.late[:_SHOWN]:
                links.line("use_cases", literally(name), literally(says), use_case=slug, view="Gate")
            if len(found.late) > _SHOWN:
                st.caption(f"The {_SHOWN} longest of {len(found.late):,}.")


def _behind(found: OrganisationReadiness) -> None:
    if not found.behind:
        return
    worst = found.behind[0]
    title = f"{count(len(found.behind), 'use case is', 'use cases are')} behind"
    if worst.lost:
        title += f"; {worst.title} loses the most, {found.figures.money(worst.lost)} a year"
    drawing.heading(title, found.worst, key="readiness-behind")
    money = st.column_config.NumberColumn(format="localized", width=88)
    narrow = st.column_config.TextColumn(width=58)
    late = {} if found.worst["Overdue"].any() else {"Overdue": None}
    tables.opening(
        found.worst,
        tuple(each.slug for each in found.behind),
        name="Use case",
        key="readiness-worst",
        alt="Use cases that are not ready for their next gate, the one that loses most first",
        config=dict.fromkeys(("Value a year", "Forecast", "Cost to close"), money)
        | {"Gate to": narrow, "Weakest": st.column_config.TextColumn(width=190), "Ready": None}
        | late,
        width=265,
    )
    st.caption(
        f"In {found.figures.currency}. Forecast: value a year × the level of the weakest dimension that the gate asks "
        "for / 4. Values rest on different grounds and are not added up."
    )


def _trend(today: date) -> None:
    found = cached.report(readiness_trend.trend, today=today)
    if not found.has_past:
        st.caption(literally(found.note))
        return
    drawing.draw(
        charts.trend(tuple(dimension.label for dimension in Dimension)),
        found.rows,
        title=found.says,
        alt=f"Use cases ready for their next gate in each dimension at the end of each quarter. {found.says}.",
        key="readiness-trend",
        note=found.note,
    )
