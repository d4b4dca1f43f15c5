"""Whether something that must not get worse did: red, amber or green against a declared margin."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

from cxdash.domain.errors import RuleError
from cxdash.effects.interval import Interval
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.effects.run import Run, run
from cxdash.effects.sentence import chance

_RED_BEYOND_MARGIN = 0.50
RED_WORSE = 0.975
_GREEN = 0.10
STOP_EARLY = 0.999


class GuardrailStatus(StrEnum):
    """The light."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    UNKNOWN = "not measured"


@dataclass(frozen=True, slots=True)
class GuardrailResult:
    """One guardrail's state; effects are positive where the metric improved.

    Attributes:
        margin: harm still accepted, above 0, as a fraction of the baseline where ``relative``, else in metric units.
        p_beyond_margin: probability that the harm is larger than the margin.
        p_worse: probability of any harm.
        stop_early: whether the harm is sure enough to stop a running pilot.
    """

    metric: str
    status: GuardrailStatus
    margin: float
    relative: bool
    effect: float | None
    low: float | None
    high: float | None
    p_beyond_margin: float | None
    p_worse: float | None
    unknown_because: str | None
    stop_early: bool
    sentence: str

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"status": self.status.value}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Rebuild what ``to_json`` returned."""
        return cls(**{**stored, "status": GuardrailStatus(stored["status"])})


def guardrail_status(*, p_beyond_margin: float, p_worse: float) -> GuardrailStatus:
    """Return the light for two probabilities; "not significant" never counts as safe."""
    if p_beyond_margin >= _RED_BEYOND_MARGIN or p_worse >= RED_WORSE:
        return GuardrailStatus.RED
    return GuardrailStatus.GREEN if p_beyond_margin < _GREEN else GuardrailStatus.AMBER


def guardrail(
    points: Sequence[Point],
    plan: Plan,
    margin: float,
    *,
    as_of: date,
    relative: bool = False,
    ran: Run | str | None = None,
) -> GuardrailResult:
    """Judge one guardrail with the figures there are, also while the window is still running.

    Args:
        points: the guardrail metric's figures.
        plan: the guardrail metric's own direction and kind, with the pilot's dates and comparison.
        margin: harm still accepted, above 0, as a fraction of the baseline if ``relative``, else in metric units.
        as_of: the day of the judgement.
        relative: how the margin is to be read.
        ran: what ``run`` returned for these points, this plan and ``relative``, where it is known already.

    Raises:
        RuleError: the margin is not above 0.
    """
    if not (math.isfinite(margin) and margin > 0):
        raise RuleError("The guardrail margin is the harm still accepted. Write a number above 0.")
    ran = ran or run(points, plan, as_of=as_of, relative=relative)
    if isinstance(ran, str):
        return _unknown(plan.metric, margin, ran, relative=relative)
    found = ran.interval
    if found is None:
        because = ran.estimate.no_interval_because or "the range is too wide to be written"
        return _unknown(plan.metric, margin, because, relative=relative)
    p_beyond_margin, p_worse = 1 - found.p_at_least(-margin), 1 - found.p_at_least(0.0)
    status = guardrail_status(p_beyond_margin=p_beyond_margin, p_worse=p_worse)
    return GuardrailResult(
        metric=plan.metric,
        status=status,
        margin=margin,
        relative=relative,
        effect=found.effect,
        low=found.low,
        high=found.high,
        p_beyond_margin=p_beyond_margin,
        p_worse=p_worse,
        unknown_because=None,
        stop_early=p_worse >= STOP_EARLY,
        sentence=_sentence(plan.metric, status, found),
    )


def _unknown(metric: str, margin: float, because: str, *, relative: bool) -> GuardrailResult:
    return GuardrailResult(
        metric=metric,
        status=GuardrailStatus.UNKNOWN,
        margin=margin,
        relative=relative,
        effect=None,
        low=None,
        high=None,
        p_beyond_margin=None,
        p_worse=None,
        unknown_because=because,
        stop_early=False,
        sentence=f"{metric} cannot be judged: {because}.",
    )


def _sentence(metric: str, status: GuardrailStatus, found: Interval) -> str:
    match status:
        case GuardrailStatus.GREEN:
            return f"{metric} is safe: it did not get worse by more than was accepted."
        case GuardrailStatus.RED:
            return f"{metric} got worse ({chance(1 - found.p_at_least(0.0))} sure)."
        case _:
            return f"{metric} is not shown to be safe: its range reaches beyond the harm that was accepted."
