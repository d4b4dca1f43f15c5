"""Which use cases to put money on next quarter: the set within a budget that is expected to bring the most."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.benefits import pipeline_value
from cxdash.domain.knapsack import Item, best
from cxdash.domain.money import Span
from cxdash.domain.money_policy import MoneyPolicy
from cxdash.domain.readiness import MOST
from cxdash.domain.stages import Stage

_QUARTERS = 4
_NOT_MEASURED = "E"
_UNKNOWN = "Nobody can say what it is worth: it lacks a target, a unit value or a volume."
_NO_GAIN = "Its pilots showed no gain."
_NOTHING_THAT_COUNTS = "It is expected to bring nothing that counts."
_NOTHING_NEW = "It brings already all that can be expected of it."


class Why(StrEnum):
    """Why a use case is not among the picks; the first that holds is told."""

    NO_OUTCOME = "no business outcome"
    HELD = "held"
    NO_VALUE = "no value"
    NOT_READY = "not ready"
    COST_UNKNOWN = "cost unknown"
    OVER_BUDGET = "over budget"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A use case that is being worked on, as far as next quarter is concerned; money in the organisation's currency.

    Attributes:
        potential: what it would newly bring in the quarter if everything held; None where that cannot be said.
        evidence: share of it that the evidence leaves, 0 to 1.
        level: of its weakest needed dimension of readiness, 0 to 4; None where nobody judged it.
        cost: what it takes in the quarter; None where nobody said.
        no_outcome: why no business outcome can improve by it; "" where one can.
        held: what forbids putting money on it, whatever it is worth; "" where nothing does.
    """

    slug: str
    title: str
    potential: Span | None
    evidence: float
    level: int | None
    cost: float | None
    no_outcome: str = ""
    held: str = ""

    @property
    def readiness(self) -> float | None:
        """The weakest needed dimension as a share of what is possible; None where nobody judged it."""
        return None if self.level is None else self.level / MOST

    @property
    def expected(self) -> Span | None:
        """Potential × readiness × evidence; None where a part is not known."""
        if self.potential is None or self.readiness is None:
            return None
        return self.potential.times(self.readiness * self.evidence)


@dataclass(frozen=True, slots=True)
class Left:
    """A use case that was not picked, and why, in a sentence."""

    candidate: Candidate
    why: Why
    because: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is picked, the most valuable first, and what is not, in the order in which it could be next."""

    picked: tuple[Candidate, ...]
    left: tuple[Left, ...]

    @property
    def cost(self) -> float:
        """What the picks take together."""
        return sum(each.cost or 0.0 for each in self.picked)

    @property
    def expected(self) -> Span:
        """What the picks are expected to bring together.

        The ends add up as well: the picks share one organisation and often the same customers, so that nothing
        allows for errors to cancel out.
        """
        spans = [each.expected for each in self.picked if each.expected is not None]
        return Span(*(sum(getattr(span, end) for span in spans) for end in ("likely", "low", "high")))


def additional(a_year: Span, *, realised: float) -> Span:
    """Return what a use case would newly bring in a quarter once it is in full use, in currency.

    A finance director has what runs already in the books: a quarter of the year's value at full use counts only by
    the share of it that the same use case did not bring in the last whole quarter yet. What runs at scale and is used
    by everybody therefore adds nothing, however good it is. Both rest on the same effect, so the range keeps its
    proportions. How much of the rest can be had so soon is what readiness says, and how much of it is true what
    evidence says; costs are not taken off here, they stand in the budget.

    Args:
        a_year: a year's benefit at full use, gross, as measured (drawn towards what all pilots have in common) or as
            promised.
        realised: what the last whole quarter brought of it.
    """
    full = a_year.likely / _QUARTERS
    still_to_come = 1.0 if full <= 0 else min(1.0, max(0.0, 1 - realised / full))
    return a_year.times(still_to_come / _QUARTERS)


def evidence_share(stage: Stage, *, grade: str, policy: MoneyPolicy) -> float:
    """Return the share of a potential that its evidence leaves, by the rule of ``benefits.pipeline_value``.

    A measured effect loses its grade's allowance; an idea or a running pilot (grade E) counts at the policy's success
    rate. The allowance is taken nowhere else.
    """
    shrunk = None if grade == _NOT_MEASURED else 1.0
    return pipeline_value(stage, policy=policy, forecast=1.0, shrunk=shrunk, grade=grade)


def chosen(candidates: Iterable[Candidate], *, budget: float | None) -> Chosen:
    """Return the candidates that are expected to bring the most within a budget, and why the others are not among them.

    Args:
        candidates: use cases that are being worked on.
        budget: what may be spent in the quarter; None sets no limit.
    """
    every = sorted(candidates, key=lambda each: (-_worth(each), each.cost or 0.0, each.slug))
    barred = {each.slug: reason for each in every if (reason := _barred(each)) is not None}
    free = [each for each in every if each.slug not in barred]
    inside = {free[at].slug for at in best([Item(_worth(each), each.cost or 0.0) for each in free], budget=budget)}
    picked = tuple(each for each in free if each.slug in inside)
    rest = budget - sum(each.cost or 0.0 for each in picked) if budget is not None else 0.0
    over = [_over(each, budget=budget, rest=rest) for each in free if each.slug not in inside]
    order = list(Why)
    left = [*over, *(barred[each.slug] for each in every if each.slug in barred)]
    return Chosen(picked, tuple(sorted(left, key=lambda each: -order.index(each.why))))


def _worth(each: Candidate) -> float:
    return 0.0 if each.expected is None else each.expected.likely


def _barred(each: Candidate) -> Left | None:
    """Return why a candidate cannot be picked whatever the budget; None where it can."""
    reasons = (
        (bool(each.no_outcome), Why.NO_OUTCOME, each.no_outcome),
        (bool(each.held), Why.HELD, each.held),
        (each.potential is None, Why.NO_VALUE, _UNKNOWN),
        (each.potential is not None and each.potential.likely < 0, Why.NO_VALUE, _NO_GAIN),
        (each.potential is not None and each.potential.likely == 0, Why.NO_VALUE, _NOTHING_NEW),
        (each.level is None, Why.NOT_READY, "Nobody judged how ready it is."),
        (each.level == 0, Why.NOT_READY, "Something that it needs is absent altogether."),
        (each.cost is None, Why.COST_UNKNOWN, "Say what it costs first."),
    )
    return next((Left(each, why, because) for holds, why, because in reasons if holds), None)


def _over(each: Candidate, *, budget: float | None, rest: float) -> Left:
    cost = each.cost or 0.0
    if budget is None:
        return Left(each, Why.NO_VALUE, _NOTHING_THAT_COUNTS)
    if cost > budget:
        return Left(each, Why.OVER_BUDGET, "It costs more than the whole budget.")
    if cost > rest:
        return Left(each, Why.OVER_BUDGET, "The picks leave too little of the budget.")
    return Left(each, Why.NO_VALUE, _NOTHING_THAT_COUNTS)
