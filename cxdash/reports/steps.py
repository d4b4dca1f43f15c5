"""Waterfalls as rows: from what was observed, step by step, to what is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxdash.domain import waterfall as rules
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Metric
from cxdash.effects.effect import Effect
from cxdash.effects.estimate import Shape
from cxdash.reports import effect_words
from cxdash.reports.effect_words import sign_of

COLUMNS = ("step", "begins", "ends", "amount", "kind", "words")
"""``begins`` and ``ends`` place the bar, ``amount`` is written with unit and sign; ``kind`` is level,
taken away (worse than before) or added."""

_DUST = 1e-9
"""The share of the largest step by which sums of floating-point numbers may miss."""
_REMOVED = {
    Shape.COMPARED: "drift and comparison",
    Shape.COMPARED_WITHOUT_PAST: "the comparison group",
    Shape.RANDOMISED: "the comparison group",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: a level from 0, or with ``is_change`` what leads from the level before to the next one."""

    name: str
    size: float
    amount: str
    words: str = ""
    is_change: bool = False


def table(steps: Sequence[Step], *, better: int = 1) -> pd.DataFrame:
    """Return steps as rows; each change starts where the step before ended.

    Args:
        steps: the first one is a level.
        better: −1 where a smaller level is the better one, else 1.

    Raises:
        ValueError: a level after the first is not where the changes before it lead to.
    """
    rows: list[tuple[str, float, float, str, str, str]] = []
    at = 0.0
    dust = _DUST * max((abs(each.size) for each in steps), default=0.0)
    for number, each in enumerate(steps):
        if each.is_change:
            rows.append((each.name, at, at + each.size, each.amount, _kind(each.size * better), each.words))
            at += each.size
            continue
        if number and abs(at - each.size) > dust:
            message = f"The steps lead to {at:g}, but “{each.name}” is {each.size:g}."
            raise ValueError(message)
        rows.append((each.name, 0.0, each.size, each.amount, "level", each.words))
        at = each.size
    return pd.DataFrame(rows, columns=list(COLUMNS))


def of_effect(effect: Effect, metric: Metric, figures: Figures, *, likely: float | None) -> tuple[Step, ...]:
    """Return the way from the observed change to the effect, and to what is likely among all pilots.

    Sizes are signed as the metric moved. Without an interval there is nothing to lead to: no steps.

    Args:
        effect: the stored effect.
        metric: writes the amounts.
        figures: writes the amounts.
        likely: the effect once all finished pilots are weighed together, positive where improved; None where unknown.
    """
    written = effect_words.three_numbers(effect, metric, figures)
    if written is None or effect.observed_change is None or effect.effect is None:
        return ()
    sign = sign_of(effect)
    seen, own = sign * effect.observed_change, sign * effect.effect
    steps = [
        Step("Observed change", seen, written[0], "Mean of the window against mean of the baseline."),
        Step(
            "Not the pilot's: " + _REMOVED.get(effect.shape, "background drift"),
            own - seen,
            _turned(written[1]),
            "What was under way anyway is taken away.",
            is_change=True,
        ),
        Step("Effect of the pilot", own, written[2]),
    ]
    if likely is not None:
        weighed = sign * likely
        steps += [
            Step(
                "Drawn towards the other pilots",
                weighed - own,
                effect_words.change(likely - effect.effect, effect, metric, figures),
                "The best of many look better than they are.",
                is_change=True,
            ),
            Step("Likely to hold", weighed, effect_words.change(likely, effect, metric, figures)),
        ]
    return tuple(steps)


def of_money(rungs: Sequence[rules.Step], figures: Figures, words: Mapping[rules.Rung, str]) -> tuple[Step, ...]:
    """Return money's way from observed to bankable; a step that changes nothing is left out.

    Args:
        rungs: from ``domain.waterfall``, in currency.
        figures: writes the amounts.
        words: why each step is taken.
    """
    levels = {rules.Rung.OBSERVED, rules.Rung.BANKABLE}
    return tuple(
        Step(
            each.rung.label,
            each.amount,
            figures.money(each.amount, sign=each.rung not in levels),
            words.get(each.rung, ""),
            is_change=each.rung not in levels,
        )
        for each in rungs
        if each.rung in levels or each.amount
    )


def _kind(gain: float) -> str:
    return "taken away" if gain < 0 else "added"


def _turned(amount: str) -> str:
    """Turn the sign of a written amount."""
    turned = {"+": "−", "−": "+"}
    return turned.get(amount[0], amount[0]) + amount[1:]
