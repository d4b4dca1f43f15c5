"""The forms of a module: named, described, owned; the parts of its use cases; merged with another name, or archived."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import modules
from cxdash.domain.actions import Action
from cxdash.domain.modules import LONGEST_NAME, ModuleValues, Part
from cxdash.reports.modules import Module
from cxdash.reports.use_cases import Offered
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally

Form = edits.Draft[ModuleValues]
_NOT = "Not part of it"


def create(offered: Offered) -> None:
    """Show the form of a new module."""
    form = edits.draft("new-module", ModuleValues(""))
    with st.form(form.key("form"), border=False):
        wanted = _fields(form, offered)
        if st.form_submit_button("Add", type="primary", key=form.key("save")):
            edits.save(
                form,
                Action.MODULE_EDIT,
                lambda changing: modules.create(changing, wanted),
                said=f"“{wanted.name.strip()}” is in the list.",
            )


def edit(module: Module, offered: Offered) -> None:
    """Show the form of a module."""
    stored = cached.report(modules.values, module.slug)
    form = edits.draft(f"module-{module.slug}", stored)
    edits.offer_to_start_again(form, stored)
    with st.form(form.key("form"), border=False):
        wanted = _fields(form, offered)
        if st.form_submit_button("Save", type="primary", key=form.key("save")):
            edits.save(
                form,
                Action.MODULE_EDIT,
                lambda changing: modules.edit(changing, module.slug, seen=form.seen, wanted=wanted),
                said="Saved.",
            )


def parts(module: Module, use_cases: Sequence[tuple[str, str]]) -> None:
    """Let a person say what a use case does with the module: one of those built from it, or a further one."""
    own = {user.slug: user.part for user in module.users}
    titles = {**{user.slug: user.title for user in module.users}, **dict(use_cases)}
    if not titles:
        st.markdown("There is no use case yet.")
        return
    form = edits.draft(f"part-{module.slug}", ModuleValues(module.name))
    left, right, place = st.columns([5, 3, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Use case",
        list(titles),
        format_func=lambda slug: titles[slug] + ("" if slug in own else " (add)"),
        key=form.key("use-case"),
    )
    seen = own.get(chosen)
    options = [None, *Part]
    wanted = right.selectbox(
        "Its part",
        options,
        index=options.index(seen or Part.REUSES),
        format_func=lambda part: _NOT if part is None else f"{part.label} it",
        key=form.key(f"of-{chosen}"),
    )
    if place.button("Set", key=form.key("set"), disabled=wanted == seen):

        def store(changing: Session) -> None:
            modules.set_part(changing, module.slug, use_case=chosen, seen=seen, wanted=wanted)

        edits.save(form, Action.MODULE_EDIT, store, said=f"Set for “{titles[chosen]}”.")


def merge(module: Module, others: Sequence[Module]) -> None:
    """Offer to make one module of two names, once that is confirmed."""
    form = edits.draft(f"merge-{module.slug}", ModuleValues(module.name))
    names = {each.slug: each.name for each in others if each.slug != module.slug}
    into = st.selectbox(
        "The same as",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=form.key("into"),
        placeholder="Choose the name that stays",
    )
    if into is None:
        return
    st.caption(
        f"What is built from “{literally(module.name)}” is then built from “{literally(names[into])}”; whoever "
        "writes the first name, on a page or in a tracker, means the second."
    )
    if st.button("Merge", key=form.key("merge")):
        edits.save(
            form,
            Action.MODULE_EDIT,
            lambda changing: modules.merge(changing, module.slug, into=into),
            said=f"“{module.name}” is “{names[into]}” now.",
            then=lambda: st.query_params.update({"module": into}),
        )


def archive(module: Module) -> None:
    """Offer to take a module that nothing is built from out of the list."""
    form = edits.draft(f"archive-module-{module.slug}", ModuleValues(module.name))
    if st.button("Archive", key=form.key("archive"), type="tertiary"):
        edits.save(
            form,
            Action.MODULE_EDIT,
            lambda changing: modules.archive(changing, module.slug),
            said=f"“{module.name}” is archived.",
            then=lambda: st.query_params.pop("module", None),
        )


def _fields(form: Form, offered: Offered) -> ModuleValues:
    shown = form.shown
    left, right = st.columns(2)
    name = left.text_input(
        "Name", shown.name, key=form.key("name"), max_chars=LONGEST_NAME, placeholder="Proactive outreach"
    )
    people = list(dict.fromkeys(["", *offered.people, shown.owner]))
    owner = right.selectbox(
        "Owner",
        people,
        index=people.index(shown.owner),
        format_func=lambda word: word or "–",
        key=form.key("owner"),
        accept_new_options=True,
    )
    description = st.text_area(
        "What it does",
        shown.description,
        key=form.key("description"),
        height=70,
        placeholder="Reaches people by their channel, asks, and takes the answer.",
    )
    return replace(shown, name=name or "", description=description or "", owner=owner or "")
