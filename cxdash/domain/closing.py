"""A closed quarter: its figures by name, when it may be closed, and which of them read otherwise later."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import Any, Self

from cxdash.domain.digests import digest
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import NO_BREAK, number, percent, signed
from cxdash.domain.periods import Period

MONEY = "money"
SHARE = "%"
COUNT = "count"
LONGEST_REASON = 500
_CENT = Decimal("0.01")
_DIGITS = 12
"""Significant digits that tell figures apart: a sum made in another order may differ in the last of sixteen."""

SUMS = {
    "total/headline/net": "value confirmed by finance",
    "total/measured/net": "measured value",
    "total/weak/realised": "value on weak evidence",
    "total/modelled": "modelled benefits",
}
"""The sums of a quarter, the one that a reader asks for first; what stands apart is named as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a quarter by its name, with what it rests on.

    Attributes:
        key: names it for good: ``pilot/<slug>/<metric>/realised``.
        words: what people call it.
        value: unrounded; money in the organisation's currency, shares as fractions.
        unit: ``MONEY``, ``SHARE``, ``COUNT`` or the metric's own.
        pilot: the slug of the pilot it is about; "" where it is about several.
        metric: the slug of the metric; "" where it is about none.
        evidence: what it was worked out from, by name.
    """

    key: str
    words: str
    value: float
    unit: str
    pilot: str = ""
    metric: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold; ``from_json`` returns an equal figure."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Rebuild what ``to_json`` returned."""
        return cls(**kept)


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a closing keeps, in forms that JSON can hold.

    Attributes:
        figures: every figure of the quarter.
        about: what they rest on together: the money policy, the currency, the files.
        page: the page as it stands.
    """

    figures: tuple[Figure, ...]
    about: Mapping[str, Any]
    page: Mapping[str, Any]


class Change(StrEnum):
    """How a figure reads otherwise than it was reported."""

    OTHERWISE = "otherwise"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that reads otherwise now; ``reported`` is None where it is new, ``known`` where it is gone."""

    reported: Figure | None
    known: Figure | None

    @property
    def figure(self) -> Figure:
        """The figure as it is known now, or as it was reported where it is gone."""
        return self.known or self.reported  # type: ignore[return-value] # one of them is there

    @property
    def change(self) -> Change:
        """In which way it reads otherwise."""
        if self.known is None:
            return Change.GONE
        return Change.NEW if self.reported is None else Change.OTHERWISE

    @property
    def difference(self) -> float | None:
        """What is known now less what was reported, money to the cent; None where one of them is missing."""
        if self.reported is None or self.known is None:
            return None
        if self.figure.unit == MONEY:
            return float(cents(self.known.value) - cents(self.reported.value))
        return self.known.value - self.reported.value


def name_of(figures: Iterable[Figure]) -> str:
    """Return the digest that names these figures: of their values as far as they can be told apart."""
    return digest({"figures": [_rounded(each.to_json()) for each in figures]})


def restated(
    reported: Iterable[Figure], known: Iterable[Figure], *, same_currency: bool = True
) -> tuple[Restated, ...]:
    """Return the figures that read otherwise, in the order they were reported in; new ones last.

    An amount other than 0 reads otherwise in another currency, even where its number is the same.
    """
    before, now = ({each.key: each for each in side} for side in (reported, known))
    changed = [
        Restated(was, now.get(key))
        for key, was in before.items()
        if key not in now or not is_same(was, now[key]) or not (same_currency or was.unit != MONEY or not was.value)
    ]
    return (*changed, *(Restated(None, each) for key, each in now.items() if key not in before))


def is_same(one: Figure, other: Figure) -> bool:
    """Say whether two figures read the same: value, range and grade; money to the cent, the rest as far as it tells."""
    if one.evidence.get("grade") != other.evidence.get("grade"):
        return False
    pairs = [(one.value, other.value), *((one.evidence.get(end), other.evidence.get(end)) for end in ("low", "high"))]
    return all(_are_same(was, now, one.unit) for was, now in pairs)


def _are_same(was: float | None, now: float | None, unit: str) -> bool:
    if was is None or now is None:
        return was is now
    if unit == MONEY:
        return cents(was) == cents(now)
    return math.isclose(was, now, rel_tol=1e-9, abs_tol=1e-12)


def cents(amount: float) -> Decimal:
    """Return an amount to the cent; half a cent goes to the even one."""
    return Decimal(repr(amount)).quantize(_CENT, ROUND_HALF_EVEN)


def written(value: float | None, unit: str, symbol: str, *, sign: bool = False) -> str:
    """Write a figure as exactly as a list of restatements must: ``£292,052.34``, ``81.24 %``; "" where there is none.

    Args:
        value: as it is kept.
        unit: of the figure.
        symbol: of the organisation's currency.
        sign: whether a plus is written, as differences have it.
    """
    if value is None:
        return ""
    if unit == MONEY:
        return signed(f"{symbol}{abs(cents(value)):,}", value, show_plus=sign)
    if unit == SHARE:
        return percent(value, places=2, sign=sign)
    if unit == COUNT:
        return number(value, places=0, sign=sign)
    return f"{number(value, places=2, sign=sign)}{NO_BREAK}{unit}"


def check_close(period: Period, *, name: str, today: date, closed_on: date | None) -> None:
    """Raise RuleError unless a quarter is over and was not closed before.

    Args:
        period: the quarter.
        name: what people call it.
        today: the day of the closing.
        closed_on: the day it was closed already.
    """
    if closed_on is not None:
        raise RuleError(f"{name} was closed on {closed_on:%-d %b %Y}. A quarter is closed once.")
    if period.ends_before > today:
        last = period.ends_before.toordinal() - 1
        raise RuleError(f"{name} runs until {date.fromordinal(last):%-d %b %Y}. Close it once it is over.")


def check_reason(reason: str) -> None:
    """Raise RuleError where a reason says nothing, or too much for a list."""
    if not any(letter.isalnum() for letter in reason):
        raise RuleError("Say in a sentence why the figure reads otherwise.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise RuleError(f"The reason has {len(reason)} characters. Shorten it to {LONGEST_REASON}.", field="reason")


def _rounded(value: object) -> Any:  # noqa: ANN401 whatever JSON can hold
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    if isinstance(value, Mapping):
        return {name: _rounded(each) for name, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
