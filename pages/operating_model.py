"""Operating model: are we able to scale at all?"""

from collections.abc import Callable, Mapping

import streamlit as st

from cxdash.ui import cached, session
from cxdash.ui.operating_model import accountability, augmentation, council, readiness, score, traps

person = session.require()
TODAY = cached.today()

st.title("Operating model", anchor=False)
with session.section():
    score.headline(TODAY)
TABS: Mapping[str, Callable[[], None]] = {
    "Score": lambda: score.show(TODAY),
    "Pilot traps": lambda: traps.show(TODAY),
    "Readiness": lambda: readiness.show(TODAY),
    "Accountability": lambda: accountability.show(TODAY),
    "Augmentation": augmentation.show,
    "Council": lambda: council.show(person, TODAY),
}
# “view” is the tab of the use case that a link opens, and no page may write a parameter that a control of its own holds
for show, tab in zip(TABS.values(), st.tabs(list(TABS), key="show", bind="query-params"), strict=True):
    if tab.open:
        with tab, session.section():
            show()
