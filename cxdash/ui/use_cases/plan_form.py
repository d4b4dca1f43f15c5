"""The form of a use case: what is wanted, who answers, which steps and modules; a new one, and taking one away."""

from dataclasses import replace
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import HELP_MODES, LONGEST_TITLE, UseCaseValues
from cxdash.reports.use_cases import Offered
from cxdash.ui import cached, edits
from cxdash.ui.days import EARLIEST

_ABREAST = 3
_EXAMPLE = "Reduce patient no-shows by 30 % through proactive outreach and scheduling, measured over 90 days."


def edit(slug: str, offered: Offered, *, today: date) -> None:
    """Show the form of one use case; its metrics have a form of their own."""
    stored = cached.report(use_cases.values, slug)
    form = edits.draft(f"use-case-{slug}", stored)
    shown = form.shown
    edits.offer_to_start_again(form, stored)
    with st.form(form.key("form"), border=False):
        title = st.text_input("Title", shown.title, key=form.key("title"), max_chars=LONGEST_TITLE)
        statement = st.text_area(
            "Outcome statement",
            shown.statement,
            key=form.key("statement"),
            placeholder=_EXAMPLE,
            help="Direction, metric, size, population, mechanism and window, in one sentence.",
        )
        left, middle, right = st.columns(3)
        status = edits.choice(
            left, "Status", list(Status), shown.status, key=form.key("status"), words=lambda each: each.label
        )
        idea_on = middle.date_input(
            "Idea of", shown.idea_on, min_value=EARLIEST, format="YYYY-MM-DD", key=form.key("idea")
        )
        modes = ["", *HELP_MODES]
        help_mode = right.selectbox(
            "How people are helped",
            modes,
            index=modes.index(shown.help_mode),
            format_func=_or_dash,
            key=form.key("help"),
        )
        owners = _owners(form, offered)
        left, right = st.columns(2)
        steps = left.multiselect(
            "Journey steps",
            list(dict.fromkeys([*offered.steps, *shown.steps])),
            list(shown.steps),
            key=form.key("steps"),
            accept_new_options=True,
        )
        modules = right.multiselect(
            "Modules",
            list(dict.fromkeys([*offered.modules, *shown.modules])),
            list(shown.modules),
            key=form.key("modules"),
            accept_new_options=True,
            help="Capabilities built once and reused by other use cases.",
        )
        notes = st.text_area("Notes", shown.notes, key=form.key("notes"), height=70)
        if st.form_submit_button("Save", type="primary", key=form.key("save")):
            wanted = replace(
                shown,
                title=title or "",
                statement=statement or "",
                status=status,
                idea_on=idea_on,
                help_mode=help_mode or "",
                owners=owners,
                steps=tuple(sorted(steps)),
                modules=tuple(sorted(modules)),
                notes=notes or "",
            )
            _save(slug, form, wanted, today=today)


def create() -> None:
    """Show the form of a new use case and open it once it is stored."""
    form = edits.draft("new-use-case", UseCaseValues(""))
    made: list[str] = []
    with st.form(form.key("form"), border=False):
        title = st.text_input("Title", key=form.key("title"), max_chars=LONGEST_TITLE, placeholder="Fewer no-shows")
        statement = st.text_area("Outcome statement", key=form.key("statement"), placeholder=_EXAMPLE)
        submitted = st.form_submit_button("Create", type="primary", key=form.key("save"))
    if submitted:
        values = UseCaseValues(title or "", statement=statement or "")
        edits.save(
            form,
            Action.USE_CASE_CREATE,
            lambda changing: made.append(use_cases.create(changing, values).slug),
            said="Created. Name its owners and its metrics next.",
            then=lambda: st.query_params.from_dict({"use_case": made[0], "view": "Edit"}),
        )


def archive(slug: str, title: str) -> None:
    """Offer to take a use case out of every list, once that is confirmed."""
    form = edits.draft(f"archive-{slug}", UseCaseValues(title))
    sure = st.checkbox("Take it out of every list. Its figures, log and links stay.", key=form.key("sure"))
    if st.button("Archive this use case", disabled=not sure, key=form.key("archive")):
        edits.save(
            form,
            Action.USE_CASE_ARCHIVE,
            lambda changing: use_cases.archive(changing, slug),
            said=f"“{title}” is archived.",
        )


def _owners(form: edits.Draft[UseCaseValues], offered: Offered) -> dict[Function, str]:
    owners: dict[Function, str] = {}
    columns = [column for _ in range(0, len(Function), _ABREAST) for column in st.columns(_ABREAST)]
    for column, function in zip(columns, Function, strict=False):
        named = form.shown.owners.get(function, "")
        people = list(dict.fromkeys(["", *offered.people, named]))
        chosen = column.selectbox(
            function.label,
            people,
            index=people.index(named),
            format_func=_or_dash,
            key=form.key(function.value),
            accept_new_options=True,
        )
        if chosen:
            owners[function] = chosen
    return owners


def _or_dash(word: str) -> str:
    return word or "–"


def _save(slug: str, form: edits.Draft[UseCaseValues], wanted: UseCaseValues, *, today: date) -> None:
    """Keep the metrics as this person saw them: another form edits those."""
    wanted = replace(wanted, metrics=form.seen.metrics)

    def store(changing: Session) -> None:
        use_cases.edit(changing, slug, seen=form.seen, wanted=wanted, today=today)

    edits.save(form, Action.USE_CASE_EDIT, store, said="Saved.")
