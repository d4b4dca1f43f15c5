"""Funnel: where the portfolio stands and where it leaks."""

import streamlit as st

from cxdash.charts import funnel as charts
from cxdash.domain.figures import count
from cxdash.domain.stages import Stage
from cxdash.reports import funnel
from cxdash.reports.portfolio import Entry
from cxdash.ui import cached, downloads, drawing, filters, links, session
from cxdash.ui.drawing import literally

session.require()

MOST_CARDS = 12


def lane(found: funnel.Lane) -> None:
    """Show a stage: how many are active, how many of them with evidence, what rests there, and each active one."""
    st.metric(found.stage.label, found.active)
    st.caption(found.says)
    for entry in found.entries[:MOST_CARDS]:
        card(entry)
    if len(found.entries) > MOST_CARDS:
        links.to_page("use_cases", f"All {len(found.entries)} in the list", **filters.link(stage=found.stage.label))


def card(entry: Entry) -> None:
    """Show one use case: how long it is there, what is shown, and what holds it."""
    links.to_page("use_cases", literally(entry.line.title), use_case=entry.line.slug)
    days = [] if entry.days_in_stage is None else [count(entry.days_in_stage, "day")]
    held = [*entry.alarms, *(f"Harm at {name}." for name in entry.harmed), *(flag.evidence for flag in entry.flags)]
    shown = literally(" · ".join([*days, entry.shown]))
    st.caption("\n".join([shown, "", *(f"- {literally(sentence)}" for sentence in held)]))


def resting(entries: tuple[Entry, ...]) -> None:
    """Name what is not being worked on."""
    if entries:
        with st.container(horizontal=True):
            for entry in entries:
                label = literally(f"{entry.line.title} ({entry.status.value} in {entry.stage.value})")
                links.to_page("use_cases", label, use_case=entry.line.slug)


def conversion(found: funnel.Funnel) -> None:
    """Draw how far all ideas came, beside the published share."""
    drawing.draw(
        charts.reached(funnel.PUBLISHED_SHARE),
        found.reached,
        title=f"{found.reached['label'].iloc[-1]} use cases reached scale",
        alt=f"Bar chart of use cases that ever reached each stage: {words(found)}.",
        key="reached",
        note=f"Of every use case ever recorded, by the furthest stage. Tick: {funnel.PUBLISHED}.",
    )


def words(found: funnel.Funnel) -> str:
    """Say the bars of the chart."""
    return ", ".join((found.reached["stage"] + " " + found.reached["label"]).tolist())


def waiting(found: funnel.Funnel) -> None:
    """Draw how long the active use cases have been in their stage."""
    everybody, shown = len(found.ageing), len(found.longest)
    drawing.draw(
        charts.ageing(),
        found.longest,
        title=f"{len(found.late)} of {everybody} wait longer than the policy allows",
        alt=f"Days in the present stage. Past the policy: {', '.join(found.late[:5]) or 'none'}.",
        key="ageing",
        note="Tick: the policy's limit. !: past it, or 24 months since the idea."
        + (f" The {shown} longest of {everybody}." if shown < everybody else ""),
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
    drawing.heading(found.moved_on, found.cohorts, key="cohorts")
    st.dataframe(
        found.cohorts,
        hide_index=True,
        column_config={
            "step": "Step",
            "entered_in": "Entered in",
            "entered": "Entered",
            "moved_on": "Moved on",
            "share": st.column_config.NumberColumn("Conversion", format="%d %%"),
            "median_days": st.column_config.NumberColumn(
                "Median days", help="How long those that moved on had been in the stage before."
            ),
        },
        placeholder="–",
        alt="Conversion and median days in stage by the year in which use cases entered the stage",
    )


st.title("Funnel")
chosen = filters.line("site", "owner", "metric", "step")
narrow = {"site": chosen.site, "owner": chosen.owner, "metric": chosen.metric, "step": chosen.step}
found = cached.report(funnel.seen, today=cached.today(), **narrow)

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
left, right = st.columns(2, gap="large")
with left, session.section():
    conversion(found)
with right, session.section():
    waiting(found)

with session.section():
    for column, each in zip(st.columns(len(Stage), gap="small", border=True), found.lanes, strict=True):
        with column:
            lane(each)
    resting(found.resting)

left, right = st.columns(2, gap="large")
with left, session.section():
    flow(found)
with right, session.section():
    cohorts(found)
downloads.table_button(found.counts, name="stages", key="stages-data", label="Counts by stage")
