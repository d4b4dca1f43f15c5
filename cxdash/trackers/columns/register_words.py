"""Words in the cells of a register: stages, ways to compare, lengths of windows, days, amounts."""

import re
from datetime import date, datetime, timedelta

from cxdash.domain.metrics import plain
from cxdash.trackers.files.cells import Cell, CellError, Percent, Uncached
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.values.marks import is_missing
from cxdash.trackers.values.numbers import parse_number
from cxdash.trackers.vocabulary import named_words

_STAGES = named_words("stage")
_COMPARISONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("randomised", re.compile(r"random|rct|a/b|ab test|split test|zufall|lottery", re.IGNORECASE)),
    (
        "none",
        re.compile(
            r"^(?:none|no|nein|keine?|without|ohne|before.?after|pre.?post|vorher.?nachher|no comparison.*|n/?a|-)$",
            re.IGNORECASE,
        ),
    ),
    (
        "group",
        re.compile(
            r"group|gruppe|control|kontroll|comparison|vergleich|site|standort|matched|yes|ja|difference|did",
            re.IGNORECASE,
        ),
    ),
)
_LENGTH = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(d|days?|tage?|w|wks?|weeks?|wochen?|m|mths?|months?|monate?)?\.?", re.IGNORECASE
)
_DAYS = {"d": 1.0, "t": 1.0, "w": 7.0, "m": 365.25 / 12}


def stage_of(text: str) -> str | None:
    """Return the stage that a word means: idea, pilot, proof or scale."""
    name = plain(text)
    found = _STAGES.get(name)
    if found is None and name:
        found = next((_STAGES[word] for word in name.split() if word in _STAGES), None)
    return found


def stage_alone(text: str) -> str | None:
    """Return the stage that a text is as a whole, as headings between the rows of a register are."""
    return _STAGES.get(plain(text).removeprefix("stage ").removeprefix("phase "))


def comparison_of(text: str) -> str | None:
    """Return how a pilot is compared: none, group or randomised."""
    return next((kind for kind, pattern in _COMPARISONS if pattern.search(text.strip())), None)


def days_of(cell: Cell) -> float | None:
    """Return a length of time in days, ``12 weeks`` as 84."""
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 86_400
    if isinstance(cell, float):
        return float(cell)
    match = _LENGTH.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match is None:
        return None
    return round(float(match[1].replace(",", ".")) * _DAYS[(match[2] or "d")[0].lower()])


def day_in(cell: Cell, *, day_first: bool) -> date | None:
    """Return the day a cell holds; a month or quarter means its first day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    when = parse_when(cell) if isinstance(cell, str) else None
    if when is None:
        return None
    if when.day is not None:
        return when.other if when.other is not None and not day_first else when.day
    if when.year is None or when.grain is None:
        return None
    month = when.number if when.grain == "month" else (when.number - 1) * 3 + 1 if when.grain == "quarter" else 1
    return date(when.year, month, 1) if when.grain != "week" else date.fromisocalendar(when.year, when.number, 1)


def amount_in(cell: Cell, *, decimal_comma: bool) -> float | None:
    """Return the number a cell holds, a share as a fraction of 1."""
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, float):
        return float(cell)
    if not isinstance(cell, str):
        return None
    number = parse_number(cell, decimal_comma=decimal_comma)
    return number.total_seconds() if isinstance(number, timedelta) else number


def text_in(cell: Cell) -> str | None:  # noqa: PLR0911 - one return for each type of cell
    """Return a cell as text, None where it is empty or a mark for nothing."""
    if cell is None or isinstance(cell, CellError | Uncached):
        return None
    if isinstance(cell, Percent):
        return f"{float(cell) * 100:.6g} %"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return None if is_missing(cell) else cell
