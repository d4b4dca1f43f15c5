"""How ready the organisation is: each dimension over all active use cases, the gaps, and what closing them costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count, to_three_figures
from cxdash.domain.forecast import Forecast, Gap, forecast
from cxdash.domain.readiness import LEVELS, Dimension
from cxdash.domain.stages import Status
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import day
from cxdash.reports import likely_value, portfolio
from cxdash.reports.likely_value import LikelyValue
from cxdash.reports.portfolio import Entry
from cxdash.store import gate_policies, organisation, readiness

_NAMED = 2
"""So many dimensions are named in one cell; of more it says how many."""
DIMENSION_COLUMNS = ("dimension", "share", "words", "is_lowest", "asked", "ready", "unjudged", "lowest", "cost", "open")


@dataclass(frozen=True, slots=True)
class Behind:
    """A use case that is not ready for its next gate: its forecast, what its value rests on, and its late gaps."""

    slug: str
    title: str
    forecast: Forecast
    value: LikelyValue | None
    late: tuple[Gap, ...]

    @property
    def lost(self) -> float | None:
        """What its weakest dimension takes from its value, in currency a year; None where not known."""
        left = self.forecast.amount
        return None if self.value is None or left is None else self.value.amount - left


@dataclass(frozen=True)
class OrganisationReadiness:
    """The readiness of all use cases that are being worked on.

    Attributes:
        of: how many there are.
        dimensions: ``DIMENSION_COLUMNS``: how many are ``asked``, the ``share`` of them that are ``ready`` in percent,
            the ``lowest`` level, what closing all gaps costs as far as known, and of how many that is ``open``.
        behind: those with a gap, the one that loses most first.
        says: the weakest dimension in a sentence.
        late: gaps past their day, a use case and a sentence each, the longest first.
    """

    of: int
    dimensions: pd.DataFrame
    behind: tuple[Behind, ...]
    says: str
    late: tuple[tuple[str, str, str], ...]
    figures: Figures

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """The dimensions that some gate asks for."""
        return self.dimensions[self.dimensions["asked"] > 0]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The dimensions for people."""
        names = {
            "dimension": "Dimension",
            "words": "Ready for the next gate",
            "unjudged": "Not judged",
            "lowest": "Lowest level",
            "cost": "Cost to close",
            "open": "Gaps without a cost",
        }
        return self.dimensions[[*names]].rename(columns=names)

    @cached_property
    def worst(self) -> pd.DataFrame:
        """Who is behind, as a table for people; value and forecast to three figures, as the evidence is no finer."""
        rows = [
            (
                each.title,
                each.forecast.to.label,
                f"{each.forecast.ready} of {len(each.forecast.needs)}",
                _weakest(each.forecast),
                None if each.value is None else to_three_figures(each.value.amount),
                "" if each.value is None else each.value.words,
                None if each.forecast.amount is None else to_three_figures(each.forecast.amount),
                None if each.forecast.cost is None else round(each.forecast.cost),
                len(each.late),
            )
            for each in self.behind
        ]
        columns = ["Use case", "Gate to", "Ready", "Weakest", "Value a year", "Rests on", "Forecast", "Cost to close"]
        kinds = dict.fromkeys(("Value a year", "Forecast", "Cost to close"), "Int64")
        return pd.DataFrame(rows, columns=[*columns, "Overdue"]).astype(kinds)


def organisation_readiness(session: Session, *, today: date) -> OrganisationReadiness:
    """Return the readiness of every use case that is being worked on, in as many queries for many as for one."""
    figures, policy = organisation.figures(session), gate_policies.current(session)
    active = [each for each in portfolio.entries(session, today=today) if each.status is Status.ACTIVE]
    judged = readiness.judged(session)
    results = pilot_results.results(session, today=today)
    values = likely_value.by_use_case(session, results, {each.line.id: each.line.slug for each in active})
    behind = []
    for entry in active:
        value = values.get(entry.line.slug)
        found = forecast(entry.stage, judged.get(entry.line.id, {}), None if value is None else value.amount, policy)
        late = tuple(gap for gap in found.gaps if gap.is_overdue(today))
        behind.append(Behind(entry.line.slug, entry.line.title, found, value, late))
    dimensions = _dimensions(active, behind, judged)
    return OrganisationReadiness(
        of=len(active),
        dimensions=dimensions,
        behind=tuple(sorted((each for each in behind if each.forecast.gaps), key=_by_loss)),
        says=_says(dimensions),
        late=tuple(_late(behind, figures)),
        figures=figures,
    )


