"""Audit log: who changed what, when, from what to what, and why."""

import streamlit as st

from cxdash.domain.figures import count
from cxdash.exports import audit_log as exports
from cxdash.reports import audit_log
from cxdash.ui import cached, downloads, session
from cxdash.ui.audit_log import entries, narrowing

session.require()

A_PAGE = 50

st.title("Audit log", anchor=False)
asked = narrowing.asked()
found = cached.report(audit_log.count, asked)
with st.container(horizontal=True, vertical_alignment="center", key="log-head"):
    st.markdown(f"##### {count(found, 'entry', 'entries')}, the newest first", width="stretch")
    exact = st.toggle("Exact times", key="exact", bind="query-params")
    downloads.file_button(
        lambda: downloads.csv(cached.report(audit_log.table, asked)),
        name="audit-log.csv",
        mime="text/csv",
        key="log-csv",
        label="CSV",
    )
    downloads.file_button(
        lambda: exports.workbook(cached.report(audit_log.table, asked)),
        name="audit-log.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="log-excel",
        label="Excel",
    )

with session.section():
    if not found:
        st.markdown("Nothing in the log fits. Take a filter away, or search for another word.")
        st.stop()
    most = f"the newest {audit_log.MOST_EXPORTED:,} entries" if found > audit_log.MOST_EXPORTED else "all that fits"
    st.caption(f"Every change is kept and none can be taken out. Files hold {most}.")
    pages = -(-found // A_PAGE)
    at = min(st.pagination(pages, key="page", bind="query-params"), pages) if pages > 1 else 1
    entries.show(cached.report(audit_log.page, asked, size=A_PAGE, skip=(at - 1) * A_PAGE), exact=exact)
