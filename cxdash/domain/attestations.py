"""Finance's word on a use case's money: what it rests on, and what reads otherwise since it was given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

from cxdash.domain.errors import RuleError

_DIGITS = 6
"""Significant digits that count: a figure computed again on another machine may differ in the last of sixteen."""


@dataclass(frozen=True, slots=True)
class Rested:
    """A finished pilot on a primary metric as finance saw it.

    Attributes:
        pilot: its slug; ``metric`` is the metric's.
        words: both as people call them.
        effect: the improvement with its interval; None where nothing may be claimed.
        money: net value over the horizon that is exceeded nine, five and one times in ten, in currency; empty where
            there is none.
        unit_value: what one unit was taken to be worth, in currency.
        run_cost_year: in currency.
    """

    pilot: str
    metric: str
    words: str
    verdict: str
    grade: str
    effect: tuple[float | None, float | None, float | None] = (None, None, None)
    money: tuple[float, ...] = ()
    unit_value: float | None = None
    run_cost_year: float | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a use case is worth a year, in the organisation's currency."""

    low: float
    likely: float
    high: float


def content(rested: Iterable[Rested]) -> dict[str, Any]:
    """Return what an attestation rests on in a form that JSON can hold; the order of the results does not matter."""
    in_order = sorted(rested, key=lambda each: (each.pilot, each.metric))
    return {"results": [{name: _plain(value) for name, value in asdict(each).items()} for each in in_order]}


def changed_since(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what reads otherwise than when finance attested it, an end of a sentence each; nothing where nothing does."""
    before, after = (_by_result(side) for side in (then, now))
    return tuple(_differences(before, after))


def check_attested(amounts: Amounts, rests_on: Mapping[str, Any]) -> None:
    """Raise RuleError where an attestation has nothing to rest on, or amounts that do not rise."""
    if not rests_on["results"]:
        raise RuleError("There is nothing to attest yet: no pilot on a primary metric has finished its window.")
    low, likely, high = amounts.low, amounts.likely, amounts.high
    if not all(map(isfinite, (low, likely, high))) or not low <= likely <= high:
        raise RuleError("The amounts must rise from low over likely to high.", field="likely")


def _differences(before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for key, was in before.items():
        now = after.get(key)
        if now is None:
            yield f"{was['words']} is no longer among the results"
        elif was["verdict"] != now["verdict"]:
            yield f"{now['words']} reads {now['verdict']} instead of {was['verdict']}"
        elif was["grade"] != now["grade"]:
            yield f"the grade of {now['words']} is {now['grade']} instead of {was['grade']}"
        elif was["money"] != now["money"]:
            yield f"the money of {now['words']} changed"
        elif any(was[name] != now[name] for name in ("effect", "unit_value", "run_cost_year")):
            yield f"what {now['words']} is worth is computed from other figures"
    for key, now in after.items():
        if key not in before:
            yield f"{now['words']} came in"


def _by_result(side: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {f"{each['pilot']}/{each['metric']}": each for each in side["results"]}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return float(f"{value:.{_DIGITS}g}") if isinstance(value, float) else value
