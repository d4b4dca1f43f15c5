"""What a decision at a gate needs, who may take it, and when a second person has to stand by it."""

from collections.abc import Sequence
from datetime import date

from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.gate_policy import Delegation
from cxdash.domain.gate_recommendation import Recommendation, blocked_by
from cxdash.domain.gate_reviews import Condition, Decision, Wanted
from cxdash.domain.gates import Line
from cxdash.domain.people import Person
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Reopened

MONEY_IS_NEW = "Money is claimed today; the evidence that was voted on claims no money, so finance was not asked."
"""Why no go rests on evidence from before money was claimed."""


def check_decision(
    wanted: Wanted,
    *,
    stage: Stage,
    frozen: Sequence[Line],
    present: Sequence[Line],
    reopened: Sequence[Reopened] = (),
    money_is_new: bool = False,
    today: date,
) -> None:
    """Raise RuleError, with the field to mend, for the first thing that a decision lacks.

    A go needs every blocking criterion met or waived twice: in the evidence that was frozen, and as it stands today.
    Hold, recycle and stop are always possible.

    Args:
        wanted: the decision.
        stage: where the use case stands.
        frozen: the criteria as the evidence says.
        present: the criteria as they stand today.
        reopened: earlier gates that are open again.
        money_is_new: whether money is claimed today that the frozen evidence does not know of.
        today: the day of the decision.
    """
    if not wanted.rationale.strip():
        raise RuleError("Say why: a decision without its reason teaches nobody.", field="rationale")
    _check_conditions(wanted, today=today)
    _check_what_follows(wanted, stage)
    if wanted.decision.moves_on:
        check_nothing_blocks(
            wanted.decision, frozen=frozen, present=present, reopened=reopened, money_is_new=money_is_new
        )


def check_nothing_blocks(
    decision: Decision,
    *,
    frozen: Sequence[Line],
    present: Sequence[Line],
    reopened: Sequence[Reopened] = (),
    money_is_new: bool = False,
    is_taken: bool = False,
) -> None:
    """Raise RuleError where a go is blocked, naming every criterion and how to mend it.

    Args:
        decision: a go of either kind.
        frozen: the criteria as the evidence says.
        present: the criteria as they stand today.
        reopened: earlier gates that are open again.
        money_is_new: whether money is claimed today that the frozen evidence does not know of.
        is_taken: whether the decision waits for a second person; then it is taken back before evidence is frozen.
    """
    freeze = "Take this decision back, freeze" if is_taken else "Freeze"
    if reopened:
        words = " ".join(f"{each.words} {each.line.next_step}" for each in reopened)
        raise RuleError(f"No {_name(decision)} while an earlier gate is open again. {words}", field="decision")
    blocking = blocked_by(present)
    if blocking:
        raise RuleError(
            f"No {_name(decision)} while blocking criteria are not met. Mend them, ask for a waiver, or decide hold, "
            f"recycle or stop.\n\n{_each(blocking)}",
            field="decision",
        )
    stale = blocked_by(frozen)
    if stale:
        raise RuleError(
            f"The evidence that was voted on says that blocking criteria are not met, and today they are. {freeze} the "
            f"evidence anew and let everybody vote on it.\n\n{_each(stale)}",
            field="decision",
        )
    if money_is_new:
        raise RuleError(f"{MONEY_IS_NEW} {freeze} the evidence anew and let finance vote on it too.", field="decision")


def needs_second(decision: Decision, recommendation: Recommendation, delegation: Delegation) -> bool:
    """Say whether a decision takes effect only when a second person stands by it."""
    return delegation.needs_second or decision is not recommendation.decision


def who_decides(delegation: Delegation, at_stake: float | None, figures: Figures) -> str:
    """Say how much is at stake and who decides: ``£240k a year at stake: a gatekeeper decides``."""
    roles = " or ".join(sorted(role.label for role in delegation.roles))
    stake = "What is at stake a year is not known" if at_stake is None else f"{figures.money(at_stake)} a year at stake"
    second = ", and a second one has to stand by it" if delegation.needs_second else ""
    return f"{stake}: a {roles} decides{second}"


def may_decide(person: Person, delegation: Delegation) -> bool:
    """Say whether a person decides where this much is at stake."""
    return person.may(Action.GATE_DECIDE) and bool(person.roles & delegation.roles)


def may_second(person: Person, *, decided_by: int, delegation: Delegation) -> bool:
    """Say whether a person may stand by a decision: who may decide too and is not the one (by id) who decided."""
    return person.id != decided_by and may_decide(person, delegation)


def must_decide(person: Person, delegation: Delegation) -> None:
    """Raise NotAllowedError, naming the roles that decide, unless the person does."""
    if not may_decide(person, delegation):
        roles = " or ".join(sorted(role.label for role in delegation.roles))
        raise NotAllowedError(f"{person.name} does not decide at this gate. The gate policy asks for a {roles}.")


def must_second(person: Person, *, decided_by: int, delegation: Delegation) -> None:
    """Raise NotAllowedError unless the person may stand by the decision of another (by id)."""
    if person.id == decided_by:
        raise NotAllowedError(f"{person.name} took this decision, so somebody else has to stand by it.")
    must_decide(person, delegation)


def _check_conditions(wanted: Wanted, *, today: date) -> None:
    if wanted.decision is not Decision.CONDITIONAL_GO:
        if wanted.conditions:
            raise RuleError("Only a conditional go has conditions. Choose it, or take them out.", field="conditions")
        return
    if not wanted.conditions:
        raise RuleError(
            "A conditional go needs a condition: what has to be done, by whom, by when.", field="conditions"
        )
    for number, each in enumerate(wanted.conditions, start=1):
        _check_condition(each, number, today=today)


def _check_condition(condition: Condition, number: int, *, today: date) -> None:
    if not condition.text.strip():
        raise RuleError(f"Condition {number} does not say what has to be done.", field="conditions")
    if not condition.owner.strip():
        raise RuleError(f"Condition {number} needs a person who answers for it.", field="conditions")
    if condition.due is None or condition.due <= today:
        raise RuleError(f"Condition {number} needs a day to come by which it is met.", field="conditions")


def _check_what_follows(wanted: Wanted, stage: Stage) -> None:
    if wanted.decision is Decision.STOP and not wanted.learning.strip():
        raise RuleError("Say what was learned before it stops: nothing of it may be lost.", field="learning")
    if wanted.decision is not Decision.RECYCLE:
        if wanted.back_to is not None:
            raise RuleError("Only a recycle leads back to a stage. Choose it, or leave the stage out.", field="back_to")
        return
    if wanted.back_to is None:
        raise RuleError(
            f"Say which stage it goes back to; {stage.value} where the work is done there.", field="back_to"
        )
    if wanted.back_to.position > stage.position:
        raise RuleError(
            f"It stands at {stage.value}; it cannot go back to {wanted.back_to.value}, which comes later.",
            field="back_to",
        )


def _each(lines: Sequence[Line]) -> str:
    return "\n".join(f"* “{line.sentence.rstrip('.')}”: {line.figure.rstrip('.')}. {line.next_step}" for line in lines)


def _name(decision: Decision) -> str:
    return decision.value.replace("_", " ")
