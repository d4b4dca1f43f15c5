"""The form of a metric's definition: a new one, an edit, and the class of one that came with a tracker."""

from dataclasses import replace
from datetime import date

import streamlit as st

from cxdash.changes import metrics
from cxdash.domain.actions import Action
from cxdash.domain.metrics import SATISFACTION, Aggregation, Direction, Metric, MetricClass
from cxdash.store.metrics import catalogue
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally

_NEW = Metric("", "", "%", Direction.UP, MetricClass.BUSINESS_OUTCOME)
_ADDS_UP = {
    Aggregation.RATIO_OF_SUMS: "a share or mean: sums over sums",
    Aggregation.SUM: "a count or amount: sums",
    Aggregation.WEIGHTED_MEAN: "a score: weighted means",
    Aggregation.NEVER: "cannot be joined, such as a median",
}


def edit(slug: str, *, rests: str, today: date) -> None:
    """Show the form of a metric that exists; where something rests on its meaning, it asks why that changes."""
    stored = cached.report(metrics.definition, slug)
    form = edits.draft(f"metric-{slug}", stored)
    edits.offer_to_start_again(form, stored)
    if rests:
        st.caption(
            f"In use: {literally(rests)}. Name, other names, meaning in words and pairs change freely. Anything else "
            "makes a further version, with a reason, and has to be verified again."
        )
    wanted, reason = _fields(form, asks_why=bool(rests))
    if wanted is not None:
        edits.save(
            form,
            Action.METRIC_EDIT,
            lambda changing: metrics.edit(changing, slug, seen=form.seen, wanted=wanted, today=today, reason=reason),
            said=f"Saved {wanted.name}.",
        )


def create() -> None:
    """Show the form of a new metric and open it once it is stored."""
    form = edits.draft("new-metric", _NEW)
    wanted, _ = _fields(form)
    if wanted is not None:
        made: list[str] = []
        edits.save(
            form,
            Action.METRIC_EDIT,
            lambda changing: made.append(metrics.create(changing, wanted).slug),
            said=f"Added {wanted.name}.",
            then=lambda: st.query_params.from_dict({"metric": made[0]}),
        )


def _fields(form: edits.Draft[Metric], *, asks_why: bool = False) -> tuple[Metric | None, str]:
    """Show the fields; return what they say, and why it changes, once the form is submitted."""
    shown = form.shown
    with st.form(form.key("form"), border=False):
        wanted = _kind(form, replace(shown, notes="", formula=""))
        wanted = _working_out(form, wanted)
        notes = st.text_area(
            "What it means",
            shown.notes,
            key=form.key("notes"),
            height=90,
            placeholder="How many of the rooms are ready when guests arrive.",
            help="A sentence that people understand; then what to keep in mind.",
        )
        aliases = st.text_input(
            "Also called",
            ", ".join(shown.aliases),
            key=form.key("aliases"),
            help="Separated by commas. A tracker's header of this name is taken for this metric.",
        )
        pairs = _pairs(form)
        reason = st.text_input("Why its meaning changes", key=form.key("reason")) if asks_why else ""
        if not st.form_submit_button("Save metric", type="primary", key=form.key("save")):
            return None, ""
    wanted = replace(wanted, notes=notes or "", aliases=_names(aliases or "", shown.aliases), paired_with=pairs)
    return wanted, reason or ""


def _kind(form: edits.Draft[Metric], metric: Metric) -> Metric:
    """Ask what it is called, which class it has and which way is good."""
    shown = form.shown
    name = st.text_input("Name", shown.name, key=form.key("name"))
    left, middle, right = st.columns(3)
    metric_class = edits.choice(
        left, "Class", list(MetricClass), shown.metric_class, key=form.key("class"), words=lambda each: each.label
    )
    unit = middle.text_input("Unit", shown.unit, key=form.key("unit"), help="%, seconds, currency/contact, count …")
    direction = edits.choice(
        right, "Good is", list(Direction), shown.direction, key=form.key("good"), words=lambda each: each.value
    )
    is_satisfaction = st.checkbox(
        "A satisfaction score",
        shown.subclass == SATISFACTION,
        key=form.key("satisfaction"),
        help="Satisfaction and effort scores are never the only primary metric.",
    )
    return replace(
        metric,
        name=name or "",
        metric_class=metric_class,
        # Its own list of roles was written for its class.
        roles=shown.roles if metric_class is shown.metric_class else frozenset(),
        unit=unit or "",
        direction=direction,
        subclass=SATISFACTION if is_satisfaction else "" if shown.subclass == SATISFACTION else shown.subclass,
    )


def _working_out(form: edits.Draft[Metric], metric: Metric) -> Metric:
    """Ask how it is worked out and how periods add up."""
    shown = form.shown
    formula = st.text_input("Formula", shown.formula, key=form.key("formula"), placeholder="filled / offered slots")
    left, right = st.columns(2)
    numerator = left.text_input(
        "What is counted",
        _spaced(shown.numerator),
        key=form.key("numerator"),
        help="What a tracker calls the column above the line, such as: filled slots.",
    )
    denominator = right.text_input(
        "Out of what",
        _spaced(shown.denominator),
        key=form.key("denominator"),
        help="What a tracker calls the column below the line, such as: offered slots.",
    )
    aggregation = edits.choice(
        st.container(),
        "It is",
        list(Aggregation),
        shown.aggregation,
        key=form.key("adds-up"),
        words=lambda each: _ADDS_UP[each],
    )
    return replace(
        metric,
        formula=formula or "",
        numerator=_joined(numerator or "", shown.numerator),
        denominator=_joined(denominator or "", shown.denominator),
        aggregation=aggregation,
    )


def _pairs(form: edits.Draft[Metric]) -> str:
    """Ask which metrics to read beside it; return their slugs as they are kept."""
    shown = form.shown
    names = {metric.slug: metric.name for metric in cached.report(catalogue) if metric.slug != shown.slug}
    kept = [slug for slug in shown.pairs if slug not in names]  # archived meanwhile
    chosen = st.multiselect(
        "Read it together with",
        list(names),
        [slug for slug in shown.pairs if slug in names],
        key=form.key("pairs"),
        format_func=names.__getitem__,
        help="What must be watched beside some metrics is known already; add what else could get worse.",
    )
    pairs = (*chosen, *kept)
    return shown.paired_with if pairs == shown.pairs else ";".join(pairs)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _joined(text: str, before: str) -> str:
    """Return a name as it is kept; one that was not touched stays exactly what it was."""
    return before if text == _spaced(before) else "_".join(text.split())


def _names(text: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """Read names separated by commas; those that were not touched stay exactly what they were."""
    if text == ", ".join(before):
        return before
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
