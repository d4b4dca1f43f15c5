"""The steps of the journey: a grid for many, and buttons that move or archive one."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import journey_grids, journey_steps
from cxdash.changes.journey_grids import Edit, RowsRefusedError, row_name
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.journeys import FIRST_JOURNEY, StepValues
from cxdash.domain.merging import conceded
from cxdash.reports import journey
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally

_STEP, _BACK, _JOURNEY = "Step", "Back office", "Journey"
_TITLES = {"name": _STEP, "is_back_office": _BACK, "journey": _JOURNEY}


@dataclass(frozen=True)
class Rows:
    """Steps as a grid holds them: slug and values each, in the order of the rows."""

    rows: tuple[tuple[str, StepValues], ...]


def show(chosen: str | None) -> None:
    """Show the steps of the journey chosen, or of every one, and the journeys themselves."""
    found = cached.report(journey.seen, journey=chosen, step=None)
    name = next((name for slug, name in found.journeys if slug == chosen), FIRST_JOURNEY)
    slugs = tuple(slug for slug, _ in found.steps)
    stored = Rows(cached.report(journey_grids.step_rows, slugs))
    form = edits.draft(f"steps-grid-{chosen or 'every'}", stored)
    if form.shown != stored and not _is_typed_in(form.key("grid")):
        edits.start_afresh(form)
        form = edits.draft(form.name, stored)
    edits.offer_to_start_again(form, stored)
    edited = _grid(form)
    rows = _read(edited, form, journey_name=name)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Save steps", type="primary", key=form.key("save"), disabled=not rows):
            _save(form, rows)
        said = f"{count(len(rows), 'row')} not saved yet." if rows else "Add steps below the last one, in their order."
        st.caption(said + " A new name under Journey begins another journey.")
    if found.steps:
        _one_step(found)
        _one_journey(found)


def _save(form: edits.Draft[Rows], rows: list[Edit[StepValues]]) -> None:
    def store(changing: Session) -> None:
        try:
            journey_grids.save_steps(changing, rows, columns=_TITLES)
        except RowsRefusedError as refused:
            form.seen = _conceded(form.seen, refused)
            raise

    edits.save(form, Action.JOURNEY_EDIT, store, said=f"Saved {count(len(rows), 'step')}.")


def _is_typed_in(key: str) -> bool:
    state = st.session_state.get(key) or {}
    return bool(state.get("edited_rows") or state.get("added_rows"))


def _grid(form: edits.Draft[Rows]) -> pd.DataFrame:
    cells = [(values.name, values.is_back_office, values.journey) for _, values in form.shown.rows]
    frame = pd.DataFrame(cells, columns=[_STEP, _BACK, _JOURNEY], index=pd.RangeIndex(1, len(cells) + 1))
    return st.data_editor(
        frame.astype({_STEP: "object", _BACK: "boolean", _JOURNEY: "object"}),
        num_rows="add",
        height=35 * (min(len(cells), 20) + 6) + 3,
        key=form.key("grid"),
        hide_index=False,
        placeholder="",
        column_config={
            _STEP: st.column_config.TextColumn(width=200),
            _BACK: st.column_config.CheckboxColumn(help="Customers do not see it.", default=False),
            _JOURNEY: st.column_config.TextColumn(width=180),
        },
        alt="Steps of the journey to edit, one row each, in their order",
    )


def _read(edited: pd.DataFrame, form: edits.Draft[Rows], *, journey_name: str) -> list[Edit[StepValues]]:
    """Return the rows that say something new."""
    found: list[Edit[StepValues]] = []
    for at, cells in enumerate(edited.itertuples(index=False, name=None)):
        row = row_name(at, shown=len(form.shown.rows))
        name, is_back, named = ("" if pd.isna(cell) else cell for cell in cells)
        if at >= len(form.shown.rows):
            if name or named:
                wanted = StepValues(str(name), str(named or journey_name), is_back_office=bool(is_back))
                found.append(Edit(row, "", None, wanted))
            continue
        slug, values = form.shown.rows[at]
        wanted = replace(values, name=str(name), journey=str(named), is_back_office=bool(is_back))
        if wanted != values:
            found.append(Edit(row, slug, form.seen.rows[at][1], wanted))
    return found


def _conceded(seen: Rows, refused: RowsRefusedError) -> Rows:
    """Take note of what the refusal showed, so that the next save is deliberate."""
    rows = dict(seen.rows)
    for cell in refused.cells:
        if cell.clash is not None:
            rows[cell.slug] = conceded(rows[cell.slug], cell.clash)
    return Rows(tuple(rows.items()))


def _one_step(found: journey.Seen) -> None:
    """Move one step up or down, or take it off the journey."""
    names = dict(found.steps)
    slugs = tuple(names)
    form = edits.draft("one-step", Rows(()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        slug = st.selectbox("Move or archive a step", slugs, format_func=names.__getitem__, key="one-step", width=300)
        at = slugs.index(slug)
        up = st.button("Up", icon=":material/arrow_upward:", disabled=at == 0, key="step-up")
        down = st.button("Down", icon=":material/arrow_downward:", disabled=at == len(slugs) - 1, key="step-down")
        gone = st.button("Archive", icon=":material/archive:", key="step-archive")
    if up or down:
        beside = at - 1 if up else at + 1
        wanted = list(slugs)
        wanted[at], wanted[beside] = wanted[beside], wanted[at]
        edits.save(
            form,
            Action.JOURNEY_EDIT,
            lambda changing: journey_steps.put_in_order(changing, seen=slugs, wanted=wanted),
            said=f"Moved “{literally(names[slug])}” {'up' if up else 'down'}.",
        )
    if gone:
        edits.save(
            form,
            Action.JOURNEY_EDIT,
            lambda changing: journey_steps.archive_step(changing, slug),
            said=f"“{literally(names[slug])}” is archived.",
        )


def _one_journey(found: journey.Seen) -> None:
    """Rename a journey or take it away."""
    names = dict(found.journeys)
    form = edits.draft("one-journey", Rows(()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        slug = st.selectbox(
            "Rename or archive a journey", list(names), format_func=names.__getitem__, key="one-journey", width=300
        )
        wanted = st.text_input("New name", names[slug], key=form.key(f"name-{slug}"), width=260)
        rename = st.button("Rename", key="journey-rename")
        gone = st.button("Archive", icon=":material/archive:", key="journey-archive")
    if rename:
        edits.save(
            form,
            Action.JOURNEY_EDIT,
            lambda changing: journey_steps.rename_journey(changing, slug, seen=names[slug], wanted=wanted or ""),
            said="Renamed.",
        )
    if gone:
        edits.save(
            form,
            Action.JOURNEY_EDIT,
            lambda changing: journey_steps.archive_journey(changing, slug),
            said=f"“{literally(names[slug])}” is archived.",
        )
