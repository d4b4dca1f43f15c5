"""The checklist of the next gate: what is met, the figure behind it, and what to do next."""

from datetime import date

import streamlit as st

from cxdash.domain.gates import Line, State
from cxdash.reports import gate
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally

_MARKS = {
    State.MET: ":green-badge[:material/check: Met]",
    State.NOT_MET: ":orange-badge[:material/close: Not met]",
    State.WAIVED: ":blue-badge[:material/schedule: Waived]",
    State.NOT_APPLICABLE: ":gray-badge[:material/remove: Not applicable]",
}


def show(slug: str, *, today: date) -> None:
    """Show every criterion of the gate that the use case comes to next."""
    found = cached.report(gate.of_use_case, slug, today=today)
    if found.to is None:
        st.markdown("It is at scale: no gate is left.")
        return
    title = f"{found.met} of {len(found.lines)} criteria for {found.to.value} are met"
    drawing.heading(title, gate.table(found), key="gate")
    st.progress(found.met / len(found.lines))
    for line in found.lines:
        _line(line)
    st.caption("Judged from what is stored today. People decide at the gate review.")


def _line(line: Line) -> None:
    words = f"{_MARKS[line.state]} **{literally(line.sentence)}**  \n{literally(line.figure)}"
    if line.waived:
        words += f"  \n{literally(line.waived)}"
    if line.next_step:
        words += f"  \n:material/arrow_forward: {literally(line.next_step)}"
    st.markdown(words)
