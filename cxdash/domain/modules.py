"""Modules: capabilities built once and reused, and the part a use case plays in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count

LONGEST_NAME = 200


class Part(StrEnum):
    """What a use case does with a module."""

    CREATES = "creates"
    EXTENDS = "extends"
    REUSES = "reuses"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()

    @property
    def letter(self) -> str:
        """What stands for it in a matrix: C, E or R."""
        return self.label[0]


@dataclass(frozen=True, slots=True)
class ModuleValues:
    """A module as a person may edit it; the owner by name, "" where nobody is named."""

    name: str
    description: str = ""
    owner: str = ""


def check_module(values: ModuleValues) -> None:
    """Raise RuleError where a module has no name, or one that is too long."""
    if not values.name.strip():
        raise RuleError("A module needs a name. Say what it can do: “Proactive outreach”.", field="name")
    if len(values.name) > LONGEST_NAME:
        said = count(len(values.name), "character")
        raise RuleError(f"The name of the module has {said}. Shorten it to {LONGEST_NAME}.", field="name")


def check_creators(module: str, creators: Sequence[str], *, asking: str) -> None:
    """Raise RuleError where a use case is to create a module that others (by title) create already; names them all."""
    if creators:
        named = " and ".join(f"“{title}”" for title in creators)
        raise RuleError(
            f"“{module}” is created by {named}, and what is built once has one creator. Let “{asking}” extend or "
            "reuse it, or give up the other's part first.",
            field="part",
        )
