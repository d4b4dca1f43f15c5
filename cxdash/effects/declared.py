"""What people declared about a pilot and one of its metrics, as the plan that estimators take."""

from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Aggregation, Metric
from cxdash.domain.plans import OccasionKind
from cxdash.domain.targets import TargetKind
from cxdash.domain.use_cases import MetricUse, PilotValues
from cxdash.effects.plan import Kind, Occasion, Plan, RequiredChange, Stretch

_TIMES = frozenset({"seconds", "minutes", "hours", "days", "ms"})
_OCCASIONS = {OccasionKind.SEASON: Occasion.SEASON, OccasionKind.EVENT: Occasion.EVENT}
_EVEN_SPLIT = 0.5


def plan_of(metric: Metric, use: MetricUse, pilot: PilotValues) -> Plan:
    """Return the measurement plan of one metric of a pilot.

    What happened to the plan after its lock, and what else touched the same people, is not declared by it.

    Raises:
        RuleError: there is no go-live date, or one declaration contradicts another.
    """
    if pilot.goes_live is None:
        raise RuleError(f"“{pilot.name}” has no go-live date.")
    return Plan(
        direction=metric.direction,
        kind=kind_of(metric),
        go_live=pilot.goes_live,
        window_days=pilot.window_days,
        metric=metric.name,
        unit=metric.unit,
        target=_required(use),
        run_in_days=pilot.run_in_days,
        baseline_starts=pilot.baseline_starts,
        baseline_value=use.baseline,
        comparison=pilot.comparison,
        comparison_label=pilot.comparison_label,
        planned_split=_EVEN_SPLIT if pilot.planned_split is None else pilot.planned_split,
        units_per_arm=pilot.units_per_arm,
        locked_on=pilot.locked_on,
        excluded=tuple(
            Stretch(each.starts, each.ends_before, each.reason)
            for each in pilot.left_out
            if each.metric in {"", metric.slug}
        ),
        occasions=tuple(
            Stretch(each.starts, each.ends_before, each.note, _OCCASIONS[each.kind])
            for each in pilot.occasions
            if each.kind in _OCCASIONS
        ),
        chosen_because_bad=pilot.chosen_because_bad,
        comparison_waiver=pilot.comparison_waiver,
    )


def kind_of(metric: Metric) -> Kind:
    """Return what sort of number a metric is, read off its unit and how it adds up."""
    if metric.unit.startswith("currency"):
        return Kind.COST
    if metric.unit in _TIMES:
        return Kind.MEAN
    if metric.is_fraction or metric.per > 1:
        return Kind.RATE
    return Kind.COUNT if metric.aggregation is Aggregation.SUM else Kind.SCORE


def _required(use: MetricUse) -> RequiredChange | None:
    change = None if use.target is None else use.target.required_change(use.baseline)
    if use.target is None or not change:
        return None
    return RequiredChange(change, relative=use.target.kind is TargetKind.RELATIVE)
