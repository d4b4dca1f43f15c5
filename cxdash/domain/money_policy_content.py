"""The money policy as it is stored, so that every version can be read back by any later cxdash."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from cxdash.domain.money_policy import START, MoneyPolicy

_KEPT_BESIDE = frozenset({"number", "allowances"})
_PLAIN = tuple(each.name for each in fields(MoneyPolicy) if each.name not in _KEPT_BESIDE)


def content(policy: MoneyPolicy) -> dict[str, Any]:
    """Return all that a policy says, in a form that JSON can hold; its number is kept beside it."""
    return {name: getattr(policy, name) for name in _PLAIN} | {"allowances": dict(policy.allowances)}


def from_content(stored: Mapping[str, Any], *, number: int) -> MoneyPolicy:
    """Return a stored policy; what an earlier version did not say is as cxdash starts, what is unknown is left out.

    Raises:
        RuleError: it says what no cash flow follows from.
    """
    said = stored.get("allowances", {})
    return MoneyPolicy(
        number=number,
        **{name: stored.get(name, getattr(START, name)) for name in _PLAIN},
        allowances=MappingProxyType({grade: said.get(grade, share) for grade, share in START.allowances.items()}),
    )
