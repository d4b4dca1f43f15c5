"""What a use case costs by quarter, drawn, listed and edited, and apart from it what a model says that it brings."""

from datetime import date

import pandas as pd
import streamlit as st

from cxdash.charts import money as charts
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports import use_case_costs
from cxdash.reports.use_case_costs import Costs, Listed
from cxdash.ui import cached, downloads, drawing, links
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import money_entry_form


def show(slug: str, person: Person, *, today: date) -> None:
    """Offer the costs by quarter, then say apart from everything measured what a model expects."""
    found = cached.report(use_case_costs.of_use_case, slug, today=today)
    may, is_empty = person.may(Action.MONEY_EDIT), found.by_quarter.rows.empty
    if is_empty:
        st.markdown("**No cost is recorded yet**, so every value here is before costs.")
    if may or not is_empty:
        name = "Record costs and modelled benefits" if is_empty else f"What it costs: {found.by_quarter.finding}"
        opened = st.expander(name, key="money-form-costs" if may else "money-costs", on_change="rerun")
        if opened.open:
            with opened:
                if not is_empty:
                    _drawn(found)
                if may:
                    _edited(slug, found)
    _modelled(found)


def _drawn(found: Costs) -> None:
    by_quarter = found.by_quarter
    said = "; ".join(f"{row.quarter} {row.basis} {row.kind} {row.words}" for row in by_quarter.rows.itertuples())
    drawing.draw(
        charts.costs(found.currency),
        by_quarter.rows,
        title=by_quarter.finding,
        alt=f"Bar chart of costs by quarter. {said}",
        key="costs-by-quarter",
        note=literally(found.notes),
    )
    st.table(by_quarter.table.map(literally), hide_index=True, border="horizontal", alt="Costs by quarter")


def _edited(slug: str, found: Costs) -> None:
    st.markdown("##### Record or change costs and modelled benefits")
    listed = (*found.listed, *found.modelled)
    if listed:
        _list(listed, "recorded")
    money_entry_form.show(slug, listed, found.pilots)
    st.caption("Many at once: fill in the sheet “Costs and benefits” of the template, and upload it.")
    links.to_page("upload", "Template and upload", icon=":material/upload:")


def _modelled(found: Costs) -> None:
    if not found.modelled:
        return
    st.markdown(
        f":gray-badge[modelled, not evidence] {literally(found.modelled_says)}. No pilot has shown it, so it is in no "
        "figure above."
    )
    opened = st.expander("What the model says", key="money-modelled", on_change="rerun")
    if opened.open:
        with opened:
            _list(found.modelled, "modelled")


def _list(listed: tuple[Listed, ...], name: str) -> None:
    rows = [(each.whose, each.what, each.period, each.basis, each.amount, each.where) for each in listed]
    frame = pd.DataFrame(rows, columns=["Whose", "What", "Period", "Basis", "Amount", "Read from"])
    st.dataframe(frame, hide_index=True, alt="Amounts with the file and the cell each was read from")
    downloads.table_button(frame, name=f"{name}-amounts", key=f"{name}-amounts")
