"""Compare pilots: which pilots work, on one scale."""

import streamlit as st

from cxdash.charts import compare as charts
from cxdash.charts import run_chart
from cxdash.reports import compare, one_pilot
from cxdash.ui import cached, downloads, drawing, filters, links, session
from cxdash.ui import one_pilot as shown
from cxdash.ui.drawing import literally

session.require()

MOST_SMALL = 9
SMALL_WIDE = 220  # pixels at least
TODAY = cached.today()


def compared(chosen: filters.Chosen, picked: tuple[str, ...] = ()) -> compare.Comparison:
    """Ask for the pilots that fit the filters; for those picked by slug, where some are."""
    return cached.report(
        compare.comparison,
        today=TODAY,
        site=chosen.site,
        stage=chosen.stage,
        owner=chosen.owner,
        metric=chosen.metric,
        pilots=picked,
    )


def on_one_scale(found: compare.Comparison) -> None:
    """Draw attainment with its interval, and name what cannot be drawn."""
    if found.scale.empty:
        st.markdown("No pilot of this choice has an interval yet.")
    else:
        drawing.draw(
            charts.attainment(),
            found.scale,
            title=found.finding,
            alt=f"Dot and whisker chart. {found.headline}. Best first: {', '.join(found.scale['name'].head(3))}.",
            key="attainment",
            note="○ measured, with its 95 % interval · ◆ likely, once all finished pilots are weighed together. "
            "Lines: no change (grey) and target (green). Letters: evidence grade, A the strongest.",
        )


def waiting(found: compare.Comparison) -> None:
    """List pilots that are too early and those that cannot have an interval, with the reason."""
    if found.early:
        st.markdown("**Too early to judge**")
        st.markdown("\n".join(f"- {literally(name)}: {literally(progress)}" for name, progress in found.early))
    if found.without:
        st.markdown("**No interval**")
        st.markdown(
            "\n".join(f"- {literally(name)}: no interval, because {literally(why)}." for name, why in found.without)
        )


def as_table(found: compare.Comparison) -> None:
    """Show every pilot as a row of sentences."""
    percent = st.column_config.NumberColumn
    if found.promised:
        st.markdown(literally(found.promised))
    st.dataframe(
        found.table,
        hide_index=True,
        column_config={
            "Pilot": st.column_config.TextColumn(pinned=True, width="medium"),
            "Attained": percent(format="%d %%", help="The measured effect as a share of the target."),
            "Likely": percent(format="%d %%", help="The same once all finished pilots are weighed together."),
            "Net value, measured": st.column_config.TextColumn(
                help="Over three years, in today's money, after all costs, if the measured effect held."
            ),
            "Net value, likely": st.column_config.TextColumn(
                help="The same of the likely effect. The table is in this order."
            ),
            "Chance of target": st.column_config.TextColumn(help="How likely it is that the target is met."),
            "Observed change": st.column_config.TextColumn(help="Pilot against baseline, drift not removed."),
        },
        alt="Pilots with verdict, grade, effect, attainment, guardrails and recommendation",
    )
    downloads.table_button(found.table, name="pilots", key="pilots-data", label="Download this table")


def side_by_side(slugs: tuple[str, ...]) -> None:
    """Draw the primary metric of up to nine pilots against baseline, target and comparison."""
    drawn = cached.report(one_pilot.small, slugs[:MOST_SMALL], today=TODAY)
    if not drawn:
        st.markdown("None of these pilots has figures yet.")
        return
    grid = st.grid(3, min_column_width=SMALL_WIDE)
    for at, each in enumerate(drawn):
        with grid.cell():
            st.markdown(f"**{literally(each.name)}**  \n{literally(each.metric)}  \n{literally(each.says)}")
            alt = f"Run chart of {each.name}, {each.metric}: {each.says}"
            drawing.picture(run_chart.small_run_chart(percent=each.percent), each.rows, alt=alt, key=f"small-{at}")
    more = f" The first {MOST_SMALL} of {len(slugs)}; pick pilots above." if len(slugs) > MOST_SMALL else ""
    st.caption(
        "Blue: pilot · orange, dotted: comparison · grey, level: baseline mean · green, dashed: target · "
        "shaded: window." + more
    )


def remember_in_the_address() -> None:
    """Let a link to this page open the same pilot."""
    st.query_params["pilot"] = st.session_state["pilot"]


st.title("Compare pilots")
chosen = filters.line("site", "stage", "owner", "metric")
everything = compared(chosen)

if not everything.offered:
    if any((chosen.site, chosen.stage, chosen.owner, chosen.metric)):
        st.info("No pilot fits these filters. Take one away.", icon=":material/filter_alt_off:")
    else:
        links.nothing_yet(
            "There is no pilot yet.",
            do="Upload a register of use cases or a tracker; each pilot in it appears here with its effect.",
        )
    st.stop()

names = dict(everything.offered)
picked = st.multiselect(
    "Pilots",
    list(names),
    format_func=names.__getitem__,
    key="pilots",
    placeholder="All pilots",
    label_visibility="collapsed",
    bind="query-params",
)
found = compared(chosen, tuple(picked)) if picked else everything

st.subheader(literally(found.headline), anchor=False)
if found.overstated:
    st.markdown(literally(found.overstated))

scale, weeks, table = st.tabs(["On one scale", "Side by side", "Table"], key="view", bind="query-params")
if scale.open:
    with scale, session.shown_to_people():
        on_one_scale(found)
        waiting(found)
if weeks.open:
    with weeks, session.shown_to_people():
        side_by_side(found.slugs)
if table.open:
    with table, session.shown_to_people():
        as_table(found)

with session.section("One pilot"):
    asked = st.query_params.get("pilot")
    if st.session_state.get("pilot") not in names:
        st.session_state["pilot"] = asked if asked in names else found.slugs[0]
    slug = st.selectbox(
        "Pilot",
        list(names),
        format_func=names.__getitem__,
        key="pilot",
        label_visibility="collapsed",
        on_change=remember_in_the_address,
    )
    for at, each in enumerate(cached.report(one_pilot.opened, slug, today=TODAY)):
        shown.show(each, at)
