"""The form of a proof point's story: what people write, beside the result that nobody writes."""

from dataclasses import replace
from datetime import date

import streamlit as st

from cxdash.changes import proof_points
from cxdash.domain.actions import Action
from cxdash.domain.proof_claims import beyond_the_evidence
from cxdash.domain.proof_evidence import Evidence
from cxdash.domain.proof_points import LONGEST_HEADLINE, Story, expiry
from cxdash.ui import edits
from cxdash.ui.drawing import literally


def edit(slug: str, stored: Story, evidence: Evidence, *, is_asked: bool, today: date) -> None:
    """Show the form of a proof point that is there; one that was sent for approval says that a save asks again."""
    form = edits.draft(f"proof-{slug}", stored)
    edits.offer_to_start_again(form, stored)
    wanted = fields(form, evidence, save="Save the story", today=today)
    if wanted is not None:
        edits.save(
            form,
            Action.PROOF_WRITE,
            lambda changing: proof_points.edit(changing, slug, seen=form.seen, wanted=wanted, today=today),
            said="Saved. Whoever had approved it is asked again." if is_asked else "Saved.",
        )


def new(pilot: str, metric: str, proposed: Story, evidence: Evidence, *, today: date) -> None:
    """Show the form of a proof point to be, filled in from the pilot's own records, and open it once it is stored."""
    form = edits.draft(f"proof-of-{pilot}-{metric}", proposed)
    wanted = fields(form, evidence, save="Keep it as a draft", today=today)
    if wanted is None:
        return
    made: list[str] = []
    edits.save(
        form,
        Action.PROOF_WRITE,
        lambda changing: made.append(proof_points.draft(changing, pilot, metric, wanted, today=today).slug),
        said="Kept as a draft. Finish it, then ask for approval.",
        then=lambda: st.query_params.from_dict({"proof": made[0]}),
    )


def fields(form: edits.Draft[Story], evidence: Evidence, *, save: str, today: date) -> Story | None:
    """Show the fields; return what they say once the form is submitted."""
    shown = form.shown
    for advice in beyond_the_evidence(shown.headline, evidence):
        st.markdown(f":orange[:material/priority_high:] {literally(advice)}")
    with st.form(form.key("form"), border=False):
        wanted = _told(form)
        wanted = _quoted(form, wanted)
        left, _ = st.columns(2)
        expires = left.date_input(
            "Until when it may be told",
            shown.expires_on or expiry(today),
            key=form.key("expires"),
            format="DD/MM/YYYY",
            help="Twelve months at most; then somebody looks at it again.",
        )
        if not st.form_submit_button(save, type="primary", key=form.key("save")):
            return None
    return replace(wanted, expires_on=expires)


def _told(form: edits.Draft[Story]) -> Story:
    shown = form.shown
    headline = st.text_input(
        "Headline: what got better, in one line", shown.headline, key=form.key("headline"), max_chars=LONGEST_HEADLINE
    )
    left, right = st.columns(2)
    situation = left.text_area("The situation before", shown.situation, key=form.key("situation"), height=110)
    done = right.text_area("What was done", shown.done, key=form.key("done"), height=110)
    helped = left.text_area("How people were helped", shown.helped, key=form.key("helped"), height=110)
    conditions = right.text_area(
        "What has to be in place to repeat it", shown.conditions, key=form.key("conditions"), height=110
    )
    limits = st.text_area(
        "What may not be concluded, a line each",
        shown.limits,
        key=form.key("limits"),
        height=150,
        help="Proposed from the evidence: comparison, grade, window, season, site, repetition. Add what you know.",
    )
    return replace(
        shown,
        headline=headline or "",
        situation=situation or "",
        done=done or "",
        helped=helped or "",
        conditions=conditions or "",
        limits=limits or "",
    )


def _quoted(form: edits.Draft[Story], story: Story) -> Story:
    shown = form.shown
    left, right = st.columns([2, 1])
    quote = left.text_input("A quote, word for word, if there is one", shown.quote, key=form.key("quote"))
    quote_by = right.text_input("Whose words", shown.quote_by, key=form.key("quote-by"))
    left, middle, right = st.columns(3)
    client = left.text_input(
        "Client that it names", shown.client, key=form.key("client"), help="Leave it empty where it names none."
    )
    permission = middle.text_input(
        "Who of them permitted that",
        shown.client_permission,
        key=form.key("permission"),
        help="Name, and where it is kept.",
    )
    permitted = right.date_input(
        "Permitted on", shown.client_permission_on, key=form.key("permitted"), format="DD/MM/YYYY"
    )
    return replace(
        story,
        quote=quote or "",
        quote_by=quote_by or "",
        client=client or "",
        client_permission=permission or "",
        client_permission_on=permitted,
    )
