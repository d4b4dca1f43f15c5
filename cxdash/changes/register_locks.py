"""Rows of a register that would amend locked plans: refused at their cells, for a tracker cannot say who or why."""

from collections.abc import Sequence
from dataclasses import replace

from cxdash.changes import use_cases
from cxdash.changes.register_cells import Cells
from cxdash.domain import locks
from cxdash.domain.metrics import Role
from cxdash.domain.plan_differences import Difference
from cxdash.domain.use_cases import UseCaseValues
from cxdash.store import metric_uses
from cxdash.store.tables import UseCase


def without_amendments(cells: Cells, stored: UseCase, wanted: UseCaseValues, extras: Sequence[Cells]) -> UseCaseValues:
    """Return what a register wants of a use case without the metrics of rows of their own that amend locked plans.

    Each of those rows becomes a problem, and so does the use case's own row where it amends one.
    """
    refused = _refused_extras(cells, stored, wanted, extras)
    held = {use.metric: use for use in metric_uses.uses_of(stored)}
    left = [use if use.metric not in refused else held.get(use.metric) for use in wanted.metrics]
    wanted = replace(wanted, metrics=tuple(use for use in left if use is not None))
    amended = use_cases.amended_plans(stored, wanted.metrics, cells.catalogue)
    if amended:
        cells.reject("locked", _cell(cells, wanted, amended[0].differences[0]), sentence=amended[0].refusal)
    return wanted


def _refused_extras(cells: Cells, stored: UseCase, wanted: UseCaseValues, extras: Sequence[Cells]) -> set[str]:
    """Refuse the rows of metrics that amend locked plans and return the slugs of the metrics."""
    amended = use_cases.amended_plans(stored, wanted.metrics, cells.catalogue)
    refused = set()
    for extra in extras if amended else ():
        metric = cells.catalogue.get(extra.text("metric")) or cells.catalogue.named(extra.text("metric"))
        found = [each for each in amended[0].differences if metric is not None and each.metric == metric.slug]
        if found:
            refused.add(found[0].metric)
            broken = locks.refusal(amended[0].pilot.name, amended[0].before, found)
            extra.reject("locked", _cell(extra, wanted, found[0]), sentence=broken)
    return refused


def _cell(row: Cells, wanted: UseCaseValues, amendment: Difference) -> str:
    """Return the field of the row whose cell amends a plan."""
    guards = any(use.metric == amendment.metric and use.role is Role.GUARDRAIL for use in wanted.metrics)
    named = "guardrails" if guards and row.says("guardrails") else "metric"
    return amendment.field if row.says(amendment.field) else named
