"""The cells of a file that somebody has to mend, one by one or by what is wrong in them."""

from collections.abc import Sequence

import pandas as pd

from cxdash.changes.comparing import NEEDS_ANSWER
from cxdash.changes.tracker_plan import Plan
from cxdash.trackers.readings import Problem

_CELLS = 3
_ONE_BY_ONE = 12
_COLUMNS = ["Cell", "What to do"]


def by_kind(planned: Plan) -> pd.DataFrame:
    """Return what has to be mended; where that is much, a column in which the same is wrong throughout is one row."""
    wrong = to_mend(planned)
    if len(wrong) <= _ONE_BY_ONE:
        return cell_by_cell(planned)
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in wrong:
        column = problem.source.cell.rstrip("0123456789")
        kinds.setdefault((problem.source.sheet, column, problem.code), []).append(problem)
    rows = [(_cells([str(each.source) for each in alike]), alike[0].message) for alike in kinds.values()]
    return pd.DataFrame(rows, columns=_COLUMNS, dtype=str)


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
