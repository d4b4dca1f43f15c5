"""One pilot judged: its guardrails first, then what it changed and was worth, and what else should be known of that."""

from collections.abc import Mapping, Sequence
from typing import Any

from cxdash.changes.effects.measured import Case, Known, Measured, judged_by, measured
from cxdash.changes.effects.overlaps import joint_effect, rivals
from cxdash.changes.effects.plans import measuring_changes
from cxdash.changes.effects.worth import worth
from cxdash.domain.errors import RuleError
from cxdash.domain.metric_pairs import CONTAINED
from cxdash.effects.effect import Effect as Estimated
from cxdash.effects.guardrails import GuardrailResult
from cxdash.effects.masking import WITNESSES, MaskingAlarm, Witness, masking_alarm
from cxdash.effects.scrutiny import Scrutiny, scrutinised
from cxdash.effects.verdict import Verdict
from cxdash.store.tables import Effect, Pilot, UseCaseMetric

_SHOWN = ("verified_p_improved", "cost_p_improved")
"""The witnesses that have to be shown to have improved, by their probability."""


def judged(case: Case, others: Sequence[Case], known: Known) -> list[Effect]:
    """Return what is to be stored about a pilot: a row for each of its metrics that has figures.

    Args:
        case: the pilot.
        others: those that touch the same people in its window.
        known: what holds for all of them.
    """
    rows: list[Effect] = []
    usable: list[Measured] = []
    for use in judged_by(case):
        try:
            usable.append(measured(case, use, known))
        except RuleError as contradiction:
            rows.append(_row(case.pilot, use, {"problem": str(contradiction)}, known))
    lights = {each.slug: each.light for each in usable if each.light is not None}
    effects = {each.slug: each.effect(list(lights.values())) for each in usable}
    alarms = _alarms(effects, lights)
    for each in usable:
        found: dict[str, Any] = {"guardrail": each.light, "effect": effects[each.slug]}
        if each.is_primary:
            sides = [each, *rivals(each, others, known)]
            found |= _of_primary(case, sides, effects[each.slug], list(lights.values()), is_masked=bool(alarms))
        rows.append(_row(case.pilot, each.use, found, known, alarm=alarms.get(each.slug)))
    return rows


def _of_primary(
    case: Case, sides: Sequence[Measured], effect: Estimated, lights: Sequence[GuardrailResult], *, is_masked: bool
) -> dict[str, Any]:
    """Return what is stored of a primary metric beside its light; further sides are pilots that claim it too."""
    each, *others = sides
    money = worth(case.pilot, each, effect, others, is_masked=is_masked)
    found: dict[str, Any] = {"scrutiny": _scrutiny(case, each, effect), "joint": joint_effect(sides)}
    if isinstance(money, str):
        return found | {"effect": effect, "net_value": None, "no_net_value_because": money}
    decided = each.effect(lights, p_net_value=money.p_positive)
    return found | {"effect": decided, "net_value": money, "no_net_value_because": None}


def _scrutiny(case: Case, each: Measured, effect: Estimated) -> Scrutiny | None:
    if isinstance(each.ran, str):
        return None
    return scrutinised(
        each.figures.total,
        each.plan,
        effect,
        each.ran,
        as_of=each.known.today,
        slug=each.slug,
        wording=each.wording,
        segments=each.figures.segments,
        changes=list(measuring_changes(case.pilot, case.redefined.get(each.use.metric_id, ()))),
    )


def _row(
    pilot: Pilot, use: UseCaseMetric, found: Mapping[str, Any], known: Known, *, alarm: MaskingAlarm | None = None
) -> Effect:
    """Return the row of a metric: its effect, or the problem why there is none, and whatever else was found."""
    effect = found.get("effect")
    stored = {"guardrail": None, "effect": None, "problem": None} | {
        name: each.to_json() if hasattr(each, "to_json") else each for name, each in found.items()
    }
    return Effect(
        pilot_id=pilot.id,
        metric_id=use.metric_id,
        role=use.role,
        as_of=known.today,
        verdict=effect.verdict.value if effect else Verdict.NOT_MEASURED.value,
        grade=effect.grade.value if effect else "E",
        checksum=effect.checksum if effect else "",
        result=stored,
        alarms=[alarm.banner, *alarm.reasons] if alarm else [],
    )


def _alarms(effects: Mapping[str, Estimated], lights: Mapping[str, GuardrailResult]) -> dict[str, MaskingAlarm]:
    """Return the containment mask of each metric of contained contacts that rose while customers were not helped."""
    seen: Mapping[str, Witness] = {**effects, **lights}
    witnesses: dict[str, Any] = {
        argument: next((seen[slug] for slug in slugs if slug in seen), None)
        for argument, slugs in WITNESSES.items()
        if argument not in _SHOWN
    }
    witnesses |= {
        argument: next((effects[slug].p_improved for slug in WITNESSES[argument] if slug in effects), None)
        for argument in _SHOWN
    }
    found = {slug: masking_alarm(effects[slug].p_improved, **witnesses) for slug in CONTAINED if slug in effects}
    return {slug: alarm for slug, alarm in found.items() if alarm is not None}
