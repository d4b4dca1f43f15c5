"""The partner's export: a German text file, semicolons, decimal commas, dates like 31.12.2025, its own encoding."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.generate.portfolio import kept_in
from data.generate.series import Figures, Series, catalogue
from data.generate.vocabulary import IN_PARTNER

LABELS = ("Einrichtung/Pilot", "Kennzahl", "Woche ab", "Gruppe", "Zähler", "Nenner", "Wert")
GROUPS = {"Pilot": "Pilot", "Comparison": "Vergleich"}
METRICS = {
    "renewal_rate": "Renewal %",
    "complaint_rate": "Complaints/1k",
    "delivery_consistency": "On Time %",
    "escalation_rate": "Escalation %",
}


LATE = frozenset(date(2026, 9, day) for day in (7, 14, 21, 28))
"""The weeks that the partner left out, and sent only after the quarter was closed."""


def write(path: Path, figures: Figures) -> None:
    """Write the export as Excel in Germany saves it, without the weeks that came late."""
    _write(path, figures, lambda week: week not in LATE)


def write_late(path: Path, figures: Figures) -> None:
    """Write the weeks that the partner sent after the quarter was closed."""
    _write(path, figures, LATE.__contains__)


def _write(path: Path, figures: Figures, has: Callable[[date], bool]) -> None:
    with path.open("w", encoding="cp1252", newline="") as file:
        lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
        lines.writerow(LABELS)
        for pilot in kept_in(IN_PARTNER):
            for metric, simulated in figures[pilot.name].items():
                for group, series in simulated.arms():
                    keys = [pilot.name, METRICS[metric]]
                    cells = _cells(metric, GROUPS[group], series)
                    weeks = [each.starts for each in series.periods]
                    lines.writerows([*keys, *row] for week, row in zip(weeks, cells, strict=True) if has(week))


def _cells(metric: str, group: str, series: Series) -> list[list[str]]:
    known = catalogue().get(metric)
    as_percent = known is not None and known.is_fraction
    return [
        [_day(period.starts), group, f"{above:.0f}", f"{below:.0f}", _value(value, as_percent=as_percent)]
        for period, above, below, value in zip(
            series.periods, series.numerators, series.denominators, series.values, strict=True
        )
    ]


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _value(value: float, *, as_percent: bool) -> str:
    return (f"{value * 100:.2f} %" if as_percent else f"{value:.2f}").replace(".", ",")
