"""Parking, stopping, resuming and retiring a use case: what each needs, so that nothing learned is lost."""

from collections.abc import Mapping
from types import MappingProxyType

from cxdash.domain.errors import RuleError
from cxdash.domain.stages import Status

VERBS: Mapping[Status, str] = MappingProxyType(
    {Status.ACTIVE: "resume", Status.PARKED: "park", Status.STOPPED: "stop", Status.RETIRED: "retire"}
)
"""What a person does to a use case that is to have a status."""
ENDS = frozenset({Status.STOPPED, Status.RETIRED})
"""Where work is over for now, so that what was learned is written down."""


def check_reason(wanted: Status, reason: str) -> None:
    """Raise RuleError where nobody says why a use case is to have another status."""
    if not reason.strip():
        raise RuleError(
            f"Say why you {VERBS[wanted]} it: whoever finds it {wanted.value} next year asks.", field="reason"
        )


def check_learning(wanted: Status, learning: str) -> None:
    """Raise RuleError where work would be over and nobody wrote down what was learned, now or earlier."""
    if wanted in ENDS and not learning.strip():
        raise RuleError(f"Write down what was learned before you {VERBS[wanted]} it.", field="learning")


def check_active(title: str, status: Status, to: str) -> None:
    """Raise RuleError where a use case rests, and so cannot come to a gate or what ``to`` says."""
    if status is not Status.ACTIVE:
        raise RuleError(f"“{title}” is {status.value}. Resume it before {to}.")
