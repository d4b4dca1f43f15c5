"""One proof point: may it be used, what is claimed and what is not, who stands by it, and whether it lasts."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cxdash.domain.errors import NotFoundError
from cxdash.domain.people import Person
from cxdash.domain.proof_points import State
from cxdash.reports import proof_points
from cxdash.reports.proof_points import ProofPointShown
from cxdash.ui import cached, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.proof_points import approving, authoring, lasting, marks, slide, telling

_NOT_FOR_USE = {
    State.DRAFT: "Not for use: it is being written.",
    State.WAITS: "Not for use yet: technology, operations and commercial have to approve it as it stands.",
    State.DRIFTED: "Not for use: later figures no longer support it.",
    State.EXPIRED: "Not for use: its time is over. Somebody has to look at the evidence again.",
    State.RETIRED: "Not for use: it was taken out of the library.",
}
_LIGHTS = {"green": ":green[:material/check_circle:]", "amber": ":orange[:material/error:]"}


def show(slug: str, person: Person, *, today: date) -> None:
    """Show a proof point with all that belongs to it, or say that there is none."""
    try:
        shown = cached.report(proof_points.opened, slug, today=today)
    except NotFoundError as missing:
        st.title("Proof points", anchor=False)
        _back()
        st.info(literally(str(missing)))
        return
    st.title(literally(shown.headline), anchor=False)
    _back()
    _state(shown, today=today)
    authoring.ask(shown, person, today=today)
    with session.section():
        _result(shown)
    with session.section():
        _claim(shown)
    with session.section("Who stands by it"):
        approving.show(shown, person, today=today)
    with session.section("Does it last?"):
        lasting.show(shown)
    with session.section("Was it repeated?"):
        lasting.replications(shown, person, today=today)
    with session.section("Where it was used"):
        telling.show(shown, person, today=today)
    with session.section():
        _evidence(shown)
    authoring.show(shown, person, today=today)


def _back() -> None:
    st.button("All proof points", key="back-to-list", type="tertiary", icon=":material/arrow_back:", on_click=_leave)


def _leave() -> None:
    for name in ("proof", "pilot", "metric"):
        st.query_params.pop(name, None)


def _state(shown: ProofPointShown, *, today: date) -> None:
    words = f"{marks.state(shown.state, shown.state_words)} · "
    if shown.state.may_be_used:
        words += "You may use it outside, together with its limits."
    elif shown.state is State.RETIRED:
        words += f"{_NOT_FOR_USE[shown.state]} {literally(shown.retired_why)}"
    elif shown.state is State.DRIFTED:
        words += f"{_NOT_FOR_USE[shown.state]} {literally(shown.later.sentence)}"
    else:
        words += _NOT_FOR_USE[shown.state]
    with st.container(horizontal=True, vertical_alignment="center", key="proof-state"):
        st.markdown(words, width="stretch")
        if shown.state.may_be_used:
            slide.offer(shown, today=today)


def _result(shown: ProofPointShown) -> None:
    """Say the result in large type, with what kind of evidence it is, and the whole sentence under it."""
    evidence = shown.evidence
    with st.container(border=True, key="proof-result"):
        st.markdown(f"## {literally(evidence.change)}")
        where = f" at {literally(evidence.site)}" if evidence.site else ""
        st.markdown(f"**{literally(shown.metric.name)}**{where} · {marks.grade(evidence.grade)}")
        st.markdown(literally(shown.result))


def _claim(shown: ProofPointShown) -> None:
    """Set what may be said beside what may not."""
    story = shown.story
    said, not_said = st.columns([3, 2])
    with said:
        parts = [("The situation", story.situation), ("What was done", story.done), ("How it helped", story.helped)]
        st.markdown("\n\n".join(f"**{title}.** {literally(text)}" for title, text in parts if text))
        if story.quote:
            st.markdown(f"> *“{literally(story.quote)}”*  \n> {literally(story.quote_by)}")
        if shown.conditions:
            st.markdown(f"**To repeat it, you need**\n\n{_points(shown.conditions)}")
    with not_said, st.container(border=True, key="proof-limits"):
        st.markdown(f"**What may not be concluded**\n\n{_points(shown.limits) or 'Nobody has written it yet.'}")
        for advice in shown.advice:
            st.markdown(f":orange[:material/priority_high:] {literally(advice)}")


def _evidence(shown: ProofPointShown) -> None:
    """Fold away what the result rests on, as it was frozen."""
    evidence = shown.evidence
    place = st.expander("The evidence, as it was frozen", icon=":material/lock:", key="evidence", on_change="rerun")
    if not place.open:
        return
    with place:
        lights = [
            f"{_LIGHTS.get(each.status, '')} {literally(each.sentence or each.name)}" for each in evidence.guardrails
        ]
        lines = [
            f"{literally(evidence.summary)}",
            f"Verdict {literally(evidence.verdict)}, frozen on {marks.day(shown.frozen_on)}",
            f"Money: {literally(evidence.money_words)}" if evidence.money_words else "",
            *lights,
            f"Checksum of the inputs: `{evidence.checksum[:16]}`" if evidence.checksum else "",
        ]
        st.markdown("\n".join(f"- {line}" for line in lines if line))
        with st.container(horizontal=True):
            links.to_page("compare", "How it was measured", icon=":material/arrow_forward:", pilot=shown.pilot.slug)
            links.to_page("use_cases", "The use case", icon=":material/arrow_forward:", use_case=shown.use_case.slug)


def _points(lines: Sequence[str]) -> str:
    return "\n".join(f"- {literally(line)}" for line in lines)