def _dimensions(
    active: Sequence[Entry], found: Sequence[Behind], judged: Mapping[int, Mapping[Dimension, object]]
) -> pd.DataFrame:
    rows = [_row(dimension, active, found, judged) for dimension in Dimension]
    shares = [row[1] for row in rows if row[1] is not None]
    lowest = min(shares, default=None)
    marked = [(*row[:3], row[1] is not None and row[1] == lowest, *row[3:]) for row in rows]
    return pd.DataFrame(marked, columns=list(DIMENSION_COLUMNS)).astype({"cost": "Int64"})


def _row(
    dimension: Dimension,
    active: Sequence[Entry],
    found: Sequence[Behind],
    judged: Mapping[int, Mapping[Dimension, object]],
) -> tuple[str, int | None, str, int, int, int, str, int | None, int]:
    asked = [(entry, each) for entry, each in zip(active, found, strict=True) if dimension in each.forecast.needs]
    gaps = [gap for _, each in asked for gap in each.forecast.gaps if gap.dimension is dimension]
    ready = len(asked) - len(gaps)
    unjudged = sum(dimension not in judged.get(entry.line.id, {}) for entry, _ in asked)
    levels = [gap.level for gap in gaps if gap.level is not None]
    costs = [gap.cost for gap in gaps if gap.cost is not None]
    return (
        dimension.label,
        round(100 * ready / len(asked)) if asked else None,
        f"{ready} of {len(asked)}" if asked else "asked of none",
        len(asked),
        ready,
        unjudged,
        f"{min(levels)} {LEVELS[min(levels)].lower()}" if levels else "",
        round(sum(costs)) if costs else None,
        len(gaps) - len(costs),
    )


def _says(dimensions: pd.DataFrame) -> str:
    lowest = dimensions[dimensions["is_lowest"]]
    if lowest.empty:
        return "No use case is being worked on"
    first = lowest.iloc[0]
    if first["ready"] == first["asked"]:
        return "Every use case is ready for its next gate"
    names = " and ".join(lowest["dimension"].str.lower().tolist()).capitalize()
    verb = "holds" if len(lowest) == 1 else "hold"
    return f"{names} {verb} most back: {first['words']} use cases are ready for their next gate"


def _weakest(found: Forecast) -> str:
    if found.level is None:
        return f"not judged: {_few(found.unjudged)}"
    return f"{_few(found.weakest)} at {found.level}"


def _few(dimensions: Sequence[Dimension]) -> str:
    names = [each.value for each in dimensions]
    return ", ".join(names) if len(names) <= _NAMED else f"{len(names)} dimensions"


def _by_loss(each: Behind) -> tuple[bool, float, int]:
    """Put first who loses the most money; where that is not known, who has the most gaps."""
    return each.lost is None, -(each.lost or 0.0), -len(each.forecast.gaps)


def _late(found: Sequence[Behind], figures: Figures) -> Iterator[tuple[str, str, str]]:
    overdue = [(gap.due or date.max, each, gap) for each in found for gap in each.late]
    for due, each, gap in sorted(overdue, key=lambda late: (late[0], late[1].title)):
        cost = "" if gap.cost is None else f", {figures.money(gap.cost)}"
        yield each.slug, each.title, f"{gap.dimension.label}: {gap.owner or 'nobody'} since {day(due)}{cost}."


def gaps_in_words(found: OrganisationReadiness) -> str:
    """Say how many use cases are behind and what closing their gaps costs as far as that is known."""
    gaps = [gap for each in found.behind for gap in each.forecast.gaps]
    known = [gap.cost for gap in gaps if gap.cost is not None]
    without = len(gaps) - len(known)
    cost = (
        f"closing {count(len(known), 'gap')} costs {found.figures.money(sum(known))}" if known else "no cost is known"
    )
    rest = f"; {without} more {'has' if without == 1 else 'have'} no cost yet" if known and without else ""
    behind = f"{len(found.behind)} of {count(found.of, 'use case')}"
    return f"Not ready: {behind}, with {count(len(gaps), 'gap')}; {cost}{rest}."
