"""What is shown of a file between dropping and storing it: understood as, asked, differences, to mend."""

import streamlit as st

from cxdash.changes.tracker_plan import Plan
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.reports import uploads
from cxdash.ui import cached, filters, links, session
from cxdash.ui.drawing import heading, literally
from cxdash.ui.upload import differences, questions, thumbnail
from cxdash.ui.upload.held import HeldFile, put_away

_ROWS_SHOWN, _MENDS_SHOWN = 500, 50
_WIDTHS = {"What": 186, "Metric": 170, "Field": 110, "Before": 160, "Now": 160}


def refused(held: HeldFile) -> None:
    """Say why a file cannot be read at all, and what to do."""
    st.error(f"**{literally(held.name)}** was not read. {literally(held.refused)}", icon=":material/block:")
    st.button("Drop another file", on_click=put_away, type="primary", key="another")


def plan_and_store(held: HeldFile, person: Person) -> None:
    """Show what storing the file would change, and store it on a click."""
    held.read()
    if held.refused:
        refused(held)
        return
    planned = held.plan()
    st.caption(literally(held.name))
    st.markdown(f"#### {differences.in_words(planned)}")
    _what_it_makes(planned)
    _buttons(held, planned, person)
    for part in (_questions, _understood_as, _differences, _to_mend):
        with session.section():
            part(held, planned)


def stored(held: HeldFile) -> None:
    """Say what was stored and where to see it."""
    done = held.stored
    if done is None:
        return
    st.success(
        f"**{literally(held.name)}** is stored as import {done.import_id}: {done.new:,} new, "
        f"{done.changed:,} corrected. Undo it below if it was not meant.",
        icon=":material/check_circle:",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Drop another file", on_click=put_away, type="primary", key="another")
        links.to_page("compare", "Compare pilots", icon=":material/leaderboard:")
        links.to_page("use_cases", "Use cases", icon=":material/assignment:")


def _what_it_makes(planned: Plan) -> None:
    for sentence in differences.makes(planned):
        st.markdown(literally(sentence))
    if planned.names.matched:
        st.caption(f"Assumed: {literally(differences.listed(planned.names.matched))}.")


def _buttons(held: HeldFile, planned: Plan, person: Person) -> None:
    with st.container(horizontal=True):
        label = f"Store {count(planned.new + planned.changed, 'change')}" if planned.has_work else "Nothing to store"
        store = st.button(label, type="primary", disabled=not planned.has_work, icon=":material/save:", key="store")
        st.button("Put the file away", on_click=put_away, key="put-away")
    if not planned.has_work and not planned.rejected:
        st.info(_why_nothing(planned), icon=":material/info:")
    if store:
        with session.shown_to_people():
            with st.spinner(f"Storing {held.name} …", show_time=True):
                held.store(person, today=cached.today())
            st.rerun()


def _why_nothing(planned: Plan) -> str:
    if planned.unchanged:
        return "All that the file says is stored already."
    if questions.open_questions(planned):
        return "The figures of this file wait for the answer to what is asked below."
    return (
        "No figures were found in this file. See below what each sheet was taken for. A tracker has a header row, and "
        "under it a row or a column per period."
    )


def _questions(held: HeldFile, planned: Plan) -> None:
    waiting = questions.open_questions(planned)
    if waiting:
        st.markdown(f"##### {count(waiting, 'question')} before all of it can be stored")
    elif _as_last_time(held, planned):
        return
    elif held.asked:
        st.markdown("##### Please confirm")
    questions.ask(held, planned)


def _as_last_time(held: HeldFile, planned: Plan) -> bool:
    """Say whether nothing has to be asked: these headers were stored before, and what was answered then still holds."""
    return held.was_known and not questions.open_questions(planned)


def _understood_as(held: HeldFile, planned: Plan) -> None:
    if held.was_known:
        with st.expander("Understood as last time. Look, or change an answer"):
            if _as_last_time(held, planned):
                questions.ask(held, planned)
            _sheets(held)
    else:
        st.markdown("##### Understood as")
        _sheets(held)


def _sheets(held: HeldFile) -> None:
    sheets = held.tracker.sheets if held.tracker else ()
    names = [f"{sheet.name} (hidden)" if sheet.hidden else sheet.name for sheet in sheets]
    for tab, sheet in zip(st.tabs([literally(name) for name in names]), sheets, strict=True):
        with tab:
            thumbnail.sheet(sheet)


def _differences(_: HeldFile, planned: Plan) -> None:
    known = cached.report(uploads.known_names)
    for title, key, table in (
        (differences.register_in_words(planned), "register-changes", differences.register(planned)),
        (
            differences.figures_in_words(planned),
            "figure-changes",
            differences.figures(planned, known, filters.calendar()),
        ),
    ):
        if table.empty:
            continue
        heading(title, table, key=key)
        st.dataframe(
            table.head(_ROWS_SHOWN),
            hide_index=True,
            alt=f"{title}: before and now",
            column_config={name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()},
        )
        if len(table) > _ROWS_SHOWN:
            st.caption(f"The first {_ROWS_SHOWN} of {len(table):,}; all of them are in the download.")


def _to_mend(_: HeldFile, planned: Plan) -> None:
    table = differences.problems(planned)
    if table.empty:
        return
    by_kind = differences.problems_by_kind(planned)
    heading(f"{count(len(table), 'cell')} to mend", table, key="to-mend")
    rest = "Store the rest now, or mend" if planned.has_work else "Mend"
    st.caption(f"{rest} these in your file and drop it again: what is stored is recognised.")
    st.table(by_kind.head(_MENDS_SHOWN), hide_index=True, border="horizontal", alt="Cells to mend, with what to do")
    if len(by_kind) < len(table) or len(by_kind) > _MENDS_SHOWN:
        st.caption("The download has a row for every cell.")
