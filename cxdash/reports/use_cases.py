"""One use case opened: what is wanted, who answers, what its pilots showed, what holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.comparisons import Comparison
from cxdash.domain.figures import Figures, money, number
from cxdash.domain.metrics import Metric, Role
from cxdash.domain.ownership import REQUIRED, Function
from cxdash.domain.stages import Stage, Status
from cxdash.domain.taken_over import gates_words
from cxdash.domain.traps import Flag
from cxdash.domain.use_words import margin_words, target_words
from cxdash.judging import pilot_results, taken_over
from cxdash.judging.pilot_results import Result, State, day
from cxdash.reports import effect_words, masked_words, portfolio
from cxdash.reports.portfolio import Entry
from cxdash.store import log, metrics, named, organisation, people, use_cases
from cxdash.store.metric_uses import target_of
from cxdash.store.tables import Pilot, UseCase, UseCaseMetric


@dataclass(frozen=True, slots=True)
class PilotCard:
    """A pilot in words.

    Attributes:
        progress: ``Day 41 of 90``, or the verdict with its grade once it is finished.
        lock: whether and since when the plan is held fast, and whether it was amended; ``is_locked`` says only that.
        effect: the effect on each primary metric with its range.
    """

    slug: str
    name: str
    progress: str
    verdict: str
    lock: str
    plan: str
    effect: str
    alarms: tuple[str, ...]
    harmed: tuple[str, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric that a use case is judged by, in words; "" where nothing is said."""

    slug: str
    name: str
    role: Role
    metric_class: str
    target: str
    baseline: str
    margin: str
    worth: str
    says_who: str


@dataclass(frozen=True)
class Opened:
    """Everything its page says about one use case; texts are ready to be read.

    Attributes:
        standing: stage with its day, days and policy.
        taken_over: which gates behind it nobody reviewed here; "" where each was.
        owners: function and person, "" where nobody is named; the required functions first.
        measures: what it is judged by, primary metrics first.
        harmed: the names of its pilots that did harm.
        archived_on: the day it was taken out of the lists, or None; by whom is "" where the log does not tell.
        joined_into: slug and title of the use case that it was joined into, or None.
    """

    slug: str
    title: str
    statement: str
    stage: Stage
    status: Status
    standing: str
    summary: str
    flags: tuple[Flag, ...]
    alarms: tuple[str, ...]
    harmed: tuple[str, ...]
    owners: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    modules: tuple[str, ...]
    help_mode: str
    notes: str
    measures: tuple[Measure, ...]
    pilots: tuple[PilotCard, ...]
    archived_on: date | None
    joined_into: tuple[str, str] | None = None
    archived_by: str = ""
    taken_over: str = ""

    @property
    def measures_table(self) -> pd.DataFrame:
        """What it is judged by, as a table to be taken away."""
        columns = ("Metric", "Role", "Class", "Target", "Baseline", "Margin", "Worth", "Says who")
        rows = [
            (
                each.name,
                each.role.label,
                each.metric_class,
                each.target,
                each.baseline,
                each.margin,
                each.worth,
                each.says_who,
            )
            for each in self.measures
        ]
        return pd.DataFrame(rows, columns=list(columns))


@dataclass(frozen=True, slots=True)
class Offered:
    """What the forms offer to choose from, by the names people read; metrics as (slug, name)."""

    people: tuple[str, ...]
    sites: tuple[str, ...]
    steps: tuple[str, ...]
    modules: tuple[str, ...]
    metrics: tuple[Metric, ...]
    figures: Figures


def opened(session: Session, slug: str, *, today: date) -> Opened | None:
    """Return one use case, archived or not; None where there is none."""
    stored = use_cases.find(session, slug)
    if stored is None:
        return None
    entry = next(iter(portfolio.entries(session, today=today, only=stored.id)), None)
    figures = organisation.figures(session)
    current = [pilot for pilot in stored.pilots if pilot.archived_at is None]
    results = pilot_results.results(session, today=today, slugs=tuple(pilot.slug for pilot in current))
    return Opened(
        slug=slug,
        title=stored.title,
        statement=stored.statement,
        stage=Stage(stored.stage),
        status=Status(stored.status),
        standing=_standing(stored, entry),
        summary="" if entry is None else entry.shown,
        flags=() if entry is None else entry.flags,
        alarms=() if entry is None else masked_words.every_in_money(entry.alarms, figures),
        harmed=() if entry is None else entry.harmed,
        owners=_owners(stored),
        steps=tuple(step.name for step in stored.steps),
        modules=tuple(module.name for module in stored.modules),
        help_mode=stored.help_mode,
        notes=stored.notes,
        measures=tuple(_measure(use, figures) for use in sorted(stored.metrics, key=_by_role)),
        pilots=tuple(_card(pilot, [each for each in results if each.slug == pilot.slug], figures) for pilot in current),
        archived_on=None if stored.archived_at is None else stored.archived_at.date(),
        joined_into=None if stored.joined_into_id is None else use_cases.link(session, stored.joined_into_id),
        archived_by="" if stored.archived_at is None else log.archived_by(session, stored.id),
        taken_over=gates_words(taken_over.unreviewed(stored)),
    )


