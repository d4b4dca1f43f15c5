"""The brief of a use case, shown and handed over as files, and below it the approaches and vendors considered."""

import re
from datetime import date

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.brief import Brief
from cxdash.domain.errors import RuleError
from cxdash.domain.people import Person
from cxdash.exports.brief import markdown, word
from cxdash.reports import brief as reports
from cxdash.ui import cached, downloads, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import approaches

_FAILS = (
    "This use case cannot have a brief yet: its outcome statement does not pass. What to mend in it stands below it, "
    "at the top of this page."
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(slug: str, person: Person, *, today: date) -> None:
    """Show the brief with its two files, then the approaches; where the statement does not pass, say what it lacks."""
    try:
        found = cached.report(reports.brief, slug, today=today)
    except RuleError as refusal:
        st.info(_FAILS if refusal.field == "statement" else literally(str(refusal)), icon=":material/edit_note:")
    else:
        _files(found, slug)
        _open_points(found)
        with st.expander("The brief", expanded=True, key="brief"):
            st.markdown(_below_the_page_s_title(markdown(found)))
    st.markdown("##### Approaches and vendors")
    with session.section():
        approaches.show(slug, may_edit=person.may(Action.USE_CASE_EDIT), today=today)


def _files(found: Brief, slug: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        downloads.file_button(
            lambda: word(found), name=f"{slug}-brief.docx", mime=_WORD, key="brief-word", label="Word"
        )
        downloads.file_button(
            lambda: markdown(found).encode(),
            name=f"{slug}-brief.md",
            mime="text/markdown",
            key="brief-markdown",
            label="Markdown",
        )
        st.caption("For any vendor, or a team of one's own. It names neither.")


def _open_points(found: Brief) -> None:
    if found.open_points:
        with st.expander(f"Settle before it goes out: {len(found.open_points)}", icon=":material/checklist:"):
            st.markdown("\n".join(f"- {literally(point)}" for point in found.open_points))


def _below_the_page_s_title(text: str) -> str:
    """Return Markdown with its headings as deep as they stand on the page."""
    return re.sub(r"^#", "####", text, flags=re.MULTILINE)
