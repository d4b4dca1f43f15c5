"""One figure of a series as the estimators take it: a period, an arm, and a value or two counts."""

from dataclasses import dataclass
from datetime import date

from cxdash.domain.comparisons import Arm
from cxdash.domain.errors import RuleError

_SMALLEST, _LARGEST = 1e-30, 1e30


def is_measurable(number: float) -> bool:
    """Whether a number is 0 or its size lies between 1e-30 and 1e30, so that no quotient or square overflows."""
    return number == 0 or _SMALLEST <= abs(number) <= _LARGEST


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one period.

    Either ``value``, or ``numerator`` and ``denominator``, whose quotient is then the value. A period without a
    value is missing, never zero. ``ends_before`` is the first day after the period; without it the length of the
    period is read off the distances between the periods of the series.

    Raises:
        RuleError: a number is not measurable, a denominator is negative, or the period ends too soon.
    """

    starts: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    arm: Arm = Arm.PILOT
    segment: str | None = None
    ends_before: date | None = None

    def __post_init__(self) -> None:
        """Refuse what no tracker can mean."""
        if type(self.arm) is not Arm:
            object.__setattr__(self, "arm", Arm(self.arm))
        for number in (self.value, self.numerator, self.denominator):
            if number is not None and not is_measurable(number):
                name = next(each for each in ("value", "numerator", "denominator") if getattr(self, each) is number)
                raise RuleError(f"The {name} of {self.starts} is {number}. Enter a number or leave it empty.")
        if self.denominator is not None and self.denominator < 0:
            raise RuleError(f"The denominator of {self.starts} is {self.denominator:g}. It may not be negative.")
        if self.ends_before is not None and self.ends_before <= self.starts:
            raise RuleError(f"The period from {self.starts} ends before {self.ends_before}, which is not after it.")

    @property
    def has_counts(self) -> bool:
        """Whether the figure is a quotient of two numbers; nothing counted (a denominator of 0) is missing."""
        return self.numerator is not None and bool(self.denominator)

    @property
    def is_missing(self) -> bool:
        """Whether the period has no figure."""
        return not self.has_counts and (self.value is None or self.denominator == 0)
