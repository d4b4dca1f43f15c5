"""The checklist of a gate: every criterion with its state, its weight, its figure and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxdash.domain.gate_policy import START, GatePolicy, Weight
from cxdash.domain.gates import to_pilot, to_proof, to_scale
from cxdash.domain.gates.facts import Facts
from cxdash.domain.gates.judging import Criterion, Judged, State, Where
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Waiver, in_force

CRITERIA: Mapping[Stage, tuple[Criterion, ...]] = {
    Stage.PILOT: to_pilot.CRITERIA,
    Stage.PROOF: to_proof.CRITERIA,
    Stage.SCALE: to_scale.CRITERIA,
}
"""By the stage that a gate leads to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of a gate as people read it; ``code`` names it for programs.

    ``waiver`` is the one in force on the day; it counts only where the criterion is not met.
    """

    code: str
    sentence: str
    judged: Judged
    weight: Weight = Weight.BLOCKING
    waiver: Waiver | None = None

    @property
    def state(self) -> State:
        """How it stands on the day."""
        state = self.judged.state
        return State.WAIVED if state is State.NOT_MET and self.waiver is not None else state

    @property
    def blocks(self) -> bool:
        """Whether it keeps the gate shut."""
        return self.state is State.NOT_MET and self.weight is Weight.BLOCKING

    @property
    def figure(self) -> str:
        """What it was judged by."""
        return self.judged.figure

    @property
    def next_step(self) -> str:
        """What to do next; "" where nothing is."""
        return self.judged.next_step

    @property
    def where(self) -> Where | None:
        """Where to do it."""
        return self.judged.where

    @property
    def waived(self) -> str:
        """Who set it aside, until when and why; "" where it is not waived."""
        return self.waiver.words if self.state is State.WAIVED and self.waiver is not None else ""


def checklist(
    facts: Facts, to: Stage, *, today: date, policy: GatePolicy = START, waivers: Sequence[Waiver] = ()
) -> tuple[Line, ...]:
    """Return every criterion of the gate to a stage, judged on a day; nothing leads to an idea.

    Args:
        facts: what is known.
        to: the stage behind the gate.
        today: waivers count where they are in force on it.
        policy: thresholds and weights.
        waivers: the use case's, of any gate and in any state.
    """
    return tuple(
        Line(
            code=code_of(each),
            sentence=sentence_of(each, policy),
            judged=each(facts, policy),
            weight=policy.weight(code_of(each)),
            waiver=in_force(waivers, to=to, criterion=code_of(each), today=today),
        )
        for each in CRITERIA.get(to, ())
    )


def codes(to: Stage) -> tuple[str, ...]:
    """Return the codes of the criteria of the gate to a stage, in their order."""
    return tuple(map(code_of, CRITERIA.get(to, ())))


def sentences(policy: GatePolicy = START) -> Mapping[str, str]:
    """Return the sentence of every criterion of every gate, by its code."""
    return {code_of(each): sentence_of(each, policy) for criteria in CRITERIA.values() for each in criteria}


def state_words(lines: Sequence[Line]) -> str:
    """Say how a gate stands: ``5 of 7 met, 1 waived``; what does not apply counts neither way."""
    met, asked = met_of(lines)
    waived = sum(line.state is State.WAIVED for line in lines)
    return f"{met} of {asked} met" + (f", {waived} waived" if waived else "")


def met_of(lines: Sequence[Line]) -> tuple[int, int]:
    """Return how many criteria are met, and how many apply."""
    states = [line.state for line in lines]
    return states.count(State.MET), len(states) - states.count(State.NOT_APPLICABLE)


def code_of(criterion: Criterion) -> str:
    """Return the name of a criterion for programs."""
    return criterion.__name__


def sentence_of(criterion: Criterion, policy: GatePolicy) -> str:
    """Return what people read of a criterion: the first line of its docstring, with the policy's thresholds."""
    first = (criterion.__doc__ or "").partition("\n")[0]
    return first.format(grades=policy.grades, pilot_level=policy.pilot_level, scale_level=policy.scale_level)
