"""What waits for one person: how much, what is overdue, and each thing with its day and where it is done."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cxdash.domain.people import Person
from cxdash.domain.waiting import Waiting
from cxdash.reports import waiting_for
from cxdash.reports.waiting_for import ForOne
from cxdash.store import people
from cxdash.ui import cached, drawing, links
from cxdash.ui.drawing import literally

_ME = "Me"
_FIRST = 12
"""How many of a kind are shown before the rest is asked for."""


def whose(person: Person) -> Person:
    """Let the reader look at what waits for somebody else, by name in the address; else it is their own."""
    everybody = {each.name: each for each in cached.report(people.everybody)}
    chosen = st.selectbox(
        "Waits for",
        ["", *everybody],
        format_func=lambda name: name or _ME,
        key="person",
        bind="query-params",
        label_visibility="collapsed",
        width=260,
    )
    return everybody.get(chosen, person)


def show(person: Person, *, is_oneself: bool, today: date) -> None:
    """Show what waits for a person, what is overdue first."""
    every = cached.report(waiting_for.everything, today=today)
    found = waiting_for.for_one(every, person, today=today)
    if not found.every:
        links.nothing_yet(
            f"Nothing waits for {'you' if is_oneself else literally(person.name)}.",
            do="Owners see here what they have to sign, vote on, decide and do, once a use case names them.",
            page="use_cases",
            label="Use cases",
        )
        return
    drawing.heading(found.finding, found.table, key="waiting")
    st.markdown(_counts(found))
    if found.overdue:
        _group("Overdue", found.overdue, today=today)
    for kind, group in found.groups.items():
        _group(kind.label, group, today=today)


def _counts(found: ForOne) -> str:
    late = [f":red[Overdue {len(found.overdue)}]"] if found.overdue else []
    return " · ".join([*late, *(f"{kind.label} {len(group)}" for kind, group in found.groups.items())])


def _group(title: str, group: Sequence[Waiting], *, today: date) -> None:
    st.markdown(f"##### {title}: {len(group)}")
    key = f"every-{title}"
    shown = group if st.session_state.get(key) else group[:_FIRST]
    for each in shown:
        _line(each, _words(each, today=today))
    if len(shown) < len(group):
        st.button(
            f"Show {len(group) - len(shown)} more", key=f"{key}-more", type="tertiary", on_click=_open, args=(key,)
        )


def _line(each: Waiting, words: str) -> None:
    about = literally(each.title)
    if each.proof:
        links.line("proof_points", about, words, proof=each.proof)
    elif each.use_case:
        query = {"view": each.view} if each.view else {}
        links.line("use_cases", about, words, use_case=each.use_case, **query)
    elif each.quarter:
        links.line("this_quarter", about, words, quarter=each.quarter)
    elif each.metric:
        links.line("metrics", about, words, metric=each.metric)
    else:
        links.line_of(about, words)


def _words(each: Waiting, *, today: date) -> str:
    parts = [literally(each.sentence)]
    if each.due is not None:
        when = f"due {each.due:%-d %b %Y}"
        parts.append(f":red[{when}]" if each.is_overdue(today) else when)
    if each.why:
        parts.append(f":gray[{literally(each.why)}]")
    return " · ".join(parts)


def _open(key: str) -> None:
    st.session_state[key] = True
