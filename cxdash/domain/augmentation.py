"""Augmentation: whether people fare better beside the automation, in the quality of their contacts and their load."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.use_cases import HELP_MODES

HARDLY = 0.05
"""A plain difference below this share of the baseline is called no change: it has no interval to judge it by."""
_GUIDANCE, _LESS_LOAD, _TAKEN_OVER, _AUTOMATED = HELP_MODES


class Side(StrEnum):
    """What a metric tells of people and machines working together."""

    AUTOMATION = "automation share"
    QUALITY = "quality of human contacts"
    LOAD = "agent load"


METRICS: Mapping[Side, tuple[str, ...]] = {
    Side.AUTOMATION: ("containment_rate", "verified_containment_rate", "deflection_rate"),
    Side.QUALITY: (
        "qa_score",
        "csat",
        "first_contact_resolution",
        "resolution_rate",
        "repeat_contact_rate",
        "complaint_rate",
        "escalation_rate",
        "reopen_rate",
        "customer_effort_score",
    ),
    Side.LOAD: (
        "cognitive_load_score",
        "agent_satisfaction",
        "agent_attrition",
        "after_call_work",
        "average_handle_time",
    ),
}
"""The catalogue's metrics of each side, the one to add first where none is measured."""
SIDE_OF: Mapping[str, Side] = {metric: side for side, some in METRICS.items() for metric in some}
_LONGER_WITHOUT_EASY = ("average_handle_time", "after_call_work")
"""They rise by themselves once easy contacts are taken away, so alone they say nothing of the people left."""


class Turn(StrEnum):
    """Which way a metric went."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "no clear change"
    UNKNOWN = "not judged yet"


def turn(
    *, low: float | None, high: float | None, observed: float | None = None, baseline: float | None = None
) -> Turn:
    """Return which way a metric went; every number is positive where the metric improved.

    Args:
        low: lower end of the effect's 95 % interval; None where nothing could be estimated.
        high: its upper end.
        observed: the plain difference, looked at where there is no interval.
        baseline: what it is compared with, in the same unit; None where the difference is a fraction of it already.
    """
    if low is not None and high is not None:
        return Turn.BETTER if low > 0 else Turn.WORSE if high < 0 else Turn.STEADY
    if observed is None:
        return Turn.UNKNOWN
    share = observed if baseline is None else observed / abs(baseline) if baseline else 0.0
    return Turn.STEADY if abs(share) < HARDLY else Turn.BETTER if share > 0 else Turn.WORSE


@dataclass(frozen=True, slots=True)
class Change:
    """One metric of one pilot, before its go-live and in its window.

    Attributes:
        metric: its slug; ``name`` is what people call it.
        words: from what to what, a sentence without its end.
        is_evidence: whether it was estimated with an interval; a plain difference is said to be observed only.
    """

    pilot: str
    metric: str
    name: str
    turn: Turn
    words: str
    is_evidence: bool

    @property
    def side(self) -> Side:
        """What it tells."""
        return SIDE_OF[self.metric]


class State(StrEnum):
    """How people fare beside the automation, the worst first."""

    WARNED = "Automation rises, people lose"
    WORSE = "Worse for people"
    UNKNOWN = "Not measured"
    STEADY = "No clear change"
    BETTER = "Better for people"


@dataclass(frozen=True, slots=True)
class Warned:
    """A pilot in which automation rose while people lost in the same window: what rose, and what got worse."""

    pilot: str
    rose: tuple[Change, ...]
    worse: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How one use case helps people: the mode it declares, and what the figures of its pilots show."""

    help_mode: str
    changes: tuple[Change, ...] = ()

    def of(self, side: Side) -> tuple[Change, ...]:
        """The changes of one side that say anything."""
        return tuple(each for each in self.changes if each.side is side and each.turn is not Turn.UNKNOWN)

    @property
    def worse(self) -> tuple[Change, ...]:
        """What got worse for people; handle time does not count where easy contacts are taken away."""
        return tuple(self._worse(self.changes))

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """The pilots in which automation rose and people lost."""
        return tuple(
            Warned(pilot, rose, worse)
            for pilot in dict.fromkeys(each.pilot for each in self.changes)
            if (its := [each for each in self.changes if each.pilot == pilot])
            and (rose := tuple(each for each in its if each.side is Side.AUTOMATION and each.turn is Turn.BETTER))
            and (worse := tuple(self._worse(its)))
        )

    @property
    def state(self) -> State:
        """How people fare; measured on one side of them alone counts, unmeasured on both does not."""
        people = (*self.of(Side.QUALITY), *self.of(Side.LOAD))
        if self.warnings:
            return State.WARNED
        if self.worse:
            return State.WORSE
        if not people:
            return State.UNKNOWN
        return State.BETTER if any(each.turn is Turn.BETTER for each in people) else State.STEADY

    @property
    def unmeasured(self) -> tuple[Side, ...]:
        """The sides of people that no figure tells of."""
        return tuple(side for side in (Side.QUALITY, Side.LOAD) if not self.of(side))

    @property
    def as_declared(self) -> str:
        """Say whether figures show the help that is declared."""
        if not self.help_mode:
            return "It is not said how people are helped"
        side = _SHOWN_BY.get(self.help_mode)
        if side is None:
            return f"{self.help_mode}: a way of helping that has no figure of its own"
        turns = {each.turn for each in self.of(side)}
        if not turns:
            return f"{self.help_mode}: not shown, no {side} is measured"
        if Turn.WORSE in turns:
            return f"{self.help_mode}: the figures show the opposite, {side} got worse"
        if Turn.BETTER in turns:
            return f"{self.help_mode}: shown by {side}"
        return f"{self.help_mode}: not shown, {side} did not clearly change"

    @property
    def lacks(self) -> tuple[str, ...]:
        """What keeps it from being called augmenting, each with what mends it."""
        said = [] if self.help_mode else ["not said how people are helped"]
        by_pilot: dict[str, list[str]] = defaultdict(list)
        for each in self.worse:
            by_pilot[each.pilot].append(each.name)
        said += [f"worse at {pilot}: {', '.join(names)}" for pilot, names in by_pilot.items()]
        return (*said, *(f"{side} is not measured" for side in self.unmeasured))

    def _worse(self, changes: Iterable[Change]) -> Iterable[Change]:
        takes_away = self.help_mode in {_TAKEN_OVER, _AUTOMATED}
        return (
            each
            for each in changes
            if each.turn is Turn.WORSE
            and each.side is not Side.AUTOMATION
            and not (takes_away and each.metric in _LONGER_WITHOUT_EASY)
        )


_SHOWN_BY: Mapping[str, Side] = {
    _GUIDANCE: Side.QUALITY,
    _LESS_LOAD: Side.LOAD,
    _TAKEN_OVER: Side.AUTOMATION,
    _AUTOMATED: Side.AUTOMATION,
}
"""Which side would show that people are helped as declared."""
