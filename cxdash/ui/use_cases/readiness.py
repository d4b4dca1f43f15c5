"""How ready a use case is: levels against what the next gate asks for, the forecast, and each dimension to edit."""

from dataclasses import replace
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import readiness
from cxdash.changes.readiness import UNJUDGED
from cxdash.charts import readiness as charts
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.readiness import ASKS_FOR, LEVELS, MOST, STATEMENTS, Dimension, Readiness
from cxdash.reports import readiness as report
from cxdash.reports.readiness import MET, SHORT, UNASKED, Ready
from cxdash.reports.use_cases import Offered, Opened
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import fields
from cxdash.ui.use_cases.field_edits import Field

_NOT_JUDGED = -1


def show(opened: Opened, offered: Offered, person: Person) -> None:
    """Show the levels with the forecast, then each dimension with what closes its gap, then who judged what."""
    found = cached.report(report.of_use_case, opened.slug, today=cached.today())
    _levels(found)
    stored = cached.report(readiness.values, opened.slug)
    for dimension in Dimension:
        needed = found.forecast.needs.get(dimension)
        with st.container(border=True, gap="xsmall"):
            _dimension(opened.slug, dimension, stored.get(dimension), offered, person, needed=needed)
    _history(opened.slug, found)


def _levels(found: Ready) -> None:
    drawing.draw(
        charts.bars((MET, SHORT, UNASKED), MOST),
        found.bars,
        title=found.title,
        alt=f"Bars of six dimensions from level 0 to {MOST}. {' '.join(found.gaps) or 'Each is ready enough.'}",
        key="readiness",
        note=f"Tick: what the gate to {found.forecast.to.value} asks for.",
    )
    st.markdown(f"**{literally(found.says)}**")
    if found.gaps:
        st.markdown("\n".join(f"- {literally(gap)}" for gap in found.gaps))


def _history(slug: str, found: Ready) -> None:
    title = "How the levels came about"
    with st.expander(title, type="compact", key=f"levels-{slug}", on_change="rerun") as expander:
        if not expander.open:
            return
        if found.history.empty:
            st.markdown("Nobody has judged a dimension yet.")
            return
        drawing.heading("Who judged what", found.history, key="readiness-history")
        when = st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")
        alt = "Each change of a level, the newest first"
        st.dataframe(found.history, hide_index=True, column_config={"When": when}, alt=alt)


def _dimension(
    slug: str, dimension: Dimension, stored: Readiness | None, offered: Offered, person: Person, *, needed: int | None
) -> None:
    may = person.may(Action.USE_CASE_EDIT)
    values = stored or UNJUDGED
    left, right = st.columns([1, 2], vertical_alignment="center")
    asked = "" if needed is None else f" {'✓' if values.level >= needed else '○'} needs {needed}"
    left.markdown(f"**{dimension.label}**{asked}  \n{_bar(stored)}")
    statements = STATEMENTS[dimension]
    fields.choice(
        _field(
            slug,
            dimension,
            "level",
            f"{dimension.label} level",
            _NOT_JUDGED if stored is None else stored.level,
            may=may,
        ),
        [*([_NOT_JUDGED] if stored is None else []), *range(len(statements))],
        right,
        words=lambda level: "Not judged yet" if level == _NOT_JUDGED else f"{level} · {statements[level]}",
        shows_label=False,
    )
    label = _said(values, offered) or "Evidence, who closes the gap, by when, for how much"
    with st.expander(literally(label), key=f"gap-{slug}-{dimension.value}", type="compact", on_change="rerun") as gap:
        if gap.open:
            _gap(slug, dimension, values, offered, may=may, needed=needed)


def _gap(
    slug: str, dimension: Dimension, values: Readiness, offered: Offered, *, may: bool, needed: int | None
) -> None:
    fields.text(_field(slug, dimension, "evidence", "What shows it", values.evidence, may=may))
    levels = sorted({values.level, max(values.level, needed or 0)} - {0})
    if levels:
        st.caption(" ".join(f"Level {level} asks for: {literally(ASKS_FOR[dimension][level])}." for level in levels))
    owner, due, cost = st.columns(3)
    fields.choice(
        _field(slug, dimension, "owner", "Who closes the gap", values.owner, may=may),
        ["", *offered.people],
        owner,
        words=lambda name: name or "Nobody yet",
        accept_new=True,
    )
    fields.day(_field(slug, dimension, "due", "By when", values.due, may=may), due)
    symbol = literally(offered.figures.symbol)
    fields.number(
        _field(slug, dimension, "cost_to_close", f"What that costs, {symbol}", values.cost_to_close, may=may),
        cost,
        words=offered.figures.money,
    )


def _field(slug: str, dimension: Dimension, name: str, label: str, value: object, *, may: bool) -> Field[Any]:
    """Return one field of one dimension."""

    def store(changing: Session, seen: object, wanted: object) -> None:
        stored = readiness.values(changing, slug).get(dimension, UNJUDGED)
        before, after = (replace(stored, **_said_as(name, each)) for each in (seen, wanted))
        readiness.edit(changing, slug, dimension, seen=before, wanted=after)

    return Field(f"{dimension.value}-{name}-{slug}", label, value, store, may)


def _said_as(name: str, value: object) -> dict[str, Any]:
    """Return a value as it is stored; a level that nobody judged starts from the lowest."""
    return {name: UNJUDGED.level if value == _NOT_JUDGED and name == "level" else value}


def _bar(stored: Readiness | None) -> str:
    """Draw a level as filled and empty places, in words beside it."""
    most = len(LEVELS) - 1
    if stored is None:
        return f"{'▱' * most} not judged"
    return f"{'▰' * stored.level}{'▱' * (most - stored.level)} {stored.level}, {LEVELS[stored.level].lower()}"


def _said(values: Readiness, offered: Offered) -> str:
    """Say in a line what is known beside the level; "" where nothing is."""
    parts = (
        values.evidence,
        values.owner,
        "" if values.due is None else f"by {values.due:%-d %b %Y}",
        "" if values.cost_to_close is None else offered.figures.money(values.cost_to_close),
    )
    return " · ".join(part for part in parts if part)
