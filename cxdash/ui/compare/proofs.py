"""Which pilots to tell as proof points, why, and why not the others."""

from datetime import date

import streamlit as st

from cxdash.reports import proof_picks
from cxdash.ui import cached, drawing, links
from cxdash.ui.drawing import literally


def show(slugs: tuple[str, ...], *, today: date) -> None:
    """Propose the strongest of these pilots with the way to their story, then every other one with one reason."""
    found = cached.report(proof_picks.proposed, today=today, slugs=slugs)
    st.markdown(f"##### {literally(found.headline)}")
    for column, each in zip(st.columns(max(len(found.picks), 1)), found.picks, strict=False):
        with column, st.container(border=True):
            st.markdown(f"**{literally(each.name)}**  \n{literally(each.title)}")
            st.markdown("\n".join(f"- {literally(why)}" for why in each.why))
            links.to_page("proof_points", "Make it a proof point", icon=":material/workspace_premium:", pilot=each.slug)
    if found.others.empty:
        return
    drawing.heading(f"Why not the other {len(found.others)}", found.others, key="not-told")
    st.dataframe(
        drawing.as_table(found.others),
        hide_index=True,
        column_config={
            "Pilot": st.column_config.TextColumn(pinned=True, width=190),
            "Why not": st.column_config.TextColumn(width=440),
            "What to do": st.column_config.TextColumn(width=350),
        },
        alt="Pilots that are not proposed, each with the first reason and what to do",
    )
