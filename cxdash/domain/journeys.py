"""Journeys, their steps and what hurts there: plain values that pages edit and trackers bring, and what it costs."""

from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count

FIRST_JOURNEY = "Customer journey"
"""The journey that steps belong to until somebody says otherwise."""
LONGEST_NAME = 200
MOST = 1e12
"""What neither a month's cases nor the cost of one exceeds; more is a slip of the keyboard, and sums stay finite."""
LEAST_EFFORT, MOST_EFFORT = 1, 5
EFFORTS = ("Days", "Weeks", "A quarter", "Half a year", "A year or more")
"""What it takes to remove a friction point, for efforts 1 to 5."""


class FrictionKind(StrEnum):
    """What sort of pain it is, as the customer feels it."""

    WAITING = "waiting"
    REPEATING = "repeating oneself"
    HANDED_ON = "being handed on"
    ERROR = "wrong or missing answer"
    EFFORT = "too much effort"
    UNCERTAINTY = "not knowing"
    MISSED = "missed or dropped"
    MANUAL_WORK = "manual work behind"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class StepValues:
    """A step as a person may edit it, in its journey."""

    name: str
    journey: str = FIRST_JOURNEY
    position: int = 0
    is_back_office: bool = False


@dataclass(frozen=True, slots=True)
class FrictionValues:
    """A friction point as a person may edit it.

    Attributes:
        metric: the slug of the metric that would show it gone, "" where nobody said.
        monthly_volume: how many times a month customers pass here.
        failure_rate: the share of them it hurts, 0 to 1.
        unit_cost: what one such case costs, in the organisation's currency.
        evidence: where the figures come from.
        effort: 1 days … 5 a year or more (``EFFORTS``).
    """

    name: str
    step: str
    kind: FrictionKind
    population: str = ""
    metric: str = ""
    monthly_volume: float | None = None
    failure_rate: float | None = None
    unit_cost: float | None = None
    evidence: str = ""
    effort: int | None = None

    @property
    def annual_cost(self) -> float | None:
        """What it costs a year; see ``annual_cost``."""
        return annual_cost(self.monthly_volume, self.failure_rate, self.unit_cost)


def annual_cost(monthly_volume: float | None, failure_rate: float | None, unit_cost: float | None) -> float | None:
    """Return monthly volume × failure rate × unit cost × 12; None where one of them is not known."""
    if monthly_volume is None or failure_rate is None or unit_cost is None:
        return None
    return monthly_volume * failure_rate * unit_cost * 12


def check_step(values: StepValues) -> None:
    """Raise RuleError where a step or its journey has no name, or one that is too long."""
    _check_name(values.name, "A step of the journey", field="name")
    _check_name(values.journey, "The journey of the step", field="journey")


def check_friction(values: FrictionValues) -> None:
    """Raise RuleError for the first rule that a friction point breaks."""
    _check_name(values.name, "A friction point", field="name")
    if not values.step.strip():
        raise RuleError(f"“{values.name}” belongs to no step. Say where on the journey it hurts.", field="step")
    if values.failure_rate is not None and not 0 <= values.failure_rate <= 1:
        raise RuleError(
            f"The failure rate of “{values.name}” is the share of cases it hurts: between 0 % and 100 %.",
            field="failure_rate",
        )
    for field, words in (("monthly_volume", "monthly volume"), ("unit_cost", "unit cost")):
        size = getattr(values, field)
        if size is not None and not 0 <= size <= MOST:
            raise RuleError(
                f"The {words} of “{values.name}” is a size: write it without a sign, up to {MOST:,.0f}.", field=field
            )
    if values.effort is not None and not LEAST_EFFORT <= values.effort <= MOST_EFFORT:
        raise RuleError(
            f"The effort for “{values.name}” is a number from {LEAST_EFFORT}, days, to {MOST_EFFORT}, a year or more.",
            field="effort",
        )


def _check_name(name: str, what: str, *, field: str) -> None:
    if not name.strip():
        raise RuleError(f"{what} needs a name. Write it in a few words.", field=field)
    if len(name) > LONGEST_NAME:
        said = count(len(name), "character")
        raise RuleError(f"{what} has a name of {said}. Shorten it to {LONGEST_NAME}.", field=field)
