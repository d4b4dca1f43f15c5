"""A quarter's money as figures with names that last: totals, classes, what was cut, what is modelled, each pilot."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cxdash.domain.closing import MONEY, Figure
from cxdash.domain.metrics import Metric
from cxdash.domain.money import Span
from cxdash.domain.use_cases import slug_of
from cxdash.reports.earned import Basis, Earned, Modelled, QuarterValue

_APART = {Basis.WEAK: "on weak evidence, apart", Basis.UNPROVEN: "without an interval, apart"}


def figures(value: QuarterValue) -> Iterator[Figure]:
    """Yield every amount of a quarter; pilots by name."""
    yield from _headline(value)
    yield from _totals(value)
    yield from _classes(value)
    yield from _cut(value)
    for modelled in value.modelled:
        yield _modelled(modelled)
    for each in sorted(value.earned, key=lambda each: (each.result.name, _slug(each.result.metric))):
        yield from _of_pilot(each)


def _totals(value: QuarterValue) -> Iterator[Figure]:
    measured = len(value.of(Basis.MEASURED))
    yield _money("total/measured/realised", "Measured value before run cost", value.gross, pilots=measured)
    yield _money("total/measured/net", "Measured value after run cost", value.net, pilots=measured)
    yield _amount("total/measured/promised", "Promised on the same cases", value.promised)
    yield _amount("total/measured/run_cost", "Run cost of the measured pilots", value.run_cost)
    for basis, words in _APART.items():
        key, parts = f"total/{basis.name.lower()}/realised", len(value.of(basis))
        yield _money(key, f"Value {words}", value.totals[basis], pilots=parts)
    yield _amount("total/overlap", "Claimed twice, or more than the budget line, and taken out", value.overlap)
    yield _amount("total/modelled", "Modelled benefits, apart", value.modelled_total)


def _headline(value: QuarterValue) -> Iterator[Figure]:
    headline = value.headline
    confirmed = "Value confirmed by finance"
    yield _money("total/headline/net", f"{confirmed}, after cost", headline.net, pilots=headline.pilots)
    yield _money("total/headline/value", f"{confirmed}, before cost", headline.value, pilots=headline.pilots)
    yield _amount("total/headline/run_cost", f"{confirmed}: run cost", headline.run_cost)
    yield _amount("total/headline/one_off", f"{confirmed}: share of the one-off cost", headline.one_off)


def _classes(value: QuarterValue) -> Iterator[Figure]:
    for each in value.by_class:
        name = "unsaid" if each.finance_class is None else each.finance_class.name.lower()
        key = f"total/class/{name}/{'confirmed' if each.is_confirmed else 'unconfirmed'}"
        yield _money(key, f"Measured value: {each.label}", each.value, pilots=each.parts)


def _cut(value: QuarterValue) -> Iterator[Figure]:
    for each in value.pools:
        name = each.slug or slug_of(each.name)
        key = f"pool/{each.kind.name.lower()}/{name}" + (f"/{each.metric}" if each.metric else "")
        evidence: dict[str, Any] = {"pilots": list(each.pilots), "plain_sum": each.plain_sum, "most": each.most}
        if each.slug:
            evidence["line"] = each.slug
        yield _amount(key, f"{each.kind.value.capitalize()} {each.name}: what counts", each.counts, evidence=evidence)


def _modelled(each: Modelled) -> Figure:
    name = "unsaid" if each.finance_class is None else each.finance_class.name.lower()
    key = f"modelled/{each.use_case}/{each.pilot or 'whole'}/{name}"
    words = f"Modelled benefit of {each.pilot or each.use_case}"
    evidence = {"use_case": each.use_case, "rests_on": each.rests_on}
    return _amount(key, words, each.amount, pilot=each.pilot or "", evidence=evidence)


def _of_pilot(each: Earned) -> Iterator[Figure]:
    result = each.result
    stem, words = f"pilot/{result.slug}/{_slug(result.metric)}", f"{result.name}, {_name(result.metric)}"
    about: dict[str, Any] = {"pilot": result.slug, "metric": _slug(result.metric)}
    adds_to = _adds_to(each)
    yield _money(f"{stem}/realised", f"{words}: realised", each.counts, **about, evidence=adds_to | _evidence(each))
    if each.promised is not None:
        yield _amount(f"{stem}/promised", f"{words}: promised", each.promised, **about, evidence=adds_to)
    if each.run_cost is not None:
        evidence = adds_to | {"rests_on": each.run_cost_basis}
        yield _amount(f"{stem}/run_cost", f"{words}: run cost", each.run_cost, **about, evidence=evidence)
    if each.one_off:
        words = f"{words}: share of the one-off cost"
        yield _amount(f"{stem}/one_off", words, each.one_off, **about, evidence=adds_to)


def _adds_to(each: Earned) -> dict[str, Any]:
    """Return which sums a pilot's figures add to."""
    finance_class = "unsaid" if each.finance_class is None else each.finance_class.name.lower()
    confirmed = "confirmed" if each.is_confirmed else "unconfirmed"
    return {
        "pilot": each.result.name,
        "basis": each.basis.name.lower(),
        "in_headline": each.is_headline,
        "class": f"{finance_class}/{confirmed}",
    }


def _evidence(each: Earned) -> dict[str, Any]:
    result, effect, line = each.result, each.result.effect, each.valued.budget_line
    return {
        "grade": result.grade.value,
        "verdict": result.verdict.value,
        "effect": None if effect is None else effect.effect,
        "effect_low": None if effect is None else effect.low,
        "effect_high": None if effect is None else effect.high,
        "checksum": "" if effect is None else effect.checksum,
        "volume": each.volume,
        "unit_value": result.unit_value,
        "value_source": result.value_source,
        "budget_line": "" if line is None else line.name,
        "overlap": each.overlap,
        "window_ends_before": _written(result.window_ends_before),
    }


def _money(key: str, words: str, span: Span, *, pilots: int | None = None, **more: Any) -> Figure:  # noqa: ANN401 fields of a figure
    evidence = {"low": span.low, "high": span.high, **more.pop("evidence", {})}
    if pilots is not None:
        evidence["pilots"] = pilots
    return Figure(key=key, words=words, value=span.likely, unit=MONEY, evidence=evidence, **more)


def _amount(key: str, words: str, amount: float, **more: Any) -> Figure:  # noqa: ANN401 fields of a figure
    return Figure(key=key, words=words, value=float(amount), unit=MONEY, **more)


def _slug(metric: Metric | None) -> str:
    return "" if metric is None else metric.slug


def _name(metric: Metric | None) -> str:
    return "" if metric is None else metric.name


def _written(day: date | None) -> str:
    return "" if day is None else day.isoformat()
