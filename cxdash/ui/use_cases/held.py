"""What holds one use case: each trap it is in, with the evidence, the rule and the way out."""

from collections.abc import Sequence

import streamlit as st

from cxdash.domain.traps import Flag
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import mended


def show(slug: str, flags: Sequence[Flag]) -> None:
    """Say every trap with its evidence, and behind one click the rules and what to do."""
    if not flags:
        return
    st.markdown("\n".join(f"- **{flag.trap.label}:** {literally(flag.evidence)}" for flag in flags))
    with st.expander("Why, and what to do", type="compact", key=f"held-{slug}", on_change="rerun") as expander:
        if expander.open:
            for flag in flags:
                st.markdown(f"**{flag.trap.label}.** Rule: {literally(flag.rule)}")
                mended.link(slug, flag.where, literally(flag.next_step))
