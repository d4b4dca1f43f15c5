"""Which finished pilots are the strongest to be told as proof points, and what stops every other one first."""

from collections.abc import Iterable
from dataclasses import dataclass

from cxdash.domain.figures import count, listed

MOST = 3
"""So many are proposed at most: people remember two or three stories."""
_TARGET_MET, _BETTER, _HARM = "Target met", "Better, target not shown", "Harm"
_TOO_WEAK = "D"
_UNCOMPARED = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A pilot on one primary metric, as far as its story is concerned; money in the organisation's currency.

    Attributes:
        group: what only one story is told of: its use case and metric.
        progress: how far it is, in words; told while it is not finished.
        no_interval: the end of the sentence “no interval, because …”; "" where there is one.
        may_be_funded: whether the method recommends it as a proof point: strong evidence, accepted where nothing was
            compared, and the target or money behind it.
        red: guardrails that got worse; ``unsure`` those that are not shown to be safe.
        masked: why its gain counts for nothing; "" where it counts.
        likely: net value that is likely; None where there is no money figure.
        repeated_at: other sites at which a pilot of the same group showed it too.
        is_told: whether it is a proof point already.
    """

    key: str
    name: str
    group: str
    is_active: bool
    is_finished: bool
    progress: str
    no_interval: str
    verdict: str
    grade: str
    may_be_funded: bool
    red: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    masked: str = ""
    likely: float | None = None
    repeated_at: tuple[str, ...] = ()
    is_told: bool = False

    @property
    def strength(self) -> tuple[str, bool, bool, float, str]:
        """Return what sorts the strong ones: evidence, then safety, then repetition, then money."""
        return self.grade, bool(self.unsure), not self.repeated_at, -(self.likely or 0.0), self.name


@dataclass(frozen=True, slots=True)
class Stopped:
    """A pilot that is not proposed: the first reason that stops it, and what to do about it, a sentence each."""

    contender: Contender
    because: str
    do: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The strongest, the first one first, and all others in the order in which they could follow."""

    picks: tuple[Contender, ...]
    others: tuple[Stopped, ...]


def proposed(contenders: Iterable[Contender], *, most: int = MOST) -> Proposed:
    """Return at most so many pilots to be told, no two of one group, and why not every other one."""
    every = list(contenders)
    stopped = {each.key: stop for each in every if (stop := stopped_by(each)) is not None}
    strong = sorted((each for each in every if each.key not in stopped), key=lambda each: each.strength)
    first_of = {each.group: each for each in every if each.is_told}
    for each in strong:
        first_of.setdefault(each.group, each)
    leaders = [each for each in strong if first_of[each.group] is each]
    picks = leaders[:most]
    behind = [_behind(each, first_of[each.group], picks) for each in strong if each not in picks]
    return Proposed(tuple(picks), (*behind, *sorted(stopped.values(), key=lambda each: each.contender.name)))


def stopped_by(each: Contender) -> Stopped | None:
    """Return the first thing that keeps a pilot from being told, with what to do; None where nothing does."""
    reasons = (*_before_results(each), *_in_results(each))
    return next((Stopped(each, because, do) for holds, because, do in reasons if holds), None)


def _behind(each: Contender, leader: Contender, picks: list[Contender]) -> Stopped:
    if each is not leader:
        why = "is a proof point already" if leader.is_told else "is stronger"
        return Stopped(each, f"{leader.name} shows the same and {why}.", "Name it there as the repetition.")
    return Stopped(
        each, f"Strong enough, but {count(len(picks), 'other is', 'others are')} stronger.", "Tell it after these."
    )


def _before_results(each: Contender) -> tuple[tuple[bool, str, str], ...]:
    """Return what stops a pilot whatever it shows, in the order in which it is told."""
    return (
        (each.is_told, "It is a proof point already.", "Open it on the page Proof points."),
        (not each.is_active, "It was stopped or parked.", "Nothing, unless it is taken up again."),
        (
            not each.is_finished,
            f"It has not finished: {each.progress}.",
            "Wait until its window is over and its last figures are in.",
        ),
        (bool(each.masked), each.masked, "Find out why customers were not helped before anybody tells of it."),
    )


def _in_results(each: Contender) -> tuple[tuple[bool, str, str], ...]:
    """Return what of its results stops a pilot, in the order in which it is told."""
    return (
        (bool(each.red), f"{listed(each.red)} got worse.", "End the harm; that is no proof."),
        (each.verdict == _HARM, "Its primary metric got worse.", "Stop it, or end the harm and try again."),
        (
            bool(each.no_interval),
            f"No interval, because {each.no_interval}.",
            "Upload what is missing, or plan it with a longer baseline.",
        ),
        (each.verdict not in (_TARGET_MET, _BETTER), "No clear change.", "Extend it, or add a comparison group."),
        (
            each.grade >= _TOO_WEAK,
            f"Grade {each.grade} is too weak to be told.",
            "Add a comparison group, or measure for longer.",
        ),
        (not each.may_be_funded, *_not_funded(each)),
    )


def _not_funded(each: Contender) -> tuple[str, str]:
    if each.verdict == _BETTER and each.grade != _UNCOMPARED:
        return "Better, but neither its target nor its money is sure.", "Extend it, or say what it is worth and costs."
    return (
        "Grade C, and nobody accepts that there was no comparison group.",
        "Name the executive who accepts it, in the plan of the pilot.",
    )
