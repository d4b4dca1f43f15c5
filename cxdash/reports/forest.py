"""Intervals below one another: the pilots of one use case on one metric, and a pilot's guardrails."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count, percent
from cxdash.domain.metrics import Direction, Metric
from cxdash.effects.guardrails import GuardrailResult, GuardrailStatus
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, verdict_words
from cxdash.reports import compare, effect_words, intervals
from cxdash.reports.effect_words import sign_of
from cxdash.reports.intervals import IntervalRow
from cxdash.store import metrics, organisation

_CUT = 3.0
"""How many times the largest effect or target a picture shows; a range beyond is cut there, its words are whole."""
_SHARES = (-3.0, 3.0)


@dataclass(frozen=True)
class Forest:
    """Rows of intervals under the sentence that says what they show.

    Attributes:
        rows: see ``IntervalRow``.
        axis: what is drawn, with its unit.
        unit: ``%`` and ``points`` stand for fractions.
        left_out: what has no interval, with the end of the sentence “no interval, because …”.
    """

    finding: str
    rows: pd.DataFrame
    axis: str
    unit: str
    left_out: tuple[tuple[str, str], ...]


def of_use_case(session: Session, slug: str, metric: str, *, today: date) -> Forest | None:
    """Return every pilot of a pilot's use case on one metric (a slug), raw and likely; None where it is the only one.

    Likely effects are drawn towards all finished pilots of the organisation, as on the page that compares them.
    """
    everybody = pilot_results.results(session, today=today)
    mine = [each for each in everybody if each.metric is not None and each.metric.slug == metric]
    asked = next((each for each in mine if each.slug == slug), None)
    if asked is None or asked.metric is None:
        return None
    better = _better(asked.metric)
    siblings = [each for each in mine if each.use_case == asked.use_case]
    relative = asked.effect is None or asked.effect.relative
    shown = [each for each in siblings if each.effect is not None and each.effect.relative == relative]
    if len(siblings) < 2 or not shown:
        return None
    figures, shrunk = organisation.figures(session), compare.shrunk_among(everybody)
    likely = {each.id: compare.likely_effect(each, shrunk) for each in shown}
    rows = [row for each in shown for row in _pilot(each, likely[each.id], _bounds(shown), figures)]
    improved = sum(1 for each in shown if each.effect is not None and (each.effect.low or 0.0) > 0)
    unit = "%" if relative else "points" if asked.metric.is_fraction else figures.unit(asked.metric)
    of_all = f"{count(len(siblings), 'pilot')} of this use case"
    return Forest(
        finding=f"{asked.metric.name} clearly improved in {improved} of {of_all}",
        rows=intervals.table(sorted(rows, key=lambda row: -row.raw * better)),
        axis=f"Change of {asked.metric.name}, {unit}",
        unit=unit,
        left_out=tuple((each.name, each.why_no_interval) for each in siblings if not each.has_interval),
    )


def of_guardrails(session: Session, slug: str, metric: str, *, today: date) -> Forest | None:
    """Return a pilot's guardrails as shares of the harm that was accepted; None where none could be judged."""
    each = pilot_results.one(session, slug, metric, today=today)
    if each is None or not each.guardrails:
        return None
    known = {one.name: one for one in metrics.catalogue(session)}
    figures = organisation.figures(session)
    rows = [row for name, light in each.guardrails for row in _guardrail(name, light, known.get(name), figures)]
    if not rows:
        return None
    safe = sum(light.status is GuardrailStatus.GREEN for _, light in each.guardrails)
    return Forest(
        finding=f"{safe} of {count(len(each.guardrails), 'guardrail')} shown to be safe",
        rows=intervals.table(rows),
        axis="",
        unit="%",
        left_out=tuple((name, light.unknown_because) for name, light in each.guardrails if light.unknown_because),
    )


def _pilot(each: Result, likely: float | None, bounds: tuple[float, float], figures: Figures) -> Iterator[IntervalRow]:
    effect = each.effect
    if effect is None or each.metric is None or effect.effect is None or effect.low is None or effect.high is None:
        return
    sign = sign_of(effect)
    low, high = sorted((sign * effect.low, sign * effect.high))
    yield IntervalRow(
        name=each.name,
        raw=sign * effect.effect,
        low=low,
        high=high,
        likely=None if likely is None else sign * likely,
        drawn_low=intervals.within(bounds, low),
        drawn_high=intervals.within(bounds, high),
        target=None if effect.required is None else sign * effect.required,
        state=each.verdict.value,
        mark=f"{each.grade.value} · {verdict_words(each)}",
        words=effect_words.with_range(effect, each.metric, figures),
        likely_words=effect_words.change(likely, effect, each.metric, figures),
    )


def _bounds(shown: Sequence[Result]) -> tuple[float, float]:
    """Return how far the picture reaches, so that one very wide range does not flatten the others."""
    sizes = [abs(size) for each in shown if each.effect for size in (each.effect.effect, each.effect.required) if size]
    largest = _CUT * max(sizes, default=1.0)
    return -largest, largest


def _guardrail(name: str, light: GuardrailResult, metric: Metric | None, figures: Figures) -> Iterator[IntervalRow]:
    if light.effect is None or light.low is None or light.high is None:
        return
    raw, low, high = (each / light.margin for each in (light.effect, light.low, light.high))
    yield IntervalRow(
        name=name,
        raw=raw,
        low=low,
        high=high,
        likely=None,
        drawn_low=intervals.within(_SHARES, low),
        drawn_high=intervals.within(_SHARES, high),
        target=None,
        state=light.status.value.capitalize(),
        mark=light.status.value.capitalize(),
        words=_in_units(light, metric, figures),
        likely_words=effect_words.NONE,
    )


def _in_units(light: GuardrailResult, metric: Metric | None, figures: Figures) -> str:
    """Write a guardrail's change as its metric moved, and the harm accepted."""
    if metric is None or light.effect is None or light.low is None or light.high is None:
        return light.sentence
    sign = _better(metric)

    def written(change: float) -> str:
        moved = sign * change
        return percent(moved, sign=True) if light.relative else figures.difference(metric, moved)

    ends = [written(each) for each in sorted((light.low, light.high), key=lambda each: sign * each)]
    return f"{written(light.effect)} ({ends[0]} to {ends[1]}); accepted {written(-light.margin)}"


def _better(metric: Metric) -> int:
    """Return −1 where lower is better, else 1."""
    return -1 if metric.direction is Direction.DOWN else 1
