"""This quarter: what did AI change, and what do I decide now?"""

import streamlit as st

from cxdash.charts import this_quarter as charts
from cxdash.reports import this_quarter
from cxdash.reports.answer import Answer
from cxdash.reports.quarter_state import Item
from cxdash.ui import cached, downloads, drawing, filters, links, session
from cxdash.ui.drawing import literally

session.require()

TODAY = cached.today()
AT_MOST = 3


def card(question: str, given: Answer) -> None:
    """Show a question with its number, what the number counts, and a sentence."""
    st.metric(f"**{question}**", given.number)
    st.markdown(f"{literally(given.unit)}.  \n{literally(given.sentence)}")


def listed(title: str, items: tuple[Item, ...], *, key: str) -> None:
    """List the first items, each a link to where it can be opened; the rest behind a click."""
    if not items:
        return
    with st.container(gap="xsmall"):
        st.markdown(f"##### {title}")
        for item in items[:AT_MOST]:
            line(item)
    if len(items) > AT_MOST:
        rest = st.expander(f"{len(items) - AT_MOST} more", key=key, on_change="rerun", type="compact")
        if rest.open:
            with rest, st.container(gap="xsmall"):
                for item in items[AT_MOST:]:
                    line(item)


def line(item: Item) -> None:
    """Show one item under its link."""
    query = {"pilot" if item.page == "compare" else "use_case": item.slug}
    if item.view:
        query["view"] = item.view
    links.to_page(item.page, literally(item.name), **query)
    st.caption(literally(item.says))


def changed(found: this_quarter.Quarterly) -> None:
    """Show value realised against value promised."""
    said, drawn = st.columns([2, 3], gap="medium")
    with said:
        card("What changed", found.value)
        if found.value.notes:
            st.caption(literally(" ".join(found.value.notes)))
    with drawn:
        if found.value_finding:
            drawing.draw(
                charts.by_grade(found.currency),
                found.by_grade,
                title=found.value_finding,
                alt=f"Bars by grade of evidence. {found.value.sentence}",
                key="value",
                note="Bar: realised before run cost, line: its 95 % range, tick: promised.",
            )
    if not found.lines.empty:
        every_pilot(found)


def every_pilot(found: this_quarter.Quarterly) -> None:
    """Offer what each pilot was worth, and from which figures."""
    whole = st.expander("Every pilot in it", key="lines", on_change="rerun", type="compact")
    if whole.open:
        with whole:
            st.dataframe(found.lines, hide_index=True, alt="What each pilot was worth, and from which figures")
            downloads.table_button(found.lines, name=f"value-{found.name}", key="lines-data", label="Download")


def people(found: this_quarter.Quarterly) -> None:
    """Draw what customers and agents met."""
    if found.people_finding:
        drawing.draw(
            charts.outcomes(),
            found.outcomes,
            title=found.people_finding,
            alt=f"Bars by metric, {found.name} against {found.name_before}. {found.people.sentence}",
            key="outcomes",
            note=f"{found.name_before} → {found.name}, the same pilots in both.",
        )


with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
    st.title("This quarter", anchor=False, width="stretch")
    chosen = filters.side_by_side("quarter", today=TODAY)
if chosen.quarter is None:
    links.nothing_yet(
        "No figures yet.",
        do="Upload a tracker. This page then says what AI changed in the quarter, what is stuck and what you decide.",
    )
    st.stop()

found = cached.report(this_quarter.quarterly, chosen.quarter, today=TODAY)
if found.caution:
    st.caption(found.caution)

with st.container(border=True), session.shown_to_people():
    changed(found)
answers = {
    "Customers and agents": found.people,
    "What moved": found.moves,
    "What is stuck": found.trapped,
    "What needs you": found.decisions,
}
with session.shown_to_people():
    for column, (question, given) in zip(st.columns(4, gap="small", border=True), answers.items(), strict=True):
        with column:
            card(question, given)

met, needed, blocked = st.columns(3, gap="medium")
with met, session.shown_to_people():
    people(found)
    if found.moved:
        listed("Moved", found.moved, key="more-moved")
        links.to_page("funnel", "Open the funnel", icon=":material/filter_alt:")
with needed, session.shown_to_people():
    listed("Gate reviews waiting", found.reviews, key="more-reviews")
    listed("Verdicts ready", tuple(each.item for each in found.waiting.decisions), key="more-decisions")
    listed("Soon, or silent", (*found.waiting.ending, *found.waiting.silent), key="more-waiting")
    links.to_page("compare", "Compare pilots", icon=":material/leaderboard:")
with blocked, session.shown_to_people():
    listed("Stuck", found.stuck, key="more-stuck")
    links.to_page("use_cases", "All use cases", icon=":material/assignment:")
