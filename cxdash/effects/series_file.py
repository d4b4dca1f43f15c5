"""The series and the result as the command line ``estimate`` reads and writes them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cxdash.domain.comparisons import Arm
from cxdash.domain.errors import RuleError
from cxdash.effects.effect import Effect
from cxdash.effects.plan import Kind
from cxdash.effects.points import Point


def points_from_rows(rows: Iterable[Mapping[str, str]]) -> list[Point]:
    """Read points from rows with ``period_start`` and ``value``, or ``numerator`` and ``denominator``.

    ``group`` (pilot or comparison) and ``segment`` are optional, other columns are left alone; an empty number is a
    missing one. Rows are counted
    as in the file, whose first row holds the names of the columns.

    Raises:
        RuleError: a column is missing, or a cell cannot be read; the text names row and column.
    """
    points = []
    for row_number, row in enumerate(rows, start=2):
        cells = {name.strip().casefold(): (cell or "").strip() for name, cell in row.items() if name}
        if row_number == 2:
            _check_columns(set(cells))
        if any(cells.values()):
            points.append(_point(cells, row_number))
    if not points:
        raise RuleError("The file holds no row with a figure. Give one row per period below the names of the columns.")
    return points


def kind_of(points: Sequence[Point]) -> Kind:
    """Return the kind that the columns imply: a rate where there are counts of a whole, else a mean."""
    counted = [each for each in points if each.has_counts]
    is_share = bool(counted) and all(0 <= (each.numerator or 0.0) <= (each.denominator or 0.0) for each in counted)
    return Kind.RATE if is_share else Kind.MEAN


def to_cli_json(effect: Effect) -> dict[str, Any]:
    """Return the result with exactly the keys that the command line promises; positive effects are improvements."""
    return {
        "shape": effect.shape.value,
        "estimator": effect.estimator.value,
        "scale": effect.scale,
        "observed_change": effect.observed_change,
        "drift_removed": effect.drift_removed,
        "effect": effect.effect,
        "low": effect.low,
        "high": effect.high,
        "p_improved": effect.p_improved,
        "p_target": effect.p_target,
        "attainment": None if effect.attainment is None else list(effect.attainment),
        "grade": effect.grade.value,
        "downgrades": [each.code for each in effect.downgrades],
        "verdict": effect.verdict.value,
        "no_interval_because": effect.no_interval_because,
        "n_baseline": effect.n_baseline,
        "n_pilot": effect.n_pilot,
    }


def _check_columns(found: set[str]) -> None:
    if "period_start" not in found:
        raise RuleError("Row 1 has no column “period_start”. Name the column with the first day of each period so.")
    if "value" not in found and not {"numerator", "denominator"} <= found:
        raise RuleError("Row 1 has neither a column “value” nor both “numerator” and “denominator”. Add them.")


def _point(cells: Mapping[str, str], row: int) -> Point:
    starts, arm = _day(cells["period_start"], row), _arm(cells.get("group", ""), row)
    value, numerator, denominator = (_number(cells, name, row) for name in ("value", "numerator", "denominator"))
    try:
        return Point(starts, value, numerator, denominator, arm=arm, segment=cells.get("segment") or None)
    except RuleError as error:
        raise RuleError(f"Row {row}: {error}") from error


def _day(text: str, row: int) -> date:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise RuleError(f"Row {row}, column “period_start”: “{text}” is not a date. Write it as 2025-03-31.") from error


def _number(cells: Mapping[str, str], column: str, row: int) -> float | None:
    text = cells.get(column, "")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise RuleError(f"Row {row}, column “{column}”: “{text}” is not a number. Write it as 12.5 or leave it empty.")
    return number


def _arm(text: str, row: int) -> Arm:
    name = text.casefold() or Arm.PILOT.value
    if name not in list(Arm):
        raise RuleError(f"Row {row}, column “group”: “{text}” is neither “pilot” nor “comparison”.")
    return Arm(name)
