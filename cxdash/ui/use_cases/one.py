"""One use case opened: what is wanted, who answers, its pilots, its figures over time, its log."""

from datetime import date

import streamlit as st

from cxdash.changes import pilots as stored
from cxdash.changes import use_cases
from cxdash.charts import use_cases as charts
from cxdash.domain.periods import Grain
from cxdash.reports import history, plan_text, planning, use_case_figures
from cxdash.reports.use_cases import Opened, PilotCard
from cxdash.ui import cached, downloads, drawing, links
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import plan_shown

_NOT_EVIDENCE = (
    "Observed, not evidence: these figures belong to no pilot, so nothing says what caused a change. Add a pilot with "
    "its start and a comparison to find out."
)
_OBSERVED = "As observed, drift included; what a pilot changed is under Pilots."


def head(use_case: Opened) -> None:
    """Say the outcome wanted, where it stands, what it has shown and what holds it."""
    if use_case.archived_on is not None:
        st.warning(f"Archived on {use_case.archived_on.day} {use_case.archived_on:%b %Y}. It is in no list any more.")
    st.markdown(f"**{literally(use_case.statement)}**" if use_case.statement else "*No outcome statement yet.*")
    standing = (use_case.status.label, use_case.standing, use_case.summary)
    st.markdown(" · ".join(literally(part) for part in standing if part))
    for alarm in use_case.alarms:
        st.error(literally(alarm), icon=":material/warning:")
    said = [("Harm", f"Shown at {name}.") for name in use_case.harmed]
    if said or use_case.flags:
        st.markdown("\n".join(f"- **{word}:** {literally(why)}" for word, why in (*said, *use_case.flags)))


def plan(use_case: Opened) -> None:
    """Show what it is judged by, who answers, and what it is built from."""
    if use_case.measures.empty:
        st.markdown("No metric yet: nothing says what should get better. Name one under Edit.")
    else:
        drawing.heading("Judged by", use_case.measures, key="measures")
        st.table(
            use_case.measures,
            hide_index=True,
            border="horizontal",
            alt="Metrics with role, target, baseline, margin and worth",
        )
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("##### Who answers")
        st.markdown("\n".join(f"- {label}: {literally(name) or '**nobody yet**'}" for label, name in use_case.owners))
    with right:
        st.markdown("##### Built from")
        said = (
            ("Journey steps", ", ".join(use_case.steps)),
            ("Modules", ", ".join(use_case.modules)),
            ("People are helped by", use_case.help_mode.lower()),
            *([("Notes", use_case.notes)] if use_case.notes else []),
        )
        st.markdown("\n".join(f"- {label}: {literally(words) or '–'}" for label, words in said))


def pilots(use_case: Opened, *, today: date) -> None:
    """Show every pilot with its verdict, its window, its lock, and its plan for whoever wants to read it."""
    if not use_case.pilots:
        st.markdown("No pilot yet. Add one under Edit; a tracker that names it brings its figures.")
    for first in range(0, len(use_case.pilots), 2):
        for column, pilot in zip(st.columns(2), use_case.pilots[first : first + 2], strict=False):
            with column, st.container(border=True, gap="xsmall"):
                _pilot(pilot)
                _plan(pilot, use_case.slug, today=today)


def figures(slug: str) -> None:
    """Draw a metric of the use case over time, line by line."""
    known = cached.report(use_case_figures.lines, slug)
    if not known.metrics:
        links.nothing_yet("No figures yet.", do="Upload a tracker that names this use case or one of its pilots.")
        return
    names = dict(known.metrics)
    left, right = st.columns([3, 2])
    metric = left.selectbox("Metric", list(names), format_func=names.__getitem__, key="figure", bind="query-params")
    grains = known.grains[metric]
    if not grains:
        st.markdown("These figures are yearly; a line needs shorter periods.")
        return
    usual = Grain.MONTH if Grain.MONTH in grains else grains[0]
    grain = right.segmented_control(
        "By", grains, default=usual, format_func=lambda each: each.value.capitalize(), key=f"by-{metric}", required=True
    )
    lines = known.names[metric]
    above = st.container()
    chosen = lines
    if len(lines) > 1:
        chosen = tuple(
            st.multiselect(
                "Lines", lines, use_case_figures.first_lines(lines), key=f"lines-{slug}-{metric}", max_selections=6
            )
        )
    drawn = cached.report(use_case_figures.over_time, slug, metric, chosen, Grain(grain or usual))
    if drawn is None or drawn.rows.empty:
        st.markdown("Choose at least one line.")
        return
    with above:
        drawing.draw(
            charts.figures(drawn.axis, percent=drawn.is_fraction),
            drawn.rows,
            title=drawn.finding,
            alt=f"Line chart. {drawn.finding}. Lines: {', '.join(chosen)}.",
            key="over-time",
            note=_OBSERVED if known.has_pilots else _NOT_EVIDENCE,
        )


def log(slug: str) -> None:
    """Show who changed what, when and why, the newest first."""
    found = cached.report(history.of_use_case, slug)
    st.dataframe(
        found,
        hide_index=True,
        column_config={
            "When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm", timezone=st.context.timezone or "UTC")
        },
        alt="Log of this use case: when, who, what, before, after, why",
    )
    downloads.table_button(found, name="log", key="log-data", label="Download the log")


def _pilot(pilot: PilotCard) -> None:
    links.to_page("compare", pilot.name, pilot=pilot.slug)
    st.markdown(f"**{literally(pilot.verdict or pilot.progress or 'Not measured')}**")
    if pilot.effect:
        st.markdown(literally(pilot.effect))
    for sentence in (*pilot.alarms[:1], *(f"Guardrail red: {name}." for name in pilot.harmed)):
        st.markdown(f":red[{literally(sentence)}]")
    st.caption(literally(f"{pilot.plan}. {pilot.lock}."))


def _plan(pilot: PilotCard, use_case: str, *, today: date) -> None:
    """Show the plan once it is opened; only then is it read."""
    opened = st.expander("The plan", key=f"plan-of-{pilot.slug}", on_change="rerun", type="compact")
    if not opened.open:
        return
    plan, uses = cached.report(stored.values, pilot.slug), cached.report(use_cases.values, use_case).metrics
    with opened:
        shown = cached.report(plan_text.text, pilot.slug, plan, uses)
        plan_shown.declared(shown)
        st.markdown("##### What it can prove")
        design = cached.report(planning.design, plan, uses, pilot=pilot.slug, today=today)
        plan_shown.proofs(design)
        plan_shown.history(shown)
        plan_shown.late(design)
