"""The proof points of a use case's pilots, and which pilots could become one; both lead to the page of that name."""

from datetime import date

import streamlit as st

from cxdash.domain.people import Person
from cxdash.reports import proof_library
from cxdash.ui import cached, links
from cxdash.ui.drawing import literally


def show(slug: str, person: Person, *, today: date) -> None:
    """Show where each proof point stands, with what it asks of the reader, and offer to begin one."""
    found = cached.report(proof_library.of_use_case, slug, today=today)
    if not found.cards and not found.candidates:
        return
    st.markdown("##### Proof points")
    for card in found.cards:
        asked = ", ".join(function.value for person_id, function in card.asked if person_id == person.id)
        words = f":orange[Your approval is asked for, as {asked}]" if asked else literally(card.state_words)
        with st.container(key=f"proof-{card.pilot.slug}"):
            links.line(
                "proof_points", literally(card.headline), f"{literally(card.pilot.name)} · {words}", proof=card.slug
            )
    for each in found.candidates:
        said = f"{literally(each.metric.name)} {literally(each.change)}, grade {each.grade}: not told yet"
        links.line(
            "proof_points",
            f"Tell of {literally(each.pilot.name)}",
            said,
            pilot=each.pilot.slug,
            metric=each.metric.slug,
        )