def offered(session: Session) -> Offered:
    """Return what the forms offer."""
    return Offered(
        people=tuple(people.names(session)),
        sites=tuple(site.name for site in use_cases.sites(session)),
        steps=tuple(named.step_names(session)),
        modules=tuple(named.module_names(session)),
        metrics=tuple(metrics.catalogue(session)),
        figures=organisation.figures(session),
    )


def _standing(stored: UseCase, entry: Entry | None) -> str:
    """Say the stage, since when, and what the policy allows."""
    words = Stage(stored.stage).label
    if stored.stage_since is not None:
        words += f" since {day(stored.stage_since)}"
    if entry is None or entry.days_in_stage is None:
        return words
    allowed = "" if entry.policy_days is None else f"; the policy allows {entry.policy_days}"
    return f"{words} ({entry.days_in_stage:,} days{allowed})"


def _owners(stored: UseCase) -> tuple[tuple[str, str], ...]:
    named_people = {Function(owner.function): owner.person.name for owner in stored.owners}
    shown = [*REQUIRED, *(function for function in Function if function in named_people and function not in REQUIRED)]
    return tuple((function.label, named_people.get(function, "")) for function in shown)


def _by_role(use: UseCaseMetric) -> int:
    return list(Role).index(Role(use.role))


def _measure(use: UseCaseMetric, figures: Figures) -> Measure:
    metric = metrics.as_metric(use.metric)
    return Measure(
        slug=metric.slug,
        name=metric.name,
        role=Role(use.role),
        metric_class=metric.metric_class.label,
        target=target_words(target_of(use), metric, figures),
        baseline="" if use.baseline is None else figures.value(metric, use.baseline),
        margin=margin_words(use.margin, metric, figures, relative=use.margin_relative),
        worth=_worth(use, figures),
        says_who=use.value_source,
    )


def _worth(use: UseCaseMetric, figures: Figures) -> str:
    if use.unit_value is None:
        return ""
    known = [use.unit_value_low, use.unit_value, use.unit_value_high]
    pence = any(each is not None and each != round(each) for each in known)
    low, likely, high = ("" if each is None else money(each, figures.currency, pence=pence) for each in known)
    ends = f" ({low} to {high})" if low and high else ""
    volume = "" if use.annual_volume is None else f" × {number(use.annual_volume, places=0)} a year"
    return f"{likely}{ends}{volume}"


def _card(pilot: Pilot, results: Sequence[Result], figures: Figures) -> PilotCard:
    first = results[0] if results else None
    finished = first is not None and first.state is State.FINISHED
    verdict = f"{first.verdict.value}, grade {first.grade.value}" if first is not None and finished else ""
    effects = [
        f"{each.metric.name} {effect_words.with_range(each.effect, each.metric, figures)}"
        for each in results
        if each.metric is not None and each.has_interval and each.state is State.FINISHED
    ]
    return PilotCard(
        slug=pilot.slug,
        name=pilot.name,
        progress=first.progress if first is not None and not finished else "",
        verdict=verdict,
        lock=_lock(pilot),
        plan=_plan(pilot),
        effect="; ".join(effects),
        alarms=masked_words.every_in_money(first.alarms, figures) if first is not None else (),
        harmed=first.harmed if first is not None else (),
        is_locked=pilot.locked_on is not None,
    )


def _lock(pilot: Pilot) -> str:
    if pilot.locked_on is None:
        return "Plan not locked"
    amended = "" if pilot.amended_on is None else f", amended {day(pilot.amended_on)}"
    return f"Plan locked {day(pilot.locked_on)}{amended}"


def _plan(pilot: Pilot) -> str:
    """Say where, when, for how long and against what."""
    parts = [
        pilot.site.name if pilot.site else "",
        pilot.segment,
        f"live {day(pilot.goes_live)}" if pilot.goes_live else "",
        f"{pilot.window_days} days",
        Comparison(pilot.comparison).label + (f" {pilot.comparison_label}" if pilot.comparison_label else ""),
    ]
    return " · ".join(part for part in parts if part)
