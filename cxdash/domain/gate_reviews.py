"""A gate review: what people may vote and decide, what they ask for with it, and how far a review has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cxdash.domain.errors import RuleError
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage


class Decision(StrEnum):
    """What people decide at a gate."""

    GO = "go"
    CONDITIONAL_GO = "conditional_go"
    HOLD = "hold"
    RECYCLE = "recycle"
    STOP = "stop"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.replace("_", " ").capitalize()

    @property
    def moves_on(self) -> bool:
        """Whether the use case enters the stage behind the gate."""
        return self in {Decision.GO, Decision.CONDITIONAL_GO}


class Vote(StrEnum):
    """What a function says to the gate being passed."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


class Progress(StrEnum):
    """How far a review has come."""

    OPEN = "open"
    NEEDS_SECOND = "needs a second person"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a function said, by whom and why."""

    function: Function
    vote: Vote
    person: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a conditional go asks for: of whom, by name, and by when."""

    text: str
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision as somebody would take it.

    Attributes:
        conditions: of a conditional go.
        learning: what a stop leaves to others.
        back_to: the stage a recycle leads to; the present one where the work is to be done there.
    """

    decision: Decision
    rationale: str
    conditions: tuple[Condition, ...] = ()
    learning: str = ""
    back_to: Stage | None = None


def progress(decision: Decision | None, *, effective_on: date | None, withdrawn_on: date | None) -> Progress:
    """Say how far a review has come."""
    if withdrawn_on is not None:
        return Progress.WITHDRAWN
    if effective_on is not None:
        return Progress.DECIDED
    return Progress.OPEN if decision is None else Progress.NEEDS_SECOND


def missing_votes(ballots: Sequence[Ballot], voters: Sequence[Function]) -> tuple[Function, ...]:
    """Return the functions that are asked and have not voted yet."""
    voted = {each.function for each in ballots}
    return tuple(each for each in voters if each not in voted)


def check_ballot(vote: Vote, reason: str) -> None:
    """Raise RuleError where a vote that is not for it does not say why."""
    if vote is not Vote.FOR and not reason.strip():
        raise RuleError("Say why: the others have to know what would change your vote.", field="reason")


def check_withdrawal(state: Progress) -> None:
    """Raise RuleError where a review is over: what was decided stays."""
    if state in {Progress.DECIDED, Progress.WITHDRAWN}:
        raise RuleError(f"This review is {state.value} already. Ask for a new one.")
