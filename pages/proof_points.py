"""Proof points: what may we say, and repeat?"""

import streamlit as st

from cxdash.ui import cached, edits, session
from cxdash.ui.proof_points import beginning, library, one
from cxdash.ui.use_cases import saving

person = session.require()

TODAY = cached.today()

edits.said()
saving.renewed()
proof, pilot = (st.query_params.get(name) for name in ("proof", "pilot"))
told = library.told_of(pilot, st.query_params.get("metric"), today=TODAY) if pilot and not proof else None
if proof or told:
    st.query_params["proof"] = proof or told or ""  # a link from the page to itself leaves the address as it was
    one.show(proof or told or "", person, today=TODAY)
elif pilot:
    st.query_params["pilot"] = pilot
    beginning.show(pilot, st.query_params.get("metric"), person, today=TODAY)
else:
    library.show(person, today=TODAY)
