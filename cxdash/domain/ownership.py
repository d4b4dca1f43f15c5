"""Which functions answer for a use case, and who is still missing."""

from collections.abc import Iterable
from enum import StrEnum


class Function(StrEnum):
    """A function with one accountable person per use case."""

    TECHNOLOGY = "technology"
    OPERATIONS = "operations"
    COMMERCIAL = "commercial"
    SCALING = "scaling"
    SPONSOR = "sponsor"
    FINANCE = "finance"

    @property
    def label(self) -> str:
        """The words people read."""
        return f"{self.value.capitalize()} owner" if self in REQUIRED else self.value.capitalize()


ACCOUNTABLE = (Function.TECHNOLOGY, Function.OPERATIONS, Function.COMMERCIAL)
REQUIRED = (*ACCOUNTABLE, Function.SCALING)


def missing_functions(filled: Iterable[Function]) -> tuple[Function, ...]:
    """Return the required functions nobody answers for, in their order: the three accountable ones and scaling."""
    present = set(filled)
    return tuple(function for function in REQUIRED if function not in present)
