"""The form of one metric of a use case: its role, target, baseline, margin and what one unit is worth."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from cxdash.changes import measured, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.figures import Figures
from cxdash.domain.metric_pairs import Proposal
from cxdash.domain.metrics import Metric, Role
from cxdash.domain.targets import Target, target_wanted, written
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.reports import planning
from cxdash.reports.use_cases import Offered, Opened
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally

Form = edits.Draft[UseCaseValues]
_DIGITS = 12
ASKED = "measure"
"""What the address calls the metric whose form is open."""


def show(opened: Opened, chosen: str, offered: Offered, *, today: date) -> None:
    """Show the form of one metric of the use case, or of one that it shall be judged by; ``chosen`` is its slug."""
    slug = opened.slug
    stored = cached.report(use_cases.values, slug)
    metric = next((each for each in offered.metrics if each.slug == chosen), None)
    if metric is None:
        st.info(f"There is no metric “{literally(chosen)}”. Choose one of the catalogue.")
        return
    unit = literally(offered.figures.unit(metric))
    counted = unit if unit.startswith("per ") else f"in {unit}"
    st.caption(f"{metric.name}: {metric.metric_class.label.lower()}, {counted}. It may be: {_allowed(metric)}.")
    form = edits.draft(f"measure-{slug}-{metric.slug}", stored)
    edits.offer_to_start_again(form, stored)
    proposals = [each.proposal for each in cached.report(planning.unwatched, stored.metrics)]
    proposal = next((each for each in proposals if each is not None and each.metric.slug == metric.slug), None)
    _form(opened, metric, form, offered.figures, proposal=proposal, today=today)


def _form(
    opened: Opened, metric: Metric, form: Form, figures: Figures, *, proposal: Proposal | None, today: date
) -> None:
    use = next((each for each in form.shown.metrics if each.metric == metric.slug), None)
    start = use or _proposed(metric, proposal)
    with st.form(form.key("form"), border=False):
        typed, target = _fields(form, start, metric, figures)
        reason = _reason(form, [pilot.name for pilot in opened.pilots if pilot.is_locked])
        with st.container(horizontal=True):
            saved = st.form_submit_button("Save metric", type="primary", key=form.key("save"))
            removed = st.form_submit_button("Remove from the use case", key=form.key("remove")) if use else False
            left = st.form_submit_button("Close", type="tertiary", key=form.key("close"))
    was_removed = form.wanted is not None and metric.slug not in {each.metric for each in form.wanted.metrics}
    if edits.both(form, what=metric.name):
        saved, removed = not was_removed, was_removed
    if left:
        _close()
        edits.start_afresh(form)
        st.rerun()
    if not (saved or removed):
        return

    def wanted() -> UseCaseValues:
        others = [each for each in form.shown.metrics if each.metric != metric.slug]
        if removed:
            return replace(form.shown, metrics=tuple(others))
        use = replace(typed, target=_target(target, start.target, metric))
        return replace(form.shown, metrics=tuple(sorted([*others, use], key=lambda each: each.metric)))

    def store(changing: Session) -> None:
        measured.edit_use_case(changing, opened.slug, seen=form.seen, wanted=wanted(), today=today, reason=reason)

    said = f"Saved {metric.name}" + ("; its pilots are judged anew." if opened.pilots else ".")
    edits.save(form, Action.USE_CASE_EDIT, store, said=said, then=_close, wanted=wanted)


def _close() -> None:
    """Take the form off the page."""
    st.query_params.pop(ASKED, None)


def _proposed(metric: Metric, proposal: Proposal | None) -> MetricUse:
    """Begin as the guardrail that is missing, where this metric would be one."""
    if proposal is None:
        return MetricUse(metric.slug, Role.SECONDARY)
    return MetricUse(metric.slug, Role.GUARDRAIL, margin=proposal.margin, margin_relative=proposal.relative)


def _fields(form: Form, start: MetricUse, metric: Metric, figures: Figures) -> tuple[MetricUse, str]:
    """Show the fields and return what they say; the target as it was typed, to be read once it is saved."""
    unit = literally("%" if metric.is_fraction else figures.unit(metric))
    symbol = literally(figures.symbol)
    left, right = st.columns(2)
    role = edits.choice(left, "Role", list(Role), start.role, key=form.key("role"), words=lambda each: each.label)
    target = right.text_input(
        "Target",
        "" if start.target is None else written(start.target, is_fraction=metric.is_fraction, unit=metric.unit),
        key=form.key("target"),
        placeholder="−30 %, −6 points, to 12 %",
    )
    left, middle, right = st.columns(3)
    scale = _scale(metric)
    baseline = _number(left, f"Baseline, {unit}", start.baseline, form.key("baseline"), was=scale, now=scale)
    words = {False: "points" if metric.is_fraction else unit, True: "% of the baseline"}
    relative = edits.choice(
        right,
        "Margin in",
        list(words),
        start.margin_relative,
        key=form.key("margin-in"),
        words=words.__getitem__,
    )
    margin = _number(
        middle,
        "Guardrail margin",
        start.margin,
        form.key("margin"),
        was=_scale(metric, relative=start.margin_relative),
        now=_scale(metric, relative=relative),
        is_the_same=relative == start.margin_relative,
        help_text="How much worse a guardrail may get before it is red.",
    )
    low, likely, high, volume = st.columns(4)
    worth = [
        column.number_input(label, value=value, key=form.key(label), format="%.10g")
        for column, label, value in (
            (low, f"One is worth at least, {symbol}", start.unit_value_low),
            (likely, f"Likely, {symbol}", start.unit_value),
            (high, f"At most, {symbol}", start.unit_value_high),
            (volume, "How many a year", start.annual_volume),
        )
    ]
    source = st.text_input("Who says what it is worth", start.value_source, key=form.key("source"))
    said = replace(
        start,
        role=role,
        baseline=baseline,
        margin=margin,
        margin_relative=relative,
        unit_value_low=worth[0],
        unit_value=worth[1],
        unit_value_high=worth[2],
        annual_volume=worth[3],
        value_source=source or "",
    )
    return said, target or ""


def _reason(form: Form, locked: Sequence[str]) -> str:
    """Ask why metrics change that a locked plan is judged by; nothing to ask where none is locked."""
    if not locked:
        return ""
    plans = "Plan locked" if len(locked) == 1 else f"{len(locked)} plans locked"
    said = st.text_input(
        "Why it is changed",
        key=form.key("reason"),
        placeholder="Needed where role, target, baseline, margin or unit value change",
        help=f"{plans}: {literally(', '.join(locked))}. Such a change amends the plan and may cost a letter.",
    )
    return said or ""


def _scale(metric: Metric, *, relative: bool = False) -> float:
    """Return what a stored number is multiplied by on the screen: shares are shown in percent."""
    return 100.0 if relative or metric.is_fraction else 1.0


def _number(
    place: DeltaGenerator,
    label: str,
    value: float | None,
    key: str,
    *,
    was: float,
    now: float,
    is_the_same: bool = True,
    help_text: str | None = None,
) -> float | None:
    """Ask for a number in the unit people read.

    Args:
        place: where the field stands.
        label: of the field.
        value: as it is stored.
        key: of the field.
        was: what the stored value is multiplied by on the screen.
        now: what the typed one is to be divided by, in the unit it is in now.
        is_the_same: whether that is the unit it had; then a number that was not touched stays exactly what it was.
        help_text: shown beside the label.
    """
    shown = None if value is None else float(f"{value * was:.{_DIGITS}g}")
    typed = place.number_input(label, value=shown, key=key, format="%.10g", help=help_text)
    if typed == shown and is_the_same:
        return value
    return None if typed is None else typed / now


def _target(text: str, before: Target | None, metric: Metric) -> Target | None:
    """Read a target; one that was not touched stays exactly what it was."""
    if before is not None and text == written(before, is_fraction=metric.is_fraction, unit=metric.unit):
        return before
    return target_wanted(text, is_fraction=metric.is_fraction)


def _allowed(metric: Metric) -> str:
    return ", ".join(role.value for role in Role if role in metric.allowed_roles)
