"""One amount of money opened down on a page: the sum with its numbers, who stands behind it, and the cells."""

import pandas as pd
import streamlit as st

from cxdash.domain.periods import Quarter
from cxdash.reports import cells, money_trail
from cxdash.reports.money_trail import Trail
from cxdash.ui import cached, downloads, links, session
from cxdash.ui.drawing import literally

_DATES = {"Imported": st.column_config.DateColumn(format="D MMM YYYY")}


def show(slug: str, metric: str, quarter: Quarter | None = None, *, key: str = "trail") -> None:
    """Open a pilot's money on a primary metric, both by slug: of a quarter, or of a year at full use.

    Args:
        slug: of the pilot.
        metric: what it is measured by.
        quarter: whose realised money is meant; None for a year.
        key: tells several of them on one page apart.
    """
    with session.section():
        found = cached.report(money_trail.trail, slug, metric, quarter, today=cached.today())
        if isinstance(found, str):
            st.markdown(literally(found))
            return
        st.markdown(f"**{literally(found.finding)}**")
        st.table(_factors(found), hide_index=True, border="horizontal", alt="What is multiplied, and where it is from")
        links.to_page("compare", "How do we know the effect?", icon=":material/query_stats:", pilot=slug)
        parts = {"Who stands behind it": _behind, "Cells": _cells, "Costs": _costs}
        tabs = st.tabs(list(parts), key=f"{key}-{slug}-{metric}", on_change="rerun")
        for tab, part in zip(tabs, parts.values(), strict=True):
            if tab.open:
                with tab:
                    part(found, key)


def _factors(found: Trail) -> pd.DataFrame:
    rows = [(each.what, each.written, each.says) for each in found.factors]
    return _literal(pd.DataFrame(rows, columns=["What", "Number", "Where it is from"]))


def _behind(found: Trail, _: str) -> None:
    st.table(
        _literal(pd.DataFrame(found.behind, columns=["What", "Says"])),
        hide_index=True,
        border="horizontal",
        alt="Who stands behind what one unit is worth",
    )


def _cells(found: Trail, key: str) -> None:
    """Show the figures down to their cells: those that the cases were counted in, or those the effect rests on."""
    if found.cases is not None:
        st.markdown("The cases were counted in these figures; their denominators add up to them.")
        _table(found.cases, f"cases-{found.slug}", key)
        return
    used = cached.report(cells.used, found.slug, found.metric, today=cached.today())
    if used is None:
        st.markdown("No figures of this pilot were uploaded.")
        return
    st.markdown("The effect rests on these figures; a year's cases are a forecast and stand in no cell of theirs.")
    st.markdown("\n".join(f"- {literally(sentence)}" for sentence in used.said))
    _table(used.cells, f"figures-{found.slug}", key)


def _costs(found: Trail, key: str) -> None:
    if not found.cost_says and not found.costs:
        st.markdown("Nobody has recorded a cost yet.")
        return
    if found.cost_says:
        st.markdown("\n".join(f"- {literally(sentence)}" for sentence in found.cost_says))
    if found.costs:
        rows = [(each.whose, each.what, each.period, each.basis, each.amount, each.where) for each in found.costs]
        columns = ["Whose", "What", "Period", "Basis", "Amount", "Read from"]
        _table(pd.DataFrame(rows, columns=columns), f"costs-{found.slug}", key)


def _table(frame: pd.DataFrame, name: str, key: str) -> None:
    st.dataframe(
        frame, hide_index=True, column_config=_DATES, alt="Each figure with the file and the cell it stands in"
    )
    downloads.table_button(frame, name=name, key=f"{key}-{name}", label="Download these figures")


def _literal(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(literally)
