"""Modules: capabilities built once and reused, and the part a use case plays in one."""

from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.errors import RuleError


class Part(StrEnum):
    """What a use case does with a module."""

    CREATES = "creates"
    EXTENDS = "extends"
    REUSES = "reuses"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class ModuleValues:
    """A module as a person may edit it; the owner by name, "" where nobody is named."""

    name: str
    description: str = ""
    owner: str = ""


def check_module(values: ModuleValues) -> None:
    """Raise RuleError where a module has no name."""
    if not values.name.strip():
        raise RuleError("A module needs a name. Say what it can do: “Proactive outreach”.", field="name")
