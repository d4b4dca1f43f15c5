"""The series and the result as the command line ``estimate`` reads and writes them."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cxdash.domain.comparisons import Arm
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import MINUS
from cxdash.domain.targets import TargetKind, parse_target
from cxdash.effects.effect import Effect
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import Point

_COLUMNS = ("period_start", "value", "numerator", "denominator", "group", "segment")
_OTHER_SEPARATORS = (";", "\t", "|")


def points_from_csv(lines: Iterable[str]) -> list[Point]:
    """Read points from the lines of a CSV file whose first names the columns.

    There are ``period_start`` and ``value``, or ``numerator`` and ``denominator``. ``group`` (pilot or comparison) and
    ``segment`` are optional, other columns are left alone; an empty number is a missing one.

    Raises:
        RuleError: a column is missing, or a cell cannot be read; the text names the line of the file and the column.
    """
    rows = csv.reader(lines)
    try:
        names = [name.strip().casefold() for name in next(rows, [])]
        _check_columns(names)
        points = [_point(_cells(row, names, rows.line_num), rows.line_num) for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise RuleError(f"Row {rows.line_num} cannot be read: {error}.") from error
    if not points:
        raise RuleError("The file holds no row with a figure. Give one row per period below the names of the columns.")
    return points


def kind_of(points: Sequence[Point]) -> Kind:
    """Return the kind that the columns imply: a rate where there are counts of a whole, else a mean."""
    counted = [each for each in points if each.has_counts]
    is_share = bool(counted) and all(0 <= (each.numerator or 0.0) <= (each.denominator or 0.0) for each in counted)
    return Kind.RATE if is_share else Kind.MEAN


def required_change(text: str, *, is_fraction: bool) -> RequiredChange:
    """Read a promise: ``-30%`` of the baseline, or a bare number of metric units.

    Args:
        text: as typed.
        is_fraction: whether the metric is a share; then a bare number of 1 or more, like ``-6``, counts points.

    Raises:
        RuleError: the text is neither.
    """
    try:
        size = float(text.replace(MINUS, "-"))
    except ValueError:
        promised = parse_target(text, is_fraction=is_fraction)
        if promised is None or promised.kind is TargetKind.TO_VALUE:
            message = f"“{text}” is no promise that can be measured. Write -30% of the baseline, or -6 units."
            raise RuleError(message) from None
        return RequiredChange(promised.size, relative=promised.kind is TargetKind.RELATIVE)
    return RequiredChange(size / 100 if is_fraction and abs(size) >= 1 else size, relative=False)


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


def _check_columns(names: Sequence[str]) -> None:
    if len(names) == 1 and any(mark in names[0] for mark in _OTHER_SEPARATORS):
        raise RuleError("Row 1 separates its columns by something else than commas. Save the file with commas.")
    if "period_start" not in names:
        raise RuleError("Row 1 has no column “period_start”. Name the column with the first day of each period so.")
    if "value" not in names and not {"numerator", "denominator"} <= set(names):
        raise RuleError("Row 1 has neither a column “value” nor both “numerator” and “denominator”. Add them.")
    twice = next((name for name in _COLUMNS if names.count(name) > 1), None)
    if twice is not None:
        raise RuleError(f"Row 1 has two columns “{twice}”. Keep the one that is meant.")


def _cells(row: Sequence[str], names: Sequence[str], line: int) -> dict[str, str]:
    if any(map(str.strip, row[len(names) :])):
        raise RuleError(f"Row {line} has {len(row)} cells below {len(names)} columns. Write decimals with a point.")
    return {name: cell.strip() for name, cell in zip(names, row, strict=False)}


def _point(cells: Mapping[str, str], row: int) -> Point:
    starts, arm = _day(cells.get("period_start", ""), row), _arm(cells.get("group", ""), row)
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
