"""What an outcome statement is made of, and what can be said about one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cxdash.domain.metrics import Direction


class ChangeKind(StrEnum):
    """How the size of a wanted change is to be read."""

    RELATIVE = "relative"
    POINTS = "points"
    ABSOLUTE = "absolute"
    TO_VALUE = "to_value"


@dataclass(frozen=True, slots=True)
class Change:
    """How much is wanted.

    Attributes:
        kind: how to read the size.
        size: never negative where it is a change: percent where relative, percentage points where points, else the
            metric's unit as people write it (12 for 12 % of a share, 300 for five minutes of a metric in seconds).
        start: where the metric stands now, in the unit of a value to reach; None where the sentence does not say.
        currency: the sign money was written with; it says how to write the size, not how much.
    """

    kind: ChangeKind
    size: float
    start: float | None = None
    currency: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a statement; None or an empty text is one that it does not name.

    Attributes:
        direction: up or down.
        metric: a slug of the catalogue.
        population: whose outcome it is, in the sentence's own words.
        mechanism: what will bring it about, in the sentence's own words.
        window_days: how long it is measured; a month is 30 days, a quarter 90, a year 365.
    """

    direction: Direction | None = None
    metric: str | None = None
    change: Change | None = None
    population: str = ""
    mechanism: str = ""
    window_days: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the parts for programs; what is missing is null."""
        change = self.change
        return {
            "direction": None if self.direction is None else self.direction.value,
            "metric": self.metric,
            "change": None
            if change is None
            else {"kind": change.kind.value, "size": _number(change.size), "from": _number(change.start)},
            "population": self.population or None,
            "mechanism": self.mechanism or None,
            "window_days": self.window_days,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend or to think about: a code for programs, a message for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Lint:
    """The judgement on a statement: it passes where there are no problems; advice does not stop it."""

    parts: Parts
    problems: tuple[Finding, ...] = ()
    advice: tuple[Finding, ...] = ()
    suggestion: str = ""

    @property
    def passes(self) -> bool:
        """Whether the statement may be taken through the first gate."""
        return not self.problems

    def to_json(self) -> Mapping[str, Any]:
        """Return the judgement for programs."""
        return {
            "passes": self.passes,
            "parts": self.parts.to_json(),
            "problems": [{"code": each.code, "message": each.message} for each in self.problems],
            "advice": [{"code": each.code, "message": each.message} for each in self.advice],
            "suggestion": self.suggestion,
        }


def _number(value: float | None) -> float | None:
    """Return whole numbers as such, so that 30 reads 30."""
    return int(value) if value is not None and value == int(value) else value
