"""Who does what for a use case beside its owners: the activities, and who is responsible, consulted or informed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cxdash.domain.errors import RuleError
from cxdash.domain.ownership import Function


class Activity(StrEnum):
    """What has to be done for a use case, whatever it is about."""

    OUTCOME = "outcome"
    DATA = "data"
    INTEGRATION = "integration"
    PILOT = "pilot"
    MEASUREMENT = "measurement"
    CHANGE = "change"
    RISK = "risk"
    RUNNING = "running"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]

    @property
    def accountable(self) -> Function:
        """The function whose owner is accountable for it."""
        return _ACCOUNTABLE[self]


_LABELS = {
    Activity.OUTCOME: "Outcome and benefits",
    Activity.DATA: "Data",
    Activity.INTEGRATION: "Integration",
    Activity.PILOT: "Running the pilot",
    Activity.MEASUREMENT: "Measurement",
    Activity.CHANGE: "Change and training",
    Activity.RISK: "Risk and compliance",
    Activity.RUNNING: "Daily running after scale",
}
_ACCOUNTABLE = {
    Activity.OUTCOME: Function.COMMERCIAL,
    Activity.DATA: Function.TECHNOLOGY,
    Activity.INTEGRATION: Function.TECHNOLOGY,
    Activity.PILOT: Function.OPERATIONS,
    Activity.MEASUREMENT: Function.FINANCE,
    Activity.CHANGE: Function.OPERATIONS,
    Activity.RISK: Function.SPONSOR,
    Activity.RUNNING: Function.SCALING,
}


class Part(StrEnum):
    """What somebody has to do with an activity; a person has one part in each."""

    RESPONSIBLE = "responsible"
    CONSULTED = "consulted"
    INFORMED = "informed"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Parts:
    """Who has which part in one activity, by name, each in alphabetical order."""

    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()

    def of(self, part: Part) -> tuple[str, ...]:
        """Return who has a part."""
        names: tuple[str, ...] = getattr(self, part.value)
        return names


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """Everybody's part in every activity of a use case; an activity that nobody has a part in is absent."""

    activities: Mapping[Activity, Parts] = field(default_factory=dict)

    def of(self, activity: Activity) -> Parts:
        """Return who has which part in an activity."""
        return self.activities.get(activity, Parts())

    @property
    def filled(self) -> int:
        """How many activities somebody is responsible for."""
        return sum(bool(parts.responsible) for parts in self.activities.values())


def check_parts(activity: Activity, parts: Parts) -> None:
    """Raise RuleError where somebody would have two parts in one activity."""
    every = [name.strip().casefold() for part in Part for name in parts.of(part)]
    twice = next((name for part in Part for name in parts.of(part) if every.count(name.strip().casefold()) > 1), None)
    if twice is not None:
        raise RuleError(
            f"{twice} has two parts in “{activity.label}”. Keep the stronger one: who does it, else who is asked.",
            field=activity.value,
        )
