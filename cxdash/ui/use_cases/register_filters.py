"""What the register is narrowed to: the usual filters on one line, the rarer ones behind it, all in its address."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from cxdash.domain.ownership import Function
from cxdash.domain.stages import Status
from cxdash.domain.traps import Lack
from cxdash.reports import choices, portfolio
from cxdash.reports.list_columns import BY_TITLE, COLUMNS, DEFAULT, ORDERS, TITLE
from cxdash.reports.use_case_list import Asked, Whole
from cxdash.ui import address, cached, filters
from cxdash.ui.drawing import literally

ORDER, SHOWN = "sort", "columns"
OFFERED_COLUMNS = tuple(name for name in COLUMNS if name != TITLE)
_RARER: Mapping[str, tuple[str, str]] = {
    "status": ("Status", "Every status"),
    "function": ("Owner named", "Named or missing"),
    "lack": ("Not measured for want of", "Measured or not"),
    "step": ("Journey step", "Every journey step"),
    "metric": ("Metric", "Every metric"),
    "site": ("Site", "Every site"),
}
_ANSWERS = {
    f"{function.label} {'missing' if is_missing else 'named'}": (function, is_missing)
    for function in Function
    for is_missing in (False, True)
}


@dataclass(frozen=True, slots=True)
class _Rarer:
    """What the rarer filters offer: the words people read, and what they stand for."""

    status: Mapping[str, Status]
    function: Mapping[str, tuple[Function, bool]]
    lack: Mapping[str, Lack]
    step: Mapping[str, str]
    metric: Mapping[str, str]
    site: Mapping[str, str]


def line(everything: Whole) -> Asked:
    """Show the filters and return what is asked for, its order and columns included."""
    with st.container(horizontal=True, key="filters-register"):
        words = st.text_input(
            "Search",
            key="search",
            type="search",
            bind="query-params",
            placeholder="Search titles, statements and owners",
            label_visibility="collapsed",
            width=290,
        )
        chosen = filters.side_by_side("stage", "owner", "trouble")
        offered = _offered(everything)
        _more(offered)
    function, is_missing = address.one_of("function", offered.function) or (None, False)
    return Asked(
        search=words or "",
        stage=chosen.stage,
        owner=chosen.owner,
        trouble=chosen.trouble,
        status=address.one_of("status", offered.status),
        function=function,
        is_missing=is_missing,
        lack=address.one_of("lack", offered.lack),
        step=address.one_of("step", offered.step),
        metric=address.one_of("metric", offered.metric),
        site=address.one_of("site", offered.site),
        order=address.one_of(ORDER, {order: order for order in ORDERS}) or BY_TITLE,
        columns=address.several_of(SHOWN, OFFERED_COLUMNS, default=DEFAULT),
    )


def _more(offered: "_Rarer") -> None:
    with st.popover("More filters", key="more-filters", icon=":material/tune:", on_change="rerun") as more:
        if more.open:
            for name, (words, every) in _RARER.items():
                address.choose(words, name, list(getattr(offered, name)), every=every, show_label=True)


def set_aside() -> None:
    """Show each of the rarer filters that is on, to be taken off with a click: they are out of sight otherwise."""
    for name in _RARER:
        said = st.query_params.get(name)
        if said:
            st.button(
                literally(said), key=f"take-off-{name}", icon=":material/close:", on_click=address.put, args=(name, "")
            )


def arrange() -> None:
    """Let the order and the columns be chosen."""
    # Its label stays the same, for a popover with another label is another one, and closed.
    with st.popover("Sort and columns", key="arrange", type="tertiary", on_change="rerun") as popover:
        if popover.open:
            orders = [order for order in ORDERS if order != BY_TITLE]
            address.choose("Sort by", ORDER, orders, every=BY_TITLE, show_label=True)
            address.choose_several("Columns, after the title", SHOWN, OFFERED_COLUMNS, default=DEFAULT)
            st.caption("A click on a column's head sorts by it too, for you and until you leave.")


def ask(asked: Asked, everything: Whole) -> tuple[str, ...]:
    """Narrow the page to something else; before its filters are drawn. Return which filters are offered no more."""
    offered, rarer = cached.report(choices.offered), _offered(everything)
    troubles = (*portfolio.TROUBLES, portfolio.NO_TROUBLE)
    held = st.session_state
    held["search"] = asked.search
    held["stage"] = asked.stage or ""
    held["owner"] = asked.owner if asked.owner in dict(offered.owners) else ""
    held["trouble"] = asked.trouble if asked.trouble in troubles else ""
    answers = None if asked.function is None else (asked.function, asked.is_missing)
    said = {
        "status": _words(rarer.status, asked.status),
        "function": _words(rarer.function, answers),
        "lack": _words(rarer.lack, asked.lack),
        "step": _words(rarer.step, asked.step),
        "metric": _words(rarer.metric, asked.metric),
        "site": _words(rarer.site, asked.site),
    }
    for name, words in said.items():
        address.put(name, words)
    address.put(ORDER, "" if asked.order == BY_TITLE else asked.order)
    address.put_several(SHOWN, asked.columns, default=DEFAULT)
    said |= {"owner": held["owner"], "trouble": held["trouble"]}
    return tuple(name for name, words in said.items() if getattr(asked, name) and not words)


def _words(options: Mapping[str, object], value: object) -> str:
    """Return the words that stand for a value, "" where nothing does."""
    return next((words for words, each in options.items() if each == value), "")


def _offered(everything: Whole) -> "_Rarer":
    offered = cached.report(choices.offered)
    return _Rarer(
        status={status.label: status for status in Status},
        function=_ANSWERS,
        lack={lack.value: lack for lack in Lack},
        step={name: slug for slug, name in offered.steps},
        metric={name: slug for slug, name in everything.metrics},
        site={name: slug for slug, name in offered.sites},
    )
