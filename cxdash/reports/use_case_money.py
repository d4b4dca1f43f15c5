"""The money of one use case: what it is worth as measured, what it promised, and what each of its pilots showed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, number, percent
from cxdash.domain.metrics import Catalogue, Metric, Role
from cxdash.domain.promises import change_wanted, promised_a_year
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.valuations import NOBODY_SAID, Valued
from cxdash.effects.net_value import NetValue
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State
from cxdash.reports import effect_words
from cxdash.reports.use_case_worth import Worth, a_year, is_weak, priced, stands_for, worth_of
from cxdash.store import metric_uses, metrics, organisation, use_cases, valuations

_COLUMNS = ("Pilot", "Metric", "Grade", "A year", "Net value", "9 in 10 above", "1 in 10 above", "Above 0", "Why")


@dataclass(frozen=True, slots=True)
class Promise:
    """What a primary metric promises a year once its target is met.

    Attributes:
        amount: in words; an en dash where it cannot be said.
        rests_on: the change wanted, volume and unit value with who says so, or what is missing.
        measured: how much of it is measured, in words; empty where either is not known.
    """

    metric: str
    metric_slug: str
    amount: str
    rests_on: str
    measured: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one pilot on one primary metric is worth, in words.

    Attributes:
        a_year: at full use, before costs; an en dash where there is none, as for ``amount``, the middle of its net
            value. It exceeds ``low`` nine times in ten, ``high`` one time in ten.
        why: what the amount is, or why there is none.
    """

    pilot: str
    slug: str
    metric: str
    metric_slug: str
    grade: str
    a_year: str
    amount: str
    low: str
    high: str
    chance: str
    why: str


@dataclass(frozen=True)
class Money:
    """A use case in money.

    Attributes:
        worths: one of each primary metric that has been measured in money.
        promises: one of each primary metric.
        kept: every pilot, the ones with money first.
    """

    worths: tuple[Worth, ...]
    promises: tuple[Promise, ...]
    kept: tuple[Kept, ...]

    @property
    def priced(self) -> tuple[Kept, ...]:
        """The pilots with a money figure."""
        return tuple(each for each in self.kept if each.low)

    @property
    def table(self) -> pd.DataFrame:
        """What pilots are worth, as a table to be taken away."""
        return pd.DataFrame([_row(each) for each in self.kept], columns=list(_COLUMNS))


def of_use_case(session: Session, slug: str, *, today: date) -> Money:
    """Return the money of a use case; NotFoundError where there is none."""
    use_case = use_cases.get(session, slug)
    catalogue, figures = metrics.catalogue(session), organisation.figures(session)
    current = tuple(pilot.slug for pilot in use_case.pilots if pilot.archived_at is None)
    results = pilot_results.results(session, today=today, slugs=current)
    found = [each for each in results if each.metric is not None]
    behind = {use.metric.slug: valuations.valued(use.valuation) for use in use_case.metrics if use.valuation}
    standing = {metric: stands_for(found, metric) for metric in {each.metric.slug for each in found if each.metric}}
    kept = [_kept(each, figures, behind) for each in found]
    return Money(
        worths=tuple(
            worth_of(each, figures, behind.get(metric, NOBODY_SAID), among=priced(found, metric))
            for metric, each in sorted(standing.items())
            if each is not None
        ),
        promises=tuple(_promises(metric_uses.uses_of(use_case), catalogue, figures, standing)),
        kept=tuple(sorted(kept, key=lambda each: (not each.low, each.grade))),
    )


def _promises(
    uses: tuple[MetricUse, ...], catalogue: Catalogue, figures: Figures, standing: Mapping[str, Result | None]
) -> Iterator[Promise]:
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
        shown = _measured_share(amount, standing.get(use.metric))
        yield Promise(metric.name, metric.slug, figures.money(amount), _rests_on(use, metric, figures), shown)


def _measured_share(promised: float | None, each: Result | None) -> str:
    if not promised or each is None or isinstance(each.money, str):
        return ""
    if each.money.gross_year < 0:
        return "What is measured is a loss"
    share = percent(each.money.gross_year / promised, places=0)
    return f"{share} of it is measured" + (", on weak evidence" if is_weak(each) else "")


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


def _row(each: Kept) -> tuple[str, ...]:
    amounts = (each.a_year, each.amount, each.low, each.high, each.chance)
    return (each.pilot, each.metric, each.grade, *amounts, each.why)


def _kept(each: Result, figures: Figures, behind: Mapping[str, Valued]) -> Kept:
    money, metric = each.money, each.metric
    known = money if isinstance(money, NetValue) else None
    if known is not None:
        why = f"Net value over {known.horizon_years} years, after all costs, in today's money."
    elif each.state is not State.FINISHED:
        why = f"{each.progress}: no money before the window ends."
    else:
        why = f"No money figure, because {money}."
    span = a_year(each, behind.get("" if metric is None else metric.slug, NOBODY_SAID))
    return Kept(
        pilot=each.name,
        slug=each.slug,
        metric="" if metric is None else metric.name,
        metric_slug="" if metric is None else metric.slug,
        grade=each.grade.value if each.state is State.FINISHED else "",
        a_year=figures.money(None if span is None else span.likely),
        amount=figures.money(None if known is None else known.p50),
        low="" if known is None else figures.money(known.p10),
        high="" if known is None else figures.money(known.p90),
        chance="" if known is None else effect_words.chance(known.p_positive),
        why=why,
    )
