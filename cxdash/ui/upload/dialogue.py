"""What is shown of a file between dropping and storing it: asked, understood as, to mend, differences."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxdash.changes.tracker_plan import Plan
from cxdash.domain.errors import CxdashError
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.ui import cached, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.upload import differences, outcome, questions, understood
from cxdash.ui.upload.dropping import put_away
from cxdash.ui.upload.held import HeldFile


def show(held: HeldFile, person: Person) -> None:
    """Show a file as far as it came: stored, refused, or what storing it would change."""
    if held.stored is not None:
        _stored(held)
    elif held.refused:
        _refused(held)
    else:
        _in_hand(held, person)


def _refused(held: HeldFile) -> None:
    """Say why a file cannot be read at all, and what to do."""
    st.error(f"**{literally(held.name)}** was not read. {literally(held.refused)}", icon=":material/block:")
    st.button("Drop another file", on_click=put_away, type="primary", key="another")


def _stored(held: HeldFile) -> None:
    """Say what was stored and where to see it."""
    done = held.stored
    if done is None:
        return
    st.success(
        f"**{literally(held.name)}** is stored as import {done.import_id}: {done.new:,} new, "
        f"{done.changed:,} corrected. {_left(done.left)}Undo it below if it was not meant.",
        icon=":material/check_circle:",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Drop another file", on_click=put_away, type="primary", key="another")
        links.to_page("compare", "Compare pilots", icon=":material/leaderboard:")
        links.to_page("use_cases", "Use cases", icon=":material/assignment:")


def _left(cells: int) -> str:
    if not cells:
        return ""
    return f"{count(cells, 'cell was', 'cells were')} left out; the annotated copy below marks what is to mend. "


def _in_hand(held: HeldFile, person: Person) -> None:
    """Show what storing the file would change, and store it on a click.

    What one may do is in place before the file is read, so that it can be put away while that takes its time.
    """
    st.caption(f":material/draft: {literally(held.name)}")
    headline, buttons = st.container(gap="xsmall"), st.container(horizontal=True, vertical_alignment="center")
    place = buttons.container(width="content")
    buttons.button("Put the file away", on_click=put_away, key="put-away")
    slot = buttons.container(width="content")
    if held.is_storing:
        _finish(held, slot)
    held.read(slot)
    if held.refused:
        st.rerun()
    planned = held.plan(slot)
    with headline:
        _headline(held, planned)
    with place:
        stores = _store_button(planned)
    seen, held.seen = held.seen, planned
    if stores and seen is not None:
        held.begin_storing(person, seen, today=cached.today())
        _finish(held, slot)
    for part in (_asked, understood.show, outcome.to_mend, outcome.differences):
        with session.section():
            part(held, planned)


def _headline(held: HeldFile, planned: Plan) -> None:
    if held.trouble:
        st.error(literally(held.trouble), icon=":material/error:")
        held.trouble = ""
    st.header(differences.in_words(planned), anchor=False)
    for sentence in differences.makes(planned):
        st.markdown(literally(sentence))
    if planned.assumed:
        st.caption(f"Assumed: {literally(differences.listed(planned.assumed))}.")
    if not planned.has_work and not planned.rejected:
        st.info(_why_nothing(planned), icon=":material/info:")


def _why_nothing(planned: Plan) -> str:
    if planned.unchanged:
        return "All that the file says is stored already."
    if questions.open_questions(planned):
        return "The figures of this file wait for the answer to what is asked below."
    return (
        "No figures were found in this file. See below what each sheet was taken for. A tracker has a header row, and "
        "under it a row or a column per period."
    )


def _store_button(planned: Plan) -> bool:
    label = f"Store {count(planned.new + planned.changed, 'change')}" if planned.has_work else "Nothing to store"
    return st.button(label, type="primary", disabled=not planned.has_work, icon=":material/save:", key="store")


def _finish(held: HeldFile, slot: DeltaGenerator) -> None:
    """Wait until the file is stored and begin a new run, which says so, or why it was not."""
    try:
        held.wait_until_stored(slot)
    except CxdashError as error:
        held.trouble = str(error)
    st.rerun()


def _asked(held: HeldFile, planned: Plan) -> None:
    waiting = questions.open_questions(planned)
    if waiting:
        st.subheader(f"{count(waiting, 'question')} before all of it can be stored", anchor=False)
    elif held.was_known:
        return
    elif held.asked:
        st.subheader("Please confirm", anchor=False)
    questions.ask(held, planned)
