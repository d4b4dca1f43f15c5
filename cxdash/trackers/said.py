"""What a person said about a file, by the key of the question, as the hints it is read with."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cxdash.trackers.readings import Hints, Layout

ANSWERED = frozenset({"year", "day_first", "decimal_comma", "layout", "header", "period"})
"""The kinds of question that have a hint; a key is a kind, or a kind, a colon and the sheet."""


def hints_from(said: Mapping[str, str], *, fiscal_first_month: int = 1) -> Hints:
    """Return the hints that say this; an answer that makes no sense is left out, so that its question comes again."""
    hints = Hints(fiscal_first_month=fiscal_first_month)
    for key, answer in said.items():
        kind, _, sheet = key.partition(":")
        try:
            hints = _with(hints, kind, sheet, answer.strip())
        except ValueError:
            continue
    return hints


def _with(hints: Hints, kind: str, sheet: str, answer: str) -> Hints:
    changed: dict[str, Any] = {}
    match kind:
        case "year":
            changed["year"] = int(answer)
        case "day_first":
            changed["day_first"] = answer == "day"
        case "decimal_comma":
            changed["decimal_comma"] = answer == "decimal"
        case "layout":
            changed["layouts"] = {**hints.layouts, sheet: Layout(answer)}
        case "header":
            changed["header_rows"] = {**hints.header_rows, sheet: _rows(answer)}
        case "period":
            changed["periods"] = {**hints.periods, sheet: answer}
    return replace(hints, **changed)


def _rows(answer: str) -> tuple[int, int]:
    """Read ``3`` as the one header row, ``2-3`` as the first and the last."""
    first, _, last = answer.partition("-")
    return int(first), int(last or first)
