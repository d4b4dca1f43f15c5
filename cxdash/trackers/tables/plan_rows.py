"""Rows of targets, plans and differences between those of what happened, and the names that stand in them."""

from collections.abc import Collection, Sequence

from cxdash.domain.metrics import plain
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.tables.frames import Frame
from cxdash.trackers.tables.names_filled import is_sparse
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import is_derived, is_total

_PLANS = words("not_actual") | words("goal")
_HAPPENED = frozenset({"actual", "actuals", "ist", "istwert", "real", "réel", "realisiert", "realised", "achieved"})
_MOST_WORDS = 6


def tell_plans_from_actuals(texts: Sequence[str]) -> bool:
    """Whether a column's texts say of each row whether it holds what happened or what was planned."""
    if not 1 < len(texts) <= _MOST_WORDS:
        return False
    happened = sum(plain(text) in _HAPPENED for text in texts)
    planned = sum(plain(text) not in _HAPPENED and (plain(text) in _PLANS or is_derived(text)) for text in texts)
    return happened > 0 and planned > 0 and happened + planned == len(texts)


def plan_rows(frame: Frame, rows: Sequence[tuple[int, Sequence[Cell]]]) -> set[int]:
    """Return the rows of plans: where the period would stand, or in a column that tells plans from what happened."""
    period = frame.with_field("period")
    found: set[int] = set()
    for column in frame.columns:
        if column is not period and (column.numeric or not tell_plans_from_actuals(column.texts)):
            continue
        plans = {text for text in column.texts if plain(text) in _PLANS and plain(text) not in _HAPPENED}
        found |= {number for number, cells in rows if column.index < len(cells) and cells[column.index] in plans}
    return found


def names_carried(frame: Frame, dropped: Collection[int]) -> dict[int, dict[int, str]]:
    """Return names that stand only in rows that are left out, by the row below that they are meant for too.

    The target often stands first, with the metric's name beside it, and what happened below it without the name.
    """
    grid = frame.region.grid.rows
    sparse = [column.index for column in frame.columns if not column.numeric and is_sparse(column, frame)]
    found: dict[int, dict[int, str]] = {}
    waiting: dict[int, str] = {}
    for number in frame.body:
        cells = grid[number]
        own = {index: cells[index] if index < len(cells) else None for index in sparse}
        if number in dropped:
            waiting |= {index: cell for index, cell in own.items() if isinstance(cell, str) and _is_name(cell)}
            continue
        blank = {index: name for index, name in waiting.items() if own[index] is None}
        if blank:
            found[number] = blank
        waiting = {}
    return found


def _is_name(text: str) -> bool:
    return not is_total(text) and not is_derived(text) and plain(text) not in _PLANS
