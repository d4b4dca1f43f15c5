"""A use case taken out of every list, once that is confirmed."""

import streamlit as st

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.use_cases import UseCaseValues
from cxdash.ui import edits


def show(slug: str, title: str) -> None:
    """Ask first, then archive."""
    form = edits.draft(f"archive-{slug}", UseCaseValues(title))
    sure = st.checkbox("Take it out of every list. Its figures, log and links stay.", key=form.key("sure"))
    if st.button("Archive this use case", disabled=not sure, key=form.key("archive")):
        edits.save(
            form,
            Action.USE_CASE_ARCHIVE,
            lambda changing: use_cases.archive(changing, slug),
            said=f"“{title}” is archived.",
        )
