"""The grid of friction points: many added and edited, saved at once or not at all."""

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import journey_grids
from cxdash.changes.journey_grids import RowsRefusedError
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.journeys import EFFORTS, FrictionKind
from cxdash.domain.merging import conceded
from cxdash.reports.friction import Offered
from cxdash.reports.journey import Seen
from cxdash.ui import cached, edits
from cxdash.ui.journey import friction_cells
from cxdash.ui.journey.friction_cells import (
    COLUMNS,
    COST,
    EFFORT,
    EVIDENCE,
    KIND,
    METRIC,
    NAME,
    RATE,
    STEP,
    VOLUME,
    Rows,
)

MOST = 300
"""Rows that a grid can hold without getting slow; beyond, a step is chosen first."""

_ROW, _WHOLE, _SPARE = 35, 20, 6
"""Pixels of a row, how many are shown without scrolling, and for how many more there is room."""


def show(found: Seen, offered: Offered, *, where: str) -> None:
    """Show the friction points of the journey or step chosen, ``where``, as cells to edit and add to."""
    slugs = tuple(pain.slug for pain in found.pains)
    if len(slugs) > MOST:
        st.info(f"{len(slugs)} friction points are too many to edit at once. Choose a step above.")
        return
    stored = Rows(cached.report(journey_grids.friction_rows, slugs))
    form = edits.draft(f"friction-grid-{where}", stored)
    if form.shown != stored and not _is_typed_in(form.key("grid")):
        edits.start_afresh(form)
        form = edits.draft(form.name, stored)
    edits.offer_to_start_again(form, stored)
    before = friction_cells.frame(form.shown, offered)
    edited = _grid(before, form, offered)
    step = found.places[0].name if len(found.places) == 1 else ""
    rows, unread = friction_cells.read(
        edited, before=before, shown=form.shown, seen=form.seen, offered=offered, step=step
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button("Save", type="primary", key=form.key("save"), disabled=not rows)
        st.caption(_status(len(rows)))
    if not pressed:
        return

    def store(changing: Session) -> None:
        try:
            journey_grids.save_friction(changing, rows, columns=friction_cells.TITLES)
        except RowsRefusedError as refused:
            form.seen = _conceded(form.seen, refused)
            raise RowsRefusedError([*unread, *refused.cells]) from refused
        if unread:
            raise RowsRefusedError(unread)

    edits.save(form, Action.JOURNEY_EDIT, store, said=f"Saved {count(len(rows), 'friction point')}.")


def _is_typed_in(key: str) -> bool:
    state = st.session_state.get(key) or {}
    return bool(state.get("edited_rows") or state.get("added_rows"))


def _status(changed: int) -> str:
    if not changed:
        return (
            "Edit cells, paste rows from a spreadsheet, or add rows below the last one. Nothing is stored before Save."
        )
    return f"{count(changed, 'row')} not saved yet. All are saved at once, or none."


def _grid(before: pd.DataFrame, form: edits.Draft[Rows], offered: Offered) -> pd.DataFrame:
    """Show the cells; they start from what was shown first, so that nothing typed is ever replaced."""
    text, symbol = st.column_config.TextColumn, offered.figures.symbol
    choice, number = st.column_config.SelectboxColumn, st.column_config.NumberColumn
    return st.data_editor(
        before,
        num_rows="add",
        key=form.key("grid"),
        hide_index=False,
        column_order=COLUMNS,
        placeholder="",
        height=_ROW * (min(len(form.shown.rows), _WHOLE) + _SPARE) + 3,
        column_config={
            NAME: text(width=270),
            STEP: choice(options=list(offered.steps), width=136),
            KIND: choice(options=[kind.label for kind in FrictionKind], width=152),
            VOLUME: number(width=128, format="localized"),
            RATE: number(width=116, help="The share of cases that go wrong, 0 to 100."),
            COST: number(f"{COST}, {symbol}", width=98, help="What one such case costs."),
            EFFORT: choice(options=list(EFFORTS), width=120),
            METRIC: choice(options=[metric.name for metric in offered.metrics], width=200),
            EVIDENCE: text(width=200),
        },
        alt="Friction points to edit, one row each",
    )


def _conceded(seen: Rows, refused: RowsRefusedError) -> Rows:
    """Take note of what the refusal showed, so that the next save is deliberate."""
    rows = dict(seen.rows)
    for cell in refused.cells:
        if cell.clash is not None:
            rows[cell.slug] = conceded(rows[cell.slug], cell.clash)
    return Rows(tuple(rows.items()))
