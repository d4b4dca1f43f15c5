"""Rows of the charts that set intervals below one another."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd


class IntervalRow(NamedTuple):
    """One interval: numbers for the picture, the same in words for the reader.

    Attributes:
        name: whose it is; one row each.
        raw: as measured, with its 95 % interval ``low`` to ``high``.
        likely: once all finished pilots are weighed together; None where that was not done.
        drawn_low: where the picture's line begins; a range far beyond the others is cut.
        target: what was wanted, on the same scale; None where the chart has one line for all.
        state: verdict or light, which decides the colour.
        mark: the state in words, beside the name.
    """

    name: str
    raw: float
    low: float
    high: float
    likely: float | None
    drawn_low: float
    drawn_high: float
    target: float | None
    state: str
    mark: str
    words: str
    likely_words: str


def table(rows: Sequence[IntervalRow]) -> pd.DataFrame:
    """Return rows as the table a chart draws and hands over."""
    return pd.DataFrame(rows, columns=list(IntervalRow._fields))


def within(bounds: tuple[float, float], value: float) -> float:
    """Cut a limit to what a chart shows."""
    return min(max(value, bounds[0]), bounds[1])
