"""The gate policy: what the gates ask for from now on, changed as a further version with its reason."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import streamlit as st

from cxdash.changes import gate_policy
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gate_policy_rules import GRADES, differences
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.readiness import LEAST, MOST
from cxdash.domain.stages import Stage
from cxdash.reports import policy_versions
from cxdash.reports.policy_versions import Version, Versions
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.settings import policy_saving, policy_tables

_KEY = "policy"
_LIMITED = (Stage.IDEA, Stage.PILOT, Stage.PROOF)
_GATES = (Stage.PILOT, Stage.PROOF, Stage.SCALE)
_PLAIN = {
    "fresh_days": ("Unmeasured after, days", 366, "Days without a figure until it counts as unmeasured."),
    "trap_months": ("Pilot trap after, months", 120, "Months since the idea until one that has not scaled is trapped."),
    "longest_waiver_days": ("Longest waiver, days", 730, "How far ahead a waiver may expire."),
}
_NARROW = 190


def show(person: Person) -> None:
    """Show the policy that holds, let who may change it, and say how it came to be."""
    found, may = cached.report(policy_versions.versions), person.may(Action.POLICY_EDIT)
    st.markdown(_standing(found))
    if not may:
        st.caption("A gatekeeper or an administrator changes the policy.")
    wanted = _fields(found, may=may)
    if may:
        _save(found, wanted)
    _past(found)


def _standing(found: Versions) -> str:
    if not found.past:
        return "This is the policy that cxdash starts with. A change applies from then on; past decisions keep theirs."
    newest = found.past[0]
    return (
        f"Version {newest.number} holds since {newest.made_on:%-d %b %Y}. A change applies from then on; past "
        "decisions keep the version they met."
    )


def _fields(found: Versions, *, may: bool) -> GatePolicy:
    """Show every threshold and return the policy as it stands on the screen."""
    seen = found.current
    wanted = replace(seen, **_readiness(seen, may=may))
    wanted = replace(wanted, **_limits(seen, may=may))
    st.markdown("##### What blocks a gate, and what only advises")
    wanted = replace(wanted, advisory=policy_tables.advisory(seen, key=_key(seen, "weights"), may=may))
    wanted = replace(wanted, voters=_voters(seen, may=may))
    st.markdown("##### Who decides, by the money at stake in a year")
    key = _key(seen, "delegations")
    return replace(wanted, delegations=policy_tables.delegations(seen, found.figures, key=key, may=may))


def _readiness(seen: GatePolicy, *, may: bool) -> dict[str, Any]:
    st.markdown("##### What a gate asks for")
    levels = list(range(LEAST, MOST + 1))
    with st.container(horizontal=True):
        to_pilot = st.selectbox(
            "Readiness before a pilot",
            levels,
            index=levels.index(seen.pilot_level),
            key=_key(seen, "pilot"),
            disabled=not may,
            help="In data, integration and governance: 0 absent to 4 evidenced.",
            width=_NARROW,
        )
        to_scale = st.selectbox(
            "Readiness before scale",
            levels,
            index=levels.index(seen.scale_level),
            key=_key(seen, "scale"),
            disabled=not may,
            help="In all six dimensions: 0 absent to 4 evidenced.",
            width=_NARROW,
        )
        grades = st.selectbox(
            "Strong evidence is grade",
            GRADES,
            index=GRADES.index(seen.strong_grades),
            format_func=" or ".join,
            key=_key(seen, "grades"),
            disabled=not may,
            help="Where A or B is asked for, an executive may accept C for one pilot at a time.",
            width=_NARROW,
        )
    return {"pilot_level": to_pilot, "scale_level": to_scale, "strong_grades": grades}


def _limits(seen: GatePolicy, *, may: bool) -> dict[str, Any]:
    st.markdown("##### How long things may take")
    with st.container(horizontal=True):
        days = {
            stage: _number(
                f"Days as {stage.label.lower()}", seen.stage_days[stage], 3_660, _key(seen, f"days-{stage}"), may=may
            )
            for stage in _LIMITED
        }
        plain = {
            name: _number(label, getattr(seen, name), most, _key(seen, name), may=may, said=said)
            for name, (label, most, said) in _PLAIN.items()
        }
    return {"stage_days": MappingProxyType({**seen.stage_days, **days}), **plain}


def _number(label: str, value: int, most: int, key: str, *, may: bool, said: str | None = None) -> int:
    found = st.number_input(label, 1, most, value, key=key, disabled=not may, help=said, width=_NARROW)
    return int(found)


def _voters(seen: GatePolicy, *, may: bool) -> MappingProxyType[Stage, tuple[Function, ...]]:
    st.markdown("##### Who votes")
    asked = {}
    for to in _GATES:
        asked[to] = tuple(
            st.multiselect(
                f"At the gate to {to.value}",
                list(Function),
                default=list(seen.voters[to]),
                format_func=lambda each: each.label,
                key=_key(seen, f"voters-{to}"),
                disabled=not may,
            )
        )
    st.caption("The use case's owner in each function votes. Finance votes too wherever money is claimed.")
    in_order = {to: seen.voters[to] if set(found) == set(seen.voters[to]) else found for to, found in asked.items()}
    return MappingProxyType({**seen.voters, **in_order})


def _save(found: Versions, wanted: GatePolicy) -> None:
    seen = found.current
    policy_saving.offer(
        _KEY,
        seen.number + 1,
        differences(seen, wanted, found.figures),
        hint="People will be held to it",
        action=Action.POLICY_EDIT,
        edit=lambda changing, reason: gate_policy.edit(
            changing, seen=seen, wanted=wanted, today=cached.today(), reason=reason
        ),
        done=f"The gate policy is version {seen.number + 1} now",
    )


def _past(found: Versions) -> None:
    if not found.past:
        return
    st.markdown("##### How it came to be")
    for each in found.past:
        st.markdown(_version(each))
    st.caption(f"Before that, as cxdash starts: {count(found.decisions_at_start, 'decision')}.")


def _version(each: Version) -> str:
    said = "".join(f"\n- {literally(words)}" for words in each.says)
    return (
        f"**Version {each.number}** · {each.made_on:%-d %b %Y} · {literally(each.by)}: {literally(each.reason)} "
        f":gray[({count(each.decisions, 'decision')} under it)]{said}"
    )


def _key(seen: GatePolicy, name: str) -> str:
    """Name a field of this version, so that the next one begins with what it says."""
    return f"policy-{seen.number}-{name}"
