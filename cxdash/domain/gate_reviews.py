"""A gate review: what people may vote and decide, what the evidence recommends, and what each decision needs."""

from enum import StrEnum


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
