"""How an active use case is run, and what of it does not keep the rules of a good operating model."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.gates import Facts, Finished, nearest_to_told, replicated
from cxdash.domain.ownership import ACCOUNTABLE, REQUIRED, Function
from cxdash.domain.proof_points import State as ProofState
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage

MEASURED = ("A", "B", "C")
"""Grades of evidence that a business outcome may be claimed on."""
_LIVED_IN = (Dimension.PEOPLE, Dimension.PROCESS, Dimension.ADOPTION)
"""What must be ready for a use case to be part of daily work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What is known of how one active use case is run.

    Attributes:
        known: the facts that its gates are judged by.
        policy: the gate policy, for the levels and days that are asked for.
        shares_with: the use cases that are built from one of its modules too.
        steps: the journey steps that it serves, with those of the use cases that share a module with it.
        signed: the functions whose owner stands by the outcome as it is written today.
        silent: the functions whose owner has long done nothing about it.
        votes_missing: the functions that a review under way still waits for.
        is_reviewed: whether a review here let it into its present stage.
        reopened: what opens earlier gates again, such as an expired waiver.
        overdue: conditions of decisions that should have been met.
        not_locked: pilots that went live before their baseline was locked, or with none.
        silent_days: how many days ago the newest figure ends; None where there is none.
        people_lack: what keeps it from being called augmenting.
    """

    slug: str
    title: str
    stage: Stage
    known: Facts = field(default_factory=Facts)
    policy: GatePolicy = START
    shares_with: tuple[str, ...] = ()
    steps: frozenset[str] = frozenset()
    signed: frozenset[Function] = frozenset()
    silent: tuple[Function, ...] = ()
    votes_missing: tuple[Function, ...] = ()
    is_reviewed: bool = True
    reopened: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    not_locked: tuple[str, ...] = ()
    silent_days: int | None = None
    people_lack: tuple[str, ...] = ()


def use_case_first(each: Practice) -> tuple[str, ...]:
    """Return what keeps it from being a use case first."""
    known = each.known
    if known.statement_lacks is None:
        said = ["no outcome statement"]
    else:
        said = [] if not known.statement_lacks else ["the statement does not pass yet"]
    if not known.primaries:
        return (*said, "no primary metric")
    problem = known.firewall or known.unverified
    return (*said, "its primary metric may not be one") if problem else tuple(said)


def business_success(each: Practice) -> tuple[str, ...]:
    """Return what keeps it from being a success of the business."""
    outcomes = [one for one in each.known.finished if one.is_business]
    if any(_counts(one) for one in outcomes):
        return ()
    if outcomes:
        best = outcomes[0]
        return (f"{best.name}: {best.verdict.lower()}, grade {best.grade}",)
    if not any(one.is_business for one in each.known.primaries):
        return ("no primary metric is a business outcome",)
    if each.known.unfinished:
        waiting = each.known.unfinished[0]
        return (f"no verdict yet; {waiting.name}: {waiting.progress}",)
    return ("no pilot has run its window",)


def modular_build(each: Practice) -> tuple[str, ...]:
    """Return what keeps it from being built of modules."""
    shares = () if each.shares_with else ("shares no module with another use case",)
    several = len(each.steps) > 1
    steps = "no journey step is served" if not each.steps else "only one journey step is served"
    return shares if several else (*shares, steps)


def aligned_functions(each: Practice) -> tuple[str, ...]:
    """Return where its functions do not stand together."""
    missing = [one for one in REQUIRED if not each.known.owners.get(one)]
    unsigned = [one for one in REQUIRED if one not in missing and one not in each.signed]
    said = (
        _of("no owner in", missing),
        _of("not signed by", unsigned),
        _of("vote missing of", each.votes_missing),
        _of("silent:", each.silent),
    )
    return tuple(words for words in said if words)


def proof_points(each: Practice) -> tuple[str, ...]:
    """Return what keeps it from being a proof that others may use."""
    enough = each.known.enough
    if not enough:
        return ("no finished pilot shows enough",)
    said = []
    if not any(one.is_approved for one in enough):
        best = nearest_to_told(enough)
        said.append(f"{_of_proof(best)} ({best.name})")
    if each.stage is Stage.SCALE and replicated(each.known.finished) is None:
        said.append("not repeated at a second site")
    return tuple(said)


def _of_proof(best: Finished) -> str:
    if not best.proof:
        return "no proof point written"
    missing = [owner for owner in ACCOUNTABLE if not best.approved_by.get(owner)]
    is_waiting = best.proof == ProofState.WAITS.value
    return _of("proof not approved by", missing) if is_waiting and missing else f"proof point: {best.proof}"


def embedded(each: Practice) -> tuple[str, ...]:
    """Return what keeps it out of daily work."""
    owner = () if each.known.owners.get(Function.SCALING) else ("nobody owns it in daily running",)
    asked = each.policy.scale_level
    levels = [(one, each.known.readiness.get(one)) for one in _LIVED_IN]
    low = [
        f"{one.value} readiness {'not judged' if level is None else level}, {asked} asked"
        for one, level in levels
        if level is None or level < asked
    ]
    return (*owner, *low)


def aligned(each: Practice) -> tuple[str, ...]:
    """Return what keeps it from the aims of the business."""
    known = each.known
    said = []
    if not any(one.is_business for one in known.primaries):
        said.append("no primary metric is a business outcome")
    if known.at_stake is None:
        said.append("nobody said what it is worth a year")
    if not known.owners.get(Function.SPONSOR):
        said.append("no sponsor")
    return tuple(said)


def augmenting(each: Practice) -> tuple[str, ...]:
    """Return what keeps people from being helped by it."""
    return each.people_lack


def governed(each: Practice) -> tuple[str, ...]:
    """Return what was not decided, or has lapsed since."""
    said = [] if each.is_reviewed else [f"in {each.stage.value} without a review here"]
    said += [f"gate open again: {words}" for words in each.reopened]
    said += [f"condition overdue: {words}" for words in each.overdue]
    if each.not_locked:
        said.append(f"baseline not locked before go-live: {', '.join(each.not_locked)}")
    if each.silent_days is None:
        said.append("no figures")
    elif each.silent_days > each.policy.fresh_days:
        said.append(f"no figure for {each.silent_days} days, {each.policy.fresh_days} allowed")
    return tuple(said)


def _counts(one: Finished) -> bool:
    return one.target_met and one.grade in MEASURED and not one.harm


def _of(words: str, functions: Iterable[Function]) -> str:
    names = ", ".join(each.value for each in functions)
    return f"{words} {names}" if names else ""
