"""A pilot's plan as people read it: what was declared, what it can prove, and how it came to read as it does."""

from collections.abc import Iterable, Sequence

import streamlit as st

from cxdash.reports.design_words import Proof
from cxdash.reports.plan_text import PlanText, Version
from cxdash.reports.planning import Design
from cxdash.ui.drawing import literally


def declared(shown: PlanText) -> None:
    """Show what a plan says."""
    _listed(f"**{label}:** {literally(words)}" for label, words in shown.declared)


def history(shown: PlanText) -> None:
    """Show every version of a locked plan; nothing where it is not locked."""
    if shown.versions:
        st.markdown("##### History of the plan")
        _listed(_version(each) for each in shown.versions)


def proofs(design: Design) -> None:
    """Show what a design can prove, with warnings where that is not enough."""
    if not design.primaries:
        st.markdown("Nothing yet: that takes a go-live date and a primary metric.")
    _proofs(design.primaries, named=len(design.primaries) > 1)
    _proofs(design.guardrails, named=True)
    if design.unwatched:
        st.markdown("##### What nobody watches yet")
        _listed(literally(each) for each in design.unwatched)


def late(design: Design) -> None:
    """Say what it costs that figures came before the lock."""
    if design.late:
        st.warning(literally(design.late), icon=":material/schedule:")


def lacks(design: Design) -> None:
    """Say what the lock still lacks."""
    if design.lacking:
        st.info(literally(design.lacking), icon=":material/lock_open:")


def _proofs(found: Sequence[Proof], *, named: bool) -> None:
    for each in found:
        name = f"**{literally(each.metric)}:** " if named else ""
        st.markdown(name + literally(each.says))
        if each.warning:
            st.warning(literally(each.warning), icon=":material/warning:")


def _version(each: Version) -> str:
    why = f": “{literally(each.why)}”" if each.why else ""
    changes = "".join(f"\n    - {literally(words)}" for words in each.changes)
    return f"**{each.what} {each.made_on}** by {literally(each.by)}{why}{changes}"


def _listed(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines))
