"""The journey as a whole: the answer first, then where it hurts, what to do first, and the grids that write it down."""

from collections.abc import Callable, Mapping

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports import friction, journey
from cxdash.ui import cached, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.journey import friction_form, friction_grid, overview, ranking, steps

WHERE, FIRST, FRICTION, STEPS = "Where it hurts", "What to do first", "Friction points", "Steps"


def show(person: Person) -> None:
    """Show the journey chosen; without a step, say where to begin."""
    may_edit = person.may(Action.JOURNEY_EDIT)
    chosen, step = _narrowed()
    found = cached.report(journey.seen, journey=chosen, step=step)
    offered = cached.report(friction.offered)
    if not found.places:
        _begin(may_edit=may_edit)
    elif found.pains:
        st.subheader(literally(found.headline), anchor=False)
        if found.more:
            st.markdown(literally(" ".join(found.more)))
    else:
        st.info("No friction point is written down here yet. Write the first one down, or upload a list of them.")
    parts = {
        WHERE: lambda: overview.show(found, person, symbol=offered.figures.symbol),
        FIRST: lambda: ranking.show(found.priorities, symbol=offered.figures.symbol),
        FRICTION: lambda: _write_friction(found, offered, where=f"{chosen or 'every'}-{step or 'every'}"),
        STEPS: lambda: steps.show(chosen),
    }
    names = [*([WHERE, FIRST] if found.pains else []), *([FRICTION] if found.places else []), STEPS]
    names = [name for name in names if may_edit or name in (WHERE, FIRST)]
    if names:
        _tabs({name: parts[name] for name in names})


def _narrowed() -> tuple[str | None, str | None]:
    """Ask for a journey where there are several, and for a step; both stand in the address by name."""
    every = cached.report(journey.seen, journey=None, step=None)
    if not every.places:
        return None, None
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters-journey"):
        chosen = _choice("Journey", every.journeys, width=220) if len(every.journeys) > 1 else None
        here = cached.report(journey.seen, journey=chosen, step=None)
        return chosen, _choice("Step", here.steps, width=220)


def _choice(name: str, options: tuple[tuple[str, str], ...], *, width: int) -> str | None:
    labels = {"": f"Every {name.lower()}"} | dict(options)
    picked = st.selectbox(
        name,
        list(labels),
        format_func=labels.__getitem__,
        key=name.lower(),
        label_visibility="collapsed",
        bind="query-params",
        width=width,
    )
    return picked or None


def _tabs(parts: Mapping[str, Callable[[], None]]) -> None:
    """Show each part in a tab of its own, drawn once it is open."""
    tabs = st.tabs(list(parts), key="view", bind="query-params")
    for (name, draw), tab in zip(parts.items(), tabs, strict=True):
        kept = f"journey-{name}"
        # Grids once opened stay on the page, out of sight, so that a look at another tab loses nothing typed.
        if tab.open or (name in (FRICTION, STEPS) and kept in st.session_state):
            st.session_state[kept] = True
            with tab, session.shown_to_people():
                draw()


def _begin(*, may_edit: bool) -> None:
    if may_edit:
        links.nothing_yet(
            "No step of the journey is written down yet.",
            do="Write the steps down below, in the order in which customers take them; or upload a list of friction "
            "points with their journey and step. What hurts where, and what no use case answers, appears here.",
            label="Upload a list of friction points",
        )
    else:
        links.nothing_yet(
            "No step of the journey is written down yet.",
            do="A contributor writes them down here, or the program manager uploads a list of friction points.",
            label="See what was uploaded",
        )


def _write_friction(found: journey.Seen, offered: friction.Offered, *, where: str) -> None:
    friction_grid.show(found, offered, where=where)
    one = st.expander("Write one down in a form", icon=":material/add:", key="one-in-a-form", on_change="rerun")
    if one.open:
        with one, session.section():
            friction_form.create(found, offered)
