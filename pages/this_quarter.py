"""This quarter: what did AI change, and what do I decide now?"""

import streamlit as st

from cxdash.reports.closed_quarters import View
from cxdash.ui import cached, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.this_quarter import answers, controls, take_away, then

person = session.require()
TODAY = cached.today()

wanted = controls.show(today=TODAY)
if wanted is None:
    links.nothing_yet(
        "No figures yet.",
        do="Upload a tracker. This page then says what AI changed in the quarter, what is stuck and what you decide.",
    )
    st.stop()

found = controls.report(wanted, today=TODAY)
controls.on_paper(wanted, found, today=TODAY)
take_away.show(wanted, found, today=TODAY)
for caution in found.cautions:
    st.caption(literally(caution))
answers.show(found, wanted.quarter, person, is_now=wanted.view is View.KNOWN, today=TODAY)
with session.shown_to_people():
    then.show(wanted.quarter, person, today=TODAY)
