"""The fields of a pilot, in sections of a few controls each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import MetricUse, PilotValues
from cxdash.judging.pilot_results import day
from cxdash.reports.use_cases import Offered
from cxdash.ui import edits
from cxdash.ui.days import EARLIEST
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import plan_days

Form = edits.Draft[PilotValues]
_AGAINST = {
    Comparison.NONE: "Its own past only",
    Comparison.GROUP: "A comparison group",
    Comparison.RANDOMISED: "Groups drawn by lot",
}
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form says, and sentences about what in it cannot be stored as it is."""

    values: PilotValues
    problems: tuple[str, ...] = ()

    @property
    def to_store(self) -> PilotValues:
        """The values; RuleError with the first problem where there is one."""
        if self.problems:
            raise RuleError(self.problems[0])
        return self.values


def place(form: Form, offered: Offered, start: PilotValues) -> PilotValues:
    """Ask what the pilot is called and where it runs; no lock holds that."""
    shown = form.shown
    left, right = st.columns(2)
    name = left.text_input("Name", shown.name, key=form.key("name"), placeholder="Reminders Riverside")
    site = _named(right, "Site", offered.sites, shown.site, key=form.key("site"))
    left, right = st.columns(2)
    segment = left.text_input("Segment", shown.segment, key=form.key("segment"), placeholder="New patients")
    client = right.text_input(
        "Client",
        shown.client,
        key=form.key("client"),
        placeholder="Your own customers",
        help="Whose customers these are, where you serve several organisations. Proof that names it needs its leave.",
    )
    status = edits.choice(
        left, "Status", list(Status), shown.status, key=form.key("status"), words=lambda each: each.label
    )
    return replace(start, name=name or "", site=site, segment=segment or "", client=client or "", status=status)


def costs(form: Form, offered: Offered, start: PilotValues) -> PilotValues:
    """Ask what the pilot costs, and for notes; no lock holds that."""
    shown = form.shown
    left, middle, right = st.columns(3)
    symbol = literally(offered.figures.symbol)
    once = left.number_input(f"Once, {symbol}", value=shown.one_off_cost, key=form.key("once"), format="%.10g")
    yearly = middle.number_input(
        f"Running it, {symbol} a year", value=shown.run_cost_year, key=form.key("yearly"), format="%.10g"
    )
    usage = right.number_input(
        f"Each case, {symbol}",
        value=shown.usage_cost,
        key=form.key("usage"),
        format="%.10g",
        help="Paid for each case on top, such as tokens or minutes: it grows with the volume.",
    )
    notes = st.text_area("Notes", shown.notes, key=form.key("notes"), height=70)
    return replace(start, one_off_cost=once, run_cost_year=yearly, usage_cost=usage, notes=notes or "")


def plan(
    form: Form, offered: Offered, start: PilotValues, uses: tuple[MetricUse, ...], *, has_figures: bool = True
) -> Typed:
    """Ask for everything that the lock will hold fast.

    Args:
        form: the draft; its fields start from what it shows.
        offered: names to choose from.
        start: what is typed elsewhere already.
        uses: the metrics of the use case.
        has_figures: whether the pilot may have figures, so that some can be left out.
    """
    st.markdown("##### When")
    said = _when(form, start)
    st.markdown("##### Against what")
    said = _against(form, offered, said)
    st.markdown("##### Who is touched")
    said = _touched(form, said)
    used = {use.metric for use in uses}
    names = {metric.slug: metric.name for metric in offered.metrics if metric.slug in used}
    anything = bool(form.shown.occasions or form.shown.left_out)
    with st.expander("What is out of the ordinary", expanded=anything, key=form.key("days")):
        days = plan_days.ask(form, metrics=names, has_figures=has_figures)
    return Typed(replace(said, occasions=days.occasions, left_out=days.left_out), days.problems)


def _when(form: Form, start: PilotValues) -> PilotValues:
    shown = form.shown
    left, right = st.columns(2)
    goes_live = left.date_input(
        "Goes live", shown.goes_live, min_value=EARLIEST, format="YYYY-MM-DD", key=form.key("live")
    )
    window = right.number_input("Window, days", 0, value=shown.window_days, key=form.key("window"))
    left, right = st.columns(2)
    baseline = left.date_input(
        "Baseline starts", shown.baseline_starts, min_value=EARLIEST, format="YYYY-MM-DD", key=form.key("baseline")
    )
    run_in = right.number_input(
        "Run-in, days", 0, value=shown.run_in_days, key=form.key("run-in"), help="First days that do not count."
    )
    days = int(window or 0)
    if isinstance(goes_live, date) and days:
        st.caption(f"The verdict falls once the figures up to {day(goes_live + timedelta(days=days - 1))} are in.")
    return replace(start, goes_live=goes_live, window_days=days, run_in_days=int(run_in or 0), baseline_starts=baseline)


