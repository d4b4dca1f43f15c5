"""How ready a use case is in six dimensions, each with statements that ask for evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cxdash.domain.errors import RuleError


class Dimension(StrEnum):
    """What has to be ready."""

    PEOPLE = "people"
    PROCESS = "process"
    DATA = "data"
    INTEGRATION = "integration"
    GOVERNANCE = "governance"
    ADOPTION = "adoption"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


LEVELS = ("Absent", "Started", "Agreed", "Working", "Evidenced")
"""What levels 0 to 4 are called."""
LEAST, MOST = 0, len(LEVELS) - 1

STATEMENTS: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.PEOPLE: (
        "Nobody has been asked",
        "The teams concerned know of it",
        "Named people have agreed time for it",
        "They are trained and doing it",
        "Their work is seen to be better with it",
    ),
    Dimension.PROCESS: (
        "Today's way of working is not written down",
        "Today's steps are written down",
        "The new steps are agreed with those who do them",
        "The new steps are followed at one site",
        "They are followed without exceptions, and checked",
    ),
    Dimension.DATA: (
        "Nobody knows whether the data exists",
        "The data is found",
        "Access and quality are agreed and tested on a sample",
        "The data arrives as needed, every period",
        "Its quality is watched, with somebody who answers",
    ),
    Dimension.INTEGRATION: (
        "Nothing is connected",
        "The systems to connect are known",
        "A connection is designed and approved",
        "It works in the pilot without hands",
        "It has stood the full load",
    ),
    Dimension.GOVERNANCE: (
        "Nobody has looked at risk",
        "Risks are listed",
        "Privacy, security and fairness are approved for a pilot",
        "Controls run and are reviewed",
        "An audit found them working",
    ),
    Dimension.ADOPTION: (
        "Nobody uses it",
        "A few try it",
        "A plan says who uses it when, and how they are helped",
        "Most of those meant to use it do",
        "They would not give it back",
    ),
}
"""What each level claims, so that two people choose the same one."""

ASKS_FOR: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.PEOPLE: (
        "",
        "Who was told, and when",
        "Names, with the hours a week each has agreed",
        "The training list, and who works with it now",
        "A survey or interviews with the people who do the work, with the date",
    ),
    Dimension.PROCESS: (
        "",
        "Where today's steps are written down",
        "The new steps, with who agreed to them and when",
        "The site that follows them, and since when",
        "The last spot check: who looked, when, and what was found",
    ),
    Dimension.DATA: (
        "",
        "The system that holds the data, and who looks after it",
        "The agreement on access, and what the sample showed",
        "The periods that arrived, against those that should have",
        "The quality check in place, and who is called when it fails",
    ),
    Dimension.INTEGRATION: (
        "",
        "The list of systems to connect",
        "The design, with who approved it and when",
        "The pilot it runs in, and since when without hands",
        "The busiest period it came through, with the volume",
    ),
    Dimension.GOVERNANCE: (
        "",
        "The list of risks, with its date",
        "The approvals of privacy, security and fairness, each with its date",
        "The controls in place, and the day of the last review",
        "The audit report, with who made it and when",
    ),
    Dimension.ADOPTION: (
        "",
        "Who tries it, and where",
        "The plan: who uses it from when, and who helps them",
        "How many of those meant to use it do, with the day of the count",
        "What they said or did when it was not there",
    ),
}
"""The evidence that each level asks for; the lowest claims nothing and asks for none."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """One dimension of one use case.

    Attributes:
        level: 0 absent … 4 evidenced.
        evidence: what shows it.
        owner: who closes the gap, by name.
        due: by when.
        cost_to_close: what that costs, in the organisation's currency.
    """

    level: int
    evidence: str = ""
    owner: str = ""
    due: date | None = None
    cost_to_close: float | None = None


def check_readiness(dimension: Dimension, values: Readiness) -> None:
    """Raise RuleError where a level is none, the highest one has no evidence, or a cost has a sign."""
    if not LEAST <= values.level <= MOST:
        raise RuleError(f"{dimension.label} readiness is a level from {LEAST} to {MOST}.", field="level")
    if values.level == MOST and not values.evidence.strip():
        raise RuleError(f"{dimension.label} readiness 4 is evidenced: write down what shows it.", field="evidence")
    if values.cost_to_close is not None and values.cost_to_close < 0:
        raise RuleError(f"The cost to close the gap in {dimension.value} is an amount to spend, without a sign.")
