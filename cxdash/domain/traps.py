"""The pilot-trap audit: the ways a pilot gets stuck, each with its rule and the evidence for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.ownership import Function, missing_functions
from cxdash.domain.stages import Stage

FRESH_DAYS = START.fresh_days
STAGE_DAYS: Mapping[Stage, int] = START.stage_days
"""The longest a use case should stay in a stage, in days, before anybody decided otherwise. Scale has no limit."""


class Trap(StrEnum):
    """A way of being stuck."""

    ISOLATED = "isolated"
    UNMEASURED = "unmeasured"
    UNOWNED = "unowned"
    STALLED = "stalled"
    PILOT_TRAP = "pilot trap"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Flag:
    """A trap that holds, with the evidence for it in a sentence that says what is missing."""

    trap: Trap
    evidence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the audit looks at for one use case; days are dates, None where not known."""

    stage: Stage
    stage_since: date | None
    idea_on: date | None
    journey_steps: int
    shared_modules: int
    has_primary: bool
    has_locked_baseline: bool
    newest_observation: date | None
    owners: frozenset[Function]


def audit(standing: Standing, *, today: date, policy: GatePolicy = START) -> tuple[Flag, ...]:
    """Return every trap the use case is in by the policy, with its evidence."""
    found = (
        isolated(standing),
        unmeasured(standing, today=today, policy=policy),
        unowned(standing),
        stalled(standing, today=today, policy=policy),
        pilot_trap(standing, today=today, policy=policy),
    )
    return tuple(flag for flag in found if flag is not None)


def isolated(standing: Standing) -> Flag | None:
    """One journey step at most and no module that another use case shares."""
    if standing.journey_steps > 1 or standing.shared_modules:
        return None
    steps = "one journey step" if standing.journey_steps else "no journey step"
    return Flag(Trap.ISOLATED, f"Serves {steps} and shares no module with another use case.")


def unmeasured(standing: Standing, *, today: date, policy: GatePolicy = START) -> Flag | None:
    """No primary metric, no locked baseline once a pilot runs, or no observation for longer than the policy allows."""
    if not standing.has_primary:
        return Flag(Trap.UNMEASURED, "Has no primary metric.")
    if standing.stage is Stage.IDEA:
        return None
    if not standing.has_locked_baseline:
        return Flag(Trap.UNMEASURED, "No pilot has a locked baseline.")
    if standing.newest_observation is None:
        return Flag(Trap.UNMEASURED, "No figure has ever been uploaded.")
    silent = (today - standing.newest_observation).days
    if silent > policy.fresh_days:
        return Flag(Trap.UNMEASURED, f"No figure for {silent} days; the limit is {policy.fresh_days}.")
    return None


def unowned(standing: Standing) -> Flag | None:
    """One of the three accountable owners, or the scaling owner, is missing."""
    missing = missing_functions(standing.owners)
    if not missing:
        return None
    names = ", ".join(function.value for function in missing)
    return Flag(Trap.UNOWNED, f"Nobody answers for: {names}.")


def stalled(standing: Standing, *, today: date, policy: GatePolicy = START) -> Flag | None:
    """Longer in its stage than the policy allows."""
    limit = policy.stage_days.get(standing.stage)
    if limit is None or standing.stage_since is None:
        return None
    days = (today - standing.stage_since).days
    if days <= limit:
        return None
    return Flag(Trap.STALLED, f"{days} days in {standing.stage.label}; the policy allows {limit}.")


def pilot_trap(standing: Standing, *, today: date, policy: GatePolicy = START) -> Flag | None:
    """As many whole months since the idea as the policy calls a trap, or more, and still not at scale."""
    if standing.stage is Stage.SCALE or standing.idea_on is None:
        return None
    months = _whole_months(standing.idea_on, today)
    if months < policy.trap_months:
        return None
    return Flag(Trap.PILOT_TRAP, f"{months} months since the idea and still in {standing.stage.label}.")


def _whole_months(earlier: date, later: date) -> int:
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - int(later.day < earlier.day)
