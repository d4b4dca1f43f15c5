"""What storing a file would do, shown: the cells to mend, then sheet by sheet, what is corrected, what is new."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from cxdash.changes.register_items import Outcome
from cxdash.changes.tracker_plan import Plan
from cxdash.domain.figures import count
from cxdash.exports import annotated
from cxdash.reports import uploads
from cxdash.store import organisation
from cxdash.ui import cached, downloads, filters
from cxdash.ui.drawing import literally
from cxdash.ui.upload import copies, friction_differences, mending, money_differences
from cxdash.ui.upload import differences as of
from cxdash.ui.upload.held import HeldFile

_ROWS_SHOWN, _MENDS_SHOWN = 500, 12
_WIDTHS = {"Use case or pilot": 186, "What": 186, "Metric": 170, "Field": 110, "Before": 160, "Now": 160}


def to_mend(held: HeldFile, planned: Plan) -> None:
    """Show the cells to mend with what to do, and hand over the file with those cells marked."""
    table = mending.cell_by_cell(planned)
    if table.empty:
        return
    with _head(f"{count(len(table), 'cell')} to mend"):
        copies.annotated_button(
            partial(annotated.copy, held.content, held.name, planned.problems), held.name, key="annotated"
        )
        downloads.table_button(table, name="to-mend", key="to-mend-data", label="CSV")
    rest = "Store the rest now, or mend" if planned.has_work else "Mend"
    st.caption(
        f"{rest} these in your file and drop it again: what is stored is recognised. In the annotated copy they are "
        "red, each with a comment that says what to do."
    )
    by_kind = mending.by_kind(planned)
    shown = by_kind.head(_MENDS_SHOWN).map(literally)
    st.table(shown, hide_index=True, border="horizontal", alt="Cells to mend, with what to do")
    if len(by_kind) < len(table) or len(by_kind) > _MENDS_SHOWN:
        st.caption("The downloads have every cell.")


def differences(_: HeldFile, planned: Plan) -> None:
    """Show what would be stored, old beside new, with the cell it stands in."""
    if not planned.has_work:
        return
    st.subheader("Differences", anchor=False)
    by_sheet = of.by_sheet(planned)
    if len(by_sheet) > 1:
        st.table(by_sheet.map(literally), hide_index=True, border="horizontal", alt="Differences by sheet")
    register = of.register(planned)
    edits = any(item.outcome is Outcome.CHANGED for item in planned.register.items)
    _table(
        of.register_in_words(planned),
        register,
        len(register),
        lambda: register,
        key="register-changes",
        is_open=edits,
    )
    hurting = friction_differences.table(planned, cached.report(organisation.figures))
    _table(
        friction_differences.title(planned),
        hurting,
        len(hurting),
        lambda: hurting,
        key="friction-changes",
        is_open=friction_differences.has_edits(planned),
    )
    known, calendar = cached.report(uploads.known_names), filters.calendar()
    spent = money_differences.table(planned, cached.report(organisation.figures), calendar)
    _table(
        money_differences.title(planned),
        spent.head(_ROWS_SHOWN),
        len(spent),
        lambda: spent,
        key="money-changes",
        is_open=money_differences.has_corrections(planned),
    )
    for outcome, key in ((Outcome.CHANGED, "figures-corrected"), (Outcome.NEW, "figures-new")):
        every = partial(of.figures, planned, outcome, known, calendar)
        number = of.count_of(planned, outcome)
        title = of.figures_in_words(number, outcome)
        _table(title, every(at_most=_ROWS_SHOWN), number, every, key=key, is_open=outcome is Outcome.CHANGED)


def _table(
    title: str, shown: pd.DataFrame, number: int, every: Callable[[], pd.DataFrame], *, key: str, is_open: bool
) -> None:
    """Show the first rows of a table, unfolded or folded away, and hand over all of them."""
    if not number:
        return
    with st.expander(title, expanded=is_open):
        st.dataframe(
            shown,
            hide_index=True,
            alt=f"{title}: before and now",
            column_config={name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()},
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            if number > len(shown):
                st.caption(f"The first {len(shown)} of {number:,}; all of them are in the download.", width="content")
            downloads.file_button(
                lambda: downloads.csv(every()), name=f"{key}.csv", mime="text/csv", key=f"{key}-data", label="Data"
            )


def _head(title: str) -> st.delta_generator.DeltaGenerator:
    """Head a part of the page, with room for buttons beside it."""
    row = st.container(horizontal=True, vertical_alignment="center")
    row.subheader(title, anchor=False, width="stretch")
    return row
