"""The two lists of the gate policy: which criteria block, and who decides on how much money."""

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
from cxdash.domain.taken_over import gates_words
from cxdash.ui.drawing import literally

_GATES = (Stage.PILOT, Stage.PROOF, Stage.SCALE)
_ROLES = {role.label: role for role in sorted(MAY[Action.GATE_DECIDE])}
_LIMIT, _WHO, _SECOND = "Up to", "Who decides", "Second person"


def advisory(policy: GatePolicy, *, key: str, may: bool) -> frozenset[str]:
    """Show every criterion under its gates, ticked where it blocks, and return the codes of those that only advise."""
    st.caption("Ticked: it blocks its gate. Not ticked: it only advises. What cannot be changed always blocks.")
    said = sentences(policy)
    gates: dict[tuple[Stage, ...], list[str]] = {}
    for code in said:
        gates.setdefault(tuple(to for to in _GATES if code in codes(to)), []).append(code)
    found: set[str] = set()
    for leads_to, asked in gates.items():
        st.markdown(f":small[**{gates_words(leads_to).capitalize()}**]")
        with st.container(gap="xsmall"):
            found.update(code for code in asked if not _blocks(policy, code, said[code], key=key, may=may))
    return frozenset(found)


def _blocks(policy: GatePolicy, code: str, sentence: str, *, key: str, may: bool) -> bool:
    is_fixed = code in ALWAYS_BLOCKING
    return st.checkbox(
        literally(sentence),
        policy.weight(code) is Weight.BLOCKING,
        key=f"{key}-{code}",
        disabled=is_fixed or not may,
        help="It always blocks, and can only be waived once, with a reason." if is_fixed else None,
    )


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
