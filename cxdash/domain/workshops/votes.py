"""Dots: everybody has the same number of them, and gives them to the groups that matter most."""

from collections.abc import Mapping

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count

DOTS_EACH = 5
"""How many dots somebody has where the room was not given another number."""
MOST_EACH = 20


def check_dots_each(each: int) -> None:
    """Raise RuleError for no dots at all, or more than anybody can weigh."""
    if not 0 < each <= MOST_EACH:
        raise RuleError(f"Give everybody between 1 and {MOST_EACH} dots.", field="dots_each")


def check_dots(wanted: int, others: int, each: int) -> None:
    """Raise RuleError where somebody wants to give more dots than they have left.

    Args:
        wanted: dots for this group, in place of those given to it before.
        others: dots that they gave to other groups.
        each: how many they have in all.
    """
    if wanted < 0:
        raise RuleError("A group cannot have fewer than no dots.", field="dots")
    if wanted + others > each:
        raise RuleError(
            f"You have {count(each, 'dot')} in all, and {others} of them lie elsewhere. Take one back first.",
            field="dots",
        )


def ranked(dots: Mapping[int, int]) -> list[int]:
    """Return groups by their dots, most first; those with as many in the order of their numbers."""
    return sorted(dots, key=lambda group: (-dots[group], group))
