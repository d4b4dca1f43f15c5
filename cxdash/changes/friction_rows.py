"""A row about a friction point as values that the page would take, with a problem at each cell that it would not."""

from dataclasses import replace

from cxdash.changes.register_cells import Cells
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.figures import number, percent
from cxdash.domain.journeys import FrictionKind, FrictionValues, check_friction
from cxdash.domain.merging import merged
from cxdash.trackers.columns.friction_words import effort_of, is_behind, kind_of, kinds_in, nearest_kind

_TOLERANCE = 0.03
"""How far a written annual cost may be from the one that is worked out, as a share: figures in files are rounded."""
*_FIRST, _LAST = (f"“{each.value}”" for each in FrictionKind)
_KINDS = f"{', '.join(_FIRST)} or {_LAST}"


def side(cells: Cells) -> bool | None:
    """Return whether the back office does the step of a row, None where the row does not say."""
    if not cells.says("back_office"):
        return None
    found = is_behind(cells.text("back_office"))
    if found is None:
        cells.reject("side_unknown", "back_office", value=cells.text("back_office"))
    return found


def wanted_values(cells: Cells, name: str, step: str, before: FrictionValues | None) -> FrictionValues:
    """Return a friction point as a row wants it; what cannot be understood is a problem of its cell.

    What the row leaves empty stays as it was. A new friction point without a kind has the one that its own words speak
    of, where they speak of one.
    """
    kind = _kind(cells, name, before) or next(iter(FrictionKind))
    base = before or FrictionValues(name, step, kind)
    return replace(
        base,
        name=name,
        step=step,
        kind=kind,
        population=cells.text("population", base.population),
        metric=_metric(cells, base.metric),
        monthly_volume=cells.number("monthly_volume", base.monthly_volume),
        failure_rate=cells.number("failure_rate", base.failure_rate),
        unit_cost=cells.number("unit_cost", base.unit_cost),
        evidence=cells.text("evidence", base.evidence),
        effort=_effort(cells, base.effort),
    )


def check(cells: Cells, wanted: FrictionValues) -> None:
    """Hold a row to the rules of the page."""
    try:
        check_friction(wanted)
    except RuleError as broken:
        cells.broken(broken, name="friction")


def check_annual_cost(cells: Cells, wanted: FrictionValues) -> None:
    """Compare a written annual cost with the one that a row's other figures make."""
    said, worked_out = cells.number("annual_cost"), wanted.annual_cost
    if said is None or worked_out is None or abs(said - worked_out) <= _TOLERANCE * max(abs(said), worked_out):
        return
    cells.reject(
        "annual_cost_differs",
        "annual_cost",
        value=number(said),
        volume=number(wanted.monthly_volume or 0),
        rate=percent(wanted.failure_rate or 0),
        cost=number(wanted.unit_cost or 0),
        worked_out=number(worked_out),
    )


def with_edits_since(
    cells: Cells, wanted: FrictionValues, seen: FrictionValues, *, base: FrictionValues
) -> FrictionValues:
    """Keep what people edited on the page since the last upload; a cell that changed as well is a problem."""
    try:
        return merged(f"“{seen.name}”", seen=base, wanted=wanted, stored=seen)
    except StaleEditError as clash:
        cells.edited_since(clash, name=clash.part[0] if clash.part else "")
        return wanted


def is_by_words(cells: Cells, before: FrictionValues | None) -> bool:
    """Whether the kind of a new friction point was found in its own words."""
    return before is None and not cells.says("kind")


def _kind(cells: Cells, name: str, before: FrictionValues | None) -> FrictionKind | None:
    said = cells.text("kind")
    if not said:
        if before is not None:
            return before.kind
        found = kinds_in(name)
        if len(found) == 1:
            return next(iter(found))
        cells.reject("friction_kind_missing", "friction", value=name, known=_KINDS)
        return None
    kind = kind_of(said)
    if kind is None:
        cells.reject("friction_kind_unknown", "kind", value=said, nearest=nearest_kind(said).value, known=_KINDS)
    return kind


def _metric(cells: Cells, before: str) -> str:
    if not cells.says("metric"):
        return before
    found = cells.metric(cells.text("metric"), "metric")
    return found.slug if found is not None else before


def _effort(cells: Cells, before: int | None) -> int | None:
    if not cells.says("effort"):
        return before
    found = effort_of(cells.text("effort"))
    if found is None:
        cells.reject("effort_unknown", "effort", value=cells.text("effort"))
    return found
