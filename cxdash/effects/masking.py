"""The containment mask: contacts kept away from people count for nothing where customers were not helped."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxdash.domain.metric_pairs import REPEAT_CONTACT, RESOLUTION, SATISFIED
from cxdash.effects.effect import Effect
from cxdash.effects.guardrails import RED_WORSE, GuardrailResult, GuardrailStatus

BANNER = "Containment rose but resolution did not. Counted value: 0."
WITNESSES: Mapping[str, tuple[str, ...]] = {
    "resolution": RESOLUTION.metrics,
    "satisfaction": SATISFIED.metrics,
    "repeat_contact": REPEAT_CONTACT.metrics,
    "verified_p_improved": ("verified_containment_rate",),
    "cost_p_improved": ("cost_per_resolution",),
}
"""By the argument of ``masking_alarm``: the catalogue's metrics that tell it, the first of them that was measured."""

_ROSE = 0.80


Witness = GuardrailResult | Effect
"""What says how customers fared: a guardrail by its light, any other metric by its effect."""


@dataclass(frozen=True, slots=True)
class MaskingAlarm:
    """Why a rise of containment is not counted."""

    reasons: tuple[str, ...]
    banner: str = BANNER


def masking_alarm(
    containment_p_improved: float | None,
    *,
    resolution: Witness | None = None,
    satisfaction: Witness | None = None,
    repeat_contact: Witness | None = None,
    verified_p_improved: float | None = None,
    cost_p_improved: float | None = None,
) -> MaskingAlarm | None:
    """Return the alarm where containment or deflection rose while something says that customers were not helped.

    Args:
        containment_p_improved: probability that containment (or deflection) improved; None while it is unknown.
        resolution: the resolution rate as a guardrail; without a margin, its effect.
        satisfaction: satisfaction, likewise.
        repeat_contact: repeat contacts within seven days, likewise.
        verified_p_improved: probability that contacts contained without another one in seven days improved.
        cost_p_improved: probability that the cost per resolved issue improved.

    What was not measured (None) raises no alarm.
    """
    if containment_p_improved is None or containment_p_improved < _ROSE:
        return None
    red = [
        f"{each.metric} got worse."
        for each in (resolution, satisfaction, repeat_contact)
        if each is not None and _got_worse(each)
    ]
    unshown = [
        sentence
        for probability, sentence in (
            (verified_p_improved, "Contacts contained without another one in seven days are not shown to have risen."),
            (cost_p_improved, "The cost per resolved issue is not shown to have fallen."),
        )
        if probability is not None and probability < _ROSE
    ]
    reasons = (*red, *unshown)
    return MaskingAlarm(reasons) if reasons else None


def _got_worse(each: Witness) -> bool:
    if isinstance(each, GuardrailResult):
        return each.status is GuardrailStatus.RED
    return each.p_worse is not None and each.p_worse >= RED_WORSE
