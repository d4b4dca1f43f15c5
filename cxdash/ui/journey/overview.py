"""Where it hurts and what is uncovered: the heat map, the blind spots and how much use cases answer."""

import streamlit as st

from cxdash.charts import heat_map
from cxdash.charts import journey as charts
from cxdash.domain.actions import Action
from cxdash.domain.coverage import Cover
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.reports.journey import BlindSpot, Seen
from cxdash.ui import drawing, links, session
from cxdash.ui.drawing import literally

_MOST_SPOTS = 8
_NEAR = 2
_ASIDE = ("Back office", "Without cost")
"""Columns of the steps that a screen has no room for and the heat map shows."""


def show(found: Seen, person: Person, *, symbol: str) -> None:
    """Show what each kind of friction costs at each step, what nothing answers, and what use cases answer."""
    with session.shown_to_people():
        _heat(found)
    left, right = st.columns(2, gap="large")
    with left, session.shown_to_people():
        _blind_spots(found, may_create=person.may(Action.USE_CASE_CREATE))
    with right, session.shown_to_people():
        _coverage(found)
    with session.shown_to_people():
        _per_step(found, symbol=symbol)


def _heat(found: Seen) -> None:
    drawing.heading(found.heat.says, found.heat.cells, key="heat")
    rows = (*found.heat.front, *found.heat.back)
    st.html(heat_map.table(found.heat, caption=heat_map.caption(rows)))
    st.caption(
        "Annual cost of friction: monthly volume × failure rate × unit cost × 12. "
        "Each shade stands for twice the cost of the one before. "
        "Empty: nothing written down. Dashed, or “?”: written down, but its cost is not known."
    )


def _blind_spots(found: Seen, *, may_create: bool) -> None:
    """Name what costs money and has no use case, the dearest first."""
    spots = found.blind_spots
    if not spots:
        st.markdown("##### Nothing that has a cost is without a use case")
        return
    st.markdown(f"##### {count(len(spots), 'blind spot')}: friction that no use case answers")
    for spot in spots[:_MOST_SPOTS]:
        _spot(spot, may_create=may_create)
    if len(spots) > _MOST_SPOTS:
        st.caption(f"And {len(spots) - _MOST_SPOTS} smaller ones, among “What to do first”.")


def _spot(spot: BlindSpot, *, may_create: bool) -> None:
    near = [literally(each.title) for each in spot.near[:_NEAR]]
    rest = len(spot.near) - len(near)
    said = ", ".join(near) + (f" and {rest} more" if rest else "")
    serve = "serves" if len(spot.near) == 1 else "serve"
    why = f"Touched, not linked: {said} {serve} the step." if near else "No use case."
    with st.container(horizontal=True, gap="small", key=f"spot-{spot.slug}"):
        st.markdown(f"**{literally(spot.says)}**: {literally(spot.name)}. {why}")
        if may_create:
            links.to_page("journey", "Make it a use case", friction=spot.slug)
        links.to_page("journey", "Link an existing one" if may_create else "Open it", friction=spot.slug)


def _coverage(found: Seen) -> None:
    """Draw how much of each step's cost is answered."""
    drawing.draw(
        charts.covered(),
        found.covered,
        title=found.coverage_says,
        alt="Stacked bars: annual cost of each step by how far its answer is, from no use case to scale.",
        key="covered",
        note="A friction point counts once, at the furthest stage of the active use cases linked to it.",
    )


def _per_step(found: Seen, *, symbol: str) -> None:
    """List what each step costs, which use cases it has, and how much of the cost they answer."""
    columns = st.column_config
    wide = {Cover.NONE: 74, Cover.TOUCHED: 118, Cover.SCALE: 68}
    title = f"Per step, with its use cases; costs in {symbol} a year"
    whole = st.expander(title, key="per-step", on_change="rerun")
    if not whole.open:
        return
    with whole:
        st.dataframe(
            found.coverage,
            hide_index=True,
            placeholder="–",
            column_order=[name for name in found.coverage.columns if name not in _ASIDE],
            column_config={
                "Step": columns.TextColumn(width=126),
                "Friction points": columns.NumberColumn(width=90),
                "Annual cost": columns.NumberColumn(format="localized", width=76),
                "Use cases": columns.TextColumn(width=215),
            }
            | {cover.label: columns.NumberColumn(format="localized", width=wide.get(cover, 60)) for cover in Cover},
            alt="Per step: friction points, annual cost, use cases by stage, and cost by kind of answer",
        )
