"""The form of one metric of a use case: its role, target, baseline, margin and what one unit is worth."""

from dataclasses import replace
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from cxdash.changes import measured, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Metric, Role
from cxdash.domain.targets import Target, parse_target, written
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.reports.use_cases import Offered
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally

_DIGITS = 12


def edit(slug: str, offered: Offered, *, today: date) -> None:
    """Let a person choose a metric of the use case, or a further one, and show its form."""
    stored = cached.report(use_cases.values, slug)
    used = [use.metric for use in sorted(stored.metrics, key=lambda use: list(Role).index(use.role))]
    catalogue = {metric.slug: metric for metric in offered.metrics}
    ordered = [*used, *(each for each in catalogue if each not in used)]
    chosen = st.selectbox(
        "Metric",
        [each for each in ordered if each in catalogue],
        format_func=lambda each: catalogue[each].name + ("" if each in used else " (add)"),
        key=f"measure-{slug}",
    )
    metric = catalogue[chosen]
    unit = literally(offered.figures.unit(metric))
    st.caption(f"{metric.metric_class.label}, in {unit}. It may be: {_allowed(metric)}.")
    _form(slug, metric, stored, offered.figures, today=today)


def _form(slug: str, metric: Metric, stored: UseCaseValues, figures: Figures, *, today: date) -> None:
    form = edits.draft(f"measure-{slug}-{metric.slug}", stored)
    edits.offer_to_start_again(form, stored)
    use = next((each for each in form.shown.metrics if each.metric == metric.slug), None)
    start = use or MetricUse(metric.slug, Role.SECONDARY)
    unit = literally("%" if metric.is_fraction else figures.unit(metric))
    symbol = literally(figures.symbol)
    with st.form(form.key("form"), border=False):
        left, right = st.columns(2)
        role = edits.choice(left, "Role", list(Role), start.role, key=form.key("role"), words=lambda each: each.label)
        target = right.text_input(
            "Target",
            "" if start.target is None else written(start.target, is_fraction=metric.is_fraction, unit=metric.unit),
            key=form.key("target"),
            placeholder="−30 %, −6 points, to 12 %",
        )
        left, right = st.columns(2)
        baseline = _number(left, f"Baseline, {unit}", start.baseline, form.key("baseline"), metric)
        margin = _number(
            right,
            f"Guardrail margin, {'points' if metric.is_fraction else unit}",
            start.margin,
            form.key("margin"),
            metric,
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
        with st.container(horizontal=True):
            saved = st.form_submit_button("Save metric", type="primary", key=form.key("save"))
            removed = st.form_submit_button("Remove from the use case", key=form.key("remove")) if use else False
    if not (saved or removed):
        return

    def store(changing: Session) -> None:
        wanted = replace(
            start,
            role=role,
            target=_target(target or "", start.target, metric),
            baseline=baseline,
            margin=margin,
            unit_value_low=worth[0],
            unit_value=worth[1],
            unit_value_high=worth[2],
            annual_volume=worth[3],
            value_source=source or "",
        )
        others = [each for each in form.shown.metrics if each.metric != metric.slug]
        uses = others if removed else sorted([*others, wanted], key=lambda each: each.metric)
        measured.edit_use_case(
            changing, slug, seen=form.seen, wanted=replace(form.shown, metrics=tuple(uses)), today=today
        )

    edits.save(form, Action.USE_CASE_EDIT, store, said=f"Saved {metric.name}; its pilots are judged anew.")


def _number(
    place: DeltaGenerator,
    label: str,
    value: float | None,
    key: str,
    metric: Metric,
    *,
    help_text: str | None = None,
) -> float | None:
    """Ask for a number in the unit people read; a share is shown in percent and kept from 0 to 1."""
    scale = 100.0 if metric.is_fraction else 1.0
    shown = None if value is None else float(f"{value * scale:.{_DIGITS}g}")
    typed = place.number_input(label, value=shown, key=key, format="%.10g", help=help_text)
    if typed == shown:
        return value
    return None if typed is None else typed / scale


def _target(text: str, before: Target | None, metric: Metric) -> Target | None:
    """Read a target; one that was not touched stays exactly what it was."""
    if before is not None and text == written(before, is_fraction=metric.is_fraction, unit=metric.unit):
        return before
    if not text.strip():
        return None
    target = parse_target(text, is_fraction=metric.is_fraction)
    if target is None:
        raise RuleError(
            f"“{text}” is no target. Write a change such as −30 % or −6 points, or a value such as to 12 %."
        )
    return target


def _allowed(metric: Metric) -> str:
    return ", ".join(role.value for role in Role if role in metric.allowed_roles)
