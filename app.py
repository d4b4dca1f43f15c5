"""Start here: the name, the menu, then the chosen page."""

import streamlit as st

from cxdash.ui import acting, cached, look, session

PAGES = {
    "Decide": [
        st.Page("pages/this_quarter.py", title="This quarter", icon=":material/flag:", default=True),
        st.Page("pages/compare.py", title="Compare pilots", icon=":material/leaderboard:"),
        st.Page("pages/funnel.py", title="Funnel", icon=":material/filter_alt:"),
        st.Page("pages/waiting.py", title="Waits for me", icon=":material/inbox:"),
    ],
    "Define": [
        st.Page("pages/use_cases.py", title="Use cases", icon=":material/assignment:"),
        st.Page("pages/journey.py", title="Journey", icon=":material/route:"),
    ],
    "Measure": [
        st.Page("pages/upload.py", title="Upload", icon=":material/upload_file:"),
        st.Page("pages/metrics.py", title="Metrics", icon=":material/straighten:"),
        st.Page("pages/method.py", title="Method", visibility="hidden"),
    ],
    "Prove": [
        st.Page("pages/operating_model.py", title="Operating model", icon=":material/foundation:"),
    ],
    "Admin": [
        st.Page("pages/settings.py", title="Settings", icon=":material/settings:"),
        st.Page("pages/audit_log.py", title="Audit log", icon=":material/history:"),
    ],
}

look.apply()
with cached.one_run():
    session.require()
    look.organisation()
    acting.show()
    st.navigation(PAGES).run()
