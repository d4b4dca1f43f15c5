"""The score: the level of each part, what holds the whole down, the rule behind each, and how it came here."""

from datetime import date

import streamlit as st

from cxdash.charts import operating_model as charts
from cxdash.domain.disciplines import Part
from cxdash.domain.mastery import FEW, LEVELS, MOST_OF_FEW, Mark, Score
from cxdash.reports import operating_model, operating_model_trend
from cxdash.reports.operating_model import OperatingModel
from cxdash.reports.operating_model_trend import OVERALL, Trend
from cxdash.ui import cached, drawing, links, session
from cxdash.ui.drawing import literally

_SHOWN = 4


def headline(today: date) -> None:
    """Say the overall level and what holds it down; nothing where there is nothing to judge."""
    found = cached.report(operating_model.operating_model, today=today)
    if found.score is not None:
        st.subheader(literally(found.score.headline), anchor=False)


def show(today: date) -> None:
    """Show the parts in two groups, then one of them with its rule and who does not keep it, then the trend."""
    found = cached.report(operating_model.operating_model, today=today)
    if found.score is None:
        links.nothing_yet(
            "There is no active use case, so there is no score.",
            do="Upload a register of use cases; the score is computed from what is known of them.",
        )
        return
    past = cached.report(operating_model_trend.trend, today=today, now=found.score)
    left, right = st.columns(2, gap="large")
    with left:
        _radar(past, title="Five disciplines", disciplines=True)
    with right:
        _radar(past, title="Four properties of mastery", disciplines=False)
    st.caption(
        "Level by the share of use cases that keep the rule: "
        + literally("; ".join(f"{each.number} {each.name.lower()}, from {each.least:.0%}" for each in LEVELS))
        + f". The whole is the least of all, never the mean. Fewer than {FEW} use cases reach {MOST_OF_FEW} at most."
        + (f" Dashed, with squares: the end of {literally(past.before)}, as far as it is known." if past.before else "")
    )
    with session.section():
        _one(found, found.score)
    with session.section():
        _trend(past)


def _radar(past: Trend, *, title: str, disciplines: bool) -> None:
    marks = past.now.of(disciplines=disciplines)
    lowest = min(mark.level for mark in marks)
    at_it = [mark.part.value for mark in marks if mark.level == lowest]
    words = ", ".join(f"{mark.part.label} level {mark.level} ({mark.figures})" for mark in marks)
    which = "all" if len(at_it) == len(marks) else " and ".join(at_it)
    st.markdown(f"##### {title}: {which} at level {lowest}{'' if len(at_it) == len(marks) else ', the lowest'}")
    drawing.picture(
        charts.radar(len(marks)),
        past.disciplines if disciplines else past.properties,
        alt=f"Radar chart of levels from 1 to 5. {words}.",
        key="disciplines" if disciplines else "properties",
    )


def _one(found: OperatingModel, score: Score) -> None:
    """Show the part that is chosen; at first the one that holds the whole down."""
    names = {mark.part.label: mark for mark in score.marks}
    drawing.heading("How each is computed", found.table, key="operating-model")
    chosen = st.segmented_control(
        "Part",
        list(names),
        default=score.held_down_by[0].part.label,
        required=True,
        key="part",
        bind="query-params",
        label_visibility="collapsed",
    )
    mark = names[str(chosen)]
    rule = mark.rule
    following = f" {mark.to_next}." if mark.to_next else ""
    st.markdown(
        f"**{mark.part.label}: level {mark.level}, {mark.name.lower()}. {literally(mark.figures)}.**"
        f"{literally(following)}\n"
        f"- **Rule.** {literally(rule.sentence)} {literally(rule.why)}\n"
        f"- **Next.** {literally(rule.mend)}"
    )
    _offenders(found, mark)


def _offenders(found: OperatingModel, mark: Mark) -> None:
    if not mark.offenders:
        return
    drawing.heading(
        f"{len(mark.offenders)} of {mark.of} do not keep it", found.lacking[mark.part], key=f"lacking-{mark.part.name}"
    )
    with st.container(gap="xsmall", key="lacking"):
        for each in mark.offenders[:_SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                links.to_page("use_cases", literally(each.title), use_case=each.slug, view=_VIEWS[mark.part])
                st.markdown(literally("; ".join(each.lacks)), width="stretch")
    if len(mark.offenders) > _SHOWN:
        st.caption(f"And {len(mark.offenders) - _SHOWN} more; Data has them all.")


_VIEWS = {
    Part.USE_CASE_FIRST: "Define",
    Part.BUSINESS_SUCCESS: "Pilots",
    Part.MODULAR_BUILD: "Define",
    Part.ALIGNED_FUNCTIONS: "Define",
    Part.PROOF_POINTS: "Pilots",
    Part.EMBEDDED: "Gate",
    Part.ALIGNED: "Metrics",
    Part.AUGMENTING: "Metrics",
    Part.GOVERNED: "Gate",
}
"""The tab of the use case on which a part is mended."""


def _trend(past: Trend) -> None:
    if len(past.scores) < 2:
        return
    drawing.draw(
        charts.trend((OVERALL, *(part.label for part in Part))),
        past.drawn,
        title=past.finding or f"How the levels came here since {past.since}",
        alt=f"Table of levels by quarter since {past.since}, a row for the whole and for each part. {past.finding}.",
        key="operating-model-trend",
        note=past.note,
    )
