"""How effects become money, and the budgets that savings come out of."""

import streamlit as st

from cxdash.domain.people import Person
from cxdash.ui.settings import budget_lines, money_policy


def show(person: Person) -> None:
    """Show the money policy and the budget lines, each edited by who may."""
    money_policy.show(person)
    st.space("small")
    budget_lines.show(person)
