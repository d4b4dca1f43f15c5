"""The checklist of the next gate: what is met, the figure behind it, and what to do next."""

from datetime import date

import streamlit as st

from cxdash.domain.gates import Line
from cxdash.reports import gate
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally


def show(slug: str, *, today: date) -> None:
    """Show every criterion of the gate that the use case comes to next."""
    found = cached.report(gate.of_use_case, slug, today=today)
    if found is None:
        st.markdown("It is at scale: no gate is left.")
        return
    title = f"{found.met} of {len(found.lines)} criteria for {found.to.value} are met"
    drawing.heading(title, found.table, key="gate")
    st.progress(found.met / len(found.lines))
    for line in found.lines:
        _line(line)
    st.caption("Judged from what is stored today. People decide at the gate review.")


def _line(line: Line) -> None:
    judged = line.judged
    mark = ":green-badge[:material/check: Met]" if judged.is_met else ":orange-badge[:material/close: Not met]"
    words = f"{mark} **{literally(line.sentence)}**  \n{literally(judged.figure)}"
    if judged.next_step:
        words += f"  \n:material/arrow_forward: {literally(judged.next_step)}"
    st.markdown(words)
