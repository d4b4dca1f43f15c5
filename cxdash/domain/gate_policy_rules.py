"""What a gate policy may say, and what reads otherwise from one version to the next."""

from collections.abc import Iterator, Sequence
from math import isinf, isnan

from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import Figures, count
from cxdash.domain.gate_policy import Delegation, GatePolicy
from cxdash.domain.gates import sentences
from cxdash.domain.people import MAY
from cxdash.domain.readiness import LEAST, MOST
from cxdash.domain.stages import Stage

ALWAYS_BLOCKING = frozenset({"statement_passes", "primary_is_allowed", "business_outcome_is_met"})
"""What no policy may turn into advice: an outcome in words, the metric firewall, a business outcome before scale."""
GRADES = (("A",), ("A", "B"))
"""What may count as strong evidence by itself; grade C needs a person who accepts it, each time."""
_RANGES = {
    "fresh_days": (1, 366, "days without a figure"),
    "trap_months": (1, 120, "months until the pilot trap"),
    "longest_waiver_days": (1, 730, "days a waiver may last"),
}
_LONGEST_STAGE = 3_660
_LIMITED = (Stage.IDEA, Stage.PILOT, Stage.PROOF)
_GATES = (Stage.PILOT, Stage.PROOF, Stage.SCALE)


def check_policy(policy: GatePolicy) -> None:
    """Raise RuleError, with the field, for the first thing that no gate policy may say."""
    _check_levels(policy)
    if policy.strong_grades not in GRADES:
        raise RuleError(
            "Strong evidence is grade A, or A and B. Grade C stands on before and after alone: an executive accepts it "
            "for one pilot at a time.",
            field="strong_grades",
        )
    for name, (least, most, what) in _RANGES.items():
        _check_range(getattr(policy, name), least, most, what, field=name)
    for stage in _LIMITED:
        what = f"the longest time in {stage.value}, in days,"
        _check_range(policy.stage_days.get(stage, 0), 1, _LONGEST_STAGE, what, field="stage_days")
    _check_advisory(policy)
    _check_voters(policy)
    _check_delegations(policy.delegations)


def differences(before: GatePolicy, after: GatePolicy, figures: Figures) -> tuple[str, ...]:
    """Return in words what ``after`` says otherwise, in the order of the settings."""
    return tuple(_differences(before, after, figures))


def delegation_words(each: Delegation, figures: Figures) -> str:
    """Say who decides up to which amount: ``up to £100k: gatekeeper or program manager``."""
    limit = "above that" if isinf(each.up_to) else f"up to {figures.money(each.up_to)}"
    second = ", and a second person" if each.needs_second else ""
    return f"{limit}: {' or '.join(sorted(role.label for role in each.roles))}{second}"


def _check_levels(policy: GatePolicy) -> None:
    for name, to in (("pilot_level", "a pilot"), ("scale_level", "scale")):
        if not LEAST <= getattr(policy, name) <= MOST:
            raise RuleError(f"The readiness before {to} is a level from {LEAST} to {MOST}.", field=name)
    if policy.scale_level < policy.pilot_level:
        raise RuleError("Scale cannot ask for less readiness than a pilot does.", field="scale_level")


def _check_range(value: int, least: int, most: int, what: str, *, field: str) -> None:
    if not least <= value <= most:
        raise RuleError(f"{what[0].upper()}{what[1:]} must be from {least} to {most:,}, not {value:,}.", field=field)


def _check_advisory(policy: GatePolicy) -> None:
    known = sentences(policy)
    unknown = sorted(policy.advisory - set(known))
    if unknown:
        raise RuleError(f"No gate has a criterion “{unknown[0]}”. Choose among those listed.", field="advisory")
    kept = sorted(policy.advisory & ALWAYS_BLOCKING)
    if kept:
        raise RuleError(
            f"This always blocks its gate: {known[kept[0]]} It can be waived once, with a reason.", field="advisory"
        )


def _check_voters(policy: GatePolicy) -> None:
    for to in _GATES:
        asked = policy.voters.get(to, ())
        if not asked:
            raise RuleError(f"Somebody has to vote at the gate to {to.value}. Name a function.", field="voters")
        if len(set(asked)) < len(asked):
            raise RuleError(f"A function votes once at the gate to {to.value}. Name each once.", field="voters")


def _check_delegations(delegations: Sequence[Delegation]) -> None:
    if not delegations or not isinf(delegations[-1].up_to):
        raise RuleError(
            "Say who decides on the largest amounts: the last line has no upper limit.", field="delegations"
        )
    limits = [each.up_to for each in delegations]
    if any(isnan(limit) or limit <= 0 for limit in limits) or any(
        limits[at] <= limits[at - 1] for at in range(1, len(limits))
    ):
        raise RuleError(
            "The amounts up to which people decide must rise from line to line, above 0.", field="delegations"
        )
    deciding = MAY[Action.GATE_DECIDE]
    for each in delegations:
        if not each.roles:
            raise RuleError("Each line needs a role that decides.", field="delegations")
        others = sorted(role.label for role in each.roles - deciding)
        if others:
            may = ", ".join(sorted(role.label for role in deciding))
            raise RuleError(f"A {others[0]} may not decide at gates. Choose among: {may}.", field="delegations")


def _differences(before: GatePolicy, after: GatePolicy, figures: Figures) -> Iterator[str]:
    yield from _thresholds(before, after)
    for stage in _LIMITED:
        was, now = (policy.stage_days.get(stage, 0) for policy in (before, after))
        if was != now:
            yield f"Longest time in {stage.value}: {was} → {count(now, 'day')}"
    said = sentences(after)
    for code in sorted(before.advisory ^ after.advisory):
        weight = after.weight(code).value
        yield f"{said.get(code, code).rstrip('.')}: now {weight}"
    for to in _GATES:
        was_asked, now_asked = (
            _listed([each.value for each in policy.voters.get(to, ())]) for policy in (before, after)
        )
        if was_asked != now_asked:
            yield f"Votes at the gate to {to.value}: {was_asked} → {now_asked}"
    if before.delegations != after.delegations:
        was_said, now_said = (_deciding(policy.delegations, figures) for policy in (before, after))
        yield f"Who decides: {was_said} → {now_said}"


def _thresholds(before: GatePolicy, after: GatePolicy) -> Iterator[str]:
    labels = {
        "pilot_level": "Readiness before a pilot",
        "scale_level": "Readiness before scale",
        "strong_grades": "Grades that are strong by themselves",
        "fresh_days": "Days without a figure until it counts as unmeasured",
        "trap_months": "Months until the pilot trap",
        "longest_waiver_days": "Days a waiver may last",
    }
    for name, label in labels.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield f"{label}: {_said(was)} → {_said(now)}"


def _deciding(delegations: Sequence[Delegation], figures: Figures) -> str:
    return "; ".join(delegation_words(each, figures) for each in delegations)


def _said(value: int | tuple[str, ...]) -> str:
    return str(value) if isinstance(value, int) else " and ".join(value)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words) or "nobody"
