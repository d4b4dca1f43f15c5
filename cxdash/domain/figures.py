"""Figures as people say them: with unit, currency and sign, rounded no finer than the evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

from cxdash.domain.metrics import Metric

MINUS = "−"
NO_BREAK = "\u00a0"
_WHOLE_ALREADY = 15
"""Above 10 to this power the twelve digits that are written say nothing of what stands after the point."""
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_THOUSAND = 1_000
_TEN_THOUSAND = 10_000
_MILLION = 1_000_000
_STEPS = ((9_995_000, 100_000), (999_500, 10_000), (99_950, _THOUSAND), (_TEN_THOUSAND, 100), (0, 1))
"""From which size on ``money`` leaves out how much."""


def signed(text: str, value: float, *, show_plus: bool = True) -> str:
    """Put the sign of a value before its unsigned text: − for negative, + for positive unless told otherwise."""
    if value < 0:
        return f"{MINUS}{text}"
    return f"+{text}" if show_plus and value > 0 else text


def rounded(value: float, places: int = 0) -> float:
    """Round as people do, halves away from zero: ``12.5`` becomes ``13``; what only floating point adds is left out."""
    exact = Decimal(f"{value:.12g}")
    if not exact.is_finite() or exact.adjusted() > _WHOLE_ALREADY:
        return float(exact)
    return float(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def percent(fraction: float, *, places: int = 1, sign: bool = False) -> str:
    """Write a fraction of 1 in percent: ``0.1563`` becomes ``15.6 %``."""
    shown = rounded(fraction * 100, places)
    return signed(f"{abs(shown):.{places}f}{NO_BREAK}%", shown, show_plus=sign)


def points(fraction: float, *, places: int = 1) -> str:
    """Write a difference of two shares in percentage points, signed: ``−4.5 points``."""
    shown = rounded(fraction * 100, places)
    return signed(f"{abs(shown):.{places}f}{NO_BREAK}points", shown)


def money(amount: float, currency: str, *, sign: bool = False, pence: bool = False) -> str:
    """Round money as people say it: ``£840``, ``£12.4k``, ``£1.3m``; whole amounts below 100 with ``pence`` if told."""
    symbol = _SYMBOLS.get(currency, f"{currency}{NO_BREAK}")
    size = abs(amount)
    if size >= 0.9995 * _MILLION:
        text = f"{symbol}{number(size / _MILLION, places=1 if size >= 10 * _MILLION else 2)}m"
    elif size >= 99_950:
        text = f"{symbol}{number(size / _THOUSAND, places=0)}k"
    elif size >= _TEN_THOUSAND:
        text = f"{symbol}{number(size / _THOUSAND, places=1)}k"
    else:
        whole = size >= 100 or (size == round(size) and not pence)
        text = f"{symbol}{number(size, places=0 if whole else 2)}"
    return signed(text, amount, show_plus=sign)


def money_beside(amount: float, currency: str, *, beside: float) -> str:
    """Write an amount no finer than a larger one that stands beside it is written; empty where nothing is left of it.

    ``3_455`` beside ``£447k`` is ``£3k``: nobody may read the difference of two rounded amounts to the pound.
    """
    step = next(step for least, step in _STEPS if abs(beside) >= least)
    shown = rounded(amount / step) * step
    if not shown:
        return ""
    if _THOUSAND <= abs(shown) < _MILLION and step > 1:
        symbol = _SYMBOLS.get(currency, f"{currency}{NO_BREAK}")
        return signed(f"{symbol}{abs(shown) / _THOUSAND:.10g}k", shown, show_plus=False)
    return money(shown, currency)


def to_three_figures(amount: float) -> int:
    """Round an amount to three significant figures, no finer than units: ``3_263_184`` becomes ``3_260_000``."""
    size = abs(amount)
    return round(rounded(amount, min(0, 2 - floor(log10(size))))) if size >= 1 else 0


def number(value: float, *, places: int | None = None, sign: bool = False) -> str:
    """Write a plain number with separators; without ``places`` three significant figures below a thousand."""
    digits = places if places is not None else _places_for(value)
    shown = rounded(value, digits)
    return signed(f"{abs(shown):,.{digits}f}", shown, show_plus=sign)


def count(number_of: int, singular: str, plural: str | None = None) -> str:
    """Write a count with its noun: ``1 pilot``, ``1,200 pilots``."""
    return f"{number_of:,} {singular if number_of == 1 else plural or singular + 's'}"


def listed(words: Iterable[str]) -> str:
    """Write words as an enumeration: ``people, process and data``; "" for none."""
    said = list(words)
    return " and ".join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)


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

    def change(self, metric: Metric, before: float, now: float) -> str:
        """Write two values as people compare them, the unit once: ``5.8 → 5.9 %``, ``£4.00 → £3.20 per contact``.

        Plain numbers have no more places than tell the two apart; “score” says nothing that the name does not.
        """
        if metric.is_fraction:
            unit = f"{NO_BREAK}%"
            first, second = (percent(each).removesuffix(unit) for each in (before, now))
        elif metric.unit.startswith("currency"):
            unit = metric.unit.removeprefix("currency").replace("/", " per ")
            first, second = (each.removesuffix(unit) for each in self.alike(metric, before, now))
        else:
            unit = "" if metric.unit in {"count", "score"} else f"{NO_BREAK}{metric.unit}"
            places = _places_apart(before, now)
            first, second = (number(each, places=places) for each in (before, now))
        return f"{first} → {second}{unit}"

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

    def money_beside(self, amount: float, larger: float) -> str:
        """Write an amount no finer than a larger one beside it; empty where nothing is left of it."""
        return money_beside(amount, self.currency, beside=larger)


def _places_for(value: float) -> int:
    size = abs(value)
    if size >= 100 or value == round(value):
        return 0
    return 1 if size >= 10 else 2


def _places_apart(one: float, other: float) -> int:
    """Return how many places tell two values apart, at least one of fractions, but no more than either has alone."""
    most = max(_places_for(one), _places_for(other))
    return next((places for places in range(min(1, most), most) if 10.0**-places <= abs(one - other)), most)
