"""The controls of the page on one line: which quarter, beside which, where, for whom, and as it was known when."""

from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from cxdash.domain.periods import Quarter
from cxdash.reports import choices, closed_quarters, this_quarter
from cxdash.reports.closed_quarters import View
from cxdash.reports.this_quarter import Beside, Quarterly
from cxdash.store import organisation
from cxdash.ui import cached, filters

_BESIDE: dict[Beside, str] = {"before": "Quarter before", "last year": "Same quarter last year"}
_NARROW = ("site", "client", "beside")
_KEY = "figures"
"""Not “view”, which names the tab of a use case in the links of this page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked for; ``view`` is which figures of a closed quarter are shown, in ``words``."""

    quarter: Quarter
    site: str | None
    client: str | None
    beside: Beside
    view: View = View.KNOWN
    words: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the page is the one that a closing keeps: the whole organisation, beside the quarter before."""
        return self.site is None and self.client is None and self.beside == "before"


def show(*, today: date) -> Wanted | None:
    """Show the title with the controls beside it, and return what is chosen; None while there are no figures at all."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        st.title("This quarter", anchor=False, width="stretch")
        with st.container(horizontal=True, vertical_alignment="bottom", width="content", key="filters-quarter"):
            chosen = filters.side_by_side("quarter", today=today)
            if chosen.quarter is None:
                return None
            beside = _beside()
            where = filters.side_by_side("site", "client", today=today)
            wanted = Wanted(chosen.quarter, where.site, where.client, beside)
            return _known_when(wanted)


def report(wanted: Wanted, *, today: date) -> Quarterly:
    """Return the page that was asked for: as it was reported at the close, or as it is known now.

    What is stuck and what waits is of today in both: nobody can act on what was so at the close.
    """
    now = cached.report(
        this_quarter.quarterly,
        wanted.quarter,
        today=today,
        site=wanted.site,
        client=wanted.client,
        beside=wanted.beside,
    )
    kept = cached.report(closed_quarters.reported, wanted.quarter) if wanted.view is View.REPORTED else None
    return now if kept is None else kept.with_today_of(now)


def on_paper(wanted: Wanted, found: Quarterly, *, today: date) -> None:
    """Say on a printed page what the controls say on the screen: whose quarter, beside which, where, known when."""
    place = [] if wanted.site is None else [dict(cached.report(choices.offered).sites).get(wanted.site, wanted.site)]
    place += [] if wanted.client is None else [wanted.client]
    known = wanted.words if wanted.view is View.REPORTED else f"as known on {today:%-d %b %Y}"
    parts = [cached.report(organisation.name), f"{found.name} beside {found.beside}", *place, known]
    st.html(f'<p class="on-paper">{escape(" · ".join(parts))}</p>')


def _beside() -> Beside:
    labels = {label: beside for beside, label in _BESIDE.items()}
    picked = st.selectbox(
        "Compare with", list(labels), key="beside", bind="query-params", label_visibility="collapsed", width=200
    )
    return labels[picked]


def _known_when(wanted: Wanted) -> Wanted:
    """Let the reader choose between what was reported and what is known now, where the quarter is closed."""
    views = cached.report(closed_quarters.views, wanted.quarter)
    if len(views) < len(View) or not wanted.is_plain:
        return wanted
    labels = {each.words[:1].upper() + each.words[1:]: each for each in views}
    picked = st.selectbox(
        "Figures", list(labels), key=_KEY, bind="query-params", label_visibility="collapsed", width=230
    )
    view = labels[picked]
    return Wanted(wanted.quarter, wanted.site, wanted.client, wanted.beside, view.view, view.words)
