"""The form of one friction point, new or edited, which says what it costs a year as its figures are entered."""

from dataclasses import replace

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from cxdash.changes import journeys
from cxdash.domain.actions import Action
from cxdash.domain.journeys import EFFORTS, LONGEST_NAME, FrictionKind, FrictionValues
from cxdash.reports import friction
from cxdash.reports.friction import Offered
from cxdash.reports.journey import Seen
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally

Form = edits.Draft[FrictionValues]
_WHOLE = 100.0
_DIGITS = 12


def create(found: Seen, offered: Offered) -> None:
    """Show the form of a new friction point at the step that is chosen, or at the first."""
    form = edits.draft("new-friction", FrictionValues("", found.places[0].name, FrictionKind.WAITING))
    _create(form, offered)


@st.fragment
def _create(form: Form, offered: Offered) -> None:
    wanted = _fields(form, offered)
    if st.button("Write it down", type="primary", key=form.key("save")):
        edits.save(
            form,
            Action.JOURNEY_EDIT,
            lambda changing: journeys.create_friction(changing, wanted),
            said=f"“{literally(wanted.name)}” is written down.",
        )


def edit(slug: str, offered: Offered) -> None:
    """Show the form of a friction point that exists."""
    stored = cached.report(journeys.friction_values, slug)
    form = edits.draft(f"friction-{slug}", stored)
    edits.offer_to_start_again(form, stored)
    _edit(slug, form, offered)


@st.fragment
def _edit(slug: str, form: Form, offered: Offered) -> None:
    wanted = _fields(form, offered)

    def store(changing: Session) -> None:
        journeys.edit_friction(changing, slug, seen=form.seen, wanted=wanted)

    if st.button("Save", type="primary", key=form.key("save")):
        edits.save(form, Action.JOURNEY_EDIT, store, said="Saved.")


def archive(slug: str, name: str) -> None:
    """Offer to take a friction point off the journey, once that is confirmed."""
    form = edits.draft(f"archive-friction-{slug}", FrictionValues(name, "", FrictionKind.WAITING))
    sure = st.checkbox("Take it off the journey. Its figures, log and links stay.", key=form.key("sure"))
    if st.button("Archive this friction point", disabled=not sure, key=form.key("archive")):
        edits.save(
            form,
            Action.JOURNEY_EDIT,
            lambda changing: journeys.archive_friction(changing, slug),
            said=f"“{literally(name)}” is archived.",
            then=st.query_params.clear,
        )


def _fields(form: Form, offered: Offered) -> FrictionValues:
    """Show the fields and what they cost a year; return what they say."""
    shown = form.shown
    name = st.text_input(
        "What hurts", shown.name, key=form.key("name"), max_chars=LONGEST_NAME, placeholder="The bill comes late"
    )
    left, right = st.columns(2)
    step = edits.choice(left, "Step", offered.steps, shown.step, key=form.key("step"), words=str)
    kind = edits.choice(
        right, "Kind", list(FrictionKind), shown.kind, key=form.key("kind"), words=lambda each: each.label
    )
    left, right = st.columns(2)
    population = left.text_input(
        "Who feels it", shown.population, key=form.key("population"), placeholder="Private customers"
    )
    names = {"": "–"} | {metric.slug: metric.name for metric in offered.metrics}
    metric = edits.choice(
        right,
        "Metric that would show it gone",
        list(names),
        shown.metric,
        key=form.key("metric"),
        words=lambda each: names.get(each, each),
    )
    figures = _figures(form, offered)
    costs = friction.cost_in_words(figures.monthly_volume, figures.failure_rate, figures.unit_cost, offered.figures)
    st.markdown(f"**{literally(costs)}**")
    left, right = st.columns(2)
    evidence = left.text_input(
        "Where the figures come from", shown.evidence, key=form.key("evidence"), placeholder="Billing log, May"
    )
    effort = edits.choice(
        right,
        "Effort to remove it",
        [None, *range(1, len(EFFORTS) + 1)],
        shown.effort,
        key=form.key("effort"),
        words=lambda each: "–" if each is None else EFFORTS[each - 1],
    )
    return replace(
        figures,
        name=name or "",
        step=step,
        kind=kind,
        population=population or "",
        metric=metric,
        evidence=evidence or "",
        effort=effort,
    )


def _figures(form: Form, offered: Offered) -> FrictionValues:
    """Ask for the three figures that make the cost."""
    shown = form.shown
    places = st.columns(3)
    volume = _number(
        places[0],
        "Monthly volume",
        shown.monthly_volume,
        form.key("volume"),
        help_text="How many customers pass this step in a month.",
    )
    rate = _number(
        places[1],
        "Failure rate, %",
        shown.failure_rate,
        form.key("rate"),
        scale=_WHOLE,
        help_text="The share of them it goes wrong for, 0 to 100.",
    )
    cost = _number(
        places[2],
        f"Unit cost, {literally(offered.figures.symbol)}",
        shown.unit_cost,
        form.key("cost"),
        help_text="What one such case costs you: handling, refunds, lost sales.",
    )
    return replace(shown, monthly_volume=volume, failure_rate=rate, unit_cost=cost)


def _number(
    place: DeltaGenerator, label: str, value: float | None, key: str, *, help_text: str, scale: float = 1.0
) -> float | None:
    """Ask for a number, shown ``scale`` times as large as stored; one that was not touched stays what it was."""
    shown = as_shown(value, scale)
    typed = place.number_input(label, value=shown, key=key, format="%.10g", step=1.0, help=help_text)
    return value if typed == shown else as_stored(typed, scale)


def as_shown(value: float | None, scale: float) -> float | None:
    """Return a stored number as it stands on the screen, free of the dust of binary fractions."""
    return None if value is None else float(f"{value * scale:.{_DIGITS}g}")


def as_stored(typed: float | None, scale: float) -> float | None:
    """Return a number from the screen as it is stored."""
    return None if typed is None else float(f"{typed / scale:.{_DIGITS}g}")
