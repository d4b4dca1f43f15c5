"""A gate review under way: asked for, what is frozen and what changed since, who votes, and how to withdraw it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cxdash.changes import gate_reviews, gate_votes
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.gate_reviews import Progress, Vote
from cxdash.domain.gates import met_of
from cxdash.domain.people import Person
from cxdash.domain.stages import Stage, Status
from cxdash.reports.gate_review import AtGate, UnderWay
from cxdash.reports.reviewed import Review, Seat
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides, gate_decision, gate_marks, saving
from cxdash.ui.use_cases.gate_marks import day

VOTE = "says-vote-"
"""How the keys of the ballots begin."""
_ASK = "ask-for-review"


def ask(at: AtGate, to: Stage, person: Person, *, today: date) -> None:
    """Let this person ask for a review, with a note to who decides."""
    if at.is_archived or at.status is not Status.ACTIVE or not person.may(Action.GATE_REQUEST):
        return
    key = f"{_ASK}-{at.slug}"
    words = f"note-{key}"

    def fill() -> None:
        st.text_area("What those who decide should know", key=words, height=70)
        st.caption("The evidence is frozen as it stands today; who votes and decides sees exactly that.")
        st.button("Ask for the review", key=f"do-{key}", type="primary", on_click=do)

    def do() -> None:
        note = str(st.session_state.get(words, ""))
        asides.attempt(
            key,
            Action.GATE_REQUEST,
            lambda changing: gate_reviews.request(changing, at.slug, today=today, note=note),
            said="The review is asked for, and its evidence is frozen",
        )

    asides.aside(f"Ask for the review of the gate to {to.value}", fill, key=key, icon=":material/gavel:")


def show(at: AtGate, under_way: UnderWay, person: Person, people: Sequence[str], *, today: date) -> None:
    """Show the review that waits: its evidence, the votes on it, and its decision."""
    review = under_way.review
    with st.container(border=True, gap="small", key="gate-review"):
        st.markdown(f"##### Review of the gate to {review.to.value}")
        note = f" “{literally(review.note)}”" if review.note else ""
        st.markdown(f"{literally(review.requested_by)} asked for it on {day(review.requested_on)}.{note}")
        _frozen(under_way, person, today=today)
        is_open = review.progress is Progress.OPEN
        _votes(review, person, is_open=is_open and at.status is Status.ACTIVE)
        if not is_open:
            gate_decision.waits_for_second(under_way, person, today=today)
        elif at.status is Status.ACTIVE:
            gate_decision.take(at, under_way, person, people, today=today)


def _frozen(under_way: UnderWay, person: Person, *, today: date) -> None:
    """Say what everybody votes on, and what reads otherwise by now."""
    review, changed = under_way.review, under_way.changed
    said = f":material/ac_unit: Evidence frozen on {day(review.frozen_on)}: {literally(_lines(review))}."
    said += f" {count(len(changed), 'thing')} changed since." if changed else " Nothing changed since."
    st.markdown(said)
    if changed:
        with st.container(border=True, gap="xsmall", key="changed-since"):
            st.markdown("\n".join(f"- {literally(words)}" for words in changed))
    refreezes = bool(changed) and review.progress is Progress.OPEN and person.may(Action.GATE_REQUEST)
    withdraws = review.requested_by_id == person.id or person.may(Action.GATE_DECIDE)
    if not (refreezes or withdraws):
        return
    with st.container(horizontal=True, gap="small"):
        if refreezes:
            st.button(
                "Freeze the evidence anew",
                key="freeze-again",
                icon=":material/ac_unit:",
                help="Everybody votes again on what is so today.",
                on_click=_freeze,
                args=(review.id, today),
            )
        if withdraws:
            asides.with_reason(
                "Withdraw the review",
                lambda changing, why: gate_reviews.withdraw(changing, review.id, today=today, reason=why),
                key=f"withdraw-{review.id}",
                action=Action.GATE_REQUEST,
                said="The review is withdrawn",
            )
    saving.refusal("freeze-again")


def _lines(review: Review) -> str:
    met, asked = met_of(review.frozen.lines)
    return f"{met} of {asked} criteria met"


def _votes(review: Review, person: Person, *, is_open: bool) -> None:
    st.markdown("\n".join(f"- {_seat(seat)}" for seat in review.seats))
    own = [seat for seat in review.seats if seat.may(person)] if is_open else []
    for seat in own:
        _ballot(review, seat)


def _seat(seat: Seat) -> str:
    name = f"**{seat.function.value.capitalize()}**"
    if seat.vote is not None:
        why = f": {literally(seat.reason)}" if seat.reason else ""
        return f"{name} {gate_marks.VOTES[seat.vote]} {literally(seat.person)}{why}"
    who = literally(seat.owner) if seat.owner else f"nobody named; name the {seat.function.value} owner under Define"
    if seat.function.value == "finance" and not seat.owner:
        who = "anybody with the role finance"
    again = ", voted before the evidence was frozen anew" if seat.voted_before else ""
    return f"{name} {gate_marks.TO_VOTE} {who}{again}"


def _ballot(review: Review, seat: Seat) -> None:
    """Let this person vote for a function, or change what they said while nothing is decided."""
    function, key = seat.function, f"vote-{review.id}-{seat.function.value}"
    says, why = f"{VOTE}{review.id}-{seat.function.value}", f"why-{key}"
    with st.form(f"form-{key}", border=True):
        st.markdown(f":material/how_to_vote: **You vote for {function.value}**: may it go on to {review.to.value}?")
        st.radio(
            "Your vote",
            list(Vote),
            index=list(Vote).index(seat.vote) if seat.vote is not None else None,
            format_func=lambda vote: vote.label,
            key=says,
            horizontal=True,
            label_visibility="collapsed",
        )
        st.text_input("Why; needed unless you are for it", seat.reason, key=why)
        st.form_submit_button(
            "Vote" if seat.vote is None else "Change the vote",
            key=f"do-{key}",
            type="primary" if seat.vote is None else "secondary",
            on_click=_vote,
            args=(review, seat, key),
        )
        saving.refusal(key)


def _vote(review: Review, seat: Seat, key: str) -> None:
    vote, why = (
        st.session_state.get(f"{VOTE}{review.id}-{seat.function.value}"),
        str(st.session_state.get(f"why-{key}", "")),
    )
    if vote is None:
        st.session_state[f"refused-{key}"] = "Choose for, against or abstain."
        return
    saving.attempt(
        key,
        Action.GATE_VOTE,
        lambda changing: gate_votes.cast(
            changing, review.id, seat.function, Vote(vote), seen=review.digest, reason=why
        ),
        said=f"Your vote for {seat.function.value} counts",
    )


def _freeze(number: int, today: date) -> None:
    saving.attempt(
        "freeze-again",
        Action.GATE_REQUEST,
        lambda changing: gate_reviews.freeze_again(changing, number, today=today),
        said="Frozen as it stands today; everybody votes again",
    )
