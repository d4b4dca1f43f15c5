"""Something that waits for one person: what it is, since what it is about, by when, and why them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What somebody is asked for, the most pressing first."""

    REOPENED = "reopened"
    SECOND = "second"
    DECIDE = "decide"
    VOTE = "vote"
    WAIVER = "waiver"
    CONDITION = "condition"
    ACTION = "action"
    COMMITMENT = "commitment"
    GAP = "gap"
    SIGN = "sign"
    APPROVE = "approve"
    ATTEST = "attest"
    FIGURES = "figures"
    VERIFY = "verify"
    MENTION = "mention"

    @property
    def label(self) -> str:
        """The heading people read."""
        return _LABELS[self]

    @property
    def position(self) -> int:
        """Where it stands among the others."""
        return list(Kind).index(self)


_LABELS = {
    Kind.REOPENED: "Gates open again",
    Kind.SECOND: "Decisions to stand by",
    Kind.DECIDE: "Decisions to take",
    Kind.VOTE: "Votes to cast",
    Kind.WAIVER: "Waivers to approve",
    Kind.CONDITION: "Conditions to meet",
    Kind.ACTION: "Actions to do",
    Kind.COMMITMENT: "Commitments to judge",
    Kind.GAP: "Readiness to close",
    Kind.SIGN: "Outcomes to sign",
    Kind.APPROVE: "Proof points to approve",
    Kind.ATTEST: "Money to attest",
    Kind.FIGURES: "Figures that do not arrive",
    Kind.VERIFY: "Metrics to verify",
    Kind.MENTION: "Comments to answer",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for one person.

    Attributes:
        person_id: for whom.
        sentence: what to do, as a sentence without its end.
        title: what it is about, as people call it.
        use_case: the slug of the use case that it is about; "" where it is about none.
        metric: the slug of the metric that it is about; "" where it is about none.
        proof: the slug of the proof point that it is about; "" where it is about none.
        quarter: the name of the quarter on whose page it is done; "" where it is done elsewhere.
        view: the tab of the use case's page where it is done.
        due: by when; None where nobody said.
        why: why it is this person's; "" where that goes without saying.
    """

    person_id: int
    kind: Kind
    sentence: str
    title: str
    use_case: str = ""
    metric: str = ""
    proof: str = ""
    quarter: str = ""
    view: str = ""
    due: date | None = None
    why: str = ""

    def is_overdue(self, today: date) -> bool:
        """Say whether its day has passed."""
        return self.due is not None and self.due < today

    def order(self) -> tuple[date, int, str, str]:
        """Return what sorts it among others: the first due first, then by kind."""
        return self.due or date.max, self.kind.position, self.title.casefold(), self.sentence
