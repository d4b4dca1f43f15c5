"""Pilots that touch the same people: the plan that measures what they changed together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cxdash.domain.errors import RuleError
from cxdash.effects.plan import Plan


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
