"""The two tables of the gate policy: which criteria block, and who decides on how much money."""

from collections.abc import Mapping
from math import inf, isinf
from typing import Any

import pandas as pd
import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.figures import Figures
from cxdash.domain.gate_policy import Delegation, GatePolicy, Weight
from cxdash.domain.gate_policy_rules import ALWAYS_BLOCKING
from cxdash.domain.gates import codes, sentences
from cxdash.domain.people import MAY
from cxdash.domain.stages import Stage

_GATES = (Stage.PILOT, Stage.PROOF, Stage.SCALE)
_ROLES = {role.label: role for role in sorted(MAY[Action.GATE_DECIDE])}
_LIMIT, _WHO, _SECOND = "Up to", "Who decides", "Second person"


def advisory(policy: GatePolicy, *, key: str, may: bool) -> frozenset[str]:
    """Show every criterion that may advise only, once with its gates, and return the codes of those that do."""
    said = sentences(policy)
    rows = {code: [to.value for to in _GATES if code in codes(to)] for code in said if code not in ALWAYS_BLOCKING}
    frame = pd.DataFrame(
        {
            "Gate to": [" and ".join(gates) for gates in rows.values()],
            "Criterion": [said[code] for code in rows],
            "Weight": [policy.weight(code).label for code in rows],
        },
        index=list(rows),
    )
    shown = st.data_editor(
        frame,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=["Gate to", "Criterion"] if may else True,
        height="content",
        column_config={
            "Gate to": st.column_config.TextColumn(width=110),
            "Criterion": st.column_config.TextColumn(width=660),
            "Weight": st.column_config.SelectboxColumn(
                options=[each.label for each in Weight], required=True, width=110
            ),
        },
        alt="Criteria of the gates and whether each blocks its gate",
    )
    always = " ".join(said[code] for code in said if code in ALWAYS_BLOCKING)
    st.caption(f"These always block, and can only be waived once with a reason: {always}")
    weights = dict(zip(shown.index, shown["Weight"], strict=True))
    return frozenset(str(code) for code, weight in weights.items() if weight == Weight.ADVISORY.label)


def delegations(policy: GatePolicy, figures: Figures, *, key: str, may: bool) -> tuple[Delegation, ...]:
    """Show who decides up to which amount, lines added and removed in place, and return what stands there."""
    frame = pd.DataFrame(
        {
            _LIMIT: pd.array(
                [None if isinf(each.up_to) else each.up_to for each in policy.delegations], dtype="Float64"
            ),
            _WHO: [sorted(role.label for role in each.roles) for each in policy.delegations],
            _SECOND: [each.needs_second for each in policy.delegations],
        }
    )
    shown = st.data_editor(
        frame,
        key=key,
        hide_index=True,
        num_rows="dynamic" if may else "fixed",
        disabled=not may,
        placeholder="no limit",
        column_config={
            _LIMIT: st.column_config.NumberColumn(
                f"Up to, {figures.symbol} a year", min_value=0, step=1, format="localized", width=170
            ),
            _WHO: st.column_config.MultiselectColumn(options=list(_ROLES), width=330),
            _SECOND: st.column_config.CheckboxColumn(
                help="Somebody else who may decide agrees before it takes effect.", width=130
            ),
        },
        alt="Who decides at gates by the money at stake in a year",
    )
    st.caption("One line without a limit says who decides on everything larger, and where the money is unknown.")
    return tuple(sorted(map(_delegation, shown.to_dict("records")), key=lambda each: each.up_to))


def _delegation(row: Mapping[Any, Any]) -> Delegation:
    limit, who, second = row[_LIMIT], row[_WHO], row[_SECOND]
    roles = [str(each) for each in who] if isinstance(who, list | tuple) else []
    return Delegation(
        up_to=float(limit) if isinstance(limit, int | float) and not pd.isna(limit) else inf,
        roles=frozenset(_ROLES[each] for each in roles if each in _ROLES),
        needs_second=second is True,
    )
