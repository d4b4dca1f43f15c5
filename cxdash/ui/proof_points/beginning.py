"""A proof point begins: what the pilot shows, and the story that its own records propose."""

from datetime import date

import streamlit as st

from cxdash.changes import proof_points
from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError
from cxdash.domain.people import Person
from cxdash.reports import proof_library
from cxdash.ui import cached, links
from cxdash.ui.drawing import literally
from cxdash.ui.proof_points import story


def show(pilot: str, metric: str | None, person: Person, *, today: date) -> None:
    """Show what a pilot (a slug) shows on a metric, its first where none is named, and the form to tell of it."""
    st.title("New proof point", anchor=False)
    st.button("All proof points", key="back-to-list", type="tertiary", icon=":material/arrow_back:", on_click=_leave)
    offered = [
        each.metric
        for each in cached.report(proof_library.library, today=today).candidates
        if each.pilot.slug == pilot and metric in (None, each.metric.slug)
    ]
    chosen = metric or (offered[0].slug if offered else cached.report(proof_library.first_metric, pilot))
    try:
        proposed, evidence = cached.report(proof_points.proposed, pilot, chosen, today=today)
    except CxdashError as refused:
        st.info(literally(str(refused)))
        links.to_page("compare", "Compare pilots", icon=":material/arrow_forward:")
        return
    st.markdown(f"**{literally(evidence.pilot)}** · {literally(evidence.sentence)}")
    st.caption(
        "This sentence comes from the evidence, is frozen with it and stays as it is. The rest is proposed from the "
        "pilot's own records: say it in your words."
    )
    if not person.may(Action.PROOF_WRITE):
        st.markdown("Contributors, program managers and facilitators write proof points. Ask one of them.")
        return
    story.new(pilot, chosen, proposed, evidence, today=today)


def _leave() -> None:
    for name in ("pilot", "metric"):
        st.query_params.pop(name, None)
