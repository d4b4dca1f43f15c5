"""Money against cost: what each measured pilot takes, and what it nets."""

from datetime import date

import streamlit as st

from cxdash.charts import compare as charts
from cxdash.reports import cost_against_value
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally


def show(slugs: tuple[str, ...], *, today: date) -> None:
    """Draw cost and net value of these pilots, and list those without a money figure."""
    found = cached.report(cost_against_value.of_pilots, slugs, today=today)
    if found.drawn.empty:
        st.markdown(f"{literally(found.finding)}.")
    else:
        more = f" The {len(found.drawn)} best; {found.more} more have money: pick pilots above." if found.more else ""
        drawing.draw(
            charts.net_value(found.currency, horizon=found.horizon),
            found.drawn,
            title=found.finding,
            alt=f"Bars of cost and ranges of net value by pilot. {found.finding}.",
            key="money",
            note="Values are as if every case of a year were reached, costs are those of the pilot alone: a roll-out "
            "costs more.  \nGrey: what it costs · ○ net value measured, eight times in ten within the line · "
            "◆ likely, once all finished pilots are weighed together, and in figures at the right. In today's money."
            f"{more}",
        )
    if found.without:
        st.markdown("**No money figure**")
        st.markdown("\n".join(f"- {literally(name)}, because {literally(why)}." for name, why in found.without))
