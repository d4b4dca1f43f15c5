"""No-shows by booking channel: the weekly figures of three pilots once more, divided exactly by how people booked.

Text messages reach those who booked online; who books at the clinic's desk misses as much as before at one site, and at
another the total falls only because more people book online.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.generate.portfolio import PILOTS
from data.generate.series import Figures, Numbers
from data.generate.workbook import write_cell, writing

METRIC = "no_show_rate"
LABELS = ("Pilot", "Metric", "Week commencing", "Channel", "Numerator", "Denominator", "Value")
WIDTHS = (32, 14, 16, 14, 10, 10, 13)
CHANNELS = ("Online", "Phone", "Clinic desk")
_WEEKS_UNTIL_SETTLED = 8


@dataclass(frozen=True, slots=True)
class Division:
    """How a pilot's bookings divide among ``CHANNELS``, and each channel's rate beside the others', before and after.

    Shares add up to 1; of the rates only their proportions count, for the total stays what it is.
    """

    shares_before: tuple[float, float, float]
    shares_after: tuple[float, float, float]
    rates_before: tuple[float, float, float]
    rates_after: tuple[float, float, float]


DIVISIONS = {
    "No-show outreach Northgate": Division(
        (0.34, 0.46, 0.20), (0.46, 0.40, 0.14), (0.80, 1.05, 1.25), (0.58, 0.95, 2.70)
    ),
    "No-show outreach Harbour View": Division(
        (0.30, 0.50, 0.20), (0.34, 0.47, 0.19), (0.90, 1.00, 1.15), (0.85, 1.02, 1.20)
    ),
    "No-show outreach Fernhill": Division(
        (0.20, 0.50, 0.30), (0.45, 0.40, 0.15), (0.45, 1.00, 1.60), (0.60, 1.20, 1.80)
    ),
}


def write(path: Path, figures: Figures) -> None:
    """Write the workbook with these figures."""
    with writing(path) as book:
        sheet = book.sheet("By channel")
        for column, (label, width) in enumerate(zip(LABELS, WIDTHS, strict=True)):
            sheet.write_string(0, column, label, book.header)
            sheet.set_column(column, column, width)
        formats = (None, None, book.day, None, book.style(num_format="#,##0"), book.style(num_format="#,##0"))
        for index, cells in enumerate(rows(figures)):
            styles = (*formats, book.style(num_format="0.0%"))
            for column, (value, style) in enumerate(zip(cells, styles, strict=True)):
                write_cell(sheet, 1 + index, column, value, style)
        sheet.freeze_panes(1, 0)


def rows(figures: Figures) -> Iterator[tuple[object, ...]]:
    """Yield a row per pilot, week and channel; the channels of a week add up to what the weekly tracker says."""
    goes_live = {pilot.name: pilot.goes_live for pilot in PILOTS}
    for name, division in DIVISIONS.items():
        series = figures[name][METRIC].pilot
        for period, missed, booked in zip(series.periods, series.numerators, series.denominators, strict=True):
            weeks = (period.starts - goes_live[name]).days / 7
            settled = float(np.clip(weeks / _WEEKS_UNTIL_SETTLED, 0.0, 1.0))
            shares = _between(division.shares_before, division.shares_after, settled)
            rates = division.rates_after if weeks >= 0 else division.rates_before
            bookings = divided(booked, shares)
            for channel, above, below in zip(
                CHANNELS, divided(missed, bookings * np.array(rates)), bookings, strict=True
            ):
                yield name, "No Show %", period.starts, channel, above, below, round(above / below, 4)


def divided(total: float, weights: Sequence[float] | Numbers) -> Numbers:
    """Divide a whole number in proportion to weights into whole numbers that add up to it (largest remainders)."""
    exact = total * np.asarray(weights) / np.sum(weights)
    whole = np.floor(exact)
    left = round(total - whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:left]] += 1
    return whole


def _between(before: Sequence[float], after: Sequence[float], settled: float) -> Numbers:
    return (1 - settled) * np.array(before) + settled * np.array(after)
