"""Who answers and who does: named, signed, waiting, overdue and silent, by function and by person."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from cxdash.domain.accountability import SILENT_DAYS
from cxdash.domain.figures import count
from cxdash.reports import accountability
from cxdash.reports.accountability import Accountability, Answer
from cxdash.ui import cached, drawing, links
from cxdash.ui.drawing import literally

_SHOWN = 8


def show(today: date) -> None:
    """Show accountability, the worst first in words, then by function and by person."""
    found = cached.report(accountability.accountability, today=today)
    if not found.answers:
        links.nothing_yet(
            "Nobody answers for anything yet.", do="Upload a register with owners, or name them on a use case."
        )
        return
    _table(found.finding, found.function_table, key="accountability-functions")
    _worst(found)
    _table("By person", found.person_table, key="accountability-people")
    st.caption(
        f"Use cases that are being worked on. Silent: named, and for {SILENT_DAYS} days no signature, vote, comment, "
        "judgement or edit on the use case. Waiting: see the page Waits for me."
    )


def _table(title: str, frame: pd.DataFrame, *, key: str) -> None:
    drawing.heading(title, frame, key=key)
    st.dataframe(
        frame,
        hide_index=True,
        height="content",
        key=f"{key}-table",
        placeholder="",
        column_config={"Last here": st.column_config.DateColumn(format="D MMM YYYY")},
        alt=f"{title}: how many are named, signed, waiting, overdue and silent",
    )


def _worst(found: Accountability) -> None:
    if found.missing:
        missing = f"{count(len(found.missing), 'function has', 'functions have')} nobody who answers"
        with st.expander(missing, type="compact", key="accountability-missing"):
            _each(_by_use_case(found.missing))
    if found.silent:
        silent = f"{count(len(found.silent), 'function has', 'functions have')} been silent for {SILENT_DAYS} days"
        with st.expander(silent, type="compact", key="accountability-silent"):
            _each([(each, each.words) for each in found.silent])


def _by_use_case(missing: Sequence[Answer]) -> list[tuple[Answer, str]]:
    """Say of each use case, once, in which functions nobody answers."""
    functions: dict[str, list[str]] = defaultdict(list)
    for each in missing:
        functions[each.use_case].append(each.function.value)
    first = {each.use_case: each for each in reversed(missing)}
    return [(first[slug], f"nobody for {', '.join(names)}") for slug, names in functions.items()]


def _each(said: Sequence[tuple[Answer, str]]) -> None:
    for each, words in said:
        links.line("use_cases", literally(each.title), literally(words), use_case=each.use_case, view="Define")
