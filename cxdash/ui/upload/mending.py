"""The cells of a file that somebody has to mend, one by one or by what is wrong in them."""

from collections.abc import Sequence

import pandas as pd

from cxdash.changes.comparing import NEEDS_ANSWER
from cxdash.changes.tracker_plan import Plan
from cxdash.trackers.problems import PROBLEMS
from cxdash.trackers.readings import Problem

_CELLS = 3
_ONE_BY_ONE = 12
_COLUMNS = ["Cell", "What to do"]
_FORMULA = "uncached"


def by_kind(planned: Plan) -> pd.DataFrame:
    """Return what has to be mended; where that is much, a column in which the same is wrong throughout is one row.

    Formulas without a result are one row of each sheet, however few: one save of the workbook mends them all.
    """
    wrong = to_mend(planned)
    formulas = [problem for problem in wrong if problem.code == _FORMULA]
    is_much = len(wrong) - len(formulas) > _ONE_BY_ONE
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in wrong:
        kinds.setdefault(_kind(problem, is_much=is_much), []).append(problem)
    rows = [(_cells([str(each.source) for each in alike]), _what_to_do(alike)) for alike in kinds.values()]
    return pd.DataFrame(rows, columns=_COLUMNS, dtype=str)


def _kind(problem: Problem, *, is_much: bool) -> tuple[str, str, str]:
    """Name what is listed in one row with a problem: its formulas, its column or its cell alone."""
    sheet, cell = problem.source.sheet, problem.source.cell
    if problem.code == _FORMULA:
        return sheet, "", problem.code
    return (sheet, cell.rstrip("0123456789"), problem.code) if is_much else (sheet, cell, problem.message)


def _what_to_do(alike: Sequence[Problem]) -> str:
    if alike[0].code != _FORMULA or len(alike) == 1:
        return alike[0].message
    return f"{len(alike):,} formulas were saved without their results. {PROBLEMS[_FORMULA].mend}"


def cell_by_cell(planned: Plan) -> pd.DataFrame:
    """Return what has to be mended in the file, by cell; what waits for an answer is right as it is."""
    rows = [(str(problem.source), problem.message) for problem in to_mend(planned)]
    return pd.DataFrame(rows, columns=_COLUMNS, dtype=str)


def to_mend(planned: Plan) -> list[Problem]:
    """Return what is wrong in the file; what waits for an answer is right as it is."""
    return [problem for problem in planned.problems if problem.code != NEEDS_ANSWER]


def _cells(named: Sequence[str]) -> str:
    """Name the cells of one sheet: ``Data!H2, H3, H4 and 641 more``."""
    rest = [cell.rsplit("!", 1)[-1] for cell in named[1:]]
    more = f" and {len(named) - _CELLS:,} more" if len(named) > _CELLS else ""
    return ", ".join([named[0], *rest[: _CELLS - 1]]) + more
