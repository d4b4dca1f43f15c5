"""The containment mask: contacts kept away from people count for nothing where customers were not helped."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxdash.domain.metric_pairs import REPEAT_CONTACT, RESOLUTION, SATISFIED
from cxdash.effects.guardrails import GuardrailResult, GuardrailStatus

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


@dataclass(frozen=True, slots=True)
class MaskingAlarm:
    """Why a rise of containment is not counted."""

    reasons: tuple[str, ...]
    banner: str = BANNER


def masking_alarm(
    containment_p_improved: float | None,
    *,
    resolution: GuardrailResult | None = None,
    satisfaction: GuardrailResult | None = None,
    repeat_contact: GuardrailResult | None = None,
    verified_p_improved: float | None = None,
    cost_p_improved: float | None = None,
) -> MaskingAlarm | None:
    """Return the alarm where containment or deflection rose while something says that customers were not helped.

    Args:
        containment_p_improved: probability that containment (or deflection) improved; None while it is unknown.
        resolution: guardrail on the resolution rate.
        satisfaction: guardrail on satisfaction.
        repeat_contact: guardrail on repeat contacts within seven days.
        verified_p_improved: probability that contacts contained without another one in seven days improved.
        cost_p_improved: probability that the cost per resolved issue improved.

    What was not measured (None) raises no alarm.
    """
    if containment_p_improved is None or containment_p_improved < _ROSE:
        return None
    red = [
        f"{each.metric} got worse."
        for each in (resolution, satisfaction, repeat_contact)
        if each is not None and each.status is GuardrailStatus.RED
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
