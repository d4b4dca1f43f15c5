"""The gate policy: thresholds, what blocks and what only advises, days per stage, who votes and who decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from types import MappingProxyType

from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.people import Role
from cxdash.domain.stages import Stage


class Weight(StrEnum):
    """What a criterion that is not met does to its gate."""

    BLOCKING = "blocking"
    ADVISORY = "advisory"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who decides while a year's money at stake is at most ``up_to``, and whether a second person must agree."""

    up_to: float
    roles: frozenset[Role]
    needs_second: bool = False


@dataclass(frozen=True, slots=True)
class GatePolicy:
    """What the organisation asks at its gates.

    Attributes:
        number: the version, 0 for the one cxdash starts with.
        pilot_level: readiness 0 to 4 that the gate to a pilot asks for in data, integration and governance.
        scale_level: readiness 0 to 4 that the gate to scale asks for throughout.
        strong_grades: the grades of evidence that need nobody's acceptance.
        stage_days: the longest a use case should stay in a stage, in days; scale has no limit.
        fresh_days: after how many days without a figure a running use case counts as unmeasured.
        trap_months: from how many months since the idea a use case that has not scaled is in the pilot trap.
        longest_waiver_days: how far ahead a waiver may expire.
        advisory: codes of criteria that advise and do not block; every other one blocks.
        voters: the functions that vote at the gate to a stage; finance is among them where money is claimed.
        delegations: who decides, by the money at stake, the smallest first; the last has no upper limit.
    """

    number: int = 0
    pilot_level: int = 2
    scale_level: int = 3
    strong_grades: tuple[str, ...] = ("A", "B")
    stage_days: Mapping[Stage, int] = field(
        default_factory=lambda: MappingProxyType({Stage.IDEA: 120, Stage.PILOT: 270, Stage.PROOF: 270})
    )
    fresh_days: int = 45
    trap_months: int = 24
    longest_waiver_days: int = 180
    advisory: frozenset[str] = frozenset({"conditions_are_met"})
    voters: Mapping[Stage, tuple[Function, ...]] = field(
        default_factory=lambda: MappingProxyType(
            {Stage.PILOT: ACCOUNTABLE, Stage.PROOF: ACCOUNTABLE, Stage.SCALE: ACCOUNTABLE}
        )
    )
    delegations: tuple[Delegation, ...] = (
        Delegation(100_000, frozenset({Role.PROGRAM_MANAGER, Role.GATEKEEPER})),
        Delegation(inf, frozenset({Role.GATEKEEPER})),
    )

    @property
    def accepts_no_comparison(self) -> bool:
        """Whether an executive may accept grade C; a policy that asks for more than grade B leaves no room for it."""
        return self.strong_grades[-1] == "B"

    @property
    def grades(self) -> str:
        """The grades that are strong enough, in words."""
        strong = " or ".join(self.strong_grades)
        accepted = ", or C with an executive who accepts that there is no comparison group"
        return f"{strong}{accepted}" if self.accepts_no_comparison else strong

    def weight(self, code: str) -> Weight:
        """Return whether a criterion blocks its gate."""
        return Weight.ADVISORY if code in self.advisory else Weight.BLOCKING

    def voting(self, to: Stage, *, claims_money: bool) -> tuple[Function, ...]:
        """Return the functions that vote at the gate to a stage; finance is among them where money is claimed."""
        asked = self.voters.get(to, ACCOUNTABLE)
        return (*asked, Function.FINANCE) if claims_money and Function.FINANCE not in asked else asked

    def delegation(self, at_stake: float | None) -> Delegation:
        """Return who decides where this much money a year is at stake; where that is unknown, who decides on most."""
        if at_stake is None:
            return self.delegations[-1]
        return next(each for each in self.delegations if abs(at_stake) <= each.up_to)


START = GatePolicy()
"""The policy before anybody has decided otherwise."""
