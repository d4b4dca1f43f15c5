"""What each stage is worth: measured in the last quarter that is over, beside its promise; plans stand apart."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain import money
from cxdash.domain.figures import Figures, count
from cxdash.domain.metrics import Catalogue
from cxdash.domain.money import Span
from cxdash.domain.promises import promised_a_year
from cxdash.domain.stages import Stage, Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.judging import pilot_results
from cxdash.reports import choices, quarter_value
from cxdash.reports.portfolio import Entry
from cxdash.reports.quarter_value import Basis, Earned, QuarterValue
from cxdash.store import defined, metrics, organisation
from cxdash.store.defined import Declared

AT_REST = "At rest"
DRAWN = ("place_and_basis", "stage", "basis", "realised", "low", "high", "promised", "words")
COLUMNS = (
    "Stage",
    "Measured",
    "95 % from",
    "95 % to",
    "Promised on the same cases",
    "Pilots",
    "Their grades",
    "Grade D, apart",
    "No interval, apart",
    "Planned a year",
    "Plans",
)
AMOUNTS = tuple(each for each in COLUMNS if each not in {"Stage", "Pilots", "Their grades", "Plans"})
_APART = {Basis.MEASURED: "", Basis.WEAK: ", grade D", Basis.UNPROVEN: ", no interval"}


@dataclass(frozen=True, slots=True)
class Plans:
    """What targets promise a year, gross, from those use cases that say enough of it; nobody measured it."""

    amount: float
    said: int
    of: int


@dataclass(frozen=True)
class StageValue:
    """The money of a funnel.

    Attributes:
        quarter: the name of the quarter; empty while no quarter with figures is over.
        currency: its code, in which all amounts are.
        drawn: per stage and basis, in ``DRAWN``, never one sum over both.
        table: per stage, and once for all that rest, in ``COLUMNS``; none where nothing is known.
        heads: what the head of each stage's lane says of its measured value.
        says: which stage brings the most, in a line.
    """

    quarter: str
    currency: str
    drawn: pd.DataFrame
    table: pd.DataFrame
    heads: Mapping[Stage, str]
    says: str


def by_stage(session: Session, found: Sequence[Entry], *, today: date) -> StageValue:
    """Return what these use cases are worth by stage; what rests is counted apart, whatever its stage."""
    offered, figures = choices.offered(session), organisation.figures(session)
    over = [each for each in offered.quarters if offered.calendar.period(each).ends_before <= today]
    value, quarter = None, ""
    if over:
        results = pilot_results.results(session, today=today)
        (value,) = quarter_value.values(session, results, [offered.calendar.period(over[0])])
        quarter = offered.calendar.name(over[0])
    places = {entry.line.slug: _place(entry) for entry in found}
    sums = {place: _of(value, {slug for slug, its in places.items() if its == place}) for place in _PLACES}
    plans = _plans(found, defined.primaries(session), metrics.catalogue(session))
    return StageValue(
        quarter=quarter,
        currency=figures.currency,
        drawn=_drawn(sums, figures),
        table=_table(sums, plans),
        heads={stage: _head(sums[stage.label], quarter, figures) for stage in Stage},
        says=_says(sums, quarter, figures),
    )


_PLACES = (*(stage.label for stage in Stage), AT_REST)
_Sums = Mapping[str, Mapping[Basis, Sequence[Earned]]]


def _place(entry: Entry) -> str:
    return entry.stage.label if entry.status is Status.ACTIVE else AT_REST


def _of(value: QuarterValue | None, slugs: Collection[str]) -> dict[Basis, list[Earned]]:
    earned = [] if value is None else [each for each in value.earned if each.result.use_case in slugs]
    return {basis: [each for each in earned if each.basis is basis] for basis in Basis}


def _total(earned: Iterable[Earned]) -> Span:
    return money.total(each.counted for each in earned)


def _promised(earned: Iterable[Earned]) -> float | None:
    said = [each.promised for each in earned if each.promised is not None]
    return sum(said) if said else None


def _drawn(sums: _Sums, figures: Figures) -> pd.DataFrame:
    rows = []
    for place, by_basis in sums.items():
        for basis, earned in by_basis.items():
            if earned:
                total, promised = _total(earned), _promised(earned)
                words = figures.money(total.likely)
                words += f" of {figures.money(promised)}" if promised else ""
                label = f"{place}{_APART[basis]}: {count(len(earned), 'pilot')}"
                rows.append((label, place, basis.value, total.likely, total.low, total.high, promised, words))
    return pd.DataFrame(rows, columns=list(DRAWN))


def _table(sums: _Sums, plans: Mapping[str, Plans]) -> pd.DataFrame:
    return pd.DataFrame([_row(place, sums[place], plans[place]) for place in _PLACES], columns=list(COLUMNS))


def _row(place: str, by_basis: Mapping[Basis, Sequence[Earned]], plans: Plans) -> tuple[object, ...]:
    measured = by_basis[Basis.MEASURED]
    total = _total(measured)
    promised = _promised(measured)
    likely, low, high = (round(end) if measured else None for end in (total.likely, total.low, total.high))
    return (
        place,
        likely,
        low,
        high,
        None if promised is None else round(promised),
        len(measured),
        ", ".join(sorted({each.result.grade.value for each in measured})),
        *(round(_total(by_basis[basis]).likely) if by_basis[basis] else None for basis in (Basis.WEAK, Basis.UNPROVEN)),
        round(plans.amount) if plans.said else None,
        f"{plans.said} of {plans.of}",
    )


def _head(by_basis: Mapping[Basis, Sequence[Earned]], quarter: str, figures: Figures) -> str:
    measured = by_basis[Basis.MEASURED]
    if not measured:
        return "No measured value"
    total = _total(measured)
    low, high = figures.money(total.low), figures.money(total.high)
    return f"{figures.money(total.likely)} measured in {quarter}, 95\u00a0% range {low} to {high}"


def _says(sums: _Sums, quarter: str, figures: Figures) -> str:
    worth = {place: _total(its[Basis.MEASURED]).likely for place, its in sums.items() if its[Basis.MEASURED]}
    if not worth:
        return "Nothing measured is worth money yet"
    place = max(worth, key=lambda each: worth[each])
    return f"{place} brought the most in {quarter}: {figures.money(worth[place])} measured"


def _plans(
    found: Iterable[Entry], declared: Mapping[int, Sequence[Declared]], catalogue: Catalogue
) -> dict[str, Plans]:
    """Return what the active use cases of each stage plan a year; what rests plans nothing."""
    amounts: dict[str, list[float | None]] = {place: [] for place in _PLACES}
    for entry in found:
        if entry.status is Status.ACTIVE:
            said = [amount for amount in _amounts(declared.get(entry.line.id, ()), catalogue) if amount is not None]
            amounts[entry.stage.label].append(sum(said) if said else None)
    return {
        place: Plans(sum(each or 0.0 for each in its), sum(each is not None for each in its), len(its))
        for place, its in amounts.items()
    }


def _amounts(declared: Iterable[Declared], catalogue: Catalogue) -> Iterator[float | None]:
    for each in declared:
        metric = catalogue.get(each.metric)
        if metric is None or each.target_kind is None or each.target_size is None:
            continue
        yield promised_a_year(
            Target(TargetKind(each.target_kind), each.target_size),
            metric,
            baseline=each.baseline,
            unit_value=each.unit_value,
            annual_volume=each.annual_volume,
        )
