"""What a use case is likely to bring while it is not ready: its value times its weakest needed dimension over four."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.gates.readiness import needed
from cxdash.domain.readiness import MOST, Dimension, Readiness
from cxdash.domain.stages import Stage


@dataclass(frozen=True, slots=True)
class Gap:
    """A dimension that is below what a gate asks for; the level is None where nobody judged it."""

    dimension: Dimension
    level: int | None
    needs: int
    owner: str = ""
    due: date | None = None
    cost: float | None = None

    def is_overdue(self, today: date) -> bool:
        """Say whether it should have been closed before today."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Forecast:
    """How ready a use case is for the next gate that asks for readiness, and what that leaves of its value.

    Attributes:
        to: the stage behind that gate; at scale it is what scale asks for and goes on asking for.
        needs: the level that each needed dimension has to reach.
        gaps: the needed dimensions below their level, the weakest first, those nobody judged among them.
        weakest: the needed dimensions at the lowest level; none where ``level`` is None.
        level: the lowest level of any needed dimension; None while one is not judged and none is absent.
        unjudged: the needed dimensions that nobody judged.
        value: what the use case is likely to be worth a year, in currency; None where not known.
    """

    to: Stage
    needs: Mapping[Dimension, int]
    gaps: tuple[Gap, ...]
    weakest: tuple[Dimension, ...]
    level: int | None
    unjudged: tuple[Dimension, ...]
    value: float | None

    @property
    def amount(self) -> float | None:
        """The value times the weakest level over four, in currency a year; None where either is not known."""
        return None if self.value is None or self.level is None else self.value * self.level / MOST

    @property
    def ready(self) -> int:
        """How many needed dimensions are as ready as the gate asks for."""
        return len(self.needs) - len(self.gaps)

    @property
    def cost(self) -> float | None:
        """What closing all gaps costs, in currency; None where one gap's cost is not known."""
        costs = [gap.cost for gap in self.gaps]
        return None if None in costs else sum(cost for cost in costs if cost is not None)


def asking(stage: Stage, policy: GatePolicy = START) -> tuple[Stage, Mapping[Dimension, int]]:
    """Return the next gate ahead that asks for readiness, by the stage behind it, with the levels it asks for."""
    ahead = [each for each in Stage if each.position > stage.position]
    found = ((to, levels) for to in ahead if (levels := needed(to, policy)))
    return next(found, (Stage.SCALE, needed(Stage.SCALE, policy)))


def forecast(
    stage: Stage, judged: Mapping[Dimension, Readiness], value: float | None, policy: GatePolicy = START
) -> Forecast:
    """Return the forecast of a use case.

    Args:
        stage: where it stands.
        judged: the dimensions that somebody judged.
        value: what it is likely to be worth a year once it works, in currency; None where not known.
        policy: says how ready it has to be.
    """
    to, needs = asking(stage, policy)
    levels = {each: judged[each].level for each in needs if each in judged}
    unjudged = tuple(each for each in needs if each not in levels)
    lowest = min(levels.values(), default=None)
    # what nobody judged may be absent, so nothing can be said; unless something is absent, below which nothing is
    level = None if unjudged and lowest != 0 else lowest
    gaps = (_gap(each, judged.get(each), needs[each]) for each in needs)
    return Forecast(
        to=to,
        needs=needs,
        gaps=tuple(sorted((gap for gap in gaps if gap is not None), key=_weakness)),
        weakest=() if level is None else tuple(each for each in levels if levels[each] == level),
        level=level,
        unjudged=unjudged,
        value=value,
    )


def _gap(dimension: Dimension, judged: Readiness | None, needs: int) -> Gap | None:
    if judged is None:
        return Gap(dimension, None, needs)
    if judged.level >= needs:
        return None
    return Gap(dimension, judged.level, needs, judged.owner, judged.due, judged.cost_to_close)


def _weakness(gap: Gap) -> int:
    return -1 if gap.level is None else gap.level
