"""The money of one use case: what it promises a year, and what its finished pilots are worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, number
from cxdash.domain.metrics import Catalogue, Metric, Role
from cxdash.domain.promises import change_wanted, promised_a_year
from cxdash.domain.use_cases import MetricUse
from cxdash.effects.net_value import NetValue
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State
from cxdash.reports import effect_words
from cxdash.store import metric_uses, metrics, organisation, use_cases


@dataclass(frozen=True, slots=True)
class Promise:
    """What a primary metric promises a year once its target is met.

    Attributes:
        amount: in words; an en dash where it cannot be said.
        rests_on: the change wanted, volume and unit value with who says so, or what is missing.
    """

    metric: str
    amount: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What one pilot on one primary metric is worth, in words.

    Attributes:
        amount: the middle of its net value, or an en dash.
        low: what it exceeds nine times in ten; ``high`` one time in ten.
        why: what the amount is, or why there is none.
    """

    pilot: str
    slug: str
    metric: str
    metric_slug: str
    grade: str
    amount: str
    low: str
    high: str
    chance: str
    why: str


@dataclass(frozen=True)
class Money:
    """A use case in money."""

    promises: tuple[Promise, ...]
    kept: tuple[Kept, ...]

    @property
    def table(self) -> pd.DataFrame:
        """What pilots are worth, as a table to be taken away."""
        columns = ["Pilot", "Metric", "Grade", "Net value", "9 in 10 above", "1 in 10 above", "Above 0", "What it is"]
        rows = [
            (each.pilot, each.metric, each.grade, each.amount, each.low, each.high, each.chance, each.why)
            for each in self.kept
        ]
        return pd.DataFrame(rows, columns=columns)


def of_use_case(session: Session, slug: str, *, today: date) -> Money:
    """Return the money of a use case; NotFoundError where there is none."""
    use_case = use_cases.get(session, slug)
    catalogue, figures = metrics.catalogue(session), organisation.figures(session)
    current = tuple(pilot.slug for pilot in use_case.pilots if pilot.archived_at is None)
    results = pilot_results.results(session, today=today, slugs=current)
    kept = [_kept(each, figures) for each in results if each.metric is not None]
    return Money(
        promises=tuple(_promises(metric_uses.uses_of(use_case), catalogue, figures)),
        kept=tuple(sorted(kept, key=lambda each: (not each.low, each.grade))),
    )


def _promises(uses: tuple[MetricUse, ...], catalogue: Catalogue, figures: Figures) -> Iterator[Promise]:
    for use in uses:
        metric = catalogue.get(use.metric)
        if metric is None or use.role is not Role.PRIMARY:
            continue
        amount = promised_a_year(
            use.target,
            metric,
            baseline=use.baseline,
            unit_value=use.unit_value,
            annual_volume=use.annual_volume,
        )
        yield Promise(metric.name, figures.money(amount), _rests_on(use, metric, figures))


def _rests_on(use: MetricUse, metric: Metric, figures: Figures) -> str:
    parts = {
        "a target": use.target,
        "a baseline": use.baseline,
        "what one is worth": use.unit_value,
        "how many a year": use.annual_volume,
    }
    missing = [words for words, value in parts.items() if value is None]
    if missing:
        return f"Missing: {', '.join(missing)}."
    source = f"; {use.value_source}" if use.value_source else "; no source is named"
    change = None if use.target is None else change_wanted(use.target, baseline=use.baseline)
    volume = number(use.annual_volume or 0, places=0)
    return f"{figures.difference(metric, change)} × {volume} a year × {figures.money(use.unit_value)}{source}"


def _kept(each: Result, figures: Figures) -> Kept:
    money = each.money
    known = money if isinstance(money, NetValue) else None
    if known is not None:
        why = f"Over {known.horizon_years} years, after all costs, in today's money."
    elif each.state is not State.FINISHED:
        why = f"{each.progress}: no money before the window ends."
    else:
        why = f"No money figure, because {money}."
    return Kept(
        pilot=each.name,
        slug=each.slug,
        metric="" if each.metric is None else each.metric.name,
        metric_slug="" if each.metric is None else each.metric.slug,
        grade=each.grade.value if each.state is State.FINISHED else "",
        amount=figures.money(None if known is None else known.p50),
        low="" if known is None else figures.money(known.p10),
        high="" if known is None else figures.money(known.p90),
        chance="" if known is None else effect_words.chance(known.p_positive),
        why=why,
    )
