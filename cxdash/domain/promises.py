"""What a use case promises to be worth a year once its target is met, before any figure is in."""

from cxdash.domain.metrics import Metric
from cxdash.domain.targets import Target, TargetKind


def promised_a_year(
    target: Target | None,
    metric: Metric,
    *,
    baseline: float | None,
    unit_value: float | None,
    annual_volume: float | None,
) -> float | None:
    """Return required change × cases a year × what one unit is worth, gross, in currency, without a sign.

    None where a part is missing. A relative target and a value to reach need the baseline.
    """
    change = None if target is None else change_wanted(target, baseline=baseline)
    if change is None or unit_value is None or annual_volume is None:
        return None
    return abs(change) * annual_volume * unit_value / metric.per


def change_wanted(target: Target, *, baseline: float | None) -> float | None:
    """Return the change that a target asks for in the metric's own unit; None where that takes a baseline."""
    change = target.required_change(baseline)
    if change is None or target.kind is not TargetKind.RELATIVE:
        return change
    return None if baseline is None else change * baseline
