"""The measurement plan: what was declared before the pilot, and what happened to it since."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Direction
from cxdash.effects.points import is_measurable

_FRACTION = "%"


class Kind(StrEnum):
    """What sort of number the metric is; it decides whether logs are meaningful."""

    RATE = "rate"
    MEAN = "mean"
    COUNT = "count"
    COST = "cost"
    SCORE = "score"


class Occasion(StrEnum):
    """Why a stretch of days is out of the ordinary."""

    SEASON = "season"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class RequiredChange:
    """The change a target asks for, signed as the metric moves: a fraction of the baseline (−0.3) or metric units (−6).

    Raises:
        RuleError: the size is zero or not measurable.
    """

    size: float
    relative: bool = True

    def __post_init__(self) -> None:
        """Refuse a target of no change."""
        if not is_measurable(self.size) or self.size == 0:
            raise RuleError(f"A target of {self.size:g} asks for no change. Write how far the metric should move.")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Declared days out of the ordinary; ``ends_before`` is the first day after them."""

    starts: date
    ends_before: date
    reason: str
    occasion: Occasion = Occasion.EVENT

    def overlaps(self, starts: date, ends_before: date) -> bool:
        """Whether any day is shared."""
        return self.starts < ends_before and starts < self.ends_before


@dataclass(frozen=True, slots=True)
class Plan:
    """One metric of one pilot, as declared.

    Attributes:
        metric: the metric's name as the sentence says it.
        unit: the catalogue's; ``%`` for fractions stored from 0 to 1.
        window_days: days from go-live in which the pilot is measured, run-in included.
        run_in_days: days after go-live that count in neither phase.
        baseline_starts: first day of the baseline; None takes everything before go-live.
        baseline_value: the one known figure of the time before, where there is no series.
        planned_split: share of the randomised units meant for the pilot.
        units_per_arm: randomised teams, sites or agents per arm; None where contacts themselves were randomised.
        locked_on: the day the plan was fixed; None if it never was.
        amended: whether metric, direction, target, go-live, window or comparison changed after the lock.
        extended: whether the window was declared anew, with a reason.
        excluded: periods left out, each with its reason.
        occasions: seasons and events known beforehand.
        overlapping: names of other pilots on the same population in the window.
        chosen_because_bad: whether the site or segment was picked for its bad baseline.
        comparison_waiver: the executive who accepts "no comparison group", by name.

    Raises:
        RuleError: a field contradicts another one; the sentence says which.
    """

    direction: Direction
    kind: Kind
    go_live: date
    window_days: int = 90
    metric: str = "The metric"
    unit: str = ""
    target: RequiredChange | None = None
    run_in_days: int = 0
    baseline_starts: date | None = None
    baseline_value: float | None = None
    comparison: Comparison = Comparison.NONE
    comparison_label: str = ""
    planned_split: float = 0.5
    units_per_arm: int | None = None
    locked_on: date | None = None
    amended: bool = False
    extended: bool = False
    excluded: tuple[Stretch, ...] = ()
    occasions: tuple[Stretch, ...] = ()
    overlapping: tuple[str, ...] = ()
    chosen_because_bad: bool = False
    comparison_waiver: str = ""

    def __post_init__(self) -> None:
        """Refuse a plan that cannot be measured."""
        if self.direction not in {Direction.UP, Direction.DOWN}:
            raise RuleError(f"{self.metric} has no better direction. Only metrics with one can be estimated.")
        if self.window_days < 1 or not 0 <= self.run_in_days < self.window_days:
            raise RuleError("The window needs at least one day, and the run-in must be shorter than the window.")
        if self.baseline_starts is not None and self.baseline_starts >= self.go_live:
            raise RuleError(f"The baseline starts on {self.baseline_starts}, not before go-live on {self.go_live}.")
        if self.target is not None and self.target.size * self.sign < 0:
            better = "lower" if self.sign < 0 else "higher"
            raise RuleError(f"{better.capitalize()} is better, but the target moves the other way. Change its sign.")
        if not 0 < self.planned_split < 1:
            raise RuleError("The planned split is the pilot's share of the units, between 0 and 1.")
        if self.baseline_value is not None and not is_measurable(self.baseline_value):
            raise RuleError("The baseline value must be a number.")

    @property
    def sign(self) -> int:
        """+1 where higher is better, −1 where lower is."""
        return 1 if self.direction is Direction.UP else -1

    @property
    def window_ends_before(self) -> date:
        """The first day after the declared window."""
        return self.go_live + timedelta(days=self.window_days)

    @property
    def measured_from(self) -> date:
        """The first day that counts for the pilot: go-live, or the end of the run-in."""
        return self.go_live + timedelta(days=self.run_in_days)

    @property
    def is_relative(self) -> bool:
        """Whether effects are fractions of the baseline; without a target they are metric units."""
        return self.target is not None and self.target.relative

    @property
    def is_fraction(self) -> bool:
        """Whether values are shares of a whole, stored from 0 to 1."""
        return self.unit == _FRACTION

    @property
    def required_effect(self) -> float | None:
        """The target as an improvement, above 0; None without a target."""
        return None if self.target is None else self.target.size * self.sign

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold, for the checksum of the inputs."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, RequiredChange | Stretch):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value
