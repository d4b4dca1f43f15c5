"""What authors do with a proof point: edit the story, ask for approval, renew the evidence, retire it."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import proof_points
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.proof_points import State
from cxdash.reports.proof_points import ProofPointShown
from cxdash.ui import session
from cxdash.ui.drawing import literally
from cxdash.ui.proof_points import story
from cxdash.ui.use_cases import asides, saving


def show(shown: ProofPointShown, person: Person, *, today: date) -> None:
    """Offer what is left to do, to those who may."""
    if not person.may(Action.PROOF_WRITE) or shown.state is State.RETIRED:
        return
    slug = shown.slug
    place = st.expander("Edit the story", icon=":material/edit:", key=f"edit-{slug}", on_change="rerun")
    if place.open:
        with place, session.section():
            story.edit(slug, shown.story, shown.evidence, is_asked=shown.asked_on is not None, today=today)
    with st.container(horizontal=True):
        asides.aside("Renew the evidence", lambda: _renew(slug, today), key=f"renew-{slug}", icon=":material/update:")
        asides.with_reason(
            "Retire it",
            lambda changing, reason: proof_points.retire(changing, slug, today=today, reason=reason),
            key=f"retire-{slug}",
            action=Action.PROOF_WRITE,
            said="Retired",
            icon=":material/inventory_2:",
            question="Why nobody should tell it any more",
        )


def ask(shown: ProofPointShown, person: Person, *, today: date) -> None:
    """Say what a draft still lacks, and let its authors ask for approval."""
    if shown.state is not State.DRAFT or not person.may(Action.PROOF_WRITE):
        return
    lacks = shown.story.lacks
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="ask-for-approval"):
        still = f"Still to write: {literally(', '.join(lacks))}." if lacks else "Everything is written."
        st.markdown(f"**It is a draft.** {still}", width="stretch")
        st.button(
            "Ask for approval",
            type="primary",
            key=f"ask-{shown.slug}",
            disabled=bool(lacks),
            on_click=_store_asking,
            args=(shown.slug, today),
        )
    saving.refusal(f"ask-{shown.slug}")


def _store_asking(slug: str, today: date) -> None:
    def store(changing: Session) -> None:
        proof_points.ask(changing, slug, today=today)

    saving.attempt(f"ask-{slug}", Action.PROOF_WRITE, store, said="Technology, operations and commercial are asked")


def _renew(slug: str, today: date) -> None:
    st.markdown(
        "The result is frozen as it reads today and may be told for twelve months more. Everybody is asked to approve "
        "it again."
    )
    st.button("Renew it", type="primary", key=f"do-renew-{slug}", on_click=_store_renewal, args=(slug, today))


def _store_renewal(slug: str, today: date) -> None:
    asides.attempt(
        f"renew-{slug}",
        Action.PROOF_WRITE,
        lambda changing: proof_points.renew(changing, slug, today=today),
        said="Renewed; approval is asked for again",
    )
