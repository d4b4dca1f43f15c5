"""What follows the five answers: next quarter and the closing, each behind a line that says what it comes to."""

from collections.abc import Callable
from datetime import date
from math import isfinite

import streamlit as st

from cxdash.domain.people import Person
from cxdash.domain.periods import Quarter
from cxdash.reports import next_quarter as choosing
from cxdash.reports import restatements
from cxdash.ui import cached, filters, session
from cxdash.ui.drawing import literally
from cxdash.ui.this_quarter import closing, next_quarter

_BUDGET = "budget"
"""The reader's budget; a link that carries one shows what fits in it."""


def show(quarter: Quarter, person: Person, *, today: date) -> None:
    """Offer what to put money on next, then what was frozen and reads otherwise since."""
    _behind(
        f"**Next quarter** · {literally(_next(quarter, today=today))}",
        lambda: next_quarter.show(quarter, person, today=today),
        key="then-next",
        expanded=_BUDGET in st.query_params,
    )
    _behind(
        f"**Quarter close** · {literally(_closed(quarter, today=today))}",
        lambda: closing.show(quarter, person, today=today),
        key="then-close",
    )


def _next(quarter: Quarter, *, today: date) -> str:
    """Say how many use cases are worth money next quarter, within the reader's budget where there is one."""
    ahead = choosing.planned_for(filters.calendar(), quarter, today=today)
    budget = st.session_state[_BUDGET] if _BUDGET in st.session_state else _linked_budget()
    return cached.report(choosing.picks, quarter=ahead, today=today, budget=budget).headline


def _linked_budget() -> float | None:
    """Return the budget that a link carries; None without one, and where it is no amount."""
    try:
        amount = float(st.query_params.get(_BUDGET, ""))
    except ValueError:
        return None
    return amount if amount >= 0 and isfinite(amount) else None


def _closed(quarter: Quarter, *, today: date) -> str:
    found = cached.report(restatements.restatements, quarter, today=today)
    if found is not None:
        return f"closed by {found.closed.close.who}; {found.finding[:1].lower()}{found.finding[1:]}"
    calendar = filters.calendar()
    period, name = calendar.period(quarter), calendar.name(quarter)
    if period.ends_before <= today:
        return f"{name} is over and not closed yet"
    return f"{name} is still running" if period.starts <= today else f"{name} has not begun"


def _behind(label: str, draw: Callable[[], None], *, key: str, expanded: bool = False) -> None:
    part = st.expander(label, key=key, on_change="rerun", expanded=expanded)
    if part.open:
        with part, session.shown_to_people():
            draw()
