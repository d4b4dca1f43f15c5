"""Funnel: where the portfolio stands and where it leaks."""

from collections.abc import Callable, Mapping

import streamlit as st

from cxdash.reports import funnel
from cxdash.ui import cached, filters, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.funnel import board, conversion, moves, stages, waiting

session.require()

st.title("Funnel", anchor=False)
chosen = filters.line("site", "step", "owner", "metric")
narrow = {"site": chosen.site, "owner": chosen.owner, "metric": chosen.metric, "step": chosen.step}
found = cached.report(funnel.seen, today=cached.today(), **narrow)

if not found.active and not found.resting:
    if any(narrow.values()):
        st.info("No use case fits these filters. Take one away.", icon=":material/filter_alt_off:")
    else:
        links.nothing_yet(
            "There is no use case yet.",
            do="Upload a register of use cases, or write the first one down; it appears here at its stage.",
        )
    st.stop()

st.subheader(literally(found.headline), anchor=False)
st.markdown(literally(f"{found.bottleneck} {found.missing}"))
VIEWS: Mapping[str, Callable[[], None]] = {
    "Board": lambda: board.show(found.board),
    "Stages": lambda: stages.show(found),
    "Conversion": lambda: conversion.show(found.conversion),
    "Waiting": lambda: waiting.show(found.ageing),
    "Moves": lambda: moves.show(found.flow),
}
# “view” is the tab of the use case that a card opens, and no page may write a parameter that a control of its own holds
for show, tab in zip(VIEWS.values(), st.tabs(list(VIEWS), key="show", bind="query-params"), strict=True):
    if tab.open:
        with tab, session.shown_to_people():
            show()
