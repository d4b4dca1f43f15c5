"""The form of a metric's definition: a new one, an edit, and the class of one that came with a tracker."""

from dataclasses import replace
from datetime import date

import streamlit as st

from cxdash.changes import metrics
from cxdash.domain.actions import Action
from cxdash.domain.metrics import SATISFACTION, Aggregation, Direction, Metric, MetricClass
from cxdash.ui import cached, edits

_NEW = Metric("", "", "%", Direction.UP, MetricClass.BUSINESS_OUTCOME)
_ADDS_UP = {
    Aggregation.RATIO_OF_SUMS: "a share or mean: sums over sums",
    Aggregation.SUM: "a count or amount: sums",
    Aggregation.WEIGHTED_MEAN: "a score: weighted means",
    Aggregation.NEVER: "cannot be joined, such as a median",
}


def edit(slug: str, *, today: date) -> None:
    """Show the form of a metric that exists."""
    stored = cached.report(metrics.definition, slug)
    form = edits.draft(f"metric-{slug}", stored)
    edits.offer_to_start_again(form, stored)
    wanted = _fields(form)
    if wanted is not None:
        edits.save(
            form,
            Action.METRIC_EDIT,
            lambda changing: metrics.edit(changing, slug, seen=form.seen, wanted=wanted, today=today),
            said=f"Saved {wanted.name}; pilots judged by it are judged anew.",
        )


def create() -> None:
    """Show the form of a new metric and open it once it is stored."""
    form = edits.draft("new-metric", _NEW)
    wanted = _fields(form)
    if wanted is not None:
        made: list[str] = []
        edits.save(
            form,
            Action.METRIC_EDIT,
            lambda changing: made.append(metrics.create(changing, wanted).slug),
            said=f"Added {wanted.name}.",
            then=lambda: st.query_params.from_dict({"metric": made[0]}),
        )


def _fields(form: edits.Draft[Metric]) -> Metric | None:
    """Show the fields; return what they say once the form is submitted."""
    shown = form.shown
    with st.form(form.key("form"), border=False):
        name = st.text_input("Name", shown.name, key=form.key("name"))
        left, middle, right = st.columns(3)
        metric_class = edits.choice(
            left, "Class", list(MetricClass), shown.metric_class, key=form.key("class"), words=lambda each: each.label
        )
        unit = middle.text_input("Unit", shown.unit, key=form.key("unit"), help="%, seconds, currency/contact, count …")
        direction = edits.choice(
            right, "Good is", list(Direction), shown.direction, key=form.key("good"), words=lambda each: each.value
        )
        formula = st.text_input("Formula", shown.formula, key=form.key("formula"), placeholder="filled / offered slots")
        aggregation = edits.choice(
            st.container(),
            "It is",
            list(Aggregation),
            shown.aggregation,
            key=form.key("adds-up"),
            words=lambda each: _ADDS_UP[each],
        )
        aliases = st.text_input(
            "Also called",
            ", ".join(shown.aliases),
            key=form.key("aliases"),
            help="Separated by commas. A tracker's header of this name is taken for this metric.",
        )
        notes = st.text_area("Note", shown.notes, key=form.key("notes"), height=70)
        is_satisfaction = st.checkbox(
            "A satisfaction score",
            shown.subclass == SATISFACTION,
            key=form.key("satisfaction"),
            help="Satisfaction and effort scores are never the only primary metric.",
        )
        if not st.form_submit_button("Save metric", type="primary", key=form.key("save")):
            return None
    return replace(
        shown,
        name=name or "",
        metric_class=metric_class,
        # Its own list of roles was written for its class.
        roles=shown.roles if metric_class is shown.metric_class else frozenset(),
        unit=unit or "",
        direction=direction,
        formula=formula or "",
        aggregation=aggregation,
        aliases=_names(aliases or "", shown.aliases),
        notes=notes or "",
        subclass=SATISFACTION if is_satisfaction else "" if shown.subclass == SATISFACTION else shown.subclass,
    )


def _names(text: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """Read names separated by commas; those that were not touched stay exactly what they were."""
    if text == ", ".join(before):
        return before
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
