"""The budget lines that savings come out of: edited in the table, added and archived beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cxdash.changes import budget_lines as changes
from cxdash.domain.actions import Action
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.reports import money_settings
from cxdash.reports.money_settings import BudgetLine, BudgetLines
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving

_EDITED, _NEW, _GONE = "budget-lines-edited", "budget-line-new", "budget-line-archived"
_EDITION = "budget-lines-edition"
_LINE, _AMOUNT, _OWNER, _USERS = money_settings.LINE_COLUMNS


def show(person: Person) -> None:
    """Show every line with what comes out of it; who may edits them where they stand."""
    found, may = cached.report(money_settings.lines), person.may(Action.MONEY_EDIT)
    drawing.heading(_finding(found.lines), found.table, key="budget-lines")
    st.caption(
        "Savings that come out of one line share what is left of it, and together they are never more than it costs. "
        "Under Money, a use case says which line its saving comes out of."
    )
    saving.refusal(_EDITED)
    if found.lines:
        _table(found, may=may)
    if not may:
        st.caption("Somebody of finance, a program manager or an administrator edits the lines.")
        return
    with st.container(horizontal=True):
        with st.popover("Add a line", icon=":material/add:", key="add-budget-line"):
            _add(found)
        if found.lines:
            with st.popover("Archive a line", icon=":material/archive:", key="archive-budget-line"):
                _archive(found.lines)


def _finding(lines: Sequence[BudgetLine]) -> str:
    if not lines:
        return "No budget line is named yet"
    used = sum(bool(each.users) for each in lines)
    return f"{count(len(lines), 'budget line')}, {used} of them with savings that come out of it"


def _table(found: BudgetLines, *, may: bool) -> None:
    key = f"budget-lines-table-{st.session_state.get(_EDITION, 0)}"
    st.data_editor(
        found.table,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=[_USERS] if may else True,
        placeholder="",
        column_config={
            _LINE: st.column_config.TextColumn(width=230),
            _AMOUNT: st.column_config.NumberColumn(
                f"A year, {found.figures.symbol}", min_value=0, format="localized", width=120
            ),
            _OWNER: st.column_config.SelectboxColumn(options=list(found.people), width=170),
            _USERS: st.column_config.TextColumn(width=400),
        },
        alt="Budget lines with what they cost a year, who answers for them and what comes out of them",
    )
    if may:
        _store(st.session_state[key]["edited_rows"], found.lines)


def _store(typed: Mapping[int, dict[str, Any]], lines: Sequence[BudgetLine]) -> None:
    """Save what the person has just typed in the table; a refusal shows what is stored again."""
    edits = [(lines[int(at)], _wanted(lines[int(at)].values, cells)) for at, cells in typed.items()]
    changed = [(line, wanted) for line, wanted in edits if wanted != line.values]
    for line, wanted in changed:
        edit = partial(changes.edit, slug=line.slug, seen=line.values, wanted=wanted, today=cached.today())
        if not saving.attempt(_EDITED, Action.MONEY_EDIT, edit, said=f"Saved {literally(wanted.name)}"):
            st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1
    if changed:
        st.rerun()


def _wanted(values: BudgetLineValues, cells: dict[str, Any]) -> BudgetLineValues:
    amount = cells.get(_AMOUNT, values.annual_amount)
    return replace(
        values,
        name=str(cells.get(_LINE, values.name) or ""),
        annual_amount=0.0 if amount is None or pd.isna(amount) else float(amount),
        owner=str(cells.get(_OWNER, values.owner) or ""),
    )


def _add(found: BudgetLines) -> None:
    edition = st.session_state.get(f"{_NEW}-edition", 0)
    name, amount, owner = (f"{_NEW}-{part}-{edition}" for part in ("name", "amount", "owner"))
    st.text_input("Name, as it stands in the budget", key=name)
    st.number_input(
        f"What it costs a year, {found.figures.symbol}", min_value=0.0, value=None, step=1_000.0, key=amount
    )
    st.selectbox("Who answers for it, if you like", list(found.people), index=None, key=owner)
    saving.refusal(_NEW)
    st.button("Add", type="primary", key="budget-line-add", on_click=_added, args=(name, amount, owner))


def _added(name: str, amount: str, owner: str) -> None:
    state = st.session_state
    wanted = BudgetLineValues(state[name], float(state[amount] or 0.0), state[owner] or "")
    if saving.attempt(
        _NEW,
        Action.MONEY_EDIT,
        lambda changing: changes.create(changing, wanted),
        said=f"Added {literally(wanted.name.strip())}",
    ):
        state[f"{_NEW}-edition"] = state.get(f"{_NEW}-edition", 0) + 1


def _archive(lines: Sequence[BudgetLine]) -> None:
    names = {each.slug: each.values.name for each in lines}
    slug = st.selectbox("Which line", list(names), format_func=names.__getitem__, index=None, key=_GONE)
    st.caption("Nobody can choose it any more. A line that savings come out of stays until they name another.")
    saving.refusal(_GONE)
    if slug is not None:
        st.button("Archive", key="budget-line-archive", on_click=_archived, args=(slug, names[slug]))


def _archived(slug: str, name: str) -> None:
    saving.attempt(
        _GONE,
        Action.MONEY_EDIT,
        lambda changing: changes.archive(changing, slug),
        said=f"{literally(name)} is archived",
    )
