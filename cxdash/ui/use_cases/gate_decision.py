"""The decision of a gate review: taken by who may, beside what is recommended, and stood by by a second person."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from cxdash.changes import gate_decisions
from cxdash.domain.actions import Action
from cxdash.domain.gate_decisions import MONEY_IS_NEW, may_decide, may_second, needs_second
from cxdash.domain.gate_policy import Delegation
from cxdash.domain.gate_reviews import Condition, Decision, Wanted
from cxdash.domain.people import Person
from cxdash.domain.stages import Stage
from cxdash.reports.gate_review import AtGate, UnderWay
from cxdash.reports.reviewed import Review
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides, gate_conditions, gate_marks, saving
from cxdash.ui.use_cases.gate_marks import day

_MEANS = {
    Decision.GO: "It goes on to {to}.",
    Decision.CONDITIONAL_GO: "It goes on to {to}, and what is asked for is done by a day.",
    Decision.HOLD: "It stays where it is until more is known.",
    Decision.RECYCLE: "Work is done anew before it comes back.",
    Decision.STOP: "Work on it ends; what was learned is kept.",
}
CHOICE = "decision-"
"""How the key of the choice begins."""
_MOST = 12


def take(at: AtGate, under_way: UnderWay, person: Person, people: Sequence[str], *, today: date) -> None:
    """Say what is recommended and who decides; who may decides."""
    advice = under_way.recommendation
    st.markdown(
        f"Recommended by evidence and votes: {gate_marks.decision(advice.decision)} {literally(advice.because)}"
    )
    if not may_decide(person, under_way.delegation):
        st.caption(f"{literally(at.stake)}.")
        return
    key = f"{CHOICE}{under_way.review.id}"
    st.markdown(f":material/gavel: **You decide.** {literally(at.stake)}.")
    chosen = st.radio(
        "Decision",
        list(Decision),
        index=None,
        format_func=lambda each: each.label,
        key=key,
        horizontal=True,
        label_visibility="collapsed",
    )
    if chosen is None:
        saving.refusal(key)
        return
    st.caption(_MEANS[chosen].format(to=under_way.review.to.value))
    _hurdles(at, under_way, chosen)
    _form(at, under_way, chosen, people, key=key, today=today)


def waits_for_second(under_way: UnderWay, person: Person, *, today: date) -> None:
    """Show a decision that waits for a second person, and let who may stand by it."""
    review, delegation = under_way.review, under_way.delegation
    if review.decision is None or review.decided_on is None:
        return
    st.markdown(
        f"{gate_marks.decision(review.decision)} decided by {literally(review.decided_by)} on "
        f"{day(review.decided_on)}, **needs a second person**. {_why_second(review, delegation)}"
    )
    said(review)
    gate_conditions.show(review.conditions, person, today=today, is_in_effect=False)
    if not may_decide(person, delegation):
        return
    with st.container(horizontal=True, gap="small"):
        if may_second(person, decided_by=review.decided_by_id or 0, delegation=delegation):
            st.button(
                "Stand by it",
                key="stand-by",
                type="primary",
                icon=":material/handshake:",
                on_click=_second,
                args=(review, today),
            )
        asides.with_reason(
            "Take the decision back",
            lambda changing, why: gate_decisions.take_back(changing, review.id, today=today, reason=why),
            key=f"take-back-{review.id}",
            action=Action.GATE_DECIDE,
            said="The review is open again",
        )
    saving.refusal("stand-by")


def said(review: Review) -> None:
    """Show the reasons of a decision, where it leads back to, and what was learned."""
    back = "" if review.back_to is None else f"Back to {review.back_to.value}. "
    st.markdown(f"{back}“{literally(review.rationale)}”")
    if review.learning:
        st.markdown(f":material/school: Learned: {literally(review.learning)}")


def _why_second(review: Review, delegation: Delegation) -> str:
    if review.against_recommendation:
        return "It goes against what evidence and votes recommend."
    return "So much is at stake that two decide." if delegation.needs_second else ""


def _hurdles(at: AtGate, under_way: UnderWay, chosen: Decision) -> None:
    """Say before anything is typed what keeps a decision from taking effect."""
    blocked = [each.line for each in at.gate.reopened] + list(under_way.blocking)
    if chosen.moves_on and blocked:
        names = "\n".join(f"- {literally(line.sentence)}" for line in blocked)
        st.warning(f"No {chosen.label.lower()} while these block it:\n{names}", icon=":material/block:")
    elif chosen.moves_on and under_way.stale:
        st.warning(
            f"No {chosen.label.lower()} on evidence that says something blocks it. Nothing does today: freeze the "
            "evidence anew and let everybody vote on it.",
            icon=":material/ac_unit:",
        )
    elif chosen.moves_on and under_way.money_is_new:
        st.warning(
            f"No {chosen.label.lower()}: {MONEY_IS_NEW} Freeze the evidence anew and let finance vote on it too.",
            icon=":material/ac_unit:",
        )
    elif needs_second(chosen, under_way.recommendation, under_way.delegation):
        roles = " or ".join(sorted(role.label for role in under_way.delegation.roles))
        against = chosen is not under_way.recommendation.decision
        why = "This goes against the recommendation" if against else "So much is at stake that two decide"
        st.info(f"{why}: it takes effect once a second {roles} stands by it.", icon=":material/group:")


def _form(at: AtGate, under_way: UnderWay, chosen: Decision, people: Sequence[str], *, key: str, today: date) -> None:
    with st.form(f"form-{key}", border=False):
        st.text_area("Why", key=f"why-{key}", height=90)
        if chosen is Decision.CONDITIONAL_GO:
            _conditions(people, key=key, today=today)
        if chosen is Decision.STOP:
            st.text_area("What was learned, for others who want the same", key=f"learned-{key}", height=90)
        if chosen is Decision.RECYCLE:
            earlier = [each for each in Stage if each.position <= at.gate.stage.position]
            st.selectbox(
                "Back to", earlier, index=len(earlier) - 1, format_func=lambda each: each.label, key=f"back-{key}"
            )
        saving.refusal(key)
        st.form_submit_button(
            f"Decide: {chosen.label.lower()}",
            key=f"do-{key}",
            type="primary",
            on_click=_decide,
            args=(under_way.review, chosen, key, today),
        )


def _conditions(people: Sequence[str], *, key: str, today: date) -> None:
    """Ask for conditions, a row each; an empty row counts for nothing."""
    rows = st.session_state.get(f"rows-{key}", 1)
    for row in range(rows):
        what, who, when = st.columns([3, 2, 1.4], gap="small")
        what.text_input("Condition: what has to be done", key=f"text-{key}-{row}")
        who.selectbox(
            "Who answers for it",
            list(people),
            index=None,
            placeholder="Choose somebody",
            key=f"owner-{key}-{row}",
            accept_new_options=True,
        )
        when.date_input("By", None, key=f"due-{key}-{row}", min_value=today, format="YYYY-MM-DD")
    if rows < _MOST:
        st.form_submit_button(
            "Another condition", key=f"more-{key}", icon=":material/add:", type="tertiary", on_click=_more, args=(key,)
        )


def _more(key: str) -> None:
    st.session_state[f"rows-{key}"] = st.session_state.get(f"rows-{key}", 1) + 1


def _decide(review: Review, chosen: Decision, key: str, today: date) -> None:
    typed = st.session_state
    wanted = Wanted(
        chosen,
        str(typed.get(f"why-{key}", "")),
        conditions=_typed(key) if chosen is Decision.CONDITIONAL_GO else (),
        learning=str(typed.get(f"learned-{key}", "")) if chosen is Decision.STOP else "",
        back_to=typed.get(f"back-{key}") if chosen is Decision.RECYCLE else None,
    )
    saving.attempt(
        key,
        Action.GATE_DECIDE,
        lambda changing: gate_decisions.decide(changing, review.id, wanted, seen=review.digest, today=today),
        said=f"Decided: {chosen.label.lower()}",
    )


def _typed(key: str) -> tuple[Condition, ...]:
    typed: Any = st.session_state
    rows = range(typed.get(f"rows-{key}", 1))
    found = [
        Condition(
            str(typed.get(f"text-{key}-{row}") or ""),
            str(typed.get(f"owner-{key}-{row}") or ""),
            typed.get(f"due-{key}-{row}"),
        )
        for row in rows
    ]
    return tuple(each for each in found if each.text.strip() or each.owner or each.due)


def _second(review: Review, today: date) -> None:
    saving.attempt(
        "stand-by",
        Action.GATE_DECIDE,
        lambda changing: gate_decisions.second(changing, review.id, seen=review.version, today=today),
        said="The decision is in effect",
    )
