"""What is known of a use case when a gate is judged; the gates ask nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.proof_evidence import repeats
from cxdash.domain.proof_points import State
from cxdash.domain.readiness import Dimension


@dataclass(frozen=True, slots=True)
class Primary:
    """A primary metric: what it promises, and whether it has a baseline, as a value or as days of a plan."""

    name: str
    is_business: bool
    target: str = ""
    baseline: str = ""


class WaitsFor(StrEnum):
    """What a pilot without a verdict waits for."""

    TIME = "time"
    FIGURES = "figures"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A pilot without a verdict yet: how far it is, in words, and what it waits for."""

    name: str
    progress: str
    waits_for: WaitsFor = WaitsFor.TIME
    site: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """A pilot on a primary metric whose window is over.

    Attributes:
        target_met: whether the verdict says so; ``better`` is the weaker one, without the target.
        harm: whether the verdict is harm.
        money_low: what its net value exceeds nine times in ten, in words; None where there is no money figure.
        money_is_positive: whether that is above 0, after run cost.
        accepted_by: the executive who accepts that there is no comparison group.
        site: where it ran; "" where nobody said.
        proof: where its proof point stands, as ``proof_points.State`` names it; "" where none is written.
        approved_by: who approves the proof point, by function, as it stands today.
    """

    name: str
    metric: str
    is_business: bool
    verdict: str
    grade: str
    target_met: bool = False
    better: bool = False
    harm: bool = False
    money_low: str | None = None
    money_is_positive: bool = False
    accepted_by: str = ""
    site: str = ""
    proof: str = ""
    approved_by: Mapping[Function, str] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        """Whether it shows enough for a proof: its target, or better with money that holds."""
        return self.target_met or (self.better and self.money_is_positive)

    @property
    def is_approved(self) -> bool:
        """Whether its proof point may be told: all three functions approve it, and nothing since speaks against it."""
        return self.proof == State.APPROVED.value

    @property
    def approvals(self) -> int:
        """How many of the three functions approve its proof point."""
        return sum(bool(self.approved_by.get(each)) for each in ACCOUNTABLE)


@dataclass(frozen=True, slots=True)
class Attested:
    """Finance's word on the money: whose, on which day and of how much, in words, and what reads otherwise since."""

    by: str
    on: str
    amount: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """What a conditional go asked for: of whom and by when, in words, and whether that is done or overdue."""

    text: str
    owner: str
    due: str
    is_met: bool = False
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a use case.

    Attributes:
        statement: the outcome statement as it is written.
        statement_lacks: what keeps it from passing, a sentence each; None where there is no statement.
        primaries: as declared.
        firewall: why a metric may not have its role; empty where each may.
        unverified: which primary metrics of one's own nobody has verified yet; empty where none has to be.
        guardrails: their names.
        unwatched: what could get worse and no guardrail would show, a sentence each.
        designs: each pilot's comparison in words, or who accepts that there is none; "" where nothing was chosen.
        unfinished: pilots without a verdict yet, those first that only wait for time.
        finished: pilots whose window is over, the best first.
        red: pilots with a red guardrail, and which; of those under way only where harm is sure enough to stop now.
        owners: by function.
        readiness: levels; a dimension that nobody judged is absent.
        claims_money: whether a primary metric says what one unit is worth.
        at_stake: what the targets promise a year, gross, in currency; None where that cannot be said.
        attested: finance's word on the money; None where there is none.
        owed: what earlier conditional gos asked for, the first due first.
    """

    statement: str = ""
    statement_lacks: tuple[str, ...] | None = None
    primaries: tuple[Primary, ...] = ()
    firewall: str = ""
    unverified: str = ""
    guardrails: tuple[str, ...] = ()
    unwatched: tuple[str, ...] = ()
    designs: Mapping[str, str] = field(default_factory=dict)
    unfinished: tuple[Unfinished, ...] = ()
    finished: tuple[Finished, ...] = ()
    red: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[Function, str] = field(default_factory=dict)
    readiness: Mapping[Dimension, int] = field(default_factory=dict)
    claims_money: bool = False
    at_stake: float | None = None
    attested: Attested | None = None
    owed: tuple[Owed, ...] = ()

    @property
    def enough(self) -> tuple[Finished, ...]:
        """The results that show enough for a proof, the best first."""
        return tuple(each for each in self.finished if each.is_enough)


_NEARNESS = {State.APPROVED: 3, State.WAITS: 2, "": 0}


def nearest_to_told(enough: Iterable[Finished]) -> Finished:
    """Return the result whose proof point is nearest to being told: approved, then waiting, then any, then none."""
    return max(enough, key=lambda each: (_NEARNESS.get(each.proof, 1), each.approvals))


def replicated(finished: Iterable[Finished]) -> tuple[Finished, Finished] | None:
    """Return a pilot that shows enough and one at another site that repeats it; None where there are no two."""
    every = list(finished)
    firsts = [each for each in every if each.is_enough and each.site]
    pairs = ((one, two) for one in firsts for two in every if one.metric == two.metric)
    return next(((one, two) for one, two in pairs if repeats(two.verdict, site=two.site, first=one.site)), None)
