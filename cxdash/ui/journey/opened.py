"""One friction point at its own link: what it costs, what answers it, and the use case it becomes."""

import streamlit as st

from cxdash.changes import journeys
from cxdash.domain.actions import Action
from cxdash.domain.coverage import Pain
from cxdash.domain.people import Person
from cxdash.reports import friction
from cxdash.reports.friction import Offered, Opened
from cxdash.ui import cached, edits, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.journey import friction_form, use_case_form

ALL = "The journey"


def show(slug: str, person: Person) -> None:
    """Show one friction point; whoever may makes it a use case, links one, or edits it."""
    opened = cached.report(friction.opened, slug)
    if opened is None:
        st.title("Journey", anchor=False)
        links.back_to_list(ALL, param="friction")
        st.info(f"There is no friction point “{literally(slug)}”. Look for it on the journey.")
        return
    st.title(literally(opened.name), anchor=False)
    links.back_to_list(ALL, param="friction")
    edits.said()
    with session.section():
        _head(opened)
    if opened.pain is None:
        st.info("It is archived: its step or itself was taken off the journey.", icon=":material/archive:")
        return
    offered = cached.report(friction.offered)
    with session.section("Use cases that answer it"):
        _answers(opened.pain, opened, offered, person)
    if person.may(Action.USE_CASE_CREATE):
        is_open = not opened.pain.linked or st.query_params.get("form") == "use-case"
        with st.expander("Make it a use case", expanded=is_open, icon=":material/add:", key="make"), session.section():
            use_case_form.create(opened)
    if person.may(Action.JOURNEY_EDIT):
        with st.expander("Edit this friction point", icon=":material/edit:", key="edit"), session.section():
            friction_form.edit(slug, offered)
            friction_form.archive(slug, opened.name)


def _head(opened: Opened) -> None:
    st.subheader(literally(opened.costs), anchor=False)
    where = f"- **Step:** {literally(opened.step)}, in {literally(opened.journey)}"
    lines = [f"- **{label}:** {literally(words)}" for label, words in opened.reads]
    st.markdown("\n".join([where, *lines]))


def _answers(pain: Pain, opened: Opened, offered: Offered, person: Person) -> None:
    """Name the use cases that answer it and those that only serve its step, and let one be linked."""
    may_link = person.may(Action.JOURNEY_EDIT)
    if not pain.linked:
        st.markdown("No active use case is linked to it.")
    for answer in pain.linked:
        with st.container(horizontal=True, vertical_alignment="center"):
            links.to_page("use_cases", f"{literally(answer.title)} ({answer.stage.value})", use_case=answer.slug)
            if may_link and st.button("Unlink", key=f"unlink-{answer.slug}", type="tertiary"):
                _change(opened.slug, answer.slug, tie=False)
    linked = {each.slug for each in pain.linked}
    near = [each for each in pain.serving if each.slug not in linked]
    if near:
        names = ", ".join(literally(each.title) for each in near)
        st.caption(f"Touched, not linked: {names} {'serves' if len(near) == 1 else 'serve'} the step.")
    others = [slug for slug, _ in offered.use_cases if slug not in linked]
    if may_link and others:
        _link(opened.slug, [*(each.slug for each in near), *others], dict(offered.use_cases))


def _link(slug: str, others: list[str], titles: dict[str, str]) -> None:
    """Let a person say that a use case which there is answers it; those that serve the step come first."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Link an existing use case",
            list(dict.fromkeys(others)),
            index=None,
            format_func=titles.__getitem__,
            key=f"link-{slug}",
            placeholder="Choose a use case",
        )
        if st.button("Link", key="link-it", disabled=chosen is None) and chosen is not None:
            _change(slug, chosen, tie=True)


def _change(friction_slug: str, use_case: str, *, tie: bool) -> None:
    form = edits.draft(f"links-{friction_slug}", friction.Beginning("", ""))
    change = journeys.link if tie else journeys.unlink
    edits.save(
        form,
        Action.JOURNEY_EDIT,
        lambda changing: change(changing, friction_slug, use_case=use_case),
        said="Linked." if tie else "Not linked any more; it still serves the step.",
    )
