"""What the lock of a pilot's plan holds fast, and what a plan needs before it may be locked."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import listed
from cxdash.domain.metric_pairs import MissingPair
from cxdash.domain.metrics import Catalogue, Role
from cxdash.domain.plan_differences import Difference, differences
from cxdash.domain.plans import Content, Declared, LeftOut, in_order, left_out_in_order
from cxdash.domain.use_cases import MetricUse, PilotValues

PLAN_FIELDS = (
    "goes_live",
    "window_days",
    "run_in_days",
    "baseline_starts",
    "comparison",
    "comparison_label",
    "population",
    "population_share",
    "planned_split",
    "units_per_arm",
    "randomised_unit",
    "chosen_because_bad",
    "comparison_waiver",
    "locked_on",
)
"""What the lock holds of a pilot, beside its occasions and the days left out."""
_ALWAYS_JUDGED = frozenset({Role.PRIMARY, Role.GUARDRAIL})


def content(pilot: PilotValues, uses: Iterable[MetricUse], catalogue: Catalogue) -> Content:
    """Return everything the lock holds fast, in a form that JSON can hold.

    Of a use case's metrics these are the primary ones, the guardrails, and any other with a target or a unit value.
    """
    return {
        "pilot": {name: _plain(getattr(pilot, name)) for name in PLAN_FIELDS},
        "occasions": [_declared(each) for each in in_order(pilot.occasions)],
        "left_out": [_left_out(each) for each in left_out_in_order(pilot.left_out)],
        "metrics": {
            use.metric: _use(use, catalogue) for use in sorted(uses, key=lambda each: each.metric) if _is_held(use)
        },
    }


def check_lockable(pilot: PilotValues, uses: Iterable[MetricUse], *, unwatched: Iterable[MissingPair] = ()) -> None:
    """Raise RuleError, naming all that is missing, where a plan is to be locked that promises nothing testable yet.

    A plan needs a go-live date, a primary metric with a target, and a baseline: the day it starts, or its value.

    Args:
        pilot: the plan.
        uses: what the use case is judged by.
        unwatched: what nobody watches while a metric improves. Whoever locks a plan here has to watch it; a register
            that tells of a lock elsewhere cannot be asked to any more.
    """
    primaries = [use for use in uses if use.role is Role.PRIMARY]
    missing = []
    if pilot.goes_live is None:
        missing.append("a go-live date")
    if not primaries:
        missing.append("a primary metric with a target")
    elif all(use.target is None for use in primaries):
        missing.append("a target for the primary metric")
    if pilot.baseline_starts is None and all(use.baseline is None for use in primaries):
        missing.append("the day the baseline starts, or the baseline's value")
    watching = [each.concept.name for each in unwatched]
    if watching:
        missing.append(f"guardrails that watch {listed(watching)}, under Metrics")
    if missing:
        message = f"The plan of “{pilot.name}” cannot be locked yet. It needs {listed(missing)}."
        raise RuleError(message, field="locked_on")


def check_lock(name: str, before: Content, after: Content, *, reason: str) -> tuple[Difference, ...]:
    """Return how an edit amends a locked plan, nothing where it was not locked; RuleError where it gives no reason."""
    amended = amended_by(before, after)
    if amended and not reason.strip():
        raise refusal(name, before, amended)
    return amended


def amended_by(before: Content, after: Content) -> tuple[Difference, ...]:
    """Return how an edit would amend a locked plan; nothing where it was not locked."""
    return differences(before, after) if before["pilot"]["locked_on"] is not None else ()


class ReasonMissingError(RuleError):
    """A locked plan would be amended, and nobody says why."""


def refusal(name: str, before: Content, amended: Sequence[Difference]) -> ReasonMissingError:
    """Say that a locked plan changes only with a reason."""
    locked_on = date.fromisoformat(before["pilot"]["locked_on"])
    fields = ", ".join(dict.fromkeys(each.field.replace("_", " ") for each in amended))
    return ReasonMissingError(
        f"The plan of “{name}” is locked since {locked_on:%-d %b %Y}. "
        f"Changing {fields} is an amendment: give a reason.",
        field=amended[0].field,
    )


def _is_held(use: MetricUse) -> bool:
    return use.role in _ALWAYS_JUDGED or use.target is not None or use.unit_value is not None


def _use(use: MetricUse, catalogue: Catalogue) -> dict[str, Any]:
    metric = catalogue.get(use.metric)
    return {
        "name": metric.name if metric else use.metric,
        "unit": metric.unit if metric else "",
        "direction": metric.direction.value if metric else "",
        "role": use.role.value,
        "target_kind": use.target.kind.value if use.target else None,
        "target_size": use.target.size if use.target else None,
        "baseline": use.baseline,
        "margin": use.margin,
        "margin_relative": use.margin_relative,
        "unit_value": use.unit_value,
        "unit_value_low": use.unit_value_low,
        "unit_value_high": use.unit_value_high,
    }


def _declared(each: Declared) -> dict[str, str]:
    return {
        "kind": each.kind.value,
        "starts": each.starts.isoformat(),
        "ends_before": each.ends_before.isoformat(),
        "note": each.note,
    }


def _left_out(each: LeftOut) -> dict[str, str]:
    return {
        "starts": each.starts.isoformat(),
        "ends_before": each.ends_before.isoformat(),
        "reason": each.reason,
        "metric": each.metric,
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else getattr(value, "value", value)
