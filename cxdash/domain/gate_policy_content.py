"""The gate policy as it is stored, so that every version can be read back by any later cxdash."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from math import inf, isinf
from types import MappingProxyType
from typing import Any, TypeVar

from cxdash.domain.gate_policy import START, Delegation, GatePolicy
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.domain.stages import Stage

_Word = TypeVar("_Word", bound=StrEnum)


def content(policy: GatePolicy) -> dict[str, Any]:
    """Return all that a policy says, in a form that JSON can hold; its number is kept beside it.

    ``blocking`` names what cxdash starts with as advice and this policy does not, so that a criterion that an earlier
    version never heard of is told from one that it made blocking.
    """
    return {
        "pilot_level": policy.pilot_level,
        "scale_level": policy.scale_level,
        "strong_grades": list(policy.strong_grades),
        "stage_days": {stage.value: days for stage, days in policy.stage_days.items()},
        "fresh_days": policy.fresh_days,
        "trap_months": policy.trap_months,
        "longest_waiver_days": policy.longest_waiver_days,
        "advisory": sorted(policy.advisory),
        "blocking": sorted(START.advisory - policy.advisory),
        "voters": {to.value: [each.value for each in asked] for to, asked in policy.voters.items()},
        "delegations": [_delegation(each) for each in policy.delegations],
    }


def from_content(stored: Mapping[str, Any], *, number: int) -> GatePolicy:
    """Return a stored policy; what an earlier version did not say is as cxdash starts, what is unknown is left out."""
    plain = ("pilot_level", "scale_level", "fresh_days", "trap_months", "longest_waiver_days")
    days = {Stage(stage): days for stage, days in stored.get("stage_days", {}).items() if stage in set(Stage)}
    voters = {Stage(to): _words(Function, asked) for to, asked in stored.get("voters", {}).items() if to in set(Stage)}
    return GatePolicy(
        number=number,
        **{name: stored.get(name, getattr(START, name)) for name in plain},
        strong_grades=tuple(stored.get("strong_grades", START.strong_grades)),
        stage_days=MappingProxyType({**START.stage_days, **days}),
        advisory=frozenset(stored.get("advisory", ())) | START.advisory - frozenset(stored.get("blocking", ())),
        voters=MappingProxyType({**START.voters, **voters}),
        delegations=tuple(map(_read, stored["delegations"])) if stored.get("delegations") else START.delegations,
    )


def _delegation(each: Delegation) -> dict[str, Any]:
    return {
        "up_to": None if isinf(each.up_to) else each.up_to,
        "roles": sorted(role.value for role in each.roles),
        "needs_second": each.needs_second,
    }


def _read(stored: Mapping[str, Any]) -> Delegation:
    up_to = stored.get("up_to")
    return Delegation(
        up_to=inf if up_to is None else float(up_to),
        roles=frozenset(_words(Role, stored.get("roles", ()))),
        needs_second=bool(stored.get("needs_second", False)),
    )


def _words(of: type[_Word], stored: Iterable[str]) -> tuple[_Word, ...]:
    """Return the words that are still known."""
    known = {each.value for each in of}
    return tuple(of(word) for word in stored if word in known)
