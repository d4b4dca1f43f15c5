"""The stored plan of a pilot as the measurement plan of each of its metrics."""

from cxdash.changes.use_cases import target_of
from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Aggregation, Direction, Metric
from cxdash.domain.targets import TargetKind
from cxdash.effects.plan import Kind, Plan, RequiredChange
from cxdash.store import metrics
from cxdash.store.tables import Pilot, UseCaseMetric

_TIMES = frozenset({"seconds", "minutes", "hours", "days", "ms"})


def plan_of(pilot: Pilot, use: UseCaseMetric, *, overlapping: tuple[str, ...] = ()) -> Plan:
    """Return the measurement plan of one metric of a pilot; RuleError says what contradicts what."""
    metric = metrics.as_metric(use.metric)
    if pilot.goes_live is None:
        raise RuleError(f"“{pilot.name}” has no go-live date.")
    return Plan(
        direction=Direction(metric.direction),
        kind=_kind(metric),
        go_live=pilot.goes_live,
        window_days=pilot.window_days,
        metric=metric.name,
        unit=metric.unit,
        target=_required(use),
        run_in_days=pilot.run_in_days,
        baseline_starts=pilot.baseline_starts,
        baseline_value=use.baseline,
        comparison=Comparison(pilot.comparison),
        comparison_label=pilot.comparison_label,
        locked_on=pilot.locked_on,
        amended=pilot.amended_on is not None,
        overlapping=overlapping,
    )


def _required(use: UseCaseMetric) -> RequiredChange | None:
    target = target_of(use)
    change = target.required_change(use.baseline) if target else None
    if target is None or not change:
        return None
    return RequiredChange(change, relative=target.kind is TargetKind.RELATIVE)


def _kind(metric: Metric) -> Kind:
    if metric.unit.startswith("currency"):
        return Kind.COST
    if metric.unit in _TIMES:
        return Kind.MEAN
    if metric.is_fraction or metric.per > 1:
        return Kind.RATE
    return Kind.COUNT if metric.aggregation is Aggregation.SUM else Kind.SCORE
