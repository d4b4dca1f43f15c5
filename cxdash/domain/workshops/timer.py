"""The timer of a room: it runs, waits or is over, and says how much is left. Nothing happens by itself at its end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cxdash.domain.errors import RuleError

LONGEST = 7_200
"""Seconds: two hours."""


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer of so many seconds, 0 for none: it runs until ``ends_at`` (UTC), or waits with some ``left``."""

    seconds: int = 0
    ends_at: datetime | None = None
    left: float | None = None

    def paused(self, now: datetime) -> "Timer":
        """Return it waiting with what is left of it; a timer that does not run stays as it is."""
        if self.ends_at is None:
            return self
        return replace(self, ends_at=None, left=self.left_at(now))

    def resumed(self, now: datetime) -> "Timer":
        """Return it running on with what was left; a timer that does not wait stays as it is."""
        if self.left is None:
            return self
        return replace(self, ends_at=now + timedelta(seconds=self.left), left=None)

    def left_at(self, now: datetime) -> float | None:
        """Return the seconds left, 0 when it is over; None where there is no timer."""
        if self.ends_at is not None:
            return max(0.0, (self.ends_at - now).total_seconds())
        return self.left


def started(seconds: int, now: datetime) -> Timer:
    """Return a timer that runs from now; RuleError for no time at all, or more than two hours."""
    if not 0 < seconds <= LONGEST:
        raise RuleError("Set the timer to between one second and two hours.", field="seconds")
    return Timer(seconds, now + timedelta(seconds=seconds))
