"""What may be said about a pilot, and what to do next; the first rule that holds decides."""

from dataclasses import dataclass
from enum import StrEnum

from cxdash.effects.grade import Grade

_HARM = 0.975
_TARGET_MET = 0.80
_BETTER = 0.975
_WORTH_IT = 0.80


class Verdict(StrEnum):
    """The outcome in words."""

    NOT_MEASURED = "Not measured"
    TOO_EARLY = "Too early"
    HARM = "Harm"
    TARGET_MET = "Target met"
    BETTER = "Better, target not shown"
    NO_CLEAR_CHANGE = "No clear change"


class Recommendation(StrEnum):
    """What the method suggests; people decide."""

    FUND = "fund as proof point"
    EXTEND = "extend or add comparison"
    STOP = "stop"
    DISCUSS = "discuss"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a verdict rests on; probabilities are None without an interval.

    ``p_net_value`` is the probability of a net value above 0, where money has been worked out. ``has_waiver`` says
    that a named executive accepts "no comparison group". ``stop_early`` says that harm is sure enough to stop now.
    """

    grade: Grade
    is_complete: bool
    p_improved: float | None = None
    p_target: float | None = None
    any_guardrail_red: bool = False
    stop_early: bool = False
    p_net_value: float | None = None
    has_waiver: bool = False


def verdict(evidence: Evidence) -> Verdict:
    """Return the first verdict whose rule holds."""
    p_improved, p_target = evidence.p_improved, evidence.p_target
    if evidence.grade is Grade.E:
        return Verdict.NOT_MEASURED
    if not evidence.is_complete:
        return Verdict.TOO_EARLY
    if evidence.any_guardrail_red or (p_improved is not None and 1 - p_improved >= _HARM):
        return Verdict.HARM
    if p_target is not None and p_target >= _TARGET_MET:
        return Verdict.TARGET_MET
    if p_improved is not None and p_improved >= _BETTER:
        return Verdict.BETTER
    return Verdict.NO_CLEAR_CHANGE


def recommendation(evidence: Evidence) -> Recommendation | None:
    """Return what to do next; None while the window is running, unless harm is sure enough to stop."""
    found = verdict(evidence)
    if found is Verdict.HARM or (not evidence.is_complete and evidence.stop_early):
        return Recommendation.STOP
    if found is Verdict.TOO_EARLY:
        return None
    is_strong = evidence.grade in {Grade.A, Grade.B} or (evidence.grade is Grade.C and evidence.has_waiver)
    pays = evidence.p_net_value is not None and evidence.p_net_value >= _WORTH_IT
    if is_strong and (found is Verdict.TARGET_MET or (found is Verdict.BETTER and pays)):
        return Recommendation.FUND
    if found is Verdict.NO_CLEAR_CHANGE or evidence.grade is Grade.D:
        return Recommendation.EXTEND
    return Recommendation.DISCUSS
