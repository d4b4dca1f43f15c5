"""The filters of a page, on one line and in its address, so that a link carries them.

The words in the address are those on the screen: ``?quarter=Q2+2026&site=Harbour+Road``. A filter at its default is
not in the address. What is chosen on one page stays chosen on the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.stages import Stage, Status
from cxdash.reports import choices, portfolio
from cxdash.ui import cached

Name = Literal["quarter", "site", "client", "stage", "status", "owner", "metric", "step", "trouble"]
_WIDTHS: Mapping[Name, int] = {
    "quarter": 140,
    "site": 190,
    "client": 190,
    "stage": 140,
    "status": 140,
    "owner": 190,
    "metric": 260,
    "step": 200,
    "trouble": 170,
}

_EVERY: Mapping[Name, str] = {"trouble": "In trouble or not"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person narrowed the page to; None where everything is wanted, or where the page does not ask.

    ``quarter`` is None only while there are no figures at all. The others are slugs, made for a report's arguments; a
    client is a name. Where no pilot serves a client, the page does not ask for one.
    """

    quarter: Quarter | None = None
    site: str | None = None
    client: str | None = None
    stage: Stage | None = None
    status: Status | None = None
    owner: str | None = None
    metric: str | None = None
    step: str | None = None
    trouble: str | None = None


def line(*names: Name, today: date | None = None) -> Chosen:
    """Show these filters side by side and return what is chosen.

    The quarter starts at the latest with figures that is over today, a day that the page may already know.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"filters-{'-'.join(names)}"):
        return side_by_side(*names, today=today)


def side_by_side(*names: Name, today: date | None = None) -> Chosen:
    """Show these filters where the page is at, a line that holds other controls too, and return what is chosen."""
    offered = cached.report(choices.offered)
    chosen: dict[str, object] = {
        name: _quarter(offered, today) if name == "quarter" else _choice(name, options(name, offered))
        for name in names
        if name != "client" or offered.clients
    }
    return Chosen(**chosen)  # type: ignore[arg-type] # each name got its own type above


def options(name: Name, offered: choices.Choices) -> Sequence[tuple[str, str]]:
    """Return what a filter offers: the value that a report takes, and the words people read."""
    match name:
        case "stage":
            return [(stage, stage.label) for stage in Stage]
        case "status":
            return [(status, status.label) for status in Status]
        case "trouble":
            return [(each, each) for each in (*portfolio.TROUBLES, portfolio.NO_TROUBLE)]
    found: Sequence[tuple[str, str]] = getattr(offered, f"{name}s")
    return found


def link(*, quarter: Quarter | None = None, **names: str) -> dict[str, str]:
    """Return the query of a link to a page with these filters; sites, owners and metrics by the names people read."""
    query = dict(names)
    if quarter is not None:
        query["quarter"] = calendar().name(quarter)
    return query


def calendar() -> FiscalCalendar:
    """Return the organisation's fiscal calendar."""
    return cached.report(choices.offered).calendar


def _quarter(offered: choices.Choices, today: date | None) -> Quarter | None:
    if not offered.quarters:
        return None
    _carry_on("quarter")
    day = today or cached.today()
    over = (at for at, each in enumerate(offered.quarters) if offered.calendar.period(each).ends_before <= day)
    return st.selectbox(
        "Quarter",
        offered.quarters,
        index=next(over, 0),
        format_func=offered.calendar.name,
        key="quarter",
        label_visibility="collapsed",
        bind="query-params",
        width=_WIDTHS["quarter"],
    )


def _choice(name: Name, options: Iterable[tuple[str, str]]) -> str | None:
    _carry_on(name)
    labels = {"": _EVERY.get(name, f"Every {name}")} | dict(options)
    picked = st.selectbox(
        name.capitalize(),
        list(labels),
        format_func=labels.__getitem__,
        key=name,
        label_visibility="collapsed",
        bind="query-params",
        width=_WIDTHS[name],
    )
    return picked or None


def _carry_on(name: Name) -> None:
    """Start a filter from what was chosen on the page before, unless the address says otherwise.

    Left alone, Streamlit shows the default on the page that comes first after the choice and hands the choice on
    behind it, so that it comes back with the next click.
    """
    if name in st.session_state and name not in st.query_params:
        st.session_state[name] = st.session_state[name]
