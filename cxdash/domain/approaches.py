"""Approaches: ways to reach an outcome, with the vendor where there is one."""

from dataclasses import dataclass

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count

LONGEST_NAME = 200
WHAT = "an approach or a vendor"
"""What has to wait until the statement passes, as the refusal says it."""


@dataclass(frozen=True, slots=True)
class ApproachValues:
    """An approach as a person may edit it; ``vendor`` is "" where it would be built here."""

    name: str
    vendor: str = ""
    notes: str = ""


def check_approach(values: ApproachValues) -> None:
    """Raise RuleError where an approach has no name, or one that is too long."""
    if not values.name.strip():
        raise RuleError("An approach needs a name. Say in a few words how the outcome would be reached.", field="name")
    for field in ("name", "vendor"):
        size = len(getattr(values, field))
        if size > LONGEST_NAME:
            said = count(size, "character")
            raise RuleError(f"The {field} has {said}. Shorten it to {LONGEST_NAME}.", field=field)
