"""Drift: whether a frozen result still holds, by the same window as it reads now and by the figures after it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

from cxdash.domain.figures import count
from cxdash.domain.proof_evidence import Evidence, problems

FEWEST_LATER = 3
"""Periods after the window that say something of whether the effect lasts."""


class Holding(StrEnum):
    """What later data say of a frozen result."""

    UNKNOWN = "not looked at"
    TOO_FEW = "too few later figures"
    HOLDS = "holds"
    DRIFTED = "drifted"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Lasting:
    """What the figures after the window say against the same baseline; positive where the metric improved.

    Attributes:
        periods: complete periods since the window ended.
        grain: what they are: week, month.
        change: the effect with its interval as the metric moved, in a few words; "" where there is none.
        because: why there is none, as the end of “no later effect, because …”.
        until: the first day after the last of these periods.
    """

    periods: int
    grain: str = "week"
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    change: str = ""
    because: str = ""
    until: date | None = None

    @property
    def is_enough(self) -> bool:
        """Whether there are figures enough to say something."""
        return self.periods >= FEWEST_LATER and self.effect is not None


@dataclass(frozen=True, slots=True)
class Later:
    """The newest check of a frozen result.

    Attributes:
        checked_on: the day of it; None before there was one.
        why: why it does not hold, a sentence each; empty where nothing speaks against it.
        now: the same window as it reads now, in a few words.
        lasting: what came after the window.
    """

    checked_on: date | None = None
    why: tuple[str, ...] = ()
    now: str = ""
    lasting: Lasting = Lasting(0)

    @property
    def holding(self) -> Holding:
        """What it comes to."""
        if self.checked_on is None:
            return Holding.UNKNOWN
        if self.why:
            return Holding.DRIFTED
        return Holding.HOLDS if self.lasting.is_enough else Holding.TOO_FEW

    @property
    def is_drifted(self) -> bool:
        """Whether the result may not be told any more."""
        return self.holding is Holding.DRIFTED

    @property
    def sentence(self) -> str:
        """What it comes to, for people."""
        lasting = self.lasting
        match self.holding:
            case Holding.UNKNOWN:
                return "Nobody has looked at later figures yet."
            case Holding.DRIFTED:
                return " ".join(self.why)
            case Holding.HOLDS:
                after = count(lasting.periods, lasting.grain)
                return f"It holds: {after} after the window the effect reads {lasting.change}."
        came = count(lasting.periods, lasting.grain) if lasting.periods else f"no {lasting.grain}"
        if lasting.periods >= FEWEST_LATER:
            return f"Nobody can say whether it lasts: {lasting.because}."
        return f"Too few later figures: {came} after the window, {FEWEST_LATER} are needed to say whether it lasts."

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold; ``from_json`` returns an equal check."""
        lasting = {each.name: _plain(getattr(self.lasting, each.name)) for each in fields(Lasting)}
        return {"checked_on": _plain(self.checked_on), "why": list(self.why), "now": self.now, "lasting": lasting}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild what ``to_json`` returned; nothing stored is no check."""
        if not stored:
            return cls()
        lasting = dict(stored["lasting"])
        return cls(
            _read_day(stored["checked_on"]),
            tuple(stored["why"]),
            stored["now"],
            Lasting(**lasting | {"until": _read_day(lasting["until"])}),
        )


def check(frozen: Evidence, now: Evidence | None, lasting: Lasting, *, today: date) -> Later:
    """Return whether a frozen result still holds.

    Args:
        frozen: as the proof point has it.
        now: the same pilot and metric as they are judged today; None where there is nothing to judge any more.
        lasting: the figures after the window.
        today: the day of the check.
    """
    said = "no result" if now is None else f"{now.verdict}, {now.change}, grade {now.grade}"
    return Later(today, (*_of_the_window(frozen, now), *_of_what_came_after(frozen, lasting)), said, lasting)


def _of_the_window(frozen: Evidence, now: Evidence | None) -> Iterator[str]:
    if now is None:
        yield "The same window has no result any more: its figures, its metric or its plan are gone."
        return
    found = problems(now)
    if found:
        yield f"The same window reads otherwise now, from {frozen.verdict}, grade {frozen.grade}: {found[0]}"
    elif _lies_outside(frozen, now.effect):
        yield f"The same window reads {now.change} now; frozen was {frozen.change}."


def _of_what_came_after(frozen: Evidence, lasting: Lasting) -> Iterator[str]:
    if not lasting.is_enough or lasting.effect is None or frozen.low is None or lasting.effect >= frozen.low:
        return
    periods = count(lasting.periods, lasting.grain)
    yield f"In {periods} after the window the effect reads {lasting.change}; frozen was {frozen.change}."


def _lies_outside(frozen: Evidence, effect: float | None) -> bool:
    if effect is None or frozen.low is None or frozen.high is None:
        return effect is None
    return not frozen.low <= effect <= frozen.high


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
