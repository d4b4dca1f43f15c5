"""One pilot opened: its effect in a sentence, its grade, its guardrails and its run chart."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, listed
from cxdash.domain.metrics import Metric
from cxdash.effects.verdict import Verdict
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State, key_of
from cxdash.reports import effect_words, happenings, masked_words, run_chart
from cxdash.reports.run_chart import RunChart
from cxdash.store import organisation


@dataclass(frozen=True)
class Small:
    """A pilot's run chart among others: its metric with the unit, and its effect in a few words.

    ``happened`` is what is marked on it, such as ``1: 3 to 9 Mar 2026, telephone outage``.
    """

    name: str
    metric: str
    says: str
    rows: pd.DataFrame
    percent: bool
    happened: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opened:
    """What a page says first about one pilot on one primary metric; texts are ready to be read.

    Attributes:
        metric: the metric's slug, which asks for everything behind the effect; empty without one.
        grade: the letter, while the window runs the best that is left; empty where nothing was estimated.
        is_final: whether the window is over.
        summary: the grade in a line.
        harm: what got worse, in a sentence; empty where the verdict is not harm.
        guardrails: the guardrails by their lights, in a line.
        overlap: what else touched the same people; empty where nothing did.
        chart: None without figures.
        can_be_asked: whether there is anything behind the effect that can be opened.
    """

    slug: str
    name: str
    use_case: str
    title: str
    site: str
    metric: str
    finding: str
    sentence: str
    grade: str
    is_final: bool
    summary: str
    verdict: str
    advice: str
    harm: str
    guardrails: str
    alarms: tuple[str, ...]
    overlap: str
    chart: RunChart | None
    axis: str
    percent: bool
    comparison: str
    can_be_asked: bool


def opened(session: Session, slug: str, *, today: date) -> tuple[Opened, ...]:
    """Return a pilot once for each primary metric; nothing where no pilot has this slug."""
    found = pilot_results.results(session, today=today, slugs=(slug,))
    figures = organisation.figures(session)
    happened = happenings.of_pilots(session, found)
    charts = run_chart.run_charts(session, found, happened)
    return tuple(_opened(each, charts.get(key_of(each)), figures) for each in found)


def small(session: Session, slugs: tuple[str, ...], *, today: date) -> tuple[Small, ...]:
    """Return these pilots in this order, each on its first primary metric; those without figures are left out."""
    found = pilot_results.results(session, today=today, slugs=slugs)
    first = {each.slug: each for each in reversed(found) if each.metric is not None}
    happened = happenings.of_pilots(session, list(first.values()))
    charts = run_chart.run_charts(session, list(first.values()), happened)
    figures = organisation.figures(session)
    shown = [first[slug] for slug in slugs if slug in first]
    return tuple(
        Small(
            each.name,
            _axis(each.metric, figures),
            _caption(each, figures),
            charts[key_of(each)].rows,
            _is_fraction(each),
            tuple(f"{number}: {when}, {what}" for number, when, what in charts[key_of(each)].happened),
        )
        for each in shown
        if key_of(each) in charts
    )


def _opened(each: Result, chart: RunChart | None, figures: Figures) -> Opened:
    effect, metric, advice = each.effect, each.metric, each.recommendation
    downgrades = () if effect is None else effect.downgrades
    return Opened(
        slug=each.slug,
        name=each.name,
        use_case=each.use_case,
        title=each.title,
        site=each.site,
        metric="" if metric is None else metric.slug,
        finding=_finding(each, figures),
        sentence=effect.sentence if effect is not None else f"There is no interval, because {each.why_no_interval}.",
        grade="" if effect is None else effect.grade.value,
        is_final=each.state is State.FINISHED,
        summary="" if effect is None else effect.summary,
        verdict=each.verdict.value if each.state is State.FINISHED else each.progress,
        advice="" if advice is None else advice.value.capitalize(),
        harm=_harm(each),
        guardrails=effect_words.lights(each.guardrails),
        alarms=masked_words.every_in_money(each.alarms, figures),
        overlap=next((down.sentence for down in downgrades if down.code == "overlap"), ""),
        chart=chart,
        axis=_axis(metric, figures),
        percent=_is_fraction(each),
        comparison=each.comparison,
        can_be_asked=effect is not None or chart is not None,
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
    verdict = f"but {listed(each.harmed)} got worse" if harmed else each.verdict.value.lower()
    return f"{metric.name}: effect {effect_words.with_range(effect, metric, figures)}, {verdict}"


def _harm(each: Result) -> str:
    if each.state is not State.FINISHED or each.verdict is not Verdict.HARM or each.metric is None:
        return ""
    if not each.harmed:
        return f"{each.metric.name}, the primary metric, got worse."
    gained = each.effect is not None and (each.effect.low or 0.0) > 0
    told = f" No gain in {each.metric.name} makes up for that." if gained else ""
    return f"{listed(each.harmed)} got worse.{told}"


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
