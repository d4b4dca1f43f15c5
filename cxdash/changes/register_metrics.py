"""What a register says about the metrics of a use case: the primary one, guardrails with margins, and others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxdash.changes.register_cells import Cells
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Metric, Role, must_be_allowed
from cxdash.domain.targets import TargetKind, parse_target
from cxdash.domain.use_cases import MetricUse, UseCaseValues, check_use_case

_DETAILS = ("target", "baseline", "unit_value", "unit_value_low", "unit_value_high", "annual_volume", "value_source")
_BARE = re.compile(r"[+-]?\d+(?:[.,]\d+)?")

Uses = dict[str, MetricUse]


def metric_uses(cells: Cells, before: Sequence[MetricUse], extras: Sequence[Cells]) -> tuple[MetricUse, ...]:
    """Return a use case's metrics as the register wants them; what breaks a rule is a problem at its cell.

    Args:
        cells: the row of the use case.
        before: its metrics as they are stored.
        extras: the rows that add a metric each, in its role; one that breaks a rule is left out alone.
    """
    uses: Uses = {use.metric: use for use in before}
    said: dict[str, Role] = {}
    _add_primary(cells, uses, said)
    _add_guardrails(cells, uses, said)
    for extra in extras:
        _add_extra(extra, uses, said)
    return tuple(sorted(uses.values(), key=lambda use: use.metric))


def _add_primary(cells: Cells, uses: Uses, said: dict[str, Role]) -> None:
    details = [name for name in _DETAILS if cells.says(name)]
    if cells.says("metric"):
        primary = cells.metric(cells.text("metric"), "metric")
    elif details:
        primary = _only_primary(cells, uses, details[0])
    else:
        return
    if primary is None or not _may_be(cells, primary, Role.PRIMARY, name="metric"):
        return
    said[primary.slug] = Role.PRIMARY
    uses[primary.slug] = _with_details(cells, primary, Role.PRIMARY, uses)


def _only_primary(cells: Cells, uses: Mapping[str, MetricUse], detail: str) -> Metric | None:
    """Return the one primary metric that is stored, where the row says something about it without its name."""
    known = [use.metric for use in uses.values() if use.role is Role.PRIMARY]
    if len(known) == 1:
        return cells.catalogue.get(known[0])
    cells.reject("detail_without_metric", detail, detail=detail.replace("_", " "))
    return None


def _add_guardrails(cells: Cells, uses: Uses, said: dict[str, Role]) -> None:
    """Add the guardrails with their margins: both lists are read in the order in which they are written."""
    names, margins = cells.parts("guardrails"), cells.parts("margin")
    unread = len(cells.problems)
    for index, name in enumerate(names):
        metric = cells.metric(name, "guardrails")
        if metric is None or not _may_be(cells, metric, Role.GUARDRAIL, name="guardrails"):
            continue
        if not _is_one_role(cells, metric, Role.GUARDRAIL, said, name="guardrails"):
            continue
        margin = _margin(cells, margins[index], metric) if index < len(margins) else None
        old = uses.get(metric.slug, MetricUse(metric.slug, Role.GUARDRAIL))
        uses[metric.slug] = replace(old, role=Role.GUARDRAIL, margin=old.margin if margin is None else margin)
    if len(margins) > len(names) and len(cells.problems) == unread:
        cells.reject("too_many_margins", "margin", margins=len(margins), guardrails=len(names))


def _margin(cells: Cells, text: str, metric: Metric) -> float | None:
    """Return how much worse a guardrail may get, in the metric's unit; a share in points or percent."""
    if _BARE.fullmatch(text):
        size = abs(float(text.replace(",", ".")))
        return size / 100 if metric.is_fraction and size >= 1 else size
    found = parse_target(text, is_fraction=metric.is_fraction)
    is_size = found is not None and found.kind is not TargetKind.TO_VALUE
    if found is not None and is_size and (found.kind is TargetKind.ABSOLUTE or metric.is_fraction):
        return abs(found.size)
    unit = "points" if metric.is_fraction else metric.unit
    cells.reject("not_a_margin", "margin", value=text, metric=metric.name, unit=unit)
    return None


def _add_extra(extra: Cells, uses: Uses, said: dict[str, Role]) -> None:
    """Add the metric of a row of its own; where the row has a problem, nothing of it is taken."""
    role = extra.word("role", Role, Role.SECONDARY)
    if not extra.says("metric"):
        extra.reject("role_without_metric", "role")
        return
    metric = extra.metric(extra.text("metric"), "metric")
    if metric is None:
        return
    if not _may_be(extra, metric, role, name="role") or not _is_one_role(extra, metric, role, said, name="role"):
        return
    use = _with_details(extra, metric, role, uses)
    if not extra.problems:
        said[metric.slug] = role
        uses[metric.slug] = use


def _with_details(cells: Cells, metric: Metric, role: Role, uses: Mapping[str, MetricUse]) -> MetricUse:
    old = uses.get(metric.slug, MetricUse(metric.slug, role))
    use = replace(
        old,
        role=role,
        target=cells.target(metric) or old.target,
        baseline=cells.level("baseline", metric, old.baseline),
        unit_value=cells.number("unit_value", old.unit_value),
        unit_value_low=cells.number("unit_value_low", old.unit_value_low),
        unit_value_high=cells.number("unit_value_high", old.unit_value_high),
        annual_volume=cells.number("annual_volume", old.annual_volume),
        value_source=cells.text("value_source", old.value_source),
    )
    try:
        # Alone and for context, a metric can only break the rules about its money.
        check_use_case(UseCaseValues("Any", metrics=(replace(use, role=Role.CONTEXT),)), cells.catalogue)
    except RuleError as broken:
        cells.broken(broken, name="unit_value")
    return use


def _may_be(cells: Cells, metric: Metric, role: Role, *, name: str) -> bool:
    try:
        must_be_allowed(metric, role)
    except RuleError as broken:
        cells.reject("rule", name, sentence=broken)
        return False
    return True


def _is_one_role(cells: Cells, metric: Metric, role: Role, said: Mapping[str, Role], *, name: str) -> bool:
    earlier = said.get(metric.slug, role)
    if earlier is not role:
        cells.reject("two_roles", name, metric=metric.name, role=earlier.value)
    return earlier is role
