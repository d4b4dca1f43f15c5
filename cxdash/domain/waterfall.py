"""From what anybody sees to what may be banked: one amount, and every step that takes something off it."""

import math
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.errors import RuleError
from cxdash.domain.money_policy import MoneyPolicy


class Rung(StrEnum):
    """The steps, always in this order."""

    OBSERVED = "observed"
    DRIFT = "drift and comparison removed"
    SHRINKAGE = "shrinkage"
    ALLOWANCE = "grade allowance"
    OVERLAP = "overlap"
    RUN_COST = "run cost"
    BANKABLE = "bankable"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it adds (negative where it takes away), and what is left after it, in currency."""

    rung: Rung
    amount: float
    left: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What one pilot is worth in a year at its measured volume, gross, in currency.

    Attributes:
        observed: the change of the plain averages.
        effect: what is left of it without background drift and the comparison group.
        shrunk: the effect drawn towards what all pilots have in common; the effect itself where nothing is compared.

    Raises:
        RuleError: an amount is no number.
    """

    observed: float
    effect: float
    shrunk: float

    def __post_init__(self) -> None:
        """Refuse what cannot be added up."""
        if not all(map(math.isfinite, (self.observed, self.effect, self.shrunk))):
            raise RuleError("Only numbers can be added up to what may be banked.")


def waterfall(
    seen: Seen, *, grade: str, policy: MoneyPolicy, overlap_share: float = 0.0, run_cost: float = 0.0
) -> tuple[Step, ...]:
    """Return the steps from observed to bankable; the amounts of all but the last add up to it exactly, in order.

    Args:
        seen: gross amounts.
        grade: the evidence's; its allowance is taken off gains. A loss is not made smaller.
        policy: the allowances.
        overlap_share: the share of the gain that another pilot on the same cases claims as well, 0 to 1.
        run_cost: of the same year, 0 or more.

    Raises:
        RuleError: the share is not between 0 and 1, or the cost is negative.
    """
    if not 0 <= overlap_share <= 1:
        raise RuleError("The overlap is a share between 0 and 1.")
    if not 0 <= run_cost < math.inf:
        raise RuleError("The run cost is 0 or more.")
    steps = [Step(Rung.OBSERVED, seen.observed, seen.observed)]

    def taken(rung: Rung, amount: float) -> None:
        # Adding 0 turns −0 into 0, which nobody wants to read.
        steps.append(Step(rung, 0.0 - amount, steps[-1].left - amount + 0.0))

    taken(Rung.DRIFT, seen.observed - seen.effect)
    taken(Rung.SHRINKAGE, seen.effect - seen.shrunk)
    taken(Rung.ALLOWANCE, policy.allowance(grade) * max(steps[-1].left, 0.0))
    taken(Rung.OVERLAP, overlap_share * max(steps[-1].left, 0.0))
    taken(Rung.RUN_COST, run_cost)
    steps.append(Step(Rung.BANKABLE, steps[-1].left, steps[-1].left))
    return tuple(steps)
