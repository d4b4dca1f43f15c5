"""Whether a proof point lasts and was repeated: later figures, other sites, and a new pilot elsewhere."""

from datetime import date

import streamlit as st

from cxdash.changes import repeats
from cxdash.charts import compare as charts
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.proof_drift import Holding
from cxdash.domain.proof_points import State
from cxdash.reports.proof_points import ProofPointShown
from cxdash.ui import drawing, links
from cxdash.ui.drawing import literally
from cxdash.ui.proof_points import marks
from cxdash.ui.use_cases import asides

_ICONS = {
    Holding.HOLDS: ":green[:material/check_circle:]",
    Holding.DRIFTED: ":red[:material/trending_down:]",
    Holding.TOO_FEW: ":gray[:material/hourglass_empty:]",
    Holding.UNKNOWN: ":gray[:material/help:]",
}


def show(shown: ProofPointShown) -> None:
    """Say what the same window and the figures after it read now."""
    later = shown.later
    st.markdown(f"{_ICONS[later.holding]} {literally(later.sentence)}")
    if later.checked_on is not None:
        until = f"; figures to {marks.day(later.lasting.until)}" if later.lasting.until else ""
        st.caption(
            f"The same window reads {literally(later.now)} now. Looked at on {marks.day(later.checked_on)}{until}; "
            "it is looked at again whenever figures or plans change."
        )


def replications(shown: ProofPointShown, person: Person, *, today: date) -> None:
    """Show the same metric at the use case's other sites, and offer to repeat it elsewhere."""
    found = shown.replications
    if found is None:
        st.markdown("No other pilot of its use case has a result on this metric yet.")
    else:
        words = [found.sentence, *([found.combined] if found.combined else [])]
        rows = ", ".join(f"{row.name} {row.words}" for row in found.forest.rows.itertuples())
        drawing.draw(
            charts.forest(found.forest.axis, unit=found.forest.unit),
            found.forest.rows,
            title=found.sentence,
            alt=f"Forest plot of the use case's pilots: {rows}",
            key=f"replications-{shown.slug}",
            note=" ".join(
                [*words[1:], "○ measured, with its 95 % interval · ◆ likely, once all are weighed together."]
            ),
        )
    for each in shown.repeats:
        links.line(
            "use_cases", literally(each.name), "planned to repeat it", use_case=shown.use_case.slug, view="Pilots"
        )
    if person.may(Action.PILOT_EDIT) and shown.state not in {State.DRIFTED, State.RETIRED}:
        asides.aside(
            "Repeat this", lambda: _ask(shown, today), key=f"repeat-{shown.slug}", icon=":material/content_copy:"
        )


def _ask(shown: ProofPointShown, today: date) -> None:
    key = f"repeat-at-{shown.slug}"
    st.markdown(
        "A new pilot of the same use case. Window, run-in and comparison design are filled in; days and costs are the "
        "new site's own."
    )
    st.text_input("At which other site", key=key)
    st.button("Plan the pilot", type="primary", key=f"do-{key}", on_click=_repeat, args=(shown.slug, key, today))


def _repeat(slug: str, key: str, today: date) -> None:
    site = str(st.session_state.get(key, ""))
    asides.attempt(
        f"repeat-{slug}",
        Action.PILOT_EDIT,
        lambda changing: repeats.repeat(changing, slug, site=site, today=today),
        said="Planned; say under Pilots when it goes live",
    )
