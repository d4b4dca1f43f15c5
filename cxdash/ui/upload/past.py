"""The history of imports: what came in when and from whom, the file itself, and the way to take it back."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from cxdash.changes import tracker_undo
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.exports import annotated
from cxdash.exports.annotated import AnnotatedCopy
from cxdash.reports import uploads
from cxdash.reports.uploads import PastImport
from cxdash.ui import cached, downloads, session
from cxdash.ui.drawing import literally
from cxdash.ui.upload import copies, dropping

_FIRST = 10
_UNDONE = "upload.undone"


def history(person: Person) -> None:
    """Show every import, newest first, each with its file and its undo."""
    done = cached.report(uploads.history)
    if not done:
        st.caption("Nothing has been imported yet.")
        return
    if undone := st.session_state.pop(_UNDONE, None):
        st.success(undone, icon=":material/undo:")
    shown = done if st.session_state.get("all-imports") else done[:_FIRST]
    for past in shown:
        _row(past, person)
    if len(done) > _FIRST:
        st.toggle(f"All {len(done)} imports", key="all-imports")


def _row(past: PastImport, person: Person) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"past-import-{past.id}"):
        name = f"~~{literally(past.file)}~~" if past.undone_at else f"**{literally(past.file)}**"
        st.markdown(f"{name} · import {past.id}  \n:small[:gray[{_what_happened(past)}]]", width="stretch")
        if past.rejected:
            copies.annotated_button(partial(_annotated, past.id), past.file, key=f"annotated-{past.id}")
        downloads.file_button(
            partial(_original, past.id),
            name=past.file,
            mime="application/octet-stream",
            key=f"file-{past.id}",
            label="Original",
        )
        if past.undone_at is None:
            _undo_button(past, person)


def _what_happened(past: PastImport) -> str:
    each = {"new": past.new, "corrected": past.changed, "as before": past.unchanged, "to mend": past.rejected}
    counts = ", ".join(f"{number:,} {what}" for what, number in each.items() if number) or "nothing"
    undone = f" · undone {_local(past.undone_at)}" if past.undone_at else ""
    return f"{_local(past.at)} · {literally(past.by)} · {counts}{undone}"


def _undo_button(past: PastImport, person: Person) -> None:
    with st.popover("Undo", type="tertiary", icon=":material/undo:", help=f"Take import {past.id} back"):
        st.markdown(_what_undoing_does(past))
        if st.button("Undo this import", key=f"undo-{past.id}", type="primary"):
            _undo(past, person)


def _what_undoing_does(past: PastImport) -> str:
    does = []
    if past.new:
        does.append(f"{count(past.new, 'new entry is', 'new entries are')} taken out")
    if past.changed:
        noun = count(past.changed, "corrected one gets", "corrected ones get")
        does.append(f"{noun} back what stood there before")
    return f"Import {past.id} is taken back: {' and '.join(does) or 'it changed nothing'}."


def _undo(past: PastImport, person: Person) -> None:
    with session.shown_to_people():
        with session.database().changing(person, Action.TRACKER_UNDO) as changing:
            tracker_undo.undo(changing, past.id, today=cached.today())
        dropping.put_away_stored()
        st.session_state[_UNDONE] = f"Import {past.id} ({literally(past.file)}) is undone. All is as it was before it."
        st.rerun()


def _original(import_id: int) -> bytes:
    with session.database().reading() as reading:
        return uploads.original(reading, import_id)


def _annotated(import_id: int) -> AnnotatedCopy:
    with session.database().reading() as reading:
        return annotated.of_import(reading, import_id)


def _local(at: datetime) -> str:
    """Write a time as the clock on the reader's wall shows it."""
    zone = st.context.timezone
    here = at.astimezone(ZoneInfo(zone)) if zone else at
    return f"{here.day} {here:%b %Y, %H:%M}"
