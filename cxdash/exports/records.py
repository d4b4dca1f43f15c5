"""The rows of a report's table one by one, as slides and sheets write them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil
from typing import Any, TypeVar

import pandas as pd

_Row = TypeVar("_Row")
Record = dict[str, Any]
"""A row by the names of its columns; None where a cell is empty."""


def records(table: pd.DataFrame) -> list[Record]:
    """Return the rows of a table; empty cells are None, numbers are plain ones."""
    return [{str(name): _plain(each) for name, each in row.items()} for row in table.to_dict(orient="records")]


def numbers(rows: Iterable[Record], name: str) -> list[float | None]:
    """Return a column of figures, None where there is none."""
    return [None if row.get(name) is None else float(row[name]) for row in rows]


def even(rows: Sequence[_Row], at_most: int) -> list[list[_Row]]:
    """Return rows in parts that are about equally long and no longer than allowed."""
    parts = ceil(len(rows) / at_most)
    ends = [round(len(rows) * part / parts) for part in range(parts + 1)] if parts else []
    return [list(rows[start:end]) for start, end in pairwise(ends)]


def _plain(value: Any) -> Any:  # noqa: ANN401 whatever a cell holds
    if isinstance(value, str | tuple | list):
        return value
    return None if pd.isna(value) else value
