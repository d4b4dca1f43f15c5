"""One pilot opened: its effect in a sentence, its run chart's words, its guardrails, and how we know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count, percent
from cxdash.domain.metrics import Metric
from cxdash.effects.effect import Effect
from cxdash.effects.estimate import Estimator
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.effects.verdict import Verdict
from cxdash.reports import effect_words, pilot_results, run_chart
from cxdash.reports.pilot_results import Result, State, day
from cxdash.store import organisation, sources

_PROJECTED = (
    "The figures from before go-live are carried forward, with room for the drift that such figures usually have. "
    "The effect is how far the pilot lies from there on average over its window."
)
_COMPARED = (
    "Period by period the pilot is set against {comparison}, so that what moved both drops out. The effect is how much "
    "further the pilot moved than its own past, with room for the two to drift apart."
)
_RANDOM = "Who was in the pilot was drawn by lot, so both groups are compared in the same periods."
_METHODS = {
    Estimator.ENGINE: _PROJECTED,
    Estimator.ENGINE_ON_DIFFERENCE: _COMPARED,
    Estimator.NEWCOMBE: _RANDOM,
    Estimator.LOG_RATIO: _RANDOM,
    Estimator.PAIRED_PERIODS: _RANDOM,
    Estimator.ONE_NOISY_PERIOD: (
        "Only one number is known from before. It counts as a single, noisy period, however many it averages."
    ),
    Estimator.DIFFERENCE_ONLY: "Only the plain difference between the groups is known; nothing says how sure it is.",
}
_RANGE = (
    "The 95 % range also allows for weeks that resemble the weeks before them, so that a lucky run is not taken for "
    "proof."
)


@dataclass(frozen=True)
class Small:
    """A pilot's run chart among others: its metric with the unit, and its effect in a few words."""

    name: str
    metric: str
    says: str
    rows: pd.DataFrame
    percent: bool


@dataclass(frozen=True)
class Opened:
    """Everything a page says about one pilot on one primary metric; texts are ready to be read.

    Attributes:
        summary: the grade in a line.
        harm: what got worse, in a sentence; empty where the verdict is not harm.
        numbers: observed, accounted for by drift and comparison, effect; they add up. None without an interval.
        guardrails: light and sentence of each.
        overlap: what else touched the same people; empty where nothing did.
        chart: rows of the run chart; None without figures.
        method: how it was measured, in plain words.
        against: everything that speaks against the result, a sentence each.
        used: which data it rests on.
    """

    slug: str
    name: str
    use_case: str
    title: str
    site: str
    finding: str
    sentence: str
    summary: str
    verdict: str
    advice: str
    harm: str
    numbers: tuple[str, str, str] | None
    guardrails: tuple[tuple[GuardrailStatus, str], ...]
    alarms: tuple[str, ...]
    overlap: str
    chart: pd.DataFrame | None
    axis: str
    percent: bool
    comparison: str
    method: tuple[str, ...]
    against: tuple[str, ...]
    used: tuple[str, ...]


def opened(session: Session, slug: str, *, today: date) -> tuple[Opened, ...]:
    """Return a pilot once for each primary metric; nothing where no pilot has this slug."""
    found = pilot_results.results(session, today=today, slugs=(slug,))
    figures = organisation.figures(session)
    charts = [run_chart.run_charts(session, [each]).get(slug) for each in found]
    return tuple(_opened(each, chart, figures) for each, chart in zip(found, charts, strict=True))


def came_from(session: Session, slug: str, *, today: date) -> str:
    """Say which file and cells the newest figures of a pilot's primary metric came from; empty where none is known."""
    for each in pilot_results.results(session, today=today, slugs=(slug,)):
        if each.metric_id is not None:
            cells = sources.of_newest_import(session, each.id, each.metric_id)
            if cells:
                first, last = cells[0], cells[-1]
                which = first.cell if first.cell == last.cell else f"{first.cell} to {last.cell}"
                return (
                    f"The newest {count(len(cells), 'figure')} came from {first.file}, imported on "
                    f"{day(first.imported_at.date())}: {which}."
                )
    return ""


def small(session: Session, slugs: tuple[str, ...], *, today: date) -> tuple[Small, ...]:
    """Return these pilots in this order; those without figures are left out."""
    found = pilot_results.results(session, today=today, slugs=slugs)
    charts = run_chart.run_charts(session, found)
    figures = organisation.figures(session)
    first = {each.slug: each for each in reversed(found)}
    return tuple(
        Small(each.name, _axis(each.metric, figures), _caption(each, figures), charts[each.slug], _is_fraction(each))
        for each in (first[slug] for slug in slugs if slug in charts)
    )


