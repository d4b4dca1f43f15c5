"""The money policy: how effects become amounts from now on, changed as a further version with its reason."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import streamlit as st

from cxdash.changes import money_policy
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.money_policy import MoneyPolicy
from cxdash.domain.money_policy_rules import differences
from cxdash.domain.people import Person
from cxdash.reports import money_settings
from cxdash.reports.money_settings import Version, Versions
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.settings import policy_saving

_KEY = "money-policy"
_NARROW = 176
_EDITED_GRADES = ("A", "B", "C", "D")


def show(person: Person) -> None:
    """Show the policy that holds, let who may change it, and say how it came to be."""
    found, may = cached.report(money_settings.versions), person.may(Action.MONEY_POLICY_EDIT)
    st.markdown(_standing(found))
    if not may:
        st.caption("Somebody of finance or an administrator changes the policy.")
    wanted = _fields(found.current, may=may)
    if may:
        _save(found, wanted)
    _past(found)


def _standing(found: Versions) -> str:
    if not found.past:
        return (
            "This is the money policy that cxdash starts with. A change counts every amount anew; quarters that are "
            "closed keep theirs."
        )
    newest = found.past[0]
    return (
        f"Version {newest.number} of the money policy holds since {newest.made_on:%-d %b %Y}. A change counts every "
        "amount anew; quarters that are closed keep theirs."
    )


def _fields(seen: MoneyPolicy, *, may: bool) -> MoneyPolicy | str:
    """Show every setting and return the policy as it stands on the screen, or why there can be no such policy."""
    said = {**_years(seen, may=may), **_counted(seen, may=may)}
    allowances = _allowances(seen, may=may)
    try:
        return replace(seen, **said, allowances=allowances)
    except RuleError as refused:
        return str(refused)


def _years(seen: MoneyPolicy, *, may: bool) -> dict[str, Any]:
    st.markdown("##### What an effect is worth over the years")
    with st.container(horizontal=True):
        return {
            "discount_rate": _percent(
                "Discount rate a year, %",
                seen.discount_rate,
                _key(seen, "discount_rate"),
                may=may,
                said="Your own rate. Public bodies in the United Kingdom use 3.5 % (HM Treasury Green Book).",
            ),
            "horizon_years": int(
                st.number_input(
                    "Years that are counted",
                    1,
                    30,
                    seen.horizon_years,
                    key=_key(seen, "horizon_years"),
                    disabled=not may,
                    help="What is paid once is spread over them, too.",
                    width=_NARROW,
                )
            ),
            "ramp_months": float(
                st.number_input(
                    "Ramp, months",
                    0.0,
                    120.0,
                    float(seen.ramp_months),
                    step=1.0,
                    format="%g",
                    key=_key(seen, "ramp_months"),
                    disabled=not may,
                    help="Until everybody uses it who will, in a straight line: 6 months leave 75 % of the first year.",
                    width=_NARROW,
                )
            ),
            "persistence": _percent(
                "Left a year later, %",
                seen.persistence,
                _key(seen, "persistence"),
                may=may,
                said="Share of a year's effect that is left in the next, unless it is measured again.",
            ),
            "volume_error": _percent(
                "Error of the volume, %",
                seen.volume_error,
                _key(seen, "volume_error"),
                may=may,
                said="How far a year's volume may lie from its forecast: one standard deviation.",
            ),
        }


def _counted(seen: MoneyPolicy, *, may: bool) -> dict[str, Any]:
    st.markdown("##### What counts as money, and what of it is expected")
    with st.container(horizontal=True):
        return {
            "redeployment_share": _percent(
                "Redeployed hours, %",
                seen.redeployment_share,
                _key(seen, "redeployment_share"),
                may=may,
                said="Share of released hours that is put to use worth money. At 0 % released capacity is no money.",
            ),
            "success_rate": _percent(
                "Ideas that succeed, %",
                seen.success_rate,
                _key(seen, "success_rate"),
                may=may,
                said="Share of ideas and running pilots that improve their metric; what is promised counts this much.",
            ),
        }


def _allowances(seen: MoneyPolicy, *, may: bool) -> MappingProxyType[str, float]:
    st.markdown("##### What is taken off by evidence grade")
    with st.container(horizontal=True):
        found = {
            grade: _percent(f"Grade {grade}, %", seen.allowance(grade), _key(seen, grade), may=may, width=110)
            for grade in _EDITED_GRADES
        }
    st.caption("Grades A to C may stand in the headline. D stands beside it, E counts as nothing.")
    return MappingProxyType({**seen.allowances, **found})


def _percent(label: str, share: float, key: str, *, may: bool, said: str = "", width: int = _NARROW) -> float:
    """Show a share in percent and return it as a share; what was not touched comes back as it was."""
    before = round(100 * share, 6)
    found = st.number_input(
        label, 0.0, 100.0, before, step=1.0, format="%g", key=key, disabled=not may, help=said or None, width=width
    )
    return share if found == before else round(float(found) / 100, 8)


def _save(found: Versions, wanted: MoneyPolicy | str) -> None:
    if isinstance(wanted, str):
        st.error(literally(wanted), icon=":material/error:")
        return
    seen = found.current
    policy_saving.offer(
        _KEY,
        seen.number + 1,
        differences(seen, wanted),
        hint="Every amount changes with it",
        action=Action.MONEY_POLICY_EDIT,
        edit=lambda changing, reason: money_policy.edit(
            changing, seen=seen, wanted=wanted, today=cached.today(), reason=reason
        ),
        done=f"The money policy is version {seen.number + 1} now, and every amount is counted by it",
    )


def _past(found: Versions) -> None:
    if found.past:
        st.markdown("##### How it came to be")
        for each in found.past:
            st.markdown(_version(each))


def _version(each: Version) -> str:
    said = "".join(f"\n- {literally(words)}" for words in each.says)
    return (
        f"**Version {each.number}** · {each.made_on:%-d %b %Y} · {literally(each.by)}: {literally(each.reason)}{said}"
    )


def _key(seen: MoneyPolicy, name: str) -> str:
    """Name a field of this version, so that the next one begins with what it says."""
    return f"money-policy-{seen.number}-{name}"
