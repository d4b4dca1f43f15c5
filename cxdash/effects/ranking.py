"""The league table: pilots by what they are expected to be worth once the luck of the best has been taken out."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxdash.effects.net_value import NetValue
from cxdash.effects.shrinkage import Shrunk

NOT_SAID = "nobody has said what it is worth"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One pilot's place, with its raw and its shrunk figures side by side; money is net, in currency, worth of today.

    Attributes:
        place: counted from 1.
        pilot: its attainment, raw and shrunk.
        raw_value: expected net value if the raw attainment held; None without money.
        shrunk_value: the same of the shrunk attainment, which ranks.
        low_value: the same at the lower end of the shrunk attainment's 95 % range.
        high_value: at its upper end.
        because: why there is no money, so that its shrunk attainment ranks it behind all that have some; else empty.
    """

    place: int
    pilot: Shrunk
    raw_value: float | None
    shrunk_value: float | None
    low_value: float | None
    high_value: float | None
    because: str

    @property
    def note(self) -> str:
        """The sentence beside the place, empty where money ranks it."""
        if not self.because:
            return ""
        return f"Ranked by attainment behind all with money: no money figure, because {self.because}."


@dataclass(frozen=True, slots=True)
class Flattery:
    """What the best pilots by raw figures seem to be worth together, and what they are expected to be, in currency."""

    raw: float
    shrunk: float

    @property
    def overstatement(self) -> float | None:
        """By which share the raw figure exceeds the expected one; None where that is not above 0."""
        return self.raw / self.shrunk - 1 if self.shrunk > 0 else None


def ranking(pilots: Sequence[Shrunk], money: Mapping[str, NetValue | str]) -> list[Ranked]:
    """Return pilots by shrunk expected net value, then those without money by shrunk attainment; the best first.

    Args:
        pilots: attainments, shrunk together.
        money: by the pilots' names: what an effect is worth, or why that cannot be said.
    """
    rows = [_valued(pilot, money.get(pilot.name, NOT_SAID)) for pilot in pilots]
    rows.sort(key=lambda row: (row[1] is None, -(row[1] or 0.0), -row[0].shrunk, row[0].name))
    return [
        Ranked(place, pilot, _at(value, pilot.raw), shrunk, _at(value, pilot.low), _at(value, pilot.high), because)
        for place, (pilot, shrunk, value, because) in enumerate(rows, start=1)
    ]


def flattery(rows: Sequence[Ranked], *, top: int = 3) -> Flattery | None:
    """Return what choosing the best pilots by their raw net value would promise; None with fewer than two to choose."""
    valued = [(row.raw_value, row.shrunk_value) for row in rows if row.raw_value is not None]
    if len(valued) < 2:
        return None
    best = sorted(valued, key=lambda each: -(each[0] or 0.0))[:top]
    return Flattery(math.fsum(raw for raw, _ in best), math.fsum(shrunk or 0.0 for _, shrunk in best))


def _valued(pilot: Shrunk, money: NetValue | str) -> tuple[Shrunk, float | None, NetValue | None, str]:
    if isinstance(money, str):
        return pilot, None, None, money
    shrunk = money.at(pilot.shrunk)
    return pilot, shrunk, money, "" if shrunk is not None else "it has no target"


def _at(value: NetValue | None, attainment: float) -> float | None:
    return None if value is None else value.at(attainment)
