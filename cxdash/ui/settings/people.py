"""Everybody who is known: names, addresses and roles edited in the table; people added, archived and brought back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cxdash.changes import people as changes
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.people import Person, PersonValues, Role
from cxdash.reports import people
from cxdash.reports.people import Line
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving

_EDITED, _NEW, _GONE = "people-edited", "person-new", "person-archived"
_EDITION = "people-edition"
_ROLES = {role.label: role for role in Role}
_WHOLE, _HEIGHT = 20, 720
"""How many people are shown without scrolling, and beyond that the height of the table in pixels."""


def show(person: Person) -> None:
    """Show everybody; who may edits them where they stand."""
    found, may = cached.report(people.listed), person.may(Action.PEOPLE_EDIT)
    drawing.heading(_finding(found.current), _to_take_away(found.table), key="people")
    saving.refusal(_EDITED)
    _table(found, may=may)
    if not may:
        st.caption("An administrator adds people and gives them roles.")
        return
    st.caption(
        "Each cell is saved as you leave it. People whom a tracker names are added by themselves, as viewers: they "
        "read and comment, and sign and vote where they are named."
    )
    with st.container(horizontal=True):
        with st.popover("Add somebody", icon=":material/person_add:", key="add-person"):
            _add()
        with st.popover("Archive somebody", icon=":material/archive:", key="archive-person"):
            _archive(found.current)
        if found.archived:
            with st.popover(f"{count(len(found.archived), 'person', 'people')} archived", key="archived-people"):
                _bring_back(found.archived)


def _finding(lines: Sequence[Line]) -> str:
    without = sum(each.values.roles <= {Role.VIEWER} for each in lines)
    return f"{count(len(lines), 'person', 'people')}, {without} of them only read and answer where they are named"


def _to_take_away(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(Roles=[", ".join(roles) for roles in table["Roles"]])


def _table(found: people.People, *, may: bool) -> None:
    key = f"people-{st.session_state.get(_EDITION, 0)}"
    st.data_editor(
        found.table,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=["Answers for", "Last here"] if may else True,
        height="content" if len(found.current) <= _WHOLE else _HEIGHT,
        placeholder="",
        column_order=["Name", "Roles", "Answers for", "E-mail", "Last here"],
        column_config={
            "Name": st.column_config.TextColumn(width=170),
            "E-mail": st.column_config.TextColumn(width=150),
            "Roles": st.column_config.MultiselectColumn(options=list(_ROLES), width=190),
            "Answers for": st.column_config.TextColumn(width=290),
            "Last here": st.column_config.DateColumn(format="D MMM YYYY", width=100),
        },
        alt="People with their roles, what they answer for and when they changed anything last",
    )
    if may:
        _store(st.session_state[key]["edited_rows"], found.current)


def _store(typed: Mapping[int, dict[str, Any]], lines: Sequence[Line]) -> None:
    """Save what the person has just typed in the table; a refusal shows what is stored again."""
    edits = [(lines[int(at)], _wanted(lines[int(at)].values, cells)) for at, cells in typed.items()]
    changed = [(line, wanted) for line, wanted in edits if wanted != line.values]
    for line, wanted in changed:
        edit = partial(changes.edit, slug=line.slug, seen=line.values, wanted=wanted)
        if not saving.attempt(_EDITED, Action.PEOPLE_EDIT, edit, said=f"Saved {literally(wanted.name)}"):
            st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1
    if changed:
        st.rerun()


def _wanted(values: PersonValues, cells: dict[str, Any]) -> PersonValues:
    roles = cells.get("Roles")
    return replace(
        values,
        name=str(cells.get("Name", values.name) or ""),
        email=str(cells.get("E-mail", values.email) or ""),
        roles=values.roles if "Roles" not in cells else frozenset(_ROLES[label] for label in roles or ()),
    )


def _add() -> None:
    edition = st.session_state.get(f"{_NEW}-edition", 0)
    name, email, roles = (f"{_NEW}-{part}-{edition}" for part in ("name", "email", "roles"))
    st.text_input("Name", key=name)
    st.text_input("E-mail, if you like", key=email)
    st.multiselect("Roles", list(_ROLES), default=[Role.VIEWER.label], key=roles)
    saving.refusal(_NEW)
    st.button("Add", type="primary", key="person-add", on_click=_added, args=(name, email, roles))


def _added(name: str, email: str, roles: str) -> None:
    state = st.session_state
    wanted = PersonValues(state[name], state[email], frozenset(_ROLES[label] for label in state[roles]))
    if saving.attempt(
        _NEW,
        Action.PEOPLE_EDIT,
        lambda changing: changes.create(changing, wanted),
        said=f"Added {literally(wanted.name.strip())}",
    ):
        state[f"{_NEW}-edition"] = state.get(f"{_NEW}-edition", 0) + 1


def _archive(lines: Sequence[Line]) -> None:
    names = {each.slug: each.values.name for each in lines}
    slug = st.selectbox("Who leaves", list(names), format_func=names.__getitem__, index=None, key=_GONE)
    st.caption("What they did stays under their name; nobody can choose them any more.")
    saving.refusal(_GONE)
    if slug is not None:
        owns = next(each.owns for each in lines if each.slug == slug)
        if owns:
            st.markdown(f"{literally(names[slug])} answers for {literally(owns)}.")
        st.button("Archive", key="person-archive", on_click=_archived, args=(slug, names[slug]))


def _archived(slug: str, name: str) -> None:
    saving.attempt(
        _GONE,
        Action.PEOPLE_EDIT,
        lambda changing: changes.archive(changing, slug),
        said=f"{literally(name)} is archived",
    )


def _bring_back(lines: Sequence[Line]) -> None:
    for each in lines:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(literally(each.values.name), width="stretch")
            st.button("Bring back", key=f"back-{each.slug}", on_click=_brought_back, args=(each.slug, each.values.name))


def _brought_back(slug: str, name: str) -> None:
    saving.attempt(
        _GONE,
        Action.PEOPLE_EDIT,
        lambda changing: changes.bring_back(changing, slug),
        said=f"{literally(name)} is back",
    )
