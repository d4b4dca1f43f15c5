"""Figures of a list of friction points: volumes a month, shares that fail, costs of one case and of a year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cxdash.trackers.columns.friction_words import months_in
from cxdash.trackers.files.cells import Cell, CellError, Percent, Uncached
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Problem, Source
from cxdash.trackers.values.marks import is_missing_figure
from cxdash.trackers.values.numbers import parse_number, parse_pair

FIGURES = frozenset({"monthly_volume", "failure_rate", "unit_cost", "annual_cost"})
_ABOUT = re.compile(
    r"^(?:~|≈|c\.|ca\.?|circa|about|approx\.?|approximately|around|roughly|est\.?|etwa|rund)\s*", re.IGNORECASE
)
_BEHIND = re.compile(
    r"\s*(?:/|\bper\b|\ba\b|\beach\b|\bpro\b|\bje\b)\s*[^\W\d]+\.?$|\s*\bp\.?\s?[am]\.?$", re.IGNORECASE
)
_ONE_IN = re.compile(r"(?:every\s+)?(?:1|one)\s+(?:in|of|out of)\s+(\d+)", re.IGNORECASE)
_IN_THOUSANDS = re.compile(
    r"\bk\b|(?<=[£€$¥])k\b|\bk(?=[£€$¥])|\b000s?\b|\bthousands?\b|\btsd\b|\btausend\b", re.IGNORECASE
)
_IN_MILLIONS = re.compile(
    r"(?<=[£€$¥])m\b|\bm(?=[£€$¥])|\bmn\b|\bmio\b|\bmillions?\b|\bmillionen\b|\(m\)", re.IGNORECASE
)
_PLACES = 12
"""Digits of a share: 35 % in words and in a cell of percent are one share."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How the bare numbers of one column are meant.

    Attributes:
        months: how many months the numbers of a volume or of a total cost are about.
        size: 1,000 where the header says that they are thousands.
        in_percent: bare numbers of a column of rates are percent, as some of them are above 1.
        says_percent: the header says so too.
        is_unsaid: nothing says how long the time is in which a volume comes together; it is taken for a month.
    """

    field: str
    months: float = 1.0
    size: float = 1.0
    in_percent: bool = False
    says_percent: bool = False
    is_unsaid: bool = False


def scale_of(field: str, label: str, cells: Iterable[Cell], *, decimal_comma: bool) -> Scale:
    """Learn from a column's header and its cells how its bare numbers are meant."""
    if field == "failure_rate":
        bare = [each for cell in cells if (each := _bare(cell, decimal_comma=decimal_comma)) is not None]
        says = "%" in label or "percent" in label.casefold() or "prozent" in label.casefold()
        return Scale(field, in_percent=max(bare, default=0.0) > 1, says_percent=says)
    size = 1e3 if _IN_THOUSANDS.search(label) else 1e6 if _IN_MILLIONS.search(label) else 1.0
    usual, said = 12.0 if field == "annual_cost" else 1.0, months_in(label)
    return Scale(field, months=said or usual, size=size, is_unsaid=field == "monthly_volume" and said is None)


def figure_in(
    cell: Cell, source: Source, scale: Scale, problems: list[Problem], *, decimal_comma: bool
) -> float | None:
    """Return a cell as its column is meant: a volume by month, a share of 1, a cost, a cost by year.

    None where it is empty or a mark for nothing; what cannot be read is put among the problems.
    """
    if cell is None or (isinstance(cell, str) and not isinstance(cell, CellError) and is_missing_figure(cell)):
        return None
    if isinstance(cell, CellError | Uncached):
        code = "error_cell" if isinstance(cell, CellError) else "uncached"
        problems.append(problem(code, source, value=str(cell)))
        return None
    text = cell if isinstance(cell, str) else ""
    number = _number(cell, decimal_comma=decimal_comma)
    if number is None or (isinstance(number, Percent) and scale.field != "failure_rate"):
        problems.append(problem("not_a_number", source, value=_shown(cell)))
        return None
    if scale.field == "failure_rate":
        return _rate(number, text, source, scale, problems)
    if scale.field == "unit_cost":
        return number * scale.size
    months = (months_in(text) if text else None) or scale.months
    return number * scale.size / months * (12.0 if scale.field == "annual_cost" else 1.0)


def _rate(number: float, text: str, source: Source, scale: Scale, problems: list[Problem]) -> float | None:
    if isinstance(number, Percent) or not scale.in_percent:
        return round(float(number), _PLACES)
    if 0 < number <= 1 and not scale.says_percent:
        shown = text or f"{number:g}"
        problems.append(problem("rate_unclear", source, value=shown, percent=f"{number:g}", share=f"{number * 100:g}"))
        return None
    return round(number / 100, _PLACES)


def _bare(cell: Cell, *, decimal_comma: bool) -> float | None:
    number = _number(cell, decimal_comma=decimal_comma)
    return None if number is None or isinstance(number, Percent) else number


def _number(cell: Cell, *, decimal_comma: bool) -> float | None:
    """Return the number of a cell, a share as Percent; None for what is no number."""
    if isinstance(cell, float):
        return cell
    if not isinstance(cell, str) or isinstance(cell, CellError):
        return None
    text = _ABOUT.sub("", cell.strip())
    odds = _ONE_IN.fullmatch(text)
    if odds and int(odds[1]) > 0:
        return Percent(1 / int(odds[1]))
    found = parse_number(text, decimal_comma=decimal_comma)
    if found is None:
        pair = parse_pair(text, decimal_comma=decimal_comma)
        if pair is not None and pair.whole:
            return Percent(pair.part / pair.whole)
        found = parse_number(_BEHIND.sub("", text), decimal_comma=decimal_comma)
    return None if isinstance(found, timedelta) else found


def _shown(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Percent):
        return f"{float(cell) * 100:g} %"
    return cell.isoformat() if isinstance(cell, date) else str(cell)[:60]
