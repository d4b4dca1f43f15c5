"""Who may do what: the one table of permissions in words."""

import pandas as pd
import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.people import MAY, Person, Role
from cxdash.ui import drawing

_ALSO = {
    Action.GATE_VOTE: "who is named in a voting function of the use case",
    Action.GATE_DECIDE: "those whom the gate policy names for the money at stake",
    Action.CONDITION_MEET: "who answers for the condition, and who decides at gates",
    Action.WAIVER_APPROVE: "not who asked for it",
    Action.OUTCOME_SIGN: "who is named in that function of the use case",
    Action.COUNCIL_ACT: "who is to do it, and who prepares the council's meetings",
    Action.USE_CASE_COMMENT: "a comment is changed by who wrote it",
}
"""What an action asks for beside a role."""


def show(person: Person) -> None:
    """Show every action with the roles that permit it, and which of them this person may take."""
    rows = [_row(action, person) for action in Action]
    frame = pd.DataFrame(rows, columns=["To", "You", "Roles that may", "Also"])
    allowed = sum(person.may(action) for action in Action)
    drawing.heading(f"You may do {allowed} of {len(rows)} things", frame, key="permissions")
    st.dataframe(
        frame,
        hide_index=True,
        height="content",
        column_config={
            "To": st.column_config.TextColumn(width=235),
            "You": st.column_config.TextColumn(width=45),
            "Roles that may": st.column_config.TextColumn(width=345),
            "Also": st.column_config.TextColumn(width=355),
        },
        alt="What can be done, and the roles that permit it",
    )
    st.caption("Everybody who is known reads every page. Roles are given to people by an administrator.")


def _row(action: Action, person: Person) -> tuple[str, str, str, str]:
    roles = MAY[action]
    who = "everybody" if roles == frozenset(Role) else ", ".join(sorted(role.label for role in roles))
    label = action.label
    return label[:1].upper() + label[1:], "yes" if person.may(action) else "no", who, _ALSO.get(action, "")
