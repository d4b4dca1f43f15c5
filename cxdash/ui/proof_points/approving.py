"""Who stands by a proof point: the three functions, and one's own approval."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import sign_offs
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.proof_points import State
from cxdash.reports.proof_points import ProofPointShown
from cxdash.reports.signatures import Owner
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import signing


def show(shown: ProofPointShown, person: Person, *, today: date) -> None:
    """Show how each function stands to it, and ask for the approval of who looks where it waits."""
    signed, slug = shown.approvals, shown.slug

    def give(changing: Session, function: Function, note: str) -> None:
        sign_offs.approve(changing, slug, function, seen=signed.digest, today=today, note=note)

    def take_back(changing: Session, function: Function, reason: str) -> None:
        sign_offs.withdraw_approval(changing, slug, function, today=today, reason=reason)

    st.markdown("  \n".join(_line(each, is_asked=shown.state is not State.DRAFT) for each in signed.owners))
    story = shown.story
    if story.client:
        st.markdown(f"It names **{literally(story.client)}**. {_permission(shown)}")
    if signed.lacks:
        st.caption(literally(signed.lacks))
        return
    signing.ask(signed, person, give, key=slug)
    signing.offer_to_take_back(signed, person, take_back, key=slug)


def _line(owner: Owner, *, is_asked: bool) -> str:
    named = f"{owner.function.value.capitalize()}: {owner.person or 'nobody yet'}"
    mark = signing.mark(owner, done=signing.APPROVED) if is_asked else ""
    return f"{literally(named)}{f' · {mark}' if mark else ''}"


def _permission(shown: ProofPointShown) -> str:
    story = shown.story
    if story.names_client_without_leave:
        return ":orange[Nobody is known to have permitted that; commercial approves once it is recorded in the story.]"
    return f"{literally(story.client_permission)} permitted that on {story.client_permission_on:%-d %b %Y}."