def _opened(each: Result, chart: pd.DataFrame | None, figures: Figures) -> Opened:
    effect, metric = each.effect, each.metric
    downgrades = () if effect is None else effect.downgrades
    finished = each.state is State.FINISHED
    advice = each.recommendation
    return Opened(
        slug=each.slug,
        name=each.name,
        use_case=each.use_case,
        title=each.title,
        site=each.site,
        finding=_finding(each, figures),
        sentence=effect.sentence if effect is not None else f"There is no interval, because {each.why_no_interval}.",
        summary="" if effect is None else effect.summary,
        verdict=each.verdict.value if finished else each.progress,
        advice="" if advice is None else advice.value.capitalize(),
        harm=_harm(each),
        numbers=None if effect is None or metric is None else effect_words.three_numbers(effect, metric, figures),
        guardrails=tuple((light.status, light.sentence) for _, light in each.guardrails),
        alarms=each.alarms,
        overlap=next((down.sentence for down in downgrades if down.code == "overlap"), ""),
        chart=chart,
        axis=_axis(metric, figures),
        percent=_is_fraction(each),
        comparison=each.comparison,
        method=() if effect is None else tuple(_method(effect, each)),
        against=() if effect is None else (*(down.sentence for down in downgrades), *effect.cautions),
        used=() if effect is None else tuple(_used(effect)),
    )


def _finding(each: Result, figures: Figures) -> str:
    effect, metric = each.effect, each.metric
    if metric is None:
        return "No primary metric"
    if effect is None or effect.pilot_mean is None:
        return metric.name
    now = figures.value(metric, effect.pilot_mean)
    if effect.baseline_mean is None:
        return f"{metric.name} is at {now}"
    before = figures.value(metric, effect.baseline_mean)
    if each.state is not State.FINISHED:
        return f"{metric.name} so far: {now}, {before} before; no verdict before the window ends"
    if not effect.has_interval:
        return f"{metric.name}: {before} before, {now} in the pilot"
    harmed = each.verdict is Verdict.HARM and each.harmed
    verdict = f"but {effect_words.listed(each.harmed)} got worse" if harmed else each.verdict.value.lower()
    return f"{metric.name}: effect {effect_words.with_range(effect, metric, figures)}, {verdict}"


def _harm(each: Result) -> str:
    if each.state is not State.FINISHED or each.verdict is not Verdict.HARM or each.metric is None:
        return ""
    if not each.harmed:
        return f"{each.metric.name}, the primary metric, got worse."
    gained = each.effect is not None and (each.effect.low or 0.0) > 0
    told = f" No gain in {each.metric.name} makes up for that." if gained else ""
    return f"{effect_words.listed(each.harmed)} got worse.{told}"


def _caption(each: Result, figures: Figures) -> str:
    if each.state is not State.FINISHED:
        return each.progress
    change = effect_words.with_range(each.effect, each.metric, figures)
    return f"{each.verdict.value} · {each.grade.value}" + ("" if change == effect_words.NONE else f" · {change}")


def _axis(metric: Metric | None, figures: Figures) -> str:
    if metric is None:
        return ""
    unit = figures.symbol if metric.unit.startswith("currency") else metric.unit
    return metric.name if unit in {"%", "count", ""} else f"{metric.name}, {unit}"


def _is_fraction(each: Result) -> bool:
    return each.metric is not None and each.metric.is_fraction


def _method(effect: Effect, each: Result) -> Iterator[str]:
    if effect.estimator in _METHODS:
        yield _METHODS[effect.estimator].format(comparison=each.comparison or "the comparison group")
    if effect.has_interval:
        yield _RANGE


def _used(effect: Effect) -> Iterator[str]:
    grain = effect.grain.value if effect.grain is not None else "period"
    pilot = count(effect.n_pilot, grain)
    yield f"{count(effect.n_baseline, grain)} before and {pilot} of {effect.n_declared} declared in the pilot."
    gone = "No period is missing" if effect.missing_share == 0 else f"{percent(effect.missing_share)} is missing"
    left_out = f"; {count(effect.n_excluded, grain)} left out with a reason." if effect.n_excluded else "."
    yield gone + left_out
    if effect.checksum:
        yield f"Checksum of figures and method: {effect.checksum[:16]}."
