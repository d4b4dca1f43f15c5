"""The partner's export: a German text file, semicolons, decimal commas, dates like 31.12.2025, its own encoding."""

import csv
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


def write(path: Path, figures: Figures) -> None:
    """Write the export as Excel in Germany saves it."""
    with path.open("w", encoding="cp1252", newline="") as file:
        lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
        lines.writerow(LABELS)
        for pilot in kept_in(IN_PARTNER):
            for metric, simulated in figures[pilot.name].items():
                for group, series in simulated.arms():
                    keys = [pilot.name, METRICS[metric]]
                    lines.writerows([*keys, *cells] for cells in _cells(metric, GROUPS[group], series))


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