def _against(form: Form, offered: Offered, start: PilotValues) -> PilotValues:
    """Ask only what the kind of comparison needs; what another kind needed goes with it."""
    shown = form.shown
    chosen = st.radio(
        "Compared with",
        list(_AGAINST),
        index=list(_AGAINST).index(shown.comparison),
        format_func=_AGAINST.__getitem__,
        key=form.key("comparison"),
        horizontal=True,
        label_visibility="collapsed",
    )
    said = replace(start, comparison=chosen)
    if chosen is not shown.comparison:
        said = replace(said, comparison_label="", comparison_waiver="", randomised_unit="", units_per_arm=None)
        said = replace(said, planned_split=None)
    if chosen is Comparison.NONE:
        waiver = _named(
            st,
            "“No comparison group” accepted by",
            offered.people,
            shown.comparison_waiver,
            key=form.key("waiver"),
            help_text="An executive, by name. Without a comparison group and without this name, no funding is advised.",
        )
        return replace(said, comparison_waiver=waiver)
    group = "The other group" if chosen is Comparison.RANDOMISED else "Comparison group"
    label = st.text_input(group, shown.comparison_label, key=form.key("group"), placeholder="Millbrook")
    said = replace(said, comparison_label=label or "")
    return _lottery(form, said) if chosen is Comparison.RANDOMISED else said


def _lottery(form: Form, start: PilotValues) -> PilotValues:
    shown = form.shown
    left, middle, right = st.columns(3)
    unit = left.text_input("What was drawn", shown.randomised_unit, key=form.key("unit"), placeholder="contact, team")
    units = middle.number_input(
        "Units per group",
        0,
        value=shown.units_per_arm,
        key=form.key("units"),
        help="Where teams, sites or agents were drawn. Leave it empty where contacts or customers were.",
    )
    split = _percent(right, "Share in the pilot, %", shown.planned_split, key=form.key("split"), placeholder="50")
    return replace(
        start,
        randomised_unit=unit or "",
        units_per_arm=None if units is None else int(units),
        planned_split=split,
    )


def _touched(form: Form, start: PilotValues) -> PilotValues:
    shown = form.shown
    left, right = st.columns([2, 1])
    population = left.text_input(
        "Whose outcome",
        shown.population,
        key=form.key("population"),
        placeholder="Patients of Northgate",
        help="Pilots among the same people share what was observed; the same words here say that they are the same.",
    )
    share = _percent(right, "Share of them, %", shown.population_share, key=form.key("share"))
    bad = st.checkbox(
        "Chosen because its figures were bad",
        shown.chosen_because_bad,
        key=form.key("bad"),
        help="Bad figures tend to recover by themselves, so the evidence counts one letter less.",
    )
    return replace(start, population=population or "", population_share=share, chosen_because_bad=bad)


def _percent(
    where: Any,  # noqa: ANN401 a column of the page
    label: str,
    value: float | None,
    *,
    key: str,
    placeholder: str | None = None,
) -> float | None:
    """Ask for a share in percent; one that was not touched stays exactly what it was."""
    shown = None if value is None else float(f"{value * _WHOLE:.10g}")
    typed = where.number_input(
        label, 0.0, _WHOLE, value=shown, key=key, format="%.10g", step=5.0, placeholder=placeholder
    )
    if typed == shown:
        return value
    return None if typed is None else float(typed) / _WHOLE


def _named(
    where: Any,  # noqa: ANN401 a column of the page
    label: str,
    offered: Sequence[str],
    value: str,
    *,
    key: str,
    help_text: str | None = None,
) -> str:
    """Ask for one of the names there are, or a new one; empty where none is chosen."""
    names = list(dict.fromkeys(["", *offered, value]))
    chosen = where.selectbox(
        label,
        names,
        index=names.index(value),
        format_func=lambda each: each or "–",
        key=key,
        accept_new_options=True,
        help=help_text,
    )
    return chosen or ""
