"""What a list of friction points would change, row by row: friction points and the steps they are at."""

from dataclasses import dataclass

from cxdash.changes.register_items import FieldChange, Outcome
from cxdash.domain.journeys import FrictionValues, StepValues
from cxdash.trackers.readings import Problem, Question, RegisterRow, Source


@dataclass(frozen=True)
class StepItem:
    """What the file says about one step; ``alone`` where a row names the step and nothing that hurts there."""

    name: str
    outcome: Outcome
    wanted: StepValues
    source: Source
    slug: str | None = None
    seen: StepValues | None = None
    changes: tuple[FieldChange, ...] = ()
    alone: bool = False


@dataclass(frozen=True)
class FrictionItem:
    """What the file says about one friction point; ``linked`` and ``unlinked`` are titles of use cases."""

    name: str
    outcome: Outcome
    wanted: FrictionValues
    source: Source
    slug: str | None = None
    seen: FrictionValues | None = None
    linked: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    kind_by_words: bool = False


@dataclass(frozen=True)
class FrictionPlan:
    """What a list of friction points would change; ``rows`` are those that were accepted, as they were read."""

    steps: tuple[StepItem, ...] = ()
    points: tuple[FrictionItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    rows: tuple[RegisterRow, ...] = ()

    @property
    def items(self) -> tuple[StepItem | FrictionItem, ...]:
        """What counts: every friction point, steps that change, and steps that have a row of their own.

        A step that is made along with what hurts there is no change of its own.
        """
        steps = (step for step in self.steps if step.alone or step.outcome is Outcome.CHANGED)
        return (*steps, *self.points)

    @property
    def creates(self) -> tuple[str, ...]:
        """The steps that would be made, in words."""
        new = (step for step in self.steps if step.outcome is Outcome.NEW)
        return tuple(f"journey step “{step.name}” in “{step.wanted.journey}”" for step in new)

    @property
    def assumed(self) -> tuple[str, ...]:
        """The kinds of new friction points that only their own words tell, in words."""
        told = (item for item in self.points if item.kind_by_words)
        return tuple(f"“{item.name}” is {item.wanted.kind.value}, by its own words" for item in told)
