"""Funnel: where the portfolio stands and where it leaks."""

from datetime import date

import streamlit as st

from cxdash.charts import funnel as charts
from cxdash.domain.figures import percent
from cxdash.domain.stages import Stage
from cxdash.reports import funnel
from cxdash.reports.portfolio import Entry
from cxdash.ui import cached, downloads, drawing, filters, links, session
from cxdash.ui.drawing import literally

session.require()

MOST_CARDS = 12
MOST_BARS = 20


def numbers(found: funnel.Funnel) -> None:
    """Show per stage how many are active, how many of them with evidence, and what rests there."""
    for column, row in zip(st.columns(len(Stage)), found.counts.to_dict("records"), strict=True):
        evidence = f"{row['measured']} with evidence ({row['grades']})" if row["measured"] else "none with evidence"
        late = [f"{row['over_policy']} past policy"] if row["over_policy"] else []
        resting = [f"{row[status]} {status}" for status in ("parked", "stopped", "retired") if row[status]]
        with column, st.container(border=True, gap="xsmall", height="stretch"):
            st.metric(row["stage"], f"{row['active']} active")
            st.caption(" · ".join([evidence, *late, *resting]))


def card(entry: Entry) -> None:
    """Show one use case: what is shown, what is missing, what holds it."""
    with st.container(border=True, gap="xsmall"):
        links.to_page("use_cases", entry.line.title, use_case=entry.line.slug)
        days = "" if entry.days_in_stage is None else f"{entry.days_in_stage:,} days"
        st.caption(" · ".join(part for part in (days, entry.shown) if part))
        said = [*entry.alarms, *(f"Harm at {name}." for name in entry.harmed), *(flag.evidence for flag in entry.flags)]
        if said:
            st.caption("\n".join(f"- {literally(sentence)}" for sentence in said))


def board(active: tuple[Entry, ...]) -> None:
    """Show the active use cases by stage, those in trouble first."""
    for column, stage in zip(st.columns(len(Stage)), Stage, strict=True):
        there = [entry for entry in active if entry.stage is stage]
        with column:
            st.markdown(f"**{stage.label}** · {len(there)}")
            for entry in there[:MOST_CARDS]:
                card(entry)
            if len(there) > MOST_CARDS:
                links.to_page("use_cases", f"All {len(there)} in the list", **filters.link(stage=stage.label))


def resting(entries: tuple[Entry, ...]) -> None:
    """Name what is not being worked on."""
    if entries:
        with st.container(horizontal=True):
            for entry in entries:
                label = f"{entry.line.title} ({entry.status.value} in {entry.stage.value})"
                links.to_page("use_cases", label, use_case=entry.line.slug)


def conversion(found: funnel.Funnel) -> None:
    """Draw how far all ideas came, beside the published share."""
    at_scale = found.reached.iloc[-1]
    drawing.draw(
        charts.reached(funnel.PUBLISHED_SHARE),
        found.reached,
        title=f"{at_scale['label']} use cases reached scale",
        alt=f"Bar chart of use cases that ever reached each stage: {words(found)}.",
        key="reached",
        note=f"Of every use case ever recorded, by the furthest stage. Tick: {funnel.PUBLISHED}.",
    )


def words(found: funnel.Funnel) -> str:
    """Say the bars of the chart."""
    return ", ".join(f"{row['stage']} {row['label']}" for row in found.reached.to_dict("records"))


def waiting(found: funnel.Funnel) -> None:
    """Draw how long the active use cases have been in their stage."""
    over = found.ageing[found.ageing["state"] != "within the policy"]
    drawing.draw(
        charts.ageing(),
        found.ageing.head(MOST_BARS),
        title=f"{len(over)} of {len(found.ageing)} wait longer than the policy allows",
        alt=f"Days in the present stage. Past the policy: {', '.join(over['use_case'].head(5)) or 'none'}.",
        key="ageing",
        note="Tick: the policy's limit; ! past the limit, or 24 months since the idea."
        + (f" The {MOST_BARS} longest of {len(found.ageing)}." if len(found.ageing) > MOST_BARS else ""),
    )


def flow(found: funnel.Funnel) -> None:
    """Draw who moved when, and name the latest moves."""
    drawing.draw(
        charts.moves(),
        found.moves,
        title=found.flow,
        alt="Number of use cases that entered each stage in each of the last eight quarters.",
        key="moves",
        note="Use cases that entered each stage, by quarter.",
    )
    if found.recent:
        st.markdown("\n".join(f"- {literally(sentence)}" for sentence in found.recent))
    else:
        st.markdown("Nobody moved in this quarter or the one before.")


def cohorts(found: funnel.Funnel) -> None:
    """Show conversion and time in stage by the year of entry."""
    drawing.heading(step_words(found), found.cohorts, key="cohorts")
    st.dataframe(
        found.cohorts.assign(share=(found.cohorts["share"] * 100).round()),
        hide_index=True,
        column_config={
            "step": "Step",
            "entered_in": "Entered in",
            "entered": "Entered",
            "moved_on": "Moved on",
            "share": st.column_config.NumberColumn("Conversion", format="%d %%"),
            "median_days": st.column_config.NumberColumn(
                "Median days", help="How long those that moved on had stayed before."
            ),
        },
        placeholder="–",
        alt="Conversion and median days in stage by the year in which use cases entered the stage",
    )


def step_words(found: funnel.Funnel) -> str:
    """Say the conversion of each step."""
    parts = [
        f"{percent(step.share, places=0)} of {step.stage.value}s"
        if step.share is not None and step.stage is Stage.IDEA
        else f"{percent(step.share, places=0)} from {step.stage.value}"
        for step in found.steps
        if step.share is not None
    ]
    return f"{', '.join(parts)} moved on" if parts else "Nobody moved on yet"


st.title("Funnel")
chosen = filters.line("site", "owner", "metric", "step")
narrow = {"site": chosen.site, "owner": chosen.owner, "metric": chosen.metric, "step": chosen.step}
found = cached.report(funnel.seen, today=date.today(), **narrow)

if not found.active and not found.resting:
    if any(narrow.values()):
        st.info("No use case fits these filters. Take one away.", icon=":material/filter_alt_off:")
    else:
        links.nothing_yet(
            "There is no use case yet.",
            do="Upload a register of use cases, or write the first one down; it appears here at its stage.",
        )
    st.stop()

st.subheader(literally(found.headline), anchor=False)
st.markdown(literally(found.bottleneck))
with session.section():
    numbers(found)

left, right = st.columns(2, gap="large")
with left, session.section():
    conversion(found)
with right, session.section():
    waiting(found)

with session.section("Board"):
    board(found.active)
    resting(found.resting)

left, right = st.columns(2, gap="large")
with left, session.section():
    flow(found)
with right, session.section():
    cohorts(found)
downloads.table_button(found.counts, name="stages", key="stages-data", label="Counts by stage")
