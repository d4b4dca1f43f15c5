"""The pilot-trap audit: the ways a pilot gets stuck, each with its rule, the evidence for it and the way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cxdash.domain.figures import count
from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.gates.judging import View, Where
from cxdash.domain.ownership import Function, missing_functions
from cxdash.domain.stages import Stage

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


class Lack(StrEnum):
    """What a use case that counts as unmeasured does not have, in the words people choose it by."""

    PRIMARY = "No primary metric"
    BASELINE = "No locked baseline"
    FIGURE = "No figure yet"
    RECENT = "No recent figure"


@dataclass(frozen=True, slots=True)
class Flag:
    """A trap that holds.

    Attributes:
        evidence: what is missing, in a sentence.
        rule: what holds for every use case, in a sentence.
        next_step: what leads out of it, in a sentence.
        where: where that is done.
        lacks: what is not there, of an unmeasured use case.
    """

    trap: Trap
    evidence: str
    rule: str
    next_step: str
    where: Where
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the audit looks at for one use case; days are dates, None where not known.

    Attributes:
        shared_modules: how many of its modules another use case is built from too.
        dependents: how many other use cases build on a module that it creates.
        has_primary: whether it is judged by a metric that may be primary.
        newest_observation: the last day that a figure is known of.
    """

    stage: Stage
    stage_since: date | None
    idea_on: date | None
    journey_steps: int
    shared_modules: int
    has_primary: bool
    has_locked_baseline: bool
    newest_observation: date | None
    owners: frozenset[Function]
    dependents: int = 0


def rule(trap: Trap, policy: GatePolicy = START) -> str:
    """Return what puts a use case into a trap by the policy, in a sentence."""
    match trap:
        case Trap.ISOLATED:
            return (
                "It serves one journey step at most, shares no module with another use case, and no other builds on a "
                "module that it creates."
            )
        case Trap.UNMEASURED:
            return (
                "It has no metric that may be primary; or, from the pilot on, no locked baseline, or no figure for "
                f"more than {count(policy.fresh_days, 'day')}."
            )
        case Trap.UNOWNED:
            return "Nobody answers for it in technology, operations, commercial or scaling."
        case Trap.STALLED:
            limits = ", ".join(f"{stage.label} {days:,}" for stage, days in policy.stage_days.items())
            return f"It is longer in its stage than the policy allows, in days: {limits}."
        case Trap.PILOT_TRAP:
            return f"Its idea is {count(policy.trap_months, 'month')} old or older, and it is not at scale."


def audit(standing: Standing, *, today: date, policy: GatePolicy = START) -> tuple[Flag, ...]:
    """Return every trap the use case is in by the policy, with its evidence."""
    found = (
        isolated(standing, policy=policy),
        unmeasured(standing, today=today, policy=policy),
        unowned(standing, policy=policy),
        stalled(standing, today=today, policy=policy),
        pilot_trap(standing, today=today, policy=policy),
    )
    return tuple(flag for flag in found if flag is not None)


def isolated(standing: Standing, *, policy: GatePolicy = START) -> Flag | None:
    """One journey step at most, no module that another use case shares, and nothing that depends on it."""
    if standing.journey_steps > 1 or standing.shared_modules or standing.dependents:
        return None
    steps = "one journey step" if standing.journey_steps else "no journey step"
    return Flag(
        Trap.ISOLATED,
        f"Serves {steps}, shares no module with another use case, and nothing depends on it.",
        rule(Trap.ISOLATED, policy),
        "Build it from a module that others use, let others reuse what it creates, or name a further step it serves.",
        Where(View.DEFINE, "modules"),
    )


def unmeasured(standing: Standing, *, today: date, policy: GatePolicy = START) -> Flag | None:
    """No primary metric, no locked baseline once a pilot runs, or no observation for longer than the policy allows."""
    found = _lacking(standing, today=today, policy=policy)
    if not found:
        return None
    first = next(iter(found))
    step, where = _MEASURED_BY[first]
    return Flag(Trap.UNMEASURED, " ".join(found.values()), rule(Trap.UNMEASURED, policy), step, where, tuple(found))


def unowned(standing: Standing, *, policy: GatePolicy = START) -> Flag | None:
    """One of the three accountable owners, or the scaling owner, is missing."""
    missing = missing_functions(standing.owners)
    if not missing:
        return None
    names = ", ".join(function.value for function in missing)
    return Flag(
        Trap.UNOWNED,
        f"Nobody answers for: {names}.",
        rule(Trap.UNOWNED, policy),
        f"Name the {missing[0].value} owner." if len(missing) == 1 else "Name one person for each of them.",
        Where(View.DEFINE, missing[0].value),
    )


def stalled(standing: Standing, *, today: date, policy: GatePolicy = START) -> Flag | None:
    """Longer in its stage than the policy allows."""
    limit = policy.stage_days.get(standing.stage)
    if limit is None or standing.stage_since is None:
        return None
    days = (today - standing.stage_since).days
    if days <= limit:
        return None
    return Flag(
        Trap.STALLED,
        f"{days:,} days in {standing.stage.label}; the policy allows {limit:,}.",
        rule(Trap.STALLED, policy),
        "See what the next gate still asks for and ask for its review; or park or stop it with what was learnt.",
        Where(View.GATE),
    )


def pilot_trap(standing: Standing, *, today: date, policy: GatePolicy = START) -> Flag | None:
    """As many whole months since the idea as the policy calls a trap, or more, and still not at scale."""
    if standing.stage is Stage.SCALE or standing.idea_on is None:
        return None
    months = _whole_months(standing.idea_on, today)
    if months < policy.trap_months:
        return None
    return Flag(
        Trap.PILOT_TRAP,
        f"{months} months since the idea and still in {standing.stage.label}.",
        rule(Trap.PILOT_TRAP, policy),
        "Decide at the next gate: on to scale with an owner and a day, or stop it with what was learnt.",
        Where(View.GATE),
    )


_MEASURED_BY: Mapping[Lack, tuple[str, Where]] = {
    Lack.PRIMARY: ("Choose the business outcome it is judged by.", Where(View.METRICS)),
    Lack.BASELINE: ("Lock the plan of a pilot, and with it the baseline.", Where(View.PILOTS)),
    Lack.FIGURE: ("Upload a tracker that names one of its pilots.", Where(View.UPLOAD)),
    Lack.RECENT: ("Upload the tracker of the weeks since; or stop the pilot.", Where(View.UPLOAD)),
}
"""What mends each, and where."""


def _lacking(standing: Standing, *, today: date, policy: GatePolicy) -> Mapping[Lack, str]:
    """Return all that is not there to measure it by, a sentence each; an idea needs no baseline and no figures yet."""
    found: dict[Lack, str] = {} if standing.has_primary else {Lack.PRIMARY: "Has no primary metric."}
    if standing.stage is Stage.IDEA:
        return found
    if not standing.has_locked_baseline:
        found[Lack.BASELINE] = "No pilot has a locked baseline."
    if standing.newest_observation is None:
        return found | {Lack.FIGURE: "No figure has ever been uploaded."}
    silent = (today - standing.newest_observation).days
    if silent > policy.fresh_days:
        found[Lack.RECENT] = f"No figure for {silent:,} days; the limit is {policy.fresh_days:,}."
    return found


def _whole_months(earlier: date, later: date) -> int:
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - int(later.day < earlier.day)
