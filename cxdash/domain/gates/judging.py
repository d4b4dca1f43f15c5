"""How a criterion is judged: its state, the figure behind it, what to do next, where, and what would mend it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gates.facts import Facts


class State(StrEnum):
    """How a criterion stands."""

    MET = "met"
    NOT_MET = "not met"
    WAIVED = "waived"
    NOT_APPLICABLE = "not applicable"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()


class Mend(StrEnum):
    """What a criterion that is not met needs: time or somebody's word, work, or an end to harm."""

    WAIT = "wait"
    WORK = "work"
    HARM = "harm"


class View(StrEnum):
    """Where what a criterion asks for is entered, by the name of the tab of the use case's page."""

    TOP = "Top"
    """Above the tabs, where the statement stands."""
    DEFINE = "Define"
    METRICS = "Metrics"
    PILOTS = "Pilots"
    GATE = "Gate"
    MONEY = "Money"
    CATALOGUE = "Catalogue"
    """The page Metrics, which is not the use case's."""
    UPLOAD = "Upload"
    """The page Upload, which is not the use case's either."""
    PROOF_POINTS = "Proof points"
    """The page of that name, where the proof point of a pilot is written and approved."""


@dataclass(frozen=True, slots=True)
class Where:
    """The view, in it the field by the name it is edited by, and of which metric or pilot, by the name people read.

    ``field`` and ``of`` are "" where it is the view, or the metric or pilot, as a whole.
    """

    view: View
    field: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The figure behind a criterion, and where it is not met what to do next, where, and what mends it."""

    figure: str
    next_step: str = ""
    where: Where | None = None
    mend: Mend = Mend.WORK
    applies: bool = True

    @property
    def state(self) -> State:
        """How it stands before any waiver: met where nothing is left to do for it."""
        if not self.applies:
            return State.NOT_APPLICABLE
        return State.NOT_MET if self.next_step else State.MET

    @property
    def is_met(self) -> bool:
        """Whether it is met."""
        return self.state is State.MET


Criterion = Callable[[Facts, GatePolicy], Judged]
"""Judges one thing; the first line of its docstring is what people read, with the policy's words in braces."""


def waits(figure: str, next_step: str, where: Where | None = None) -> Judged:
    """Return what only time or somebody's word mends."""
    return Judged(figure, next_step, where, Mend.WAIT)
