"""Figures as people say them: with unit, currency and sign, rounded no finer than the evidence."""

from dataclasses import dataclass
from math import floor, log10

from cxdash.domain.metrics import Metric

MINUS = "−"
NO_BREAK = "\u00a0"
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_THOUSAND = 1_000
_TEN_THOUSAND = 10_000
_MILLION = 1_000_000


def signed(text: str, value: float, *, show_plus: bool = True) -> str:
    """Put the sign of a value before its unsigned text: − for negative, + for positive unless told otherwise."""
    if value < 0:
        return f"{MINUS}{text}"
    return f"+{text}" if show_plus and value > 0 else text


def percent(fraction: float, *, places: int = 1, sign: bool = False) -> str:
    """Write a fraction of 1 in percent: ``0.1563`` becomes ``15.6 %``."""
    text = f"{abs(fraction) * 100:.{places}f}{NO_BREAK}%"
    return signed(text, _as_shown(fraction * 100, places), show_plus=sign)


def points(fraction: float, *, places: int = 1) -> str:
    """Write a difference of two shares in percentage points, signed: ``−4.5 points``."""
    return signed(f"{abs(fraction) * 100:.{places}f}{NO_BREAK}points", _as_shown(fraction * 100, places))


def money(amount: float, currency: str, *, sign: bool = False, pence: bool = False) -> str:
    """Round money as people say it: ``£840``, ``£12.4k``, ``£1.3m``; whole amounts below 100 with ``pence`` if told."""
    symbol = _SYMBOLS.get(currency, f"{currency}{NO_BREAK}")
    size = abs(amount)
    if size >= 0.9995 * _MILLION:
        text = f"{symbol}{size / _MILLION:.{1 if size >= 10 * _MILLION else 2}f}m"
    elif size >= 99_950:
        text = f"{symbol}{size / _THOUSAND:.0f}k"
    elif size >= _TEN_THOUSAND:
        text = f"{symbol}{size / _THOUSAND:.1f}k"
    elif size >= 100 or (size == round(size) and not pence):
        text = f"{symbol}{size:,.0f}"
    else:
        text = f"{symbol}{size:,.2f}"
    return signed(text, amount, show_plus=sign)


def to_three_figures(amount: float) -> int:
    """Round an amount to three significant figures, no finer than units: ``3_263_184`` becomes ``3_260_000``."""
    size = abs(amount)
    return round(round(amount), min(0, 2 - floor(log10(size)))) if size >= 1 else 0


def number(value: float, *, places: int | None = None, sign: bool = False) -> str:
    """Write a plain number with separators; without ``places`` three significant figures below a thousand."""
    shown = places if places is not None else _places_for(value)
    return signed(f"{abs(value):,.{shown}f}", _as_shown(value, shown), show_plus=sign)


def count(number_of: int, singular: str, plural: str | None = None) -> str:
    """Write a count with its noun: ``1 pilot``, ``1,200 pilots``."""
    return f"{number_of:,} {singular if number_of == 1 else plural or singular + 's'}"


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes the values of metrics for one organisation's currency."""

    currency: str = "GBP"

    def value(self, metric: Metric, value: float | None) -> str:
        """Write one value of a metric with its unit, or an en dash where there is none."""
        if value is None:
            return "–"
        if metric.is_fraction:
            return percent(value)
        if metric.unit.startswith("currency"):
            return money(value, self.currency) + metric.unit.removeprefix("currency").replace("/", " per ")
        return number(value) + (f"{NO_BREAK}{metric.unit}" if metric.unit != "count" else "")

    def alike(self, metric: Metric, *values: float) -> tuple[str, ...]:
        """Write values that stand beside each other as ``value`` does, with as many places: ``4.00`` and ``3.20``."""
        if metric.is_fraction:
            return tuple(self.value(metric, each) for each in values)
        places = max((_places_for(each) for each in values), default=0)
        if metric.unit.startswith("currency"):
            per = metric.unit.removeprefix("currency").replace("/", " per ")
            return tuple(money(each, self.currency, pence=places > 0) + per for each in values)
        unit = f"{NO_BREAK}{metric.unit}" if metric.unit != "count" else ""
        return tuple(number(each, places=places) + unit for each in values)

    def difference(self, metric: Metric, difference: float | None) -> str:
        """Write a change of a metric with its sign: shares in points, money in currency, the rest in its unit."""
        if difference is None:
            return "–"
        if metric.is_fraction:
            return points(difference)
        if metric.unit.startswith("currency"):
            return money(difference, self.currency, sign=True) + metric.unit.removeprefix("currency").replace(
                "/", " per "
            )
        return number(difference, sign=True) + (f"{NO_BREAK}{metric.unit}" if metric.unit != "count" else "")

    def unit(self, metric: Metric) -> str:
        """Write the unit of a metric as people read it: ``%``, ``£ per contact``, ``seconds``."""
        return metric.unit.replace("currency", self.symbol).replace("/", " per ")

    @property
    def symbol(self) -> str:
        """The sign of the currency, or its code where it has none of its own."""
        return _SYMBOLS.get(self.currency, self.currency)

    def money(self, amount: float | None, *, sign: bool = False) -> str:
        """Write an amount in the organisation's currency, or an en dash where there is none."""
        return "–" if amount is None else money(amount, self.currency, sign=sign)


def _as_shown(value: float, places: int) -> float:
    """A value that rounds to nothing carries no sign."""
    return round(value, places)


def _places_for(value: float) -> int:
    size = abs(value)
    if size >= 100 or value == round(value):
        return 0
    return 1 if size >= 10 else 2
