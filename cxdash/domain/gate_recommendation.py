"""What the evidence and the votes recommend at a gate; people decide, and say so where they decide otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdash.domain.figures import listed
from cxdash.domain.gate_reviews import Ballot, Decision, Vote, missing_votes
from cxdash.domain.gates import Line, Mend, State
from cxdash.domain.ownership import Function
from cxdash.domain.waivers import Reopened


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended, because of what."""

    decision: Decision
    because: str


def recommended(
    lines: Sequence[Line],
    ballots: Sequence[Ballot] = (),
    voters: Sequence[Function] = (),
    *,
    reopened: Sequence[Reopened] = (),
) -> Recommendation:
    """Return the first that holds: stop for harm, recycle for work or a vote against, hold for time or votes, go.

    A go has a condition where a criterion is waived or an advisory one is not met, or a function abstains.

    Args:
        lines: the gate's criteria.
        ballots: votes on this evidence.
        voters: the functions that are asked; none where only the evidence is to speak.
        reopened: earlier gates that are open again, which count as what blocks this one.
    """
    blocking = (*blocked_by(lines), *(each.line for each in reopened))
    return (
        _stop(blocking)
        or _recycle(blocking, ballots, reopened)
        or _hold(blocking, missing_votes(ballots, voters))
        or _conditional(lines, ballots)
        or Recommendation(
            Decision.GO, f"Every criterion is met{' and every function votes for it' if ballots else ''}."
        )
    )


def blocked_by(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the criteria that keep a gate shut: blocking and neither met nor waived."""
    return tuple(line for line in lines if line.blocks)


def _stop(blocking: Sequence[Line]) -> Recommendation | None:
    harm = next((line for line in blocking if line.judged.mend is Mend.HARM), None)
    return None if harm is None else Recommendation(Decision.STOP, f"It does harm. {_said(harm)}")


def _recycle(
    blocking: Sequence[Line], ballots: Sequence[Ballot], reopened: Sequence[Reopened]
) -> Recommendation | None:
    if reopened:
        return Recommendation(Decision.RECYCLE, reopened[0].words)
    work = [line for line in blocking if line.judged.mend is Mend.WORK]
    if work:
        return Recommendation(Decision.RECYCLE, f"There is work to do. {_said(work[0])}{_and_more(work)}")
    against = next((each for each in ballots if each.vote is Vote.AGAINST), None)
    return None if against is None else Recommendation(Decision.RECYCLE, _voted(against, "votes against"))


def _hold(blocking: Sequence[Line], missing: Sequence[Function]) -> Recommendation | None:
    if blocking:
        return Recommendation(Decision.HOLD, f"It is too early. {_said(blocking[0])}{_and_more(blocking)}")
    if missing:
        return Recommendation(
            Decision.HOLD, f"Not everybody has voted: {listed(each.value for each in missing)} still to vote."
        )
    return None


def _conditional(lines: Sequence[Line], ballots: Sequence[Ballot]) -> Recommendation | None:
    waived = next((line for line in lines if line.state is State.WAIVED), None)
    if waived is not None:
        return Recommendation(Decision.CONDITIONAL_GO, f"A criterion is waived. {waived.sentence} {waived.waived}")
    advice = next((line for line in lines if line.state is State.NOT_MET), None)
    if advice is not None:
        return Recommendation(Decision.CONDITIONAL_GO, f"What the policy advises is not met. {_said(advice)}")
    abstains = next((each for each in ballots if each.vote is Vote.ABSTAIN), None)
    return None if abstains is None else Recommendation(Decision.CONDITIONAL_GO, _voted(abstains, "abstains"))


def _voted(ballot: Ballot, how: str) -> str:
    return f"{ballot.function.value.capitalize()} {how}: {ballot.reason}"


def _said(line: Line) -> str:
    return f"“{line.sentence.rstrip('.')}” is not met: {line.figure.rstrip('.')}."


def _and_more(lines: Sequence[Line]) -> str:
    return f" And {len(lines) - 1} more." if len(lines) > 1 else ""
