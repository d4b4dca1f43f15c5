"""What the cells of one column hold: figures, texts, days or periods, perhaps with a word behind every number."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cxdash.trackers.files.cells import Cell, Percent
from cxdash.trackers.files.kinds import Kind, kind_of
from cxdash.trackers.periods.when import is_year
from cxdash.trackers.tables.header_rows import dominant
from cxdash.trackers.values.marks import is_censored

_SUFFIXED = re.compile(r"[<>~]?\s?[+-]?\d[\d.,\s]*([^\W\d_][^\d]{0,20})")
_OTHERS = (Kind.TEXT, Kind.DATE, Kind.PERIOD)
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Held:
    """A column's kind, the share of its cells that have it, and what its numbers have in common."""

    kind: Kind
    share: float
    years: bool = False
    suffix: str = ""
    counts_rows: bool = False
    numbers: int = 0


def held_by(cells: Sequence[Cell]) -> Held:
    """Return what a column's cells hold; one where figures are not outnumbered by texts holds figures."""
    filled = [cell for cell in cells if cell is not None]
    counts = Counter(kind_of(cell) for cell in filled)
    if counts[Kind.NUMBER]:
        bounds = sum(isinstance(cell, str) and is_censored(cell) for cell in filled if kind_of(cell) is Kind.TEXT)
        counts[Kind.TEXT] -= bounds
        counts[Kind.MISSING] += bounds
    others = sum(counts[kind] for kind in _OTHERS)
    if counts[Kind.NUMBER] and counts[Kind.NUMBER] >= others:
        if _are_identifiers(filled):
            return Held(Kind.TEXT, 1.0)
        share = 1 - others / counts.total()
        return Held(
            Kind.NUMBER, share, _are_years(filled), counts_rows=_count_rows(filled), numbers=counts[Kind.NUMBER]
        )
    suffix = _suffix(filled) if counts[Kind.TEXT] else ""
    if suffix:
        return Held(Kind.NUMBER, 1.0, suffix=suffix, numbers=counts[Kind.TEXT])
    kind, share = dominant(kind for kind, times in counts.items() for _ in range(times))
    # A few texts such as "May" or "Out" among others are words and no months.
    return Held(Kind.TEXT if kind is Kind.PERIOD and share < _MOSTLY else kind, share)


def _are_years(cells: Sequence[Cell]) -> bool:
    """Whether all numbers of a column are years, as numbers or as the texts of a text file."""
    numbers = [_number(cell) for cell in cells if kind_of(cell) is Kind.NUMBER]
    return bool(numbers) and all(number is not None and is_year(number) for number in numbers)


def _are_identifiers(cells: Sequence[Cell]) -> bool:
    """Whether the numbers are written with leading zeros, as those are that nobody adds up: ``0070``, ``007``."""
    digits = [cell for cell in cells if isinstance(cell, str) and cell.isdecimal()]
    return any(len(text) > 1 and text[0] == "0" for text in digits) and len({len(text) for text in digits}) <= 2


def _count_rows(cells: Sequence[Cell]) -> bool:
    """Whether the numbers go up (or down) by one from row to row."""
    numbers = [number for cell in cells if (number := _number(cell)) is not None]
    steps = Counter(after - before for before, after in pairwise(numbers))
    return len(numbers) > 2 and max(steps[1.0], steps[-1.0]) >= 0.9 * steps.total()


def _number(cell: Cell) -> float | None:
    if isinstance(cell, Percent):
        return None
    if isinstance(cell, str):
        return float(cell) if cell.isdecimal() else None
    return cell if isinstance(cell, float) else None


def _suffix(cells: Sequence[Cell]) -> str:
    """Return the one word that stands behind the number in nearly all texts, such as ``cases``; empty without one."""
    texts = [cell for cell in cells if isinstance(cell, str) and kind_of(cell) is Kind.TEXT]
    found = Counter(match[1].strip().casefold() for text in texts if (match := _SUFFIXED.fullmatch(text.strip())))
    if not found or len(texts) < 2:
        return ""
    word, times = found.most_common(1)[0]
    return word if times >= 0.8 * len(texts) and word else ""
