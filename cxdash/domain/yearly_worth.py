"""What a use case is worth a year: the range of it, the pilot that stands for it, and what waiting a month costs."""

from collections.abc import Sequence

from cxdash.domain.money import Span

_MONTHS = 12


def year(effect: Span, *, gross: float, counted: float = 1.0, most: float | None = None) -> Span:
    """Return a year's worth with the range that its effect leaves, gross, in currency.

    Args:
        effect: with its 95 % range, positive where it improved; 0 where nothing moved.
        gross: what the effect is worth in a year at full use, with ``counted`` and ``most`` taken off.
        counted: the share of a gain that counts; a loss counts in full.
        most: what the budget line costs a year that gains come out of; None where none is named.
    """
    if not effect.likely or not gross:
        return Span(gross, gross, gross)
    of_one = abs(gross / effect.likely)
    of_loss = of_one / counted if effect.likely > 0 else of_one
    of_gain = of_one if effect.likely > 0 else of_one * counted
    low, high = (end * (of_gain if end > 0 else of_loss) for end in (effect.low, effect.high))
    return Span(gross, *(end if most is None else min(end, most) for end in (low, high)))


def middle(amounts: Sequence[float]) -> int:
    """Return which amount stands for all of them: the middle one, of two the smaller; there is at least one."""
    ranked = sorted(range(len(amounts)), key=lambda at: (amounts[at], at))
    return ranked[(len(ranked) - 1) // 2]


def cost_of_delay(gross_year: float, *, run_year: float) -> float:
    """Return what every month of waiting costs: a month at full use after what running costs, never below 0."""
    return max((gross_year - run_year) / _MONTHS, 0.0)


def taken(gross: float, *, counted: float) -> float:
    """Return what was taken off a gain of which only a share counts; 0 where nothing of it counts."""
    return gross / counted - gross if 0 < counted < 1 and gross > 0 else 0.0
