"""Compare pilots: which pilots work, on one scale."""

from collections.abc import Callable

import streamlit as st

from cxdash.reports import compare, one_pilot
from cxdash.ui import cached, filters, links, session
from cxdash.ui import one_pilot as shown
from cxdash.ui.compare import beside, money, proofs, scale, table
from cxdash.ui.drawing import literally

session.require()

TODAY = cached.today()


def compared(chosen: filters.Chosen, picked: tuple[str, ...] = ()) -> compare.Comparison:
    """Ask for the pilots that fit the filters; for those picked by slug, where some are."""
    return cached.report(
        compare.comparison,
        today=TODAY,
        site=chosen.site,
        stage=chosen.stage,
        owner=chosen.owner,
        metric=chosen.metric,
        pilots=picked,
    )


def masked(found: compare.Comparison) -> None:
    """Say first whose gain counts for nothing, as containment hides what customers met."""
    for name, banner, reasons in found.masked:
        st.error(
            f"**{literally(name)}: {literally(banner)}** {literally(' '.join(reasons))}", icon=":material/warning:"
        )


def remember_in_the_address() -> None:
    """Let a link to this page open the same pilot."""
    st.query_params["pilot"] = st.session_state["pilot"]


st.title("Compare pilots")
chosen = filters.line("site", "stage", "owner", "metric")
everything = compared(chosen)

if not everything.offered:
    if any((chosen.site, chosen.stage, chosen.owner, chosen.metric)):
        st.info("No pilot fits these filters. Take one away.", icon=":material/filter_alt_off:")
    else:
        links.nothing_yet(
            "There is no pilot yet.",
            do="Upload a register of use cases or a tracker; each pilot in it appears here with its effect.",
        )
    st.stop()

names = dict(everything.offered)
picked = st.multiselect(
    "Pilots",
    list(names),
    format_func=names.__getitem__,
    key="pilots",
    placeholder="All pilots",
    label_visibility="collapsed",
    bind="query-params",
)
found = compared(chosen, tuple(picked)) if picked else everything

st.subheader(literally(found.headline), anchor=False)
if found.overstated:
    st.markdown(literally(found.overstated))

masked(found)

VIEWS: dict[str, Callable[[], None]] = {
    "On one scale": lambda: scale.show(found, today=TODAY),
    "Money": lambda: money.show(found.slugs, today=TODAY),
    "Side by side": lambda: beside.show(found, today=TODAY),
    "Table": lambda: table.show(found, today=TODAY),
    "Proof points": lambda: proofs.show(found.slugs, today=TODAY),
}
for tab, show in zip(st.tabs(list(VIEWS), key="view", bind="query-params"), VIEWS.values(), strict=True):
    if tab.open:
        with tab, session.shown_to_people():
            show()

with session.section("One pilot"):
    asked = st.query_params.get("pilot")
    if st.session_state.get("pilot") not in names:
        st.session_state["pilot"] = asked if asked in names else found.slugs[0]
    slug = st.selectbox(
        "Pilot",
        list(names),
        format_func=names.__getitem__,
        key="pilot",
        label_visibility="collapsed",
        on_change=remember_in_the_address,
    )
    for at, each in enumerate(cached.report(one_pilot.opened, slug, today=TODAY)):
        shown.show(each, at)
