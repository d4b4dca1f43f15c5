"""Pilots that touch the same people or the same cost line: what they are worth together, counted once."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from cxdash.domain.errors import RuleError
from cxdash.effects.plan import Plan


@dataclass(frozen=True, slots=True)
class Reduction:
    """A pilot's relative improvement among those it touches, and the share of the population that it touches.

    ``size`` is at most 1 (nothing is left) and below 0 where things got worse.

    Raises:
        RuleError: the size is above 1 or no number, or the share is not between 0 and 1.
    """

    size: float
    share: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what cannot be combined."""
        if not (math.isfinite(self.size) and self.size <= 1):
            raise RuleError(f"A reduction by {self.size:.0%} leaves less than nothing. Write at most 100 %.")
        if not 0 <= self.share <= 1:
            raise RuleError(f"The share of the population touched is {self.share:g}. Write it between 0 and 1.")


@dataclass(frozen=True, slots=True)
class Together:
    """What several pilots give together; ``overlap`` is what their plain sum counts twice."""

    counts: float
    plain_sum: float

    @property
    def overlap(self) -> float:
        """The plain sum less what counts."""
        return self.plain_sum - self.counts


def combined(reductions: Sequence[Reduction]) -> Together:
    """Return the relative improvement of one metric by several pilots on one population: 1 − Π (1 − rᵢ cᵢ)."""
    left = math.prod(1 - each.size * each.share for each in reductions)
    return Together(1 - left, sum(each.size * each.share for each in reductions))


@dataclass(frozen=True, slots=True)
class CostTree:
    """What a contact line costs per period: contacts × (1 − containment) × handle minutes × cost per minute.

    Raises:
        RuleError: containment is not between 0 and 1, or another driver is negative or no number.
    """

    contacts: float
    containment: float
    handle_minutes: float
    cost_per_minute: float

    def __post_init__(self) -> None:
        """Refuse drivers without meaning."""
        if not 0 <= self.containment <= 1:
            raise RuleError(f"Containment is {self.containment:g}. Write it between 0 and 1.")
        for name in ("contacts", "handle_minutes", "cost_per_minute"):
            if not 0 <= getattr(self, name) < math.inf:
                raise RuleError(f"{name.replace('_', ' ').capitalize()} must be a number of at least 0.")

    @property
    def cost(self) -> float:
        """The cost per period, in currency."""
        return self.contacts * (1 - self.containment) * self.handle_minutes * self.cost_per_minute

    def after(self, change: "DriverChange") -> Self:
        """Return the tree with one pilot's changes made; raises RuleError where a driver leaves its range."""
        return replace(
            self,
            contacts=self.contacts * (1 + change.contacts),
            containment=self.containment + change.containment,
            handle_minutes=self.handle_minutes * (1 + change.handle_minutes),
            cost_per_minute=self.cost_per_minute * (1 + change.cost_per_minute),
        )


@dataclass(frozen=True, slots=True)
class DriverChange:
    """What one pilot did to the drivers: containment in points (+0.05), the others as shares of what they were."""

    contacts: float = 0.0
    containment: float = 0.0
    handle_minutes: float = 0.0
    cost_per_minute: float = 0.0


def saving(before: CostTree, changes: Sequence[DriverChange]) -> Together:
    """Return what pilots that work through different drivers save on one cost line, computed once for all of them.

    The plain sum is what each would save alone.

    Raises:
        RuleError: together they move a driver out of its range.
    """
    after = before
    for change in changes:
        after = after.after(change)
    return Together(before.cost - after.cost, sum(before.cost - before.after(change).cost for change in changes))


def capped(savings: Sequence[float], *, cost_line: float) -> Together:
    """Return what savings on one cost line count together: never more than the line costs, in the same currency.

    Raises:
        RuleError: the line is negative or no number.
    """
    if not 0 <= cost_line < math.inf:
        raise RuleError("What the cost line costs must be a number of at least 0.")
    plain_sum = math.fsum(savings)
    return Together(min(plain_sum, cost_line), plain_sum)


def joint_plan(plans: Sequence[Plan]) -> Plan | None:
    """Return the plan that measures what pilots on one population changed together; None where they never overlap.

    It compares the time before the first of them with the days that all of them are measured; what lies between is
    run-in. Metric, target and comparison are those of the plan that goes live first, which knows no overlap any more.

    Raises:
        ValueError: there are no plans.
        RuleError: the plans measure different metrics or directions.
    """
    first = min(plans, key=lambda each: each.go_live)
    if any((each.metric, each.direction, each.kind) != (first.metric, first.direction, first.kind) for each in plans):
        raise RuleError("Pilots that measure different metrics have no joint effect.")
    starts, ends_before = max(each.measured_from for each in plans), min(each.window_ends_before for each in plans)
    if starts >= ends_before:
        return None
    return replace(
        first,
        window_days=(ends_before - first.go_live) // timedelta(days=1),
        run_in_days=(starts - first.go_live) // timedelta(days=1),
        locked_on=_lock(first, plans),
        amended=any(each.amended for each in plans),
        extended=any(each.extended for each in plans),
        excluded=tuple(dict.fromkeys(stretch for each in plans for stretch in each.excluded)),
        occasions=tuple(dict.fromkeys(stretch for each in plans for stretch in each.occasions)),
        overlapping=(),
        chosen_because_bad=any(each.chosen_because_bad for each in plans),
    )


def _lock(first: Plan, plans: Sequence[Plan]) -> date | None:
    """Return the first plan's lock where each was locked by its own go-live, else the latest that came late."""
    locks = [(each.locked_on, each.go_live) for each in plans]
    if any(locked_on is None for locked_on, _ in locks):
        return None
    return max(
        (locked_on for locked_on, go_live in locks if locked_on and locked_on > go_live), default=first.locked_on
    )
