"""How the figures of one metric in one table become its unit: points to shares, minutes to seconds."""

from datetime import timedelta

from cxdash.domain.metrics import Metric, plain
from cxdash.trackers.files.cells import Percent
from cxdash.trackers.values.durations import SECONDS_BY_UNIT
from cxdash.trackers.values.numbers import Number
from cxdash.trackers.vocabulary import named_words

_POINTS_FROM = 2.0
_TIME_UNITS = {"seconds": "s", "minutes": "m", "hours": "h", "days": "d"}
_LABEL_UNITS = named_words("time_unit")


class Scale:
    """How a metric's figures in one table become its unit."""

    def __init__(self, metric: Metric | None, label: str, unit: str, largest: float) -> None:
        """Learn the metric, if it is known, its label and unit in the table, and its largest figure there."""
        says = f"{label} {unit}"
        share = (
            metric.is_fraction
            if metric
            else "%" in says or "percent" in says.casefold() or "prozent" in says.casefold()
        )
        self.metric = metric
        self.key = metric.slug if metric else label
        self.unit: str | None = metric.unit if metric else "%" if share else unit or None
        self._divisor = 100.0 if share and largest > _POINTS_FROM else 1.0
        self._per_thousand = metric is not None and metric.unit == "per 1,000"
        own = _TIME_UNITS.get(metric.unit) if metric else None
        written = _written_unit(label, unit)
        self._seconds = SECONDS_BY_UNIT[own] if own else 1
        self._factor = SECONDS_BY_UNIT[written] / self._seconds if own and written else 1.0

    def apply(self, value: Number) -> float:
        """Return a figure in the metric's unit, shares as fractions of 1."""
        if isinstance(value, timedelta):
            if self.unit is None:
                self.unit = "seconds"
            return value.total_seconds() / self._seconds
        if isinstance(value, Percent):
            return float(value) * (1000 if self._per_thousand else 1)
        if self._divisor != 1.0:
            return value / self._divisor
        return value * self._factor if self._factor != 1.0 else value


def _written_unit(label: str, unit: str) -> str | None:
    """Return the unit of time a header or unit cell names, as s, m, h or d."""
    _, found, inside = label.rpartition("(")
    for text in (unit, inside.rstrip(") ") if found else ""):
        word = plain(text)
        if word in _LABEL_UNITS:
            return _LABEL_UNITS[word]
    return None
