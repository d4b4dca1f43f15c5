"""Reviews that are over: what was decided, by whom, why, and the evidence as it was that day."""

import json
from collections.abc import Sequence
from datetime import date

import streamlit as st

from cxdash.domain.gate_reviews import Progress
from cxdash.domain.people import Person
from cxdash.reports import gate
from cxdash.reports.reviewed import Review
from cxdash.ui import downloads
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import gate_conditions, gate_decision, gate_marks
from cxdash.ui.use_cases.gate_marks import day


def newest(review: Review, person: Person, *, today: date) -> None:
    """Show what was decided last while its conditions are still to be met."""
    with st.container(border=True, gap="small", key=f"last-decision-{review.id}"):
        st.markdown(f"##### What the go to {review.to.value} asks for")
        st.markdown(_decided(review))
        gate_conditions.show(review.conditions, person, today=today)


def show(past: Sequence[Review], person: Person, *, today: date) -> None:
    """List every review that is over; each opens with its evidence as it was frozen."""
    if not past:
        return
    st.markdown("##### Past reviews")
    for review in past:
        opened = st.expander(_title(review), key=f"past-{review.id}", type="compact", on_change="rerun")
        if opened.open:
            with opened:
                _whole(review, person, today=today)


def _title(review: Review) -> str:
    if review.progress is Progress.WITHDRAWN or review.decision is None or review.effective_on is None:
        when = "" if review.withdrawn_on is None else f" on {day(review.withdrawn_on)}"
        return f"Gate to {review.to.value}: withdrawn{when}"
    return f"Gate to {review.to.value}: {review.decision.label.lower()} on {day(review.effective_on)}"


def _whole(review: Review, person: Person, *, today: date) -> None:
    st.markdown(
        f"{literally(review.requested_by)} asked for it on {day(review.requested_on)}."
        + (f" “{literally(review.note)}”" if review.note else "")
    )
    if review.decision is not None:
        st.markdown(_decided(review))
        gate_decision.said(review)
        gate_conditions.show(review.conditions, person, today=today, is_settled_here=False)
    if review.seats:
        st.markdown("\n".join(f"- {_voted(review, at)}" for at in range(len(review.seats))))
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        by = f"gate policy version {review.policy_number}" if review.policy_number else "the first gate policy"
        st.markdown(f"**The evidence of {day(review.frozen_on)}**, judged by {by}", width="stretch")
        table = gate.lines_table(review.frozen.lines)
        downloads.table_button(table, name=f"gate-{review.to.value}-{review.frozen_on}", key=f"evidence-{review.id}")
        downloads.file_button(
            lambda: json.dumps(dict(review.evidence), indent=1, ensure_ascii=False).encode(),
            name=f"gate-{review.to.value}-{review.frozen_on}.json",
            mime="application/json",
            key=f"whole-evidence-{review.id}",
            label="All of it",
        )
    if review.frozen.facts.statement:
        st.markdown(f"> {literally(review.frozen.facts.statement)}")
    for words in review.frozen.reopened:
        st.markdown(f":material/lock_open: {literally(words)}")
    for line in review.frozen.lines:
        st.markdown(gate_marks.criterion(line))


def _decided(review: Review) -> str:
    if review.decision is None or review.decided_on is None:
        return ""
    words = (
        f"{gate_marks.decision(review.decision)} decided by {literally(review.decided_by)} on {day(review.decided_on)}"
    )
    if review.seconded_by:
        words += f", {literally(review.seconded_by)} stands by it"
    if review.effective_on is None:
        words += ", never in effect"
    against = " against the recommendation" if review.against_recommendation else ""
    return f"{words}{against}."


def _voted(review: Review, at: int) -> str:
    seat = review.seats[at]
    mark = ":gray-badge[Voted on earlier evidence]" if seat.vote is None else gate_marks.VOTES[seat.vote]
    why = f": {literally(seat.reason)}" if seat.reason else ""
    return f"**{seat.function.value.capitalize()}** {mark} {literally(seat.person)}{why}"
